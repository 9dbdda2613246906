"""The order in which one reads a page: its columns one after the other, between what stands over all of them.

A gutter is an upright stripe that few pieces cross, with running text on both sides.  What crosses it (a
title, a wide figure's caption) divides the page into bands; inside a band the first column is read to
its end, then the second.  Cells of a table have gutters too, and are no running text: they are short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from builder.readers.pdf_lines import Line, joined

#: A column is at least so many letters wide (in sizes of a letter), and as many lines long.
_NARROWEST = 9.0
_FEWEST = 4
#: Where a gutter is known, shorter bands are parted too.
_SHORTEST = 2
_DEEPEST = 4
#: Lines of a column do not all begin at the same point of it.
_SLACK = 1.0


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
    bands = list(_bands(pieces, gutter))
    sides = [_edges([piece for band in bands for piece in band.side(number)]) for number in (0, 1)]
    found: list[Column] = []
    for band in bands:
        if not band.parted:
            found.append(Column(left, right, tuple(joined(page, band.pieces))))
            continue
        for number, (side_left, side_right) in enumerate(sides):
            own = list(band.side(number))
            if own:
                found.extend(_ordered(page, own, side_left, side_right, depth + 1))
    return found


class _Band(NamedTuple):
    """Pieces between two heights, and whether the gutter parts them."""

    pieces: list[Line]
    gutter: float
    parted: bool

    def side(self, number: int) -> Iterator[Line]:
        """Yield the pieces of a parted band that stand before (0) or behind (1) the gutter."""
        if self.parted:
            yield from (piece for piece in self.pieces if (piece.right <= self.gutter) == (number == 0))


def _bands(pieces: Sequence[Line], gutter: float) -> Iterator[_Band]:
    """Yield the pieces from top to bottom: runs that the gutter parts, and all between them."""
    whole: list[Line] = []
    ordered = sorted(pieces, key=lambda p: p.y)
    runs = [(crossing, list(run)) for crossing, run in groupby(ordered, key=lambda p: p.left < gutter < p.right)]
    for number, (crossing, band) in enumerate(runs):
        if crossing or not _is_parted(band, gutter, _SHORTEST):
            whole += band
            continue
        if whole:
            yield _Band(whole, gutter, parted=False)
        end = _end(band, gutter) if number < len(runs) - 1 else len(band)
        yield _Band(band[:end], gutter, parted=True)
        whole = band[end:]
    if whole:
        yield _Band(whole, gutter, parted=False)


def _end(band: Sequence[Line], gutter: float) -> int:
    """Return where short lines begin that stand below both columns, behind a gap: a heading, a list."""
    sides = [[p.y for p in band if p.right <= gutter], [p.y for p in band if p.left >= gutter]]
    foot = min(max(side) for side in sides)
    for number, (before, after) in enumerate(pairwise(band), 1):
        if before.y >= foot - 1 and after.y - before.y > 1.6 * max(before.size, after.size):
            return number
    return len(band)


def _is_parted(band: Sequence[Line], gutter: float, fewest: int) -> bool:
    """Return whether running text stands on both sides of a gutter."""
    before = [piece for piece in band if piece.right <= gutter]
    after = [piece for piece in band if piece.left >= gutter]
    return _is_text(before, fewest) and _is_text(after, fewest) and _side_by_side(before, after)


def _gutter(pieces: Sequence[Line], left: float, right: float) -> float | None:
    """Return where the text behind the widest gutter begins, or None where the page has one column."""
    size = sorted(piece.size for piece in pieces)[len(pieces) // 2]
    best: tuple[float, float] | None = None
    for start in sorted({piece.left for piece in pieces if left + _NARROWEST * size < piece.left}):
        at = start - _SLACK
        ends = [piece.right for piece in pieces if piece.right <= at]
        width = start - max(ends, default=start)
        if width < 0.5 * size or right - start < _NARROWEST * size or (best is not None and width <= best[0]):
            continue
        runs = groupby(sorted(pieces, key=lambda p: p.y), key=lambda p: p.left < at < p.right)
        if any(_is_parted(list(run), at, _FEWEST) for crossing, run in runs if not crossing):
            best = width, at
    return best[1] if best else None


def _is_text(pieces: Sequence[Line], fewest: int) -> bool:
    """Return whether pieces are lines of running text: some of them, and most reach over most of their column."""
    worded = [piece for piece in pieces if piece.wide() > 2 * piece.size]  # others are bullets and numbers
    if len(worded) < fewest:
        return False
    left, right = _edges(pieces)
    full = sum(piece.wide() >= 0.6 * (right - left) for piece in worded)
    return right - left >= _NARROWEST * worded[0].size and full >= 0.5 * len(worded)


def _side_by_side(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Return whether the two sides stand beside each other, the greater part of the shorter one."""
    top = max(min(piece.y for piece in side) for side in (before, after))
    foot = min(max(piece.y for piece in side) for side in (before, after))
    beside = [sum(top - 1 <= piece.y <= foot + 1 for piece in side) for side in (before, after)]
    return min(beside) >= 0.5 * min(len(before), len(after))
