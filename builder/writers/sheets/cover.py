"""The cover of a pack: what to print, how often, and how much paper that takes."""

from __future__ import annotations

import math

import msgspec

from builder.model.sheet import Block, Bullets, Heading, Paragraph, Sheet, Table
from builder.wording import phrase
from builder.writers.sheets.inline import said


class Pile(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a pack: its name, the sheets in it, its pages, and how many copies are needed (0: not known)."""

    file: str
    sheets: tuple[Sheet, ...]
    pages: int
    copies: int = 0

    @property
    def leaves(self) -> int:
        """Sheets of paper for one copy, printed on both sides."""
        return math.ceil(self.pages / 2)


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """What a pack is for: its title, and lines that say when it is used."""

    language: str
    title: str
    lines: tuple[str, ...] = ()


def cover(piles: tuple[Pile, ...], occasion: Occasion) -> Sheet:
    """Return the cover of a pack: when it is used; for each file its copies, sheets and pages, and what is in it."""
    language, title = occasion.language, occasion.title
    names = ("file", "copies", "pages", "leaves", "leaves_all")
    head = tuple(said(phrase(language, f"cover.{name}")) for name in names)
    rows = tuple(tuple(said(cell) for cell in _row(pile, language)) for pile in piles)
    blocks: list[Block] = [
        *[Bullets(entries=tuple((Paragraph(text=said(line)),) for line in occasion.lines))] * bool(occasion.lines),
        Paragraph(text=said(phrase(language, "cover.intro"))),
        Table(head=head, rows=rows, widths=(1, 0, 0, 0, 0)),
        Paragraph(text=said(phrase(language, "cover.both_sides")), look="small"),
    ]
    for pile in piles:
        entries = tuple((Paragraph(text=said(sheet.title)),) for sheet in pile.sheets)
        blocks += [Heading(text=said(pile.file)), Bullets(entries=entries)]
    name = phrase(language, "sheet.cover")
    return Sheet(
        kind="cover",
        slug="",
        language=language,
        title=f"{title} – {name}",
        name=name,
        heading=said(title),
        blocks=tuple(blocks),
        notice=phrase(language, "sheet.facilitator_only"),
    )


def _row(pile: Pile, language: str) -> tuple[str, ...]:
    copies = str(pile.copies) if pile.copies else phrase(language, "cover.each")
    total = str(pile.copies * pile.leaves) if pile.copies else phrase(language, "cover.times", leaves=pile.leaves)
    return pile.file, copies, str(pile.pages), str(pile.leaves), total
