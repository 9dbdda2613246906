"""A module.md cut into the pieces that a sheet shows as one paragraph each: a paragraph, an entry, a definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_ENTRY = re.compile(r"(?P<marker>\s*(?:[-*+]|(?P<number>\d{1,9})[.)])\s+)\S")
_HEADING = re.compile(r" {0,3}#{1,6}\s")
_WORD = re.compile(r"\w+")
#: A piece is thought to be shown by a paragraph that holds so much of its words, and so many are tried.
_HELD, _MOST = 0.5, 12


class Unit(NamedTuple):
    """Lines [start, end) of a text: what they are, their words, and the marker of an entry."""

    start: int
    end: int
    kind: Literal["heading", "paragraph", "entry", "definition"]
    text: str
    marker: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the lines."""
        return _WORD.findall(self.text)


def units_of(rows: Sequence[str], first: int) -> tuple[Unit, ...]:
    """Return the pieces of a module.md from line `first` on, in order."""
    found: list[Unit] = []
    for start, end in _runs(rows, first):
        text = "\n".join(rows[start:end])
        entry = _ENTRY.match(rows[start])
        if _HEADING.match(rows[start]):
            found.append(Unit(start, end, "heading", text))
        elif entry is not None:
            found.append(Unit(start, end, "entry", text, entry["marker"]))
        elif any(row.startswith(":") for row in rows[start + 1 : end]):
            found.append(Unit(start, end, "definition", text))
        else:
            found.append(Unit(start, end, "paragraph", text))
    return tuple(found)


def _runs(rows: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    start = first
    for number in range(first, len(rows) + 1):
        row = rows[number] if number < len(rows) else ""
        if row.strip() and number > start and not _ENTRY.match(row) and not _HEADING.match(row):
            continue
        if number > start and rows[start].strip():
            yield start, number
        start = number if row.strip() else number + 1


def shown_by(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Return the pieces that a paragraph may have been made of, the likeliest first."""
    words = _WORD.findall(text)
    known = set(words)
    ranked = []
    for place, unit in enumerate(units):
        own = unit.words
        if not own or sum(word in known for word in own) < _HELD * len(own):
            continue
        blocks = SequenceMatcher(None, own, words, autojunk=False).get_matching_blocks()
        same = sum(block.size for block in blocks)
        if same >= _HELD * len(own):
            ranked.append((-(same / len(own) + same / max(len(words), 1)), place))
    return [units[place] for _, place in sorted(ranked)[:_MOST]]


def with_entries_under(unit: Unit, rows: Sequence[str]) -> int:
    """Return the line at which a piece ends with all that is set in under it."""
    indent = len(unit.text) - len(unit.text.lstrip())
    end = unit.end
    for number in range(unit.end, len(rows)):
        row = rows[number]
        if row.strip() and len(row) - len(row.lstrip()) <= indent:
            break
        end = number + 1 if row.strip() else end
    return end if unit.kind == "entry" else unit.end
