"""Cutting inline Markdown at a place in its text, emphasis and links kept on both sides.

Labels and initials are found in the plain text of a paragraph; what is left of it is cut here.
"""

from __future__ import annotations

import re

from builder.text.inline import escape, plain
from builder.text.runs import rendered, runs_of, sliced

_BOLD = re.compile(r"\*\*((?:(?!\*\*).)+)\*\*")


def not_bold(words: str) -> str:
    """Return a title or a term without the bold type that only sets it off."""
    bold = _BOLD.fullmatch(words)
    return bold[1] if bold else words


def part(markdown: str, start: int, end: int | None = None) -> str:
    """Return the Markdown of the characters [start, end) of `plain(markdown)`, without blanks around them.

    >>> part("**Key words:** *peace*, war", 11)
    '*peace*, war'
    """
    text = plain(markdown)
    end = len(text) if end is None else end
    wanted = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(wanted)
    if "\\" not in markdown and markdown == text:
        return escape(wanted)
    cut = rendered(sliced(runs_of(markdown), start, end))
    return cut if plain(cut) == wanted else escape(wanted)
