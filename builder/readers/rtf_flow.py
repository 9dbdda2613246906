"""Paragraphs of an RTF file as they fill: the text itself, a note, the cells of a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from builder.readers.blocks import Draft, table
from builder.readers.lists import DEEPEST
from builder.readers.looks import Look
from builder.readers.package import Refused
from builder.readers.paragraphs import BULLET, Paragraphs
from builder.readers.rtf_state import Paragraph, Style, Tables
from builder.text.inline import escape
from builder.text.runs import EMPHASIS, STRONG, Mark, Run

CONTENTS = "a table of contents"
_WIDEST = 63
_LONGEST_CELL = 600
_TWIPS = 120  # twentieths of a point: about as wide as a letter


@dataclass
class Flow:
    """The blocks so far, the paragraph that is open, and the rows of a table that is not yet over."""

    too_long: Callable[[], Refused]
    tables: Tables
    page: Paragraphs = field(init=False)
    runs: list[Run] = field(default_factory=list)
    pictures: list[Draft] = field(default_factory=list)
    sign: str | None = None
    listed: list[bool] = field(default_factory=list)
    _cell: Paragraphs = field(init=False)
    _row: list[list[Draft]] = field(default_factory=list)
    _rows: list[list[list[Draft]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page, self._cell = Paragraphs(self.too_long), Paragraphs(self.too_long)

    def say(self, run: Run, *, contents: bool) -> None:
        """Add words to the open paragraph."""
        self.runs.append(run)
        if run.text.strip():
            self.listed.append(contents)

    def end_paragraph(self, about: Paragraph) -> None:
        """Close the open paragraph."""
        runs, self.runs = self.runs, []
        pictures, self.pictures = self.pictures, []
        sign, self.sign = self.sign, None
        contents = bool(self.listed) and all(self.listed)
        self.listed = []
        if not about.in_table:
            self.end_table()
        into = self._cell if about.in_table else self.page
        look, mark = self._look(about, sign)
        style = self.tables.styles.get(about.style, Style())
        reason = CONTENTS if contents or look.kind == "contents" else None
        bold = style.bold and (look.kind != "paragraph" or about.in_table)
        for undone, mark_ in ((bold, STRONG), (style.slanted, EMPHASIS)):
            if undone:
                runs = [run._replace(marks=_without(run.marks, mark_)) for run in runs]
        into.put(runs, look, mark, min(max(about.indent, 0), 20_000) // _TWIPS, reason)
        for picture in pictures:
            into.add(picture._replace(furniture=reason))

    def _look(self, about: Paragraph, sign: str | None) -> tuple[Look, str]:
        """Return what a paragraph is, by its outline, style and list, and what stands before it."""
        look = self.tables.look(about.style)
        if about.outline is not None and 0 <= about.outline < 9 and look.kind == "paragraph" and not about.in_table:
            look = Look("heading", min(about.outline + 1, 6))
        if look.kind in ("heading", "contents", "caption", "term", "definition"):
            return look, ""
        if sign is None and about.list:
            sign = BULLET
        if sign:
            mark = sign if any(each.isalnum() for each in sign) and sign != "o" else BULLET
            return Look("item", min(max(about.level, 0) + 1, DEEPEST)), mark
        if look.kind != "item":
            return look, ""
        return (look, look.mark) if look.mark == BULLET and sign is None else (Look(), "")

    def end_cell(self, about: Paragraph) -> None:
        """Close a cell."""
        if self.runs or self.pictures:
            self.end_paragraph(about._replace(in_table=True))
        self._row.append(self._cell.drafts)
        self._cell = Paragraphs(self.too_long)

    def end_row(self) -> None:
        """Close a row."""
        self._rows.append(self._row)
        self._row = []

    def end_table(self) -> None:
        """Close a table: its rows, or what its cells hold where it is only there for its looks."""
        if self._row or self._cell.drafts:
            self.end_cell(Paragraph())
            self.end_row()
        rows, self._rows = self._rows, []
        if not rows:
            return
        if _is_of_data(rows):
            self.page.add(Draft("table", table([[_joined(cell) for cell in row[:_WIDEST]] for row in rows])))
        of_data = _is_of_data(rows)
        for draft in (draft for row in rows for cell in row for draft in cell):
            if draft.kind == "image" or not of_data:
                self.page.add(draft)

    def end(self, about: Paragraph) -> list[Draft]:
        """Close everything and return the blocks."""
        if self.runs or self.pictures:
            self.end_paragraph(about)
        self.end_table()
        return self.page.drafts

    def as_one(self) -> str:
        """Return all paragraphs as one: a note."""
        return " ".join(_joined([draft]) for draft in self.page.drafts if draft.kind != "image")


def _without(marks: tuple[Mark, ...], undone: Mark) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark != undone)


def _joined(cell: Sequence[Draft]) -> str:
    words = [draft for draft in cell if draft.kind != "image"]
    return " ".join(f"{escape(draft.mark)} {draft.text}" if draft.mark else draft.text for draft in words)


def _is_of_data(rows: Sequence[Sequence[Sequence[Draft]]]) -> bool:
    """Return whether a table has rows and columns of short cells."""
    wide = [row for row in rows if len(row) > 1]
    lengths = (sum(len(draft.text) for draft in cell) for row in wide for cell in row)
    return len(wide) > 1 and all(length <= _LONGEST_CELL for length in lengths)
