"""Units that one side moved: the other side's version of them is looked at in the same place.

diff3 takes a moved unit for one that went and one that is new; a correction of a point that a person had
moved would clash with nothing, and its old words would stay. So before the texts are merged, base and
article are put into the person's order where the person moved a unit, and an article's move of a unit that
the person edited, moved or took out is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence

from builder.files.merge.align import aligned, alike
from builder.files.units import Unit

#: A unit that keeps so much of its letters elsewhere was moved and edited, and is no other one.
_SAME = 0.75


def in_persons_order(
    base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Return the base and the article's units, those that moved in the places that the person's text gives them."""
    to_ours, to_theirs = dict(enumerate(aligned(base, ours))), dict(enumerate(aligned(base, theirs)))
    by_person, by_article = _moved(base, ours, to_ours), _moved(base, theirs, to_theirs)
    if not by_person and not by_article:
        return tuple(base), tuple(theirs)
    base_order, their_order = list(range(len(base))), list(range(len(theirs)))
    for number, place in sorted(by_article.items()):
        mine = to_ours[number]
        if mine is None or ours[mine].key != base[number].key:
            _put(their_order, place, _before(to_theirs, number))
            to_theirs[number] = place
    from_ours = {place: number for number, place in to_ours.items() if place is not None}
    for number, place in sorted(by_person.items(), key=lambda pair: pair[1]):
        anchor = next((from_ours[n] for n in range(place - 1, -1, -1) if n in from_ours), None)
        _put(base_order, number, anchor)
        from_ours[place] = number
        its = to_theirs[number]
        if its is not None:
            _put(their_order, its, _its_place(to_theirs, base_order, number))
    return tuple(base[n] for n in base_order), tuple(theirs[n] for n in their_order)


def _moved(base: Sequence[Unit], side: Sequence[Unit], places: dict[int, int | None]) -> dict[int, int]:
    """Return which units of the base stand elsewhere in another text, by its places."""
    free = sorted(set(range(len(side))) - set(places.values()))
    found: dict[int, int] = {}
    for number in [number for number, place in places.items() if place is None]:
        unit = base[number]
        place = next((n for n in free if side[n].key == unit.key), None)
        if place is None and not unit.depth:
            best = max(free, key=lambda n: (alike(unit, side[n]), -n), default=None)
            place = best if best is not None and alike(unit, side[best]) >= _SAME else None
        if place is not None:
            found[number] = place
            free.remove(place)
    return found


def _before(places: dict[int, int | None], number: int) -> int | None:
    """Return the place of the nearest unit above that has one."""
    return next((place for n in range(number - 1, -1, -1) if (place := places[n]) is not None), None)


def _its_place(places: dict[int, int | None], order: list[int], number: int) -> int | None:
    """Return the article's place of the nearest unit above in the base as it is ordered now."""
    above = order[: order.index(number)]
    return next((place for n in reversed(above) if (place := places[n]) is not None), None)


def _put(order: list[int], number: int, anchor: int | None) -> None:
    """Move a number behind another, to the front where there is none."""
    if anchor == number:
        return
    order.remove(number)
    order.insert(order.index(anchor) + 1 if anchor is not None else 0, number)
