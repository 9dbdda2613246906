"""Which unit of one text is which of another: the same words first, then what is alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from builder.files.lines import with_line_feeds
from builder.files.units import Unit
from builder.text.likeness import likeness

#: Two units that share so much of their letters are one that was edited.
ALIKE = 0.5
#: Above so many pairs nothing is compared: a text that was rewritten whole has no edited units.
_MOST_PAIRS = 20_000

_LABEL = re.compile(r"\A\s*[-*+]\s+([^:\n]{1,24}):")


def alike(one: Unit, other: Unit) -> float:
    """Return how alike two units are, 0 to 1, by their own first words; a definition's term or its meaning will do.

    Of the lines of a plan ("Minutes: 4") only those with one label are alike, and those always.
    """
    if one.kind != other.kind:
        return 0.0
    if one.depth and one.kind == "item":
        labels = [match and match[1] for match in (_LABEL.match(one.text), _LABEL.match(other.text))]
        if any(labels):
            return max(ALIKE, _likeness(one, other)) if labels[0] == labels[1] else 0.0
    if one.kind == "definition" and one.units and other.units:
        return max(_likeness(one.opening, other.opening), _likeness(one.units[1], other.units[1]))
    return _likeness(one.opening, other.opening)


def _likeness(one: Unit, other: Unit) -> float:
    first, second = with_line_feeds(one.key), with_line_feeds(other.key)
    if 4 * min(len(first), len(second)) < max(len(first), len(second)):
        return 0.0
    return likeness(first, second)


def aligned(base: Sequence[Unit], side: Sequence[Unit]) -> tuple[int | None, ...]:
    """Return for each unit of the base which unit of the other text it has become, in order; None where it is gone."""
    found: list[int | None] = [None] * len(base)
    matcher = SequenceMatcher(None, [unit.key for unit in base], [unit.key for unit in side], autojunk=False)
    start, first = 0, 0
    for block in matcher.get_matching_blocks():
        for one, other in _edited(base[start : block.a], side[first : block.b]):
            found[start + one] = first + other
        for step in range(block.size):
            found[block.a + step] = block.b + step
        start, first = block.a + block.size, block.b + block.size
    return tuple(found)


def _edited(base: Sequence[Unit], side: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the pairs of units that are alike, in order: those that are most alike together."""
    if not base or not side or len(base) * len(side) > _MOST_PAIRS:
        return []
    best = [[0.0] * (len(side) + 1) for _ in range(len(base) + 1)]
    scores = [[alike(one, other) for other in side] for one in base]
    for one in range(len(base) - 1, -1, -1):
        for other in range(len(side) - 1, -1, -1):
            pair = scores[one][other] + best[one + 1][other + 1] if scores[one][other] >= ALIKE else 0.0
            best[one][other] = max(pair, best[one + 1][other], best[one][other + 1])
    pairs = []
    one = other = 0
    while one < len(base) and other < len(side):
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs
