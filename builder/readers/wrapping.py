"""Whether a text was wrapped by hand, and which of its lines continue the line before.

A line that an editor broke at a width is *full*: the first word of the next line would not have fitted.
Lines of a text with one paragraph a line are full only by accident, and a heading above its paragraph
is short.  So the width is looked for over the whole text, and lines are joined one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

_NARROWEST, _WIDEST = 45, 120

#: Editors differ by some columns in where they break, and people more.
_SLACK = 8


def _would_fit(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) <= width


def width(lines: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int | None:
    """Return the column at which a text is wrapped, or None where it is not.

    lines: all of the text; one in twenty may be longer, as a title or an address sometimes is.
    pairs: each two lines that stand directly under one another, neither of which begins an item.
    """
    lengths = sorted(len(line) for line in lines if " " in line)
    if len(pairs) < 3 or not lengths:
        return None
    longest = lengths[-1 - len(lengths) // 20]
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    full = [pair for pair in pairs if not _would_fit(*pair, longest - _SLACK)]
    open_ended = [line for line, _ in full if line[-1] not in '.!?:;”"’)]']
    wrapped = len(full) >= 3 and len(full) >= 0.6 * len(pairs) and len(open_ended) >= 0.5 * len(full)
    return longest if wrapped else None


def continues(line: str, following: str, wrapped_at: int | None) -> bool:
    """Return whether `following` continues the paragraph that `line` belongs to."""
    return wrapped_at is not None and not _would_fit(line, following, wrapped_at - _SLACK)


def join(lines: Sequence[str]) -> str:
    """Return the lines of one paragraph as one; a word broken at its hyphen keeps the hyphen."""
    text = lines[0]
    for line in lines[1:]:
        broken = text.endswith("-") and not text.endswith(" -") and line[:1].islower()
        text += line if broken else f" {line}"
    return text
