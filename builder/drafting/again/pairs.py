"""What of an earlier text has become what of today's: the same words first, then the words most alike."""

from __future__ import annotations

from collections.abc import Sequence

from builder.frames import seen
from builder.text.likeness import likeness

#: Two texts that share so much of their letters are one that was corrected.
SAME = 0.6
#: Above so many pairs nothing is compared: a text that was rewritten whole has no corrected parts.
_MOST_PAIRS = 20_000


def pairs(old: Sequence[str], new: Sequence[str], *, same: float = SAME) -> dict[int, int]:
    """Return for the places of earlier texts those of today's; one that is gone has none, and none has two."""
    before, after = [seen(text) for text in old], [seen(text) for text in new]
    found: dict[int, int] = {}
    for number, text in enumerate(before):
        place = next((n for n, other in enumerate(after) if other == text and n not in found.values()), None)
        if place is not None:
            found[number] = place
    left = [n for n in range(len(before)) if n not in found]
    free = [n for n in range(len(after)) if n not in found.values()]
    if len(left) * len(free) > _MOST_PAIRS:
        return found
    scores = [(likeness(before[one], after[other]), -one, -other) for one in left for other in free]
    for score, one, other in sorted(scores, reverse=True):
        if score >= same and -one not in found and -other not in found.values():
            found[-one] = -other
    return dict(sorted(found.items()))
