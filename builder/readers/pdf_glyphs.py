"""Letters of a PDF's page, and the bullets that browsers draw instead of writing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: A bullet stands so far before its line at most, in the size of the letters.
_BEFORE = 2.6

#: Left, top, right, bottom, from the upper left corner of the page as one sees it.
Box = tuple[float, float, float, float]


class Glyph(NamedTuple):
    """A letter, or a blank: where it stands on the page as one sees it, y from the top, and how it looks.

    y: its baseline; size: of its font, in points; raised: whether it is drawn above the baseline of its font;
    word: how many blanks stand before it in its line as the file has it.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    bold: bool
    italic: bool
    raised: bool
    link: str | None
    word: int = 0


def with_bullets(glyphs: Sequence[Glyph], dots: Sequence[Box]) -> Iterator[Glyph]:
    """Yield the letters of a page, each small drawn sign that stands alone before a line as a bullet."""
    bullets: dict[int, Box] = {}
    for dot in dots[:1_000]:
        at = _line_behind(glyphs, dot)
        if at is not None:
            bullets[at] = dot
    for at, glyph in enumerate(glyphs):
        if at in bullets:
            left, _, right, _ = bullets[at]
            yield glyph._replace(text="•", left=left, right=right, bold=False, italic=False, link=None)
            yield glyph._replace(text=" ", left=right, right=right)
        yield glyph


def _line_behind(glyphs: Sequence[Glyph], dot: Box) -> int | None:
    """Return the letter that a drawn sign stands before, None where it stands among letters or far from any."""
    left, top, right, bottom = dot
    middle = (top + bottom) / 2
    row = [
        (min(abs(glyph.left - right), abs(left - glyph.right)), at)
        for at, glyph in enumerate(glyphs)
        if glyph.y - 0.85 * glyph.size < middle < glyph.y + 0.1 * glyph.size and not glyph.text.isspace()
    ]
    beside = [(gap, at) for gap, at in row if gap < _BEFORE * glyphs[at].size]
    before = [at for gap, at in beside if glyphs[at].right <= left + 1]
    behind = [at for gap, at in beside if glyphs[at].left >= right - 1]
    if not beside or (before and behind):
        return None
    at = min(beside)[1]
    return at if bottom - top < 0.7 * glyphs[at].size and min(beside)[0] > 0.1 * glyphs[at].size else None
