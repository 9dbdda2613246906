"""diff3 on units: what of three texts stands, unit by unit, and where two of them clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from builder.files.merge.align import aligned, alike
from builder.files.merge.moves import in_persons_order
from builder.files.units import Unit, UnitKind

#: Two new units that share so much of their letters are two versions of one.
_ONE_THING = 0.6

#: Which texts of a section are the builder's own wording: none, all, or what is nested (the plan of a prompt).
#: Of such a text a person's version always stands: the article says nothing else there.
Drafted = Literal["none", "nested", "all"]


class Took(msgspec.Struct, frozen=True):
    """A unit that stands in the merged text; `stead`: the person's unit in whose place the article's has come."""

    unit: Unit
    side: Literal["ours", "theirs"]
    stead: Unit | None = None


class Clash(msgspec.Struct, frozen=True):
    """Units of the two sides of which a person must choose; either may be none."""

    ours: tuple[Unit, ...]
    theirs: tuple[Unit, ...]


Piece = Took | Clash
_Map = tuple[int | None, ...]


def merged(
    base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit], drafted: Drafted = "none"
) -> tuple[Piece, ...]:
    """Return the pieces of the merged text, in order."""
    return tuple(_Merge(base, ours, theirs, drafted).pieces())


class _Merge:
    """Three texts side by side, and which unit of the base has become which of the others."""

    def __init__(self, base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit], drafted: Drafted) -> None:
        base, theirs = in_persons_order(base, ours, theirs)
        self.base, self.ours, self.theirs, self.drafted = base, ours, theirs, drafted
        self.in_ours, self.in_theirs = aligned(base, ours), aligned(base, theirs)

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces: units that all three have, and between them stretches where one has less or more."""
        first = start = other = 0
        for number, (mine, its) in enumerate(zip(self.in_ours, self.in_theirs, strict=True)):
            if mine is None or its is None:
                continue
            yield from self._stretch(range(first, number), range(start, mine), range(other, its))
            yield from self._row(self.base[number], self.ours[mine], self.theirs[its])
            first, start, other = number + 1, mine + 1, its + 1
        ends = (range(first, len(self.base)), range(start, len(self.ours)), range(other, len(self.theirs)))
        yield from self._stretch(*ends)

    def _row(self, base: Unit, ours: Unit, theirs: Unit) -> Iterator[Piece]:
        """Yield what becomes of a unit that both sides still have."""
        if theirs.key in (base.key, ours.key):
            yield Took(ours, "ours")
        elif base.key == ours.key:
            yield Took(theirs, "theirs", ours)
        elif base.units or ours.units or theirs.units:
            yield from _Merge(_inside(base), _inside(ours), _inside(theirs), self.drafted).pieces()
        elif self._is_drafted(theirs):
            yield Took(ours, "ours")
        else:
            yield Clash((ours,), (theirs,))

    def _is_drafted(self, unit: Unit) -> bool:
        return self.drafted == "all" or (self.drafted == "nested" and unit.depth > 0 and unit.kind == "item")

    def _is_news(self, base: Unit, theirs: Unit) -> bool:
        """Return whether the article says something else in a unit."""
        if self._is_drafted(theirs):
            return False
        if self.drafted == "nested" and not theirs.depth:
            return base.opening.key != theirs.opening.key
        return base.key != theirs.key

    def _stretch(self, base: range, ours: range, theirs: range) -> Iterator[Piece]:
        """Yield what becomes of units of which one side at least has let go, and of new ones among them."""
        mine, its = [self.ours[n] for n in ours], [self.theirs[n] for n in theirs]
        new_ours = self._new(base, ours, self.in_ours, self.ours)
        new_theirs = self._new(base, theirs, self.in_theirs, self.theirs)
        if self._clashes(base, [unit for _, unit in new_ours], [unit for _, unit in new_theirs]):
            same = [unit.key for unit in mine] == [unit.key for unit in its]
            yield from (Took(unit, "ours") for unit in mine) if same else (Clash(tuple(mine), tuple(its)),)
            return
        there = {unit.key for _, unit in new_ours}
        taken = [(gap, 0, Took(unit, "theirs")) for gap, unit in new_theirs if unit.key not in there]
        kept = [(gap, 1, Took(unit, "ours")) for gap, unit in new_ours]
        yield from (piece for _, _, piece in sorted([*taken, *kept], key=lambda entry: entry[:2]))

    def _new(self, base: range, side: range, places: _Map, units: Sequence[Unit]) -> list[tuple[int, Unit]]:
        """Return the units that a side put in or changed, each with how many of the base's stand before it."""
        from_base = {places[number]: number for number in base if places[number] is not None}
        found, gap = [], 0
        for number in side:
            before = from_base.get(number)
            if before is None or units[number].key != self.base[before].key:
                found.append((gap, units[number]))
            if before is not None:
                gap = before - base.start + 1
        return found if units is self.ours else [entry for entry in found if self._stands(entry[1], from_base, units)]

    def _stands(self, unit: Unit, from_base: dict[int | None, int], units: Sequence[Unit]) -> bool:
        """Return whether a new version of a unit that a person took out is news; the builder's wording is none."""
        before = next((base for place, base in from_base.items() if place is not None and units[place] is unit), None)
        return before is None or self._is_news(self.base[before], unit)

    def _clashes(self, base: range, ours: list[Unit], theirs: list[Unit]) -> bool:
        """Return whether one side changed what the other took out, or both put different words in one place."""
        for number in base:
            mine, its = self.in_ours[number], self.in_theirs[number]
            if its is not None and self._is_news(self.base[number], self.theirs[its]):
                return True
            changed = mine is not None and self.ours[mine].key != self.base[number].key
            if changed and not self._is_drafted(self.base[number]):
                return True
        if self.drafted == "all":
            return False
        mine_alone = [unit for unit in ours if unit.key not in {other.key for other in theirs}]
        its_alone = [unit for unit in theirs if unit.key not in {other.key for other in ours}]
        if not mine_alone or not its_alone:
            return False
        both_gone = any(self.in_ours[n] is None and self.in_theirs[n] is None for n in base)
        return both_gone or any(alike(one, other) >= _ONE_THING for one in mine_alone for other in its_alone)


_OWN: dict[UnitKind, UnitKind] = {"item": "paragraph", "definition": "term"}


def _inside(unit: Unit) -> tuple[Unit, ...]:
    """Return the units in a unit; one that holds nothing else holds its own words."""
    own = msgspec.structs.replace(unit, kind=_OWN.get(unit.kind, unit.kind), depth=unit.depth + 1)
    return unit.units or (own,)
