"""Whether a text was wrapped by hand, and which of its lines continue the line before.

A line that an editor broke at a column is *full*: the first word of the next line would not have fitted.
Lines of a text with one paragraph a line are full only by accident, and a heading above its paragraph
is short.  The column is learnt from lines that surely were broken, in the middle of a sentence, over the
whole text; then lines are joined one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

_NARROWEST, _WIDEST = 45, 120

#: So many lines broken inside a sentence are no accident, whatever else the text holds.
_SURELY = 3

#: Editors break at the column; people who wrap by hand stay some columns before it.
_SLACK = 8


def column(lines: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int | None:
    """Return the column that the lines of a paragraph go up to, or None where the text is not wrapped.

    lines: all of the text, with their indentation.  Some may be longer than any column: a word processor
        writes its lists in one line each and wraps the text around them.
    pairs: each two lines that stand directly under one another, the second of which begins no item.
    """
    wide = sum(len(line) > _WIDEST for line in lines) > len(lines) // 20
    long = [pair for pair in pairs if _NARROWEST <= len(pair[0]) <= _WIDEST]
    broken = [pair for pair in long if _breaks_a_sentence(*pair)]
    lower = sum(following.lstrip()[0].islower() for _, following in broken)
    sure = lower >= (_SURELY if wide else 1) or (len(broken) >= _SURELY and not wide)  # Arabic has no small letters
    if not sure:
        return None
    longest = max(len(line) for line, _ in broken)
    spare = [longest + 1 - _together(*pair) for pair in broken]
    at = longest - max((columns for columns in spare if 0 <= columns <= _SLACK), default=0)
    full = [pair for pair in long if _together(*pair) > at]
    return at if len(full) >= 0.6 * len(long) else None


def continues(line: str, following: str, at: int | None) -> bool:
    """Return whether `following` continues the paragraph that `line` belongs to."""
    return at is not None and len(line) <= at + _SLACK and _together(line, following) > at


def breaks_off(line: str, following: str, at: int | None) -> bool:
    """Return whether `line` goes on in `following` by its end too: it closes no sentence and leads to no list."""
    return continues(line, following, at) and not line.endswith((".", "!", "?", ":"))


def _together(line: str, following: str) -> int:
    """Return the length of a line with the first word of the next one."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0])


def _breaks_a_sentence(line: str, following: str) -> bool:
    first = following.lstrip()[0]
    return line[-1] not in '.!?:;”"’)]؟۔' and first.isalpha() and not first.isupper()


def join(lines: Sequence[str]) -> str:
    """Return the lines of one paragraph as one; a word broken at its hyphen keeps the hyphen."""
    text = lines[0]
    for line in lines[1:]:
        broken = text.endswith("-") and not text.endswith(" -") and line[:1].islower()
        text += line if broken else f" {line}"
    return text
