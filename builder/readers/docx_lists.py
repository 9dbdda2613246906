"""Lists of a Word document: the bullet or the number that Word shows before a paragraph.

Word stores no numbers: a paragraph names a list and a level, the list names its pattern ("%1." or
"%1.%2"), and the reader counts (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.readers.decode import cleaned
from builder.readers.docx_package import Element, child, local, number, value

BULLET = "•"
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class _Level(NamedTuple):
    """A level of a list: where it starts, how it counts, and its pattern."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""
    restarts: bool = True


@dataclass
class _List:
    """A list: its pattern's id, its levels, and the levels at which it starts anew."""

    pattern: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


@dataclass
class Lists:
    """The lists of a document, and how far each has counted."""

    lists: dict[int, _List] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def mark(self, id_: int, level: int) -> str | None:
        """Count one more paragraph of a list and return what stands before it: "•", "3.", "2.1"; "" for nothing.

        None where there is no such list.
        """
        known = self.lists.get(id_)
        if known is None:
            return None
        here = known.levels.get(level, _Level(format="bullet"))
        counts = self._counts.setdefault(known.pattern, [None] * _LEVELS)
        if level in known.starts and level not in known.begun:
            counts[level] = None
        known.begun.add(level)
        now = counts[level]
        counts[level] = known.starts.get(level, here.start) if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            if known.levels.get(deeper, _Level()).restarts:
                counts[deeper] = None
        if here.format == "bullet":
            return BULLET
        return self._shown(known, counts, here)

    def _shown(self, known: _List, counts: list[int | None], here: _Level) -> str:
        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            at = known.levels.get(place, _Level())
            count = counts[place]
            return spelt(at.start if count is None else count, at.format)

        return " ".join(cleaned(re.sub(r"%([1-9])", one, here.pattern)).split())[:20]


def spelt(count: int, format_: str) -> str:
    """Return a number as a list of this format counts.

    >>> spelt(4, "lowerRoman"), spelt(28, "upperLetter"), spelt(3, "decimal")
    ('iv', 'BB', '3')
    """
    if format_ in ("none", "bullet"):
        return ""
    if format_ == "decimalZero":
        return f"{count:02}"
    if format_ in ("lowerLetter", "upperLetter") and 0 < count <= 26 * 20:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if format_ == "lowerLetter" else letters.upper()
    if format_ in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        digits, rest = "", count
        for worth, digit in _ROMAN:
            digits += digit * (rest // worth)
            rest %= worth
        return digits if format_ == "lowerRoman" else digits.upper()
    return str(count)


def lists_of(root: Element | None, links: dict[str, int]) -> Lists:
    """Return the lists of the part that holds them; `links` are the lists that numbering styles lead to."""
    patterns: dict[str, Element] = {}
    lists = Lists()
    nums: list[Element] = []
    for element in root if root is not None else ():
        kind = local(element.tag)
        if kind == "abstractNum":
            patterns.setdefault(value(element, "abstractNumId") or "", element)
        elif kind == "num":
            nums.append(element)
    named = {number(value(num, "numId")): _pattern_of(num) for num in nums}
    for num in nums:
        id_ = number(value(num, "numId"))
        pattern = _pattern_of(num)
        link = child(patterns.get(pattern), "numStyleLink")
        if link is not None:  # the levels stand at the list of a numbering style
            pattern = named.get(links.get(value(link) or ""), pattern)
        if id_ is not None and id_ not in lists.lists:
            known = _List(pattern, _levels(patterns.get(pattern)))
            _override(known, num)
            lists.lists[id_] = known
    return lists


def _pattern_of(num: Element) -> str:
    element = child(num, "abstractNumId")
    return (value(element) or "") if element is not None else ""


def _levels(element: Element | None) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in element if element is not None else ():
        at = number(value(level, "ilvl")) if local(level.tag) == "lvl" else None
        if at is not None and 0 <= at < _LEVELS:
            found[at] = _level(level)
    return found


def _level(element: Element) -> _Level:
    says = {local(each.tag): value(each) or "" for each in element}
    start = number(says.get("start"))
    restart = number(says.get("lvlRestart"))
    format_ = "bullet" if "lvlPicBulletId" in says else says.get("numFmt", "decimal")
    return _Level(1 if start is None else start, format_, says.get("lvlText", ""), restart != 0)


def _override(known: _List, num: Element) -> None:
    """Put what a list changes in its pattern."""
    for element in num:
        at = number(value(element, "ilvl")) if local(element.tag) == "lvlOverride" else None
        if at is None or not 0 <= at < _LEVELS:
            continue
        own = child(element, "lvl")
        if own is not None:
            known.levels[at] = _level(own)
        start = child(element, "startOverride")
        first = number(value(start)) if start is not None else None
        if first is not None:
            known.starts[at] = first
