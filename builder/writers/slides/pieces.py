"""A slide's blocks as a flat run of paragraphs, which can be measured, parted and set.

What a slide cannot hold gets a plain substitute: a table its rows as a list, a picture what it shows.  Lines and blanks
to write on are left out, since nobody writes on a wall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from builder.model.sheet import (
    Block,
    Break,
    Bullets,
    Cards,
    Code,
    Group,
    Heading,
    Paragraph,
    Picture,
    Question,
    Run,
    Table,
    Term,
    Terms,
    Text,
)
from builder.text.xml_chars import without_non_xml
from builder.writers.sheets.inline import said, words_of

#: Lists deeper than this stand as deep as this.
_DEEPEST = 3


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph of a slide.

    mark: the letter or number before it, "•" for a bullet.  hangs: it stands as deep as the words behind a mark.
    near: it belongs to the line before,
    apart: it begins something else.  keeps: it belongs to the line after.  breaks: it begins a new slide.
    """

    text: Text
    size: Literal["body", "small"] = "body"
    mark: str = ""
    level: int = 0
    hangs: bool = False
    strong: bool = False
    near: bool = False
    apart: bool = False
    keeps: bool = False
    breaks: bool = False


def clean(text: str) -> str:
    """Return a text without what a file of XML cannot hold, on one line."""
    return " ".join(without_non_xml(text).splitlines())


def clean_runs(text: Text) -> Text:
    """Return runs without what a file of XML cannot hold."""
    runs = (msgspec.structs.replace(run, text=clean(run.text), address=clean(run.address)) for run in text)
    return tuple(run for run in runs if run.text)


def pieces_of(blocks: Iterable[Block]) -> tuple[Piece, ...]:
    """Return blocks as pieces; pieces without words are left out."""
    found: list[Piece] = []
    breaks = False
    for piece in _pieces(blocks, 0):
        text = clean_runs(piece.text)
        if words_of(text).strip():
            found.append(msgspec.structs.replace(piece, text=text, breaks=breaks and bool(found)))
            breaks = False
        else:
            breaks = breaks or piece.breaks
    return tuple(found)


def _pieces(blocks: Iterable[Block], level: int) -> Iterator[Piece]:
    for block in blocks:
        yield from _block(block, min(level, _DEEPEST))


def _block(block: Block, level: int) -> Iterator[Piece]:
    match block:
        case Heading():
            yield Piece(text=block.text, level=level, strong=True, keeps=True)
        case Paragraph():
            yield _paragraph(block, level)
        case Bullets():
            yield from _list(block, level)
        case Terms():
            yield from (piece for entry in block.entries for piece in _term(entry, level))
        case Question():
            yield from _question(block, level)
        case Group():
            yield from _pieces(block.blocks, level)
        case _:
            yield from _substitute(block, level)


def _substitute(block: Block, level: int) -> Iterator[Piece]:
    """Yield what stands on a slide for a block that it cannot hold as it is."""
    match block:
        case Table():
            yield from _list(_rows(block), level)
        case Picture():
            yield Piece(text=said(f"[{block.description}]", emphasis=True), level=level)
        case Code():
            yield from _code(block, level)
        case Cards():
            yield from (piece for c in block.cards for piece in _term(Term(term=c.front, definition=c.back), level))
        case Break():
            yield Piece(text=(), breaks=True)
        case _:
            pass


def _paragraph(block: Paragraph, level: int) -> Piece:
    match block.look:
        case "small":
            return Piece(text=block.text, level=level, size="small")
        case "lead":
            return Piece(text=block.text, level=level, strong=True)
        case "label":
            return Piece(text=block.text, level=level, strong=True, keeps=True)
        case "quote":
            return Piece(text=block.text, level=level, hangs=True)
        case _:
            return Piece(text=block.text, level=level)


def _list(block: Bullets, level: int) -> Iterator[Piece]:
    for number, entry in enumerate(block.entries, block.start):
        mark = f"{number}." if block.start else "•"
        for place, one in enumerate(entry):
            if isinstance(one, Bullets):
                yield from _block(one, min(level + 1, _DEEPEST))
                continue
            for piece in _block(one, level):
                begins = place == 0 and mark != ""
                yield msgspec.structs.replace(piece, mark=mark if begins else piece.mark, hangs=True)
                mark = "" if begins else mark


def _term(entry: Term, level: int) -> Iterator[Piece]:
    yield Piece(text=entry.term, level=level, strong=True, keeps=True)
    yield Piece(text=entry.definition, level=level, near=True, keeps=bool(entry.source))
    yield Piece(text=entry.source, level=level, size="small", near=True)


def _question(block: Question, level: int) -> Iterator[Piece]:
    follows = bool(block.rows or block.options)
    yield Piece(text=block.stem, level=level, strong=follows, keeps=follows or bool(block.note))
    yield Piece(text=block.note, level=level, size="small", keeps=follows)
    for number, row in enumerate(block.rows, 1):
        yield Piece(text=row, level=level, mark=f"{number}." if block.options else "•", hangs=True)
    for place, option in enumerate(block.options):
        mark = f"{option.letter}." if option.letter else "•"
        yield Piece(text=option.text, level=level, mark=mark, hangs=True, apart=place == 0 and bool(block.rows))


def _rows(block: Table) -> Bullets:
    """Return a table as a list: of each row its first cell, and under it the others behind what heads them."""

    def headed(place: int, cell: Text) -> Paragraph:
        head = words_of(block.head[place]) if place < len(block.head) else ""
        return Paragraph(text=(*said(f"{head}: " if head else "", strong=True), *cell))

    entries: list[tuple[Block, ...]] = []
    for row in block.rows:
        first, *others = (headed(place, cell) for place, cell in enumerate(row))
        under = (Bullets(entries=tuple((cell,) for cell in others)),) if others else ()
        entries.append((first, *under))
    return Bullets(entries=tuple(entries))


def _code(block: Code, level: int) -> Iterator[Piece]:
    for place, line in enumerate(block.text.split("\n")):
        yield Piece(text=(Run(text=line.replace("\t", "    "), code=True),), level=level, near=place > 0)
