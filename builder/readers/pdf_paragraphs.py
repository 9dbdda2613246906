"""Lines of a PDF's columns -> paragraphs: where one ends, and which go on in the next column.

A paragraph ends where the lines stand further apart, where size or weight changes, where an item's sign
begins, where a line is indented, and where a line ends although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.readers.lists import Sign, sign
from builder.readers.pdf_columns import Column
from builder.readers.pdf_lines import Line
from builder.readers.pdf_measures import Measures
from builder.readers.pdf_tables import Table, tables

#: Lines further apart than so many usual distances belong to two paragraphs.
_APART = 1.2
_INDENT = 0.8
_CLOSED = re.compile(r"[.!?:;…؟۔][\"'”’»)\]\d]*$")
_BROKEN = re.compile(r"\w[-‐\xad]$")
_LEADERS = re.compile(r"(?:\. ?){4,}\s*[\divxlc]{1,5}$|…{2,}\s*\d{1,4}$")
_BULLETS = re.compile(r"[^\w(]")


@dataclass
class Paragraph:
    """Lines that belong together, the column that they begin in, and the item's sign before them."""

    lines: list[Line]
    column: Column
    sign: Sign | None = None
    text_left: float = 0.0
    table: Table | None = None
    ends_in: Column = field(init=False)

    def __post_init__(self) -> None:
        self.ends_in = self.column

    @property
    def size(self) -> float:
        """Return the size of its letters."""
        return self.lines[0].size

    @property
    def text(self) -> str:
        """Return its words, for looking at."""
        return " ".join(line.text for line in self.lines)

    @property
    def left(self) -> float:
        """Return where its lines begin, the first aside if there are others."""
        return min(line.left for line in (self.lines[1:] or self.lines))


def paragraphs(pages: Sequence[Sequence[Column]], usual: Measures) -> list[Paragraph]:
    """Return the paragraphs of all pages, those joined that go over a column's or a page's end."""
    found: list[Paragraph] = []
    for column in (column for columns in pages for column in columns):
        own = list(_in_column(column, usual))
        if found and own and _goes_over(found[-1], own[0], usual):
            found[-1].lines += own[0].lines
            found[-1].ends_in = column
            own = own[1:]
        found += own
    return found


def _in_column(column: Column, usual: Measures) -> Iterator[Paragraph]:
    open_: Paragraph | None = None
    known = tables(column.lines)
    inside = {id(line) for table in known for line in table.lines}
    first = {id(table.lines[0]): table for table in known}
    for line in column.lines:
        if id(line) in inside:
            if open_ is not None:
                yield open_
                open_ = None
            if id(line) in first:
                yield Paragraph(list(first[id(line)].lines), column, table=first[id(line)])
            continue
        mark = _sign(line, open_, usual)
        if open_ is not None and mark is None and _goes_on(open_, line, usual):
            open_.lines.append(line)
            continue
        if open_ is not None:
            yield open_
        open_ = Paragraph([line], column, mark, _text_left(line, mark))
    if open_ is not None:
        yield open_


def _sign(line: Line, open_: Paragraph | None, usual: Measures) -> Sign | None:
    """Return the sign that makes a line the first of an item, or None."""
    text, alone = line.text, len(line.cells) > 1
    if alone and line.cells[0].text == "o":  # the bullet of Word's second level
        text = f"•{text[1:]}"
    found = sign(text)
    if found is None or not text[found.text_column :].strip():
        return None
    alone = alone and line.cells[0].text.strip() == text[: len(line.cells[0].text.strip())] == found.mark
    column = round((line.left) / (0.5 * usual.size))
    placed = Sign(found.mark, column, column + found.text_column)
    if open_ is None or alone or (_BULLETS.match(found.mark) and found.mark not in "-–*"):
        return placed
    last = open_.lines[-1]
    beside = open_.sign is not None and abs(open_.lines[0].left - line.left) < 0.5 * line.size
    apart = line.y - last.y > _APART * usual.pitch(line.size)
    closed = _CLOSED.search(last.text) is not None or room(last, line, open_.column)
    return placed if beside or apart or closed else None


def _text_left(line: Line, mark: Sign | None) -> float:
    """Return where the words of an item begin."""
    if mark is None:
        return line.left
    rest = len(mark.mark)
    for glyph in line.glyphs:
        if rest <= 0 and not glyph.text.isspace():
            return glyph.left
        rest -= len(glyph.text.strip())
    return line.left


def is_of_contents(line: Line) -> bool:
    """Return whether dots lead to a page's number, as in a table of contents."""
    return _LEADERS.search(line.text) is not None


