"""What a bank of items looks like as a whole: balance, cues, and what the cue-only solver makes of it.

A rule for one item cannot see that the key is the longest option in half of all items.  Each metric comes
with its standard error; under `ENOUGH` items chance alone moves them too far, and none is judged.
Sources: Bar-Hillel & Attali (2001) on key positions, Hanley & McNeil (1982) for the error of an area.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from builder.drafting.cues import Asked, at_home, clang, convergence
from builder.drafting.solver import cue_score, solved_by
from builder.text.likeness import likeness

#: The least number of multiple-choice items on which a bank is judged.
ENOUGH = 150
#: The least number on which anything is told at all: the solver needs its folds.
_FEWEST = 10
_OFTEN = 3


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """A figure about a bank.

    value: None where it cannot be computed.  error: its standard error.  low, high: what is wanted, bounds
    included, None where there is none.  judged: whether there are enough items to hold the bank to it.
    """

    name: str
    value: float | None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    judged: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is in its bounds, or cannot be judged."""
        if not self.judged or self.value is None:
            return True
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)


def metrics(items: Sequence[Asked]) -> tuple[Metric, ...]:
    """Return the figures of a bank of multiple-choice items, in the order in which they are told."""
    number = len(items)
    if number < _FEWEST:
        return ()
    judged = number >= ENOUGH
    chance = statistics.fmean(1 / len(item.options) for item in items)
    error = math.sqrt(chance * (1 - chance) / number)
    keys = [item.key for item in items]
    seen = Counter(option.casefold() for item in items for option in item.options)
    above = chance + 2 * error

    def share(name: str, value: float, *, low: float | None = None, high: float | None = None) -> Metric:
        return Metric(name=name, value=value, error=error, low=low, high=high, judged=judged)

    def solver(name: str, values: Iterable[Sequence[float]]) -> Metric:
        return share(name, solved_by(list(values), keys), high=above)

    lengths = [[len(option) for option in item.options] for item in items]
    area = _area(lengths, keys)
    spread = _area_error(0.5, number, sum(len(item.options) - 1 for item in items))
    return (
        Metric(name="key positions, p", value=_position_p(items), low=0.05, judged=judged),
        Metric(name="longest run of one position", value=float(longest_run(items)), high=3.0, judged=judged),
        Metric(name="length, area under the curve", value=area, error=spread, low=0.45, high=0.55, judged=judged),
        share("key is longest", solved_by(lengths, keys), low=chance - 0.1, high=chance + 0.1),
        share(
            "key is shortest",
            solved_by([[-n for n in row] for row in lengths], keys),
            low=chance - 0.1,
            high=chance + 0.1,
        ),
        solver("solver: words of the stem", ([float(clang(i, n)) for n in range(len(i.options))] for i in items)),
        solver(
            "solver: words of title and keywords",
            ([float(at_home(i, n)) for n in range(len(i.options))] for i in items),
        ),
        solver("solver: most like the others", ([convergence(i, n) for n in range(len(i.options))] for i in items)),
        solver("solver: seen most often", ([float(seen[o.casefold()]) for o in i.options] for i in items)),
        solver_of_all(items, chance, error, judged=judged),
        Metric(name="terms offered often that are key in 20 to 60 %", value=_balance(items), low=1.0, judged=judged),
        Metric(name="likeness of key to distractors", value=_plausibility(items), low=0.8, high=1.25, judged=judged),
        share("chance", chance),
    )


def solver_of_all(items: Sequence[Asked], chance: float, error: float, *, judged: bool) -> Metric:
    """Return what the solver of all cues reaches on items that it has not seen."""
    high = chance + max(0.03, 2 * error)
    return Metric(name="solver: all cues", value=cue_score(items), error=error, high=high, judged=judged)


def longest_run(items: Sequence[Asked]) -> int:
    """Return the longest run of items of one module whose keys stand in one position."""
    longest = run = 0
    before: tuple[str, int] | None = None
    for item in items:
        here = (item.module, item.key)
        run = run + 1 if here == before else 1
        longest, before = max(longest, run), here
    return longest


def _position_p(items: Sequence[Asked]) -> float:
    """Return the chance, 0 to 1, of key positions as uneven as these (chi-square, items with three options)."""
    three = [item for item in items if len(item.options) == 3]
    if not three:
        return 1.0
    expected = len(three) / 3
    counts = Counter(item.key for item in three)
    chi = sum((counts[place] - expected) ** 2 / expected for place in range(3))
    return math.exp(-chi / 2)  # the survival function of chi-square for two degrees of freedom


def _balance(items: Sequence[Asked]) -> float | None:
    """Return the share of the texts offered three times or more that are the key in 20 to 60 % of these (rule X03)."""
    offered = Counter(option.casefold() for item in items for option in item.options)
    right = Counter(item.options[item.key].casefold() for item in items)
    shares = [right[text] / times for text, times in offered.items() if times >= _OFTEN]
    return statistics.fmean(0.2 <= share <= 0.6 for share in shares) if shares else None


def _area(lengths: Sequence[Sequence[int]], keys: Sequence[int]) -> float:
    """Return the chance that a key is longer than a distractor of its item, ties half."""
    wins = [
        1.0 if row[key] > other else 0.5 if row[key] == other else 0.0
        for row, key in zip(lengths, keys, strict=True)
        for place, other in enumerate(row)
        if place != key
    ]
    return statistics.fmean(wins)


def _area_error(area: float, keys: int, distractors: int) -> float:
    """Return the standard error of an area under the curve (Hanley & McNeil 1982)."""
    first, second = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area) + (keys - 1) * (first - area**2) + (distractors - 1) * (second - area**2)
    return math.sqrt(spread / (keys * distractors))


def _plausibility(items: Sequence[Asked]) -> float | None:
    """Return the median ratio of the likeness of key and distractors to that of distractors among themselves."""
    ratios = []
    for item in items:
        others = [option for place, option in enumerate(item.options) if place != item.key]
        among = [likeness(one, two) for place, one in enumerate(others) for two in others[place + 1 :]]
        to_key = [likeness(item.options[item.key], other) for other in others]
        if among and statistics.fmean(among) > 0:
            ratios.append(statistics.fmean(to_key) / statistics.fmean(among))
    return statistics.median(ratios) if ratios else None
