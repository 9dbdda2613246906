"""From a row of modules to a row of sessions: who shares a meeting, and no week with far too much to read.

One meeting holds one module.  Only where there are more modules than meetings do neighbours share one, if the class
minutes of all are known and fit together into a meeting, and if together they ask for no more reading than three
average modules, or for no more than half an hour: of all such neighbours first those on one topic, then those with
least to read.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from builder.model.entry import Entry
from builder.model.syllabus_plan import Need
from builder.syllabus.plan.order import may_stand

#: A week is heavy with more than so many times the reading of an average week, and so many minutes more.
HEAVY = 1.5
HEAVIER = 10
#: An exchange is worth it where it takes so many minutes off the heavier of the two weeks.
_WORTH = 5
#: Modules that share a meeting ask together for so many times the reading of an average module at most, or so many
#: minutes: short texts are not kept apart because others are shorter.
_MOST_READING = 3
_LITTLE_READING = 30
#: So many times at most is a module exchanged with another, so that a plan is found soon.
_MOST_SWAPS = 400

Row = tuple[tuple[str, ...], ...]


def packed(
    row: Sequence[str], entries: Mapping[str, Entry], blocks: Mapping[str, int], meetings: int, minutes: int
) -> Row | None:
    """Return the modules of each session, None where they need more meetings than there are.

    blocks: of each module the number of its topic.
    """
    most = _most_reading(entries)
    sessions: list[tuple[str, ...]] = [(slug,) for slug in row]
    while len(sessions) > meetings:
        pairs = [
            (blocks[one[-1]] != blocks[other[0]], _reading((*one, *other), entries), number)
            for number, (one, other) in enumerate(itertools.pairwise(sessions))
            if _fit((*one, *other), entries, minutes, most)
        ]
        if not pairs:
            return None
        _, _, number = min(pairs)
        sessions[number : number + 2] = [(*sessions[number], *sessions[number + 1])]
    return tuple(sessions)


def _reading(slugs: Sequence[str], entries: Mapping[str, Entry]) -> int:
    return sum(entries[slug].reading_minutes for slug in slugs)


def _most_reading(entries: Mapping[str, Entry]) -> float:
    return max(_LITTLE_READING, _MOST_READING * _reading(tuple(entries), entries) / max(len(entries), 1))


def _fit(slugs: Sequence[str], entries: Mapping[str, Entry], minutes: int, most: float) -> bool:
    wanted = [entries[slug].minutes for slug in slugs]
    return None not in wanted and sum(filter(None, wanted)) <= minutes and _reading(slugs, entries) <= most


def balanced(
    sessions: Row, weeks: Sequence[int], entries: Mapping[str, Entry], met: Sequence[Need], blocks: Mapping[str, int]
) -> tuple[Row, frozenset[str]]:
    """Return the sessions so that weeks ask for about as much reading, and the modules that changed weeks for it.

    weeks: the week of each session.  blocks: as for `packed`.
    A session of a heavy week changes places with one of a neighbouring week as long as that takes minutes off the
    heavier and no module comes before one that it needs; one on the same topic if there is any.
    """
    row = list(sessions)
    for _ in range(_MOST_SWAPS):
        swap = _best_swap(row, weeks, entries, met, blocks)
        if swap is None:
            break
        one, other = swap
        row[one], row[other] = row[other], row[one]
    before = {slug: week for session, week in zip(sessions, weeks, strict=False) for slug in session}
    after = {slug: week for session, week in zip(row, weeks, strict=False) for slug in session}
    return tuple(row), frozenset(slug for slug in after if after[slug] != before[slug])


def heavy_weeks(reading: Mapping[int, int]) -> frozenset[int]:
    """Return the weeks that ask for far more reading than an average one."""
    average = sum(reading.values()) / len(reading) if reading else 0
    return frozenset(
        week for week, minutes in reading.items() if minutes > HEAVY * average and minutes >= average + HEAVIER
    )


def _best_swap(
    row: Sequence[tuple[str, ...]],
    weeks: Sequence[int],
    entries: Mapping[str, Entry],
    met: Sequence[Need],
    blocks: Mapping[str, int],
) -> tuple[int, int] | None:
    """Return the two sessions to exchange: on one topic, then what helps most, the nearest, the first."""
    load = [_reading(session, entries) for session in row]
    by_week: dict[int, int] = defaultdict(int)
    for minutes, week in zip(load, weeks, strict=False):
        by_week[week] += minutes
    heavy = heavy_weeks(by_week)
    used = {week: number for number, week in enumerate(sorted(by_week))}
    found = []
    for one in range(len(row)):
        for other in range(one + 1, len(row)):
            distance = used[weeks[other]] - used[weeks[one]]
            if distance > 1:
                break
            gain = _gain(by_week[weeks[one]], by_week[weeks[other]], load[other] - load[one])
            if distance == 0 or gain < _WORTH or not {weeks[one], weeks[other]} & heavy:
                continue
            strange = {blocks[slug] for slug in row[one]} != {blocks[slug] for slug in row[other]}
            found.append((strange, -gain, other - one, one, other))
    for *_, one, other in sorted(found):
        changed = list(row)
        changed[one], changed[other] = changed[other], changed[one]
        if may_stand([slug for session in changed for slug in session], met):
            return one, other
    return None


def _gain(one: int, other: int, more: int) -> int:
    """Return by how much the heavier of two weeks becomes lighter when the first takes `more` from the second."""
    return max(one, other) - max(one + more, other - more)
