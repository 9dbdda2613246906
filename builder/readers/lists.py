"""List items in plain text: which signs begin one, and how deep it stands."""

from __future__ import annotations

import re
from typing import NamedTuple

#: Signs that begin an item even when the text touches them, and signs that need a blank after them.
_TOUCHING = "•◦▪‣·●○■□◆♦❖➢➤►▶✓✔☐"
_SPACED = "-*–o"
_BULLET = re.compile(rf"([{_TOUCHING}])[ ]*|([{_SPACED}])(?: +|$)|([→§]) +(?!\d)")
#: "1-" and "1.-" are how Arabic and Spanish lists are numbered.
_NUMBER = re.compile(r"((?:\d{1,3}|[a-z])[.)]|\((?:\d{1,2}|[a-z])\)|\d{1,2}\.?-)(?: +|$)")


class Sign(NamedTuple):
    """What begins an item: the sign as written, its column, and the column of the text after it."""

    mark: str
    column: int
    text_column: int

    @property
    def family(self) -> str:
        """Return the sign with all numbers alike: items of one list share it."""
        return re.sub(r"\d+|[a-z](?=[.)])", "1", self.mark)


def columns(line: str) -> str:
    """Return the line with tabs as blanks up to the next multiple of four.

    A letter `o` before a tab is the bullet of Word's second level.
    """
    return re.sub(r"^(\s*)o\t", r"\1◦   ", line).expandtabs(4)


def sign(line: str) -> Sign | None:
    """Return the sign that begins an item in a line without tabs, or None.

    A letter `o` is a sign only where it is indented: at the margin it is a word of several languages.
    """
    text = line.lstrip(" ")
    column = len(line) - len(text)
    match = _BULLET.match(text) or _NUMBER.match(text)
    if match is None:
        return None
    mark = match.group().strip()
    if mark == "o" and column == 0:
        return None
    return Sign(mark=mark, column=column, text_column=column + match.end())


#: Deeper items stand at this depth: no list of an article goes as deep.
DEEPEST = 6


class Depth:
    """The depth of each item of a run, from indentation, and from the sign where indentation is level."""

    def __init__(self) -> None:
        self._open: list[Sign] = []

    def of(self, item: Sign) -> int:
        """Return the depth of the next item, from 1."""
        return min(self._depth(item), DEEPEST)

    def _depth(self, item: Sign) -> int:
        while self._open and item.column < self._open[-1].column:
            self._open.pop()
        families = [known.family for known in self._open]
        if self._open and item.column == self._open[-1].column:
            level = [known for known in self._open if known.column == item.column]
            if item.family in (known.family for known in level):
                while self._open[-1].family != item.family:
                    self._open.pop()
                return len(self._open)
        elif item.family in families and item.column - self._open[-1].column == 1:
            return len(self._open)
        self._open.append(item)
        return len(self._open)

    def close(self) -> None:
        """Forget the run: a line that is no item stands between."""
        self._open.clear()
