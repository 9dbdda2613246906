"""The order of modules: a module that defines a term comes before those that use it, otherwise as they were given.

Where modules need terms of each other in a circle, needs are met in this order: of more terms first, then those that
agree with the given order, then by it; one that would close a circle is not met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from builder.model.syllabus_plan import Need


def met_needs(slugs: Sequence[str], needs: Iterable[Need]) -> tuple[Need, ...]:
    """Return the needs that an order of these modules can meet: no circle is left."""
    place = {slug: number for number, slug in enumerate(slugs)}
    inside = [need for need in needs if need.user in place and need.definer in place]
    by_rank = sorted(
        inside,
        key=lambda need: (
            -len(need.terms),
            place[need.definer] > place[need.user],
            place[need.user],
            place[need.definer],
        ),
    )
    #: Of each module a number whose bits are the modules that must come before it.
    earlier = [0] * len(slugs)
    kept = []
    for need in by_rank:
        user, definer = place[need.user], place[need.definer]
        if earlier[definer] >> user & 1 or user == definer:
            continue
        kept.append(need)
        bits = earlier[definer] | 1 << definer
        for number in range(len(slugs)):
            if number == user or earlier[number] >> user & 1:
                earlier[number] |= bits
    return tuple(sorted(kept, key=lambda need: (place[need.user], place[need.definer])))


def ordered(slugs: Sequence[str], met: Iterable[Need]) -> tuple[str, ...]:
    """Return the modules as given, but each with those it needs before it; `met` holds no circle.

    A module that is needed comes forward to just before the first that needs it, so that others stay in their places.
    """
    place = {slug: number for number, slug in enumerate(slugs)}
    definers: dict[str, list[str]] = defaultdict(list)
    for need in met:
        definers[need.user].append(need.definer)
    row: dict[str, None] = {}
    for slug in slugs:
        _bring(slug, definers, place, row)
    return tuple(row)


def _bring(slug: str, definers: Mapping[str, list[str]], place: Mapping[str, int], row: dict[str, None]) -> None:
    """Put a module into the row behind all that it needs; a stack of our own, since a chain may be long."""
    stack = [slug]
    while stack:
        last = stack[-1]
        missing = [one for one in definers.get(last, ()) if one not in row]
        if missing and last not in row:
            stack.append(min(missing, key=lambda one: place[one]))
        else:
            row[last] = None
            stack.pop()


def may_stand(row: Sequence[str], met: Iterable[Need]) -> bool:
    """Return whether every module of a row stands behind those that it needs."""
    place = {slug: number for number, slug in enumerate(row)}
    return all(place[need.definer] < place[need.user] for need in met)
