"""Letters of a PDF's page -> pieces of lines, and pieces -> lines.

A PDF holds letters and places, no lines: letters on one baseline without a wide gap are a piece, and
pieces on one baseline in one column are a line.  Lengths are points; y counts from the top of the page.
In a text from right to left all places are mirrored, so that "left" is where a line begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from builder.readers.decode import cleaned
from builder.readers.pdf_backwards import RIGHT_TO_LEFT, in_order
from builder.readers.pdf_glyphs import Glyph

_LETTER = re.compile(r"[^\W\d_]")

#: A wider gap, in the size of the letters, ends a piece: a column's, a table's, a bullet's.
_WIDE = 0.95
#: A blank of a line that is stretched to the column's edge is narrower.
_JUSTIFIED = 2.2
#: A mark of a note stands higher or lower than its line by less.
_SHIFT = 0.62


class Span(NamedTuple):
    """Letters of a line that look alike; `raised` is whether they stand above the line, as marks of notes do."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    link: str | None = None


class Line:
    """A line of a column, or a piece of one: its page, its place, its size, its letters."""

    def __init__(self, page: int, glyphs: Sequence[Glyph], parts: Sequence[Line] = (), *, backwards: bool) -> None:
        self.page = page
        self.backwards = backwards
        self.glyphs = tuple(glyphs)
        self.parts = tuple(parts)
        self.pieces: tuple[Line, ...] = (self,)
        shown = [glyph for glyph in glyphs if not glyph.text.isspace()]
        self.left = min(glyph.left for glyph in shown)
        self.right = max(glyph.right for glyph in shown)
        counted = Counter((round(glyph.size, 1), round(glyph.y, 1)) for glyph in shown)
        (self.size, self.y), _ = max(counted.items(), key=lambda item: (item[1], item[0][0]))

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Return the letters by how they look, blanks between the parts."""
        return _spans(self.parts, self) if self.parts else tuple(_looks(self.glyphs, self))

    @cached_property
    def text(self) -> str:
        """Return the words of the line."""
        return "".join(span.text for span in self.spans).strip()

    @cached_property
    def bold(self) -> bool:
        """Return whether all its letters are bold."""
        return _all(self.spans, "bold")

    @cached_property
    def italic(self) -> bool:
        """Return whether all its letters are italic."""
        return _all(self.spans, "italic")

    @property
    def cells(self) -> tuple[Line, ...]:
        """Return the pieces between the wide gaps of the line."""
        return self.parts or (self,)

    def first_word(self) -> float:
        """Return how wide the first word is."""
        width = 0.0
        begun: float | None = None
        for glyph in self.cells[0].glyphs:
            if glyph.text.isspace():
                if begun is not None:
                    break
                continue
            begun = glyph.left if begun is None else min(begun, glyph.left)
            width = max(width, glyph.right - begun)
        return width

    def wide(self) -> float:
        """Return how far the line reaches."""
        return self.right - self.left


def _all(spans: Iterable[Span], name: str) -> bool:
    lettered = [getattr(span, name) for span in spans if _LETTER.search(span.text) and not span.raised]
    return bool(lettered) and all(lettered)


def is_mirrored(glyphs: Iterable[Glyph]) -> bool:
    """Return whether most letters of a text are of a script from right to left."""
    text = "".join(glyph.text for glyph in glyphs)
    return 2 * len(RIGHT_TO_LEFT.findall(text)) > len(_LETTER.findall(text)) > 0


def mirrored(glyphs: Iterable[Glyph], width: float) -> tuple[Glyph, ...]:
    """Return letters with left and right exchanged."""
    return tuple(glyph._replace(left=width - glyph.right, right=width - glyph.left) for glyph in glyphs)


def pieces(page: int, glyphs: Sequence[Glyph], *, backwards: bool) -> list[Line]:
    """Return the pieces of lines of a page, in the order of the file; `backwards` is whether it is mirrored."""
    found: list[Line] = []
    open_: list[Glyph] = []
    for glyph in glyphs:
        if open_ and not _goes_on(open_, glyph):
            _close(found, page, open_, backwards=backwards)
            open_ = []
        if open_ or not glyph.text.isspace():
            open_.append(glyph)
    _close(found, page, open_, backwards=backwards)
    return found


def _close(found: list[Line], page: int, glyphs: Sequence[Glyph], *, backwards: bool) -> None:
    if any(not glyph.text.isspace() for glyph in glyphs):
        found.append(Line(page, glyphs, backwards=backwards))


def _goes_on(open_: Sequence[Glyph], glyph: Glyph) -> bool:
    """Return whether a letter stands in the piece, or directly beside it."""
    last = next((each for each in reversed(open_) if not each.text.isspace()), open_[-1])
    size = max(last.size, glyph.size)
    if abs(glyph.y - last.y) > (0.3 if glyph.size == last.size else _SHIFT) * size:
        return glyph.text.isspace()
    if glyph.text.isspace():
        return True
    blank = open_[-1].text.isspace() and open_[-1].right > open_[-1].left  # one that is written, not put in by PDFium
    wide = (_JUSTIFIED if blank else _WIDE) * size
    if -0.5 * size <= glyph.left - last.right <= wide:
        return True
    recent = open_[-60:]
    left, right = min(each.left for each in recent), max(each.right for each in recent)
    return glyph.left - right <= wide and left - glyph.right <= wide


def joined(page: int, found: Iterable[Line]) -> list[Line]:
    """Return the lines of a column from its pieces, from top to bottom."""
    rows: list[list[Line]] = []
    for piece in sorted(found, key=lambda piece: (piece.y, piece.left)):
        row = next((row for row in reversed(rows[-3:]) if _on_one_line(row, piece)), None)
        if row is None:
            rows.append([piece])
        else:
            row.append(piece)
    lines = [_line(page, row) for row in rows]
    for line, row in zip(lines, rows, strict=True):
        line.pieces = tuple(row)
    return sorted(lines, key=lambda line: line.y)


def _on_one_line(row: Sequence[Line], piece: Line) -> bool:
    """Return whether a piece stands on the line of others and not over them."""
    near = min(row, key=lambda other: max(other.left - piece.right, piece.left - other.right))
    size = min(near.size, piece.size)
    shift = abs(near.y - piece.y)
    if is_mirrored((*near.glyphs, *piece.glyphs)):  # vowel marks stand over and under their letters
        return shift < 0.6 * max(near.size, piece.size)
    if shift > (0.3 * size if near.size == piece.size else 0.5 * max(near.size, piece.size)):
        return False
    return all(piece.left >= other.right - 0.3 * size or piece.right <= other.left + 0.3 * size for other in row)


def _line(page: int, row: list[Line]) -> Line:
    backwards = row[0].backwards
    every = [glyph for piece in row for glyph in piece.glyphs]
    if backwards or is_mirrored(every):
        return _reordered(page, in_order(every, backwards=backwards), backwards=backwards)
    if len(row) == 1:
        return row[0]
    ordered = sorted(row, key=lambda piece: piece.left)
    return Line(page, [glyph for piece in ordered for glyph in piece.glyphs], ordered, backwards=False)


def _reordered(page: int, glyphs: Sequence[Glyph], *, backwards: bool) -> Line:
    """Return a line of letters in order, parted at its wide gaps."""
    parts: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        last = next((each for each in reversed(parts[-1]) if not each.text.isspace()), None)
        gap = max(glyph.left - last.right, last.left - glyph.right) if last is not None else 0.0
        if gap > _WIDE * glyph.size and parts[-1][-1].text.isspace():
            parts.append([])
        parts[-1].append(glyph)
    lines = [Line(page, part, backwards=backwards) for part in parts]
    return Line(page, glyphs, lines if len(lines) > 1 else (), backwards=backwards)


def _looks(glyphs: Sequence[Glyph], line: Line) -> Iterable[Span]:
    """Yield letters that look alike together; blanks look like the letters before them."""
    text = ""
    look = Span("")
    for glyph in glyphs:
        shown = look if glyph.text.isspace() else _look(glyph, line)
        if shown != look and text:
            yield look._replace(text=text)
            text = ""
        look = shown
        text += glyph.text
    if text:
        yield look._replace(text=text)


def _look(glyph: Glyph, line: Line) -> Span:
    higher = line.y - glyph.y > 0.15 * line.size and glyph.size < 0.92 * line.size
    return Span("", glyph.bold, glyph.italic, glyph.raised or higher, glyph.link)


def _spans(parts: Sequence[Line], line: Line) -> tuple[Span, ...]:
    found: list[Span] = []
    for number, part in enumerate(parts):
        before = parts[number - 1]
        if number and max(part.left - before.right, before.left - part.right) > 0.12 * line.size:
            found.append(found[-1]._replace(text=" "))
        found.extend(_looks(part.glyphs, line))
    return tuple(found)


def words(spans: Iterable[Span]) -> str:
    """Return the letters of spans, tidy."""
    return " ".join(cleaned("".join(span.text for span in spans)).split())
