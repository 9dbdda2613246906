"""The order in which one reads a page: its columns one after the other, between what stands over all of them.

A gutter is an upright stripe that few pieces cross, with running text on both sides.  What crosses it (a
title, a wide figure's caption) divides the page into bands; inside a band the first column is read to
its end, then the second.  Cells of a table have gutters too, and are no running text: they are short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.readers.pdf_lines import Line, joined

#: A column is at least so many letters wide (in sizes of a letter), and as many lines long.
_NARROWEST = 9.0
_FEWEST = 4
_DEEPEST = 4


class Column(NamedTuple):
    """The lines of a column from top to bottom, and the edges between which they are set."""

    left: float
    right: float
    lines: tuple[Line, ...]


def columns(page: int, pieces: Sequence[Line]) -> list[Column]:
    """Return the columns of a page in the order of reading."""
    if not pieces:
        return []
    left, right = _edges(pieces)
    return _ordered(page, list(pieces), left, right, 0)


def _edges(pieces: Sequence[Line]) -> tuple[float, float]:
    return min(piece.left for piece in pieces), max(piece.right for piece in pieces)


def _ordered(page: int, pieces: list[Line], left: float, right: float, depth: int) -> list[Column]:
    gutter = _gutter(pieces, left, right) if depth < _DEEPEST else None
    if gutter is None:
        return [Column(left, right, tuple(joined(page, pieces)))]
    before = [piece for piece in pieces if piece.right <= gutter]
    after = [piece for piece in pieces if piece.left >= gutter]
    sides = (_edges(before), _edges(after))
    found: list[Column] = []
    for crossing, band in _bands(pieces, gutter):
        if crossing:
            found.append(Column(left, right, tuple(joined(page, band))))
            continue
        for number, (side_left, side_right) in enumerate(sides):
            own = [piece for piece in band if (piece.right <= gutter) == (number == 0)]
            if own:
                found.extend(_ordered(page, own, side_left, side_right, depth + 1))
    return found


def _bands(pieces: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Return runs of pieces from top to bottom that cross the gutter, and that do not."""
    bands: list[tuple[bool, list[Line]]] = []
    for piece in sorted(pieces, key=lambda piece: piece.y):
        crossing = piece.left < gutter < piece.right
        if not bands or bands[-1][0] != crossing:
            bands.append((crossing, []))
        bands[-1][1].append(piece)
    return bands


def _gutter(pieces: Sequence[Line], left: float, right: float) -> float | None:
    """Return the middle of the widest gutter, or None where the page has one column."""
    size = sorted(piece.size for piece in pieces)[len(pieces) // 2]
    starts = sorted({piece.left for piece in pieces if piece.left > left + _NARROWEST * size})
    best: tuple[float, float] | None = None
    for start in starts:
        ends = [piece.right for piece in pieces if piece.right <= start]
        if not ends or right - start < _NARROWEST * size:
            continue
        at = start - 0.01
        crossing = [piece for piece in pieces if piece.left < at < piece.right]
        before = [piece for piece in pieces if piece.right <= at]
        after = [piece for piece in pieces if piece.left >= at]
        if len(crossing) > 0.6 * min(len(before), len(after)) + 3:
            continue
        if not (_is_text(before, size) and _is_text(after, size)):
            continue
        width = start - max(ends)
        if width >= 0.5 * size and _side_by_side(before, after) and (best is None or width > best[0]):
            best = width, (start + max(ends)) / 2
    return best[1] if best else None


def _is_text(pieces: Sequence[Line], size: float) -> bool:
    """Return whether pieces are lines of running text: some of them, and most reach over most of their column."""
    left, right = _edges(pieces)
    worded = [piece for piece in pieces if piece.wide() > 2 * size]  # others are bullets and numbers
    full = sum(piece.wide() >= 0.6 * (right - left) for piece in worded)
    return len(worded) >= _FEWEST and right - left >= _NARROWEST * size and full >= 0.5 * len(worded)


def _side_by_side(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Return whether the two sides stand beside each other."""
    top = max(min(piece.y for piece in side) for side in (before, after))
    foot = min(max(piece.y for piece in side) for side in (before, after))
    return sum(top <= piece.y <= foot for piece in after) >= _FEWEST - 1