def room(line: Line, following: Line, column: Column) -> bool:
    """Return whether the first word of the next line would have fitted into a line."""
    if _BROKEN.search(line.text):
        return False
    free = column.right - line.right
    if _is_centred(line, column):
        free = column.right - column.left - line.wide()
    return free > following.first_word() + 0.6 * line.size


def _is_centred(line: Line, column: Column) -> bool:
    middle = (column.left + column.right) / 2
    return line.left > column.left + line.size and abs((line.left + line.right) / 2 - middle) < 0.25 * line.size


def _goes_on(open_: Paragraph, line: Line, usual: Measures) -> bool:
    """Return whether a line without a sign goes on the paragraph before it."""
    last = open_.lines[-1]
    pitch = usual.pitch(line.size)
    apart = line.y - last.y
    if apart > _APART * pitch or abs(last.size - line.size) > 0.06 * last.size:
        return False
    if is_of_contents(last):
        return False
    large = line.size >= 1.15 * usual.size
    if large and open_.sign is None:
        return True
    free = room(last, line, open_.column) if not _is_set_in(open_, line) else False
    if last.spans[-1].bold != line.spans[0].bold and last.bold != line.bold and (free or apart > 1.05 * pitch):
        return False
    if open_.sign is not None:
        return _goes_on_in_item(open_, line, free=free)
    return not free and not _is_indented(open_, line)


def _goes_on_in_item(open_: Paragraph, line: Line, *, free: bool) -> bool:
    shift = line.left - open_.text_left
    if len(open_.lines) > 1:
        return abs(line.left - open_.lines[-1].left) < _INDENT * line.size and not (free and shift < -0.6 * line.size)
    return abs(shift) < 0.6 * line.size or (shift < 0 and not free)


def _is_set_in(open_: Paragraph, line: Line) -> bool:
    """Return whether a paragraph is set in from both edges, as quotations are, so that its lines end earlier."""
    column, size = open_.column, line.size
    lefts = [each.left for each in (*open_.lines, line)]
    if min(lefts) < column.left + 0.9 * size or max(lefts) - min(lefts) > 0.5 * size:
        return False
    at = column.lines.index(open_.lines[0])
    block = [column.lines[at]]
    for before, after in pairwise(column.lines[at:]):
        if abs(after.left - before.left) > 0.5 * size or abs(after.size - size) > 0.06 * size:
            break
        if after.y - before.y > 1.3 * (column.lines[at + 1].y - column.lines[at].y):
            break
        block.append(after)
    edge = max(each.right for each in block)
    if edge > column.right - 0.7 * size:
        return False
    if len(block) < 3 and abs((column.right - edge) - (min(lefts) - column.left)) > 1.2 * size:
        return False  # two lines show nothing, unless they are set in alike from both sides
    full = sum(edge - each.right < following.first_word() + 0.6 * size for each, following in pairwise(block))
    return full >= 0.75 * (len(block) - 1) and not room(open_.lines[-1], line, column._replace(right=edge))


def _is_indented(open_: Paragraph, line: Line) -> bool:
    """Return whether a line begins a new paragraph by where it begins."""
    last, size = open_.lines[-1], line.size
    shift = line.left - last.left
    if _is_centred(last, open_.column) and _is_centred(line, open_.column):
        return False
    if shift > _INDENT * size:
        return len(open_.lines) > 1  # a second line that is set in hangs
    return shift < -_INDENT * size and len(open_.lines) > 1


def _goes_over(before: Paragraph, after: Paragraph, usual: Measures) -> bool:
    """Return whether a paragraph goes on in the first one of the next column."""
    last, first = before.lines[-1], after.lines[0]
    if after.sign is not None or before.table is not None or after.table is not None:
        return False
    if abs(last.size - first.size) > 0.06 * last.size or usual.stands_out(last) or usual.stands_out(first):
        return False
    if last.text.endswith(("-", "‐", "\xad")):
        return True
    if _CLOSED.search(last.text) is None:
        return not room(last, first, before.ends_in)
    indented = first.left > after.column.left + _INDENT * first.size
    return not indented and _is_full(last, before.ends_in)


def _is_full(line: Line, column: Column) -> bool:
    """Return whether a line ends at the edge of a column whose lines all do, as the last of a paragraph rarely does."""
    at_edge = sum(column.right - each.right < 0.8 for each in column.lines)
    return len(column.lines) > 3 and at_edge > 0.6 * len(column.lines) and column.right - line.right < 0.8
