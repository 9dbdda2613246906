"""The cue-only solver: how well a reader who has not read the article would do.

A conditional logit (McFadden 1974) over the cues of the options, fitted on nine tenths of the items and
scored on the rest, ten times.  If it beats chance, the options give themselves away.  Folds are cut by a
digest of the item's id, so that the same bank always gives the same score.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Sequence

from builder.drafting.cues import NAMES, Asked, cues

_FOLDS = 10
_MOST_ROUNDS = 25
_CLOSE = 1e-6
#: The ridge keeps a cue that a small bank has by chance from being believed.
_RIDGE = 0.02

Rows = tuple[tuple[float, ...], ...]


def cue_score(items: Sequence[Asked]) -> float:
    """Return the share of items, 0 to 1, that the solver gets right when it has not seen them; ties count in part.

    Raises ValueError for fewer items than folds.
    """
    if len(items) < _FOLDS:
        raise ValueError(f"{len(items)} items are fewer than {_FOLDS} folds")
    seen = Counter(option.casefold() for item in items for option in item.options)
    rows = [cues(item, seen) for item in items]
    right = 0.0
    for fold in range(_FOLDS):
        train = [n for n, item in enumerate(items) if _fold(item) != fold]
        test = [n for n, item in enumerate(items) if _fold(item) == fold]
        if train and test:
            weights = fitted([rows[n] for n in train], [items[n].key for n in train])
            right += sum(_right(rows[n], items[n].key, weights) for n in test)
    return right / len(items)


def _fold(item: Asked) -> int:
    return hashlib.sha256(f"{item.module}/{item.id}".encode()).digest()[0] % _FOLDS


def fitted(rows: Sequence[Rows], keys: Sequence[int]) -> tuple[float, ...]:
    """Return the weight of each cue: Newton's method on the penalised likelihood, from zero."""
    size = len(NAMES)
    weights = [0.0] * size
    for _ in range(_MOST_ROUNDS):
        slope = [-_RIDGE * weight * len(rows) for weight in weights]
        bend = [[_RIDGE * len(rows) if row == column else 0.0 for column in range(size)] for row in range(size)]
        for options, key in zip(rows, keys, strict=True):
            _add(slope, bend, options, key, weights)
        step = _solved(bend, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < _CLOSE:
            break
    return tuple(weights)


def _add(slope: list[float], bend: list[list[float]], options: Rows, key: int, weights: Sequence[float]) -> None:
    """Add one item's part to the slope and to the curvature of the likelihood."""
    chances = _chances(options, weights)
    means = [sum(p * row[cue] for p, row in zip(chances, options, strict=True)) for cue in range(len(weights))]
    for cue, mean in enumerate(means):
        slope[cue] += options[key][cue] - mean
    for chance, option in zip(chances, options, strict=True):
        away = [(cue, option[cue] - mean) for cue, mean in enumerate(means) if option[cue] != mean]
        for one, value in away:
            for other, second in away:
                bend[one][other] += chance * value * second


def _solved(matrix: list[list[float]], right: Sequence[float]) -> list[float]:
    """Return x of matrix x = right, by Gauss-Jordan; the ridge makes the matrix positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for pivot in range(len(rows)):
        top = rows[pivot][pivot]
        rows[pivot] = [value / top for value in rows[pivot]]
        for number, row in enumerate(rows):
            if number != pivot and row[pivot]:
                rows[number] = [value - row[pivot] * above for value, above in zip(row, rows[pivot], strict=True)]
    return [row[-1] for row in rows]


def _chances(options: Rows, weights: Sequence[float]) -> list[float]:
    scores = [sum(w * value for w, value in zip(weights, row, strict=True)) for row in options]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    return [odd / sum(odds) for odd in odds]


def _right(options: Rows, key: int, weights: Sequence[float]) -> float:
    """Return 1 where the key has the best score alone, its part of 1 where it shares it, 0 else."""
    scores = [round(sum(w * value for w, value in zip(weights, row, strict=True)), 9) for row in options]
    return 1 / scores.count(max(scores)) if scores[key] == max(scores) else 0.0


def solved_by(values: Sequence[Sequence[float]], keys: Sequence[int]) -> float:
    """Return the share of items right for who always takes the option with the highest value; ties count in part."""
    right = sum(
        1 / row.count(max(row)) if row[key] == max(row) else 0.0
        for row, key in zip(map(list, values), keys, strict=True)
    )
    return right / len(keys) if keys else 0.0
