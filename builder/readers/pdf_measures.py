"""How a text is set: its letters' usual size, how far its lines stand apart, the edges of its columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.readers.pdf_columns import Column
from builder.readers.pdf_lines import Line

#: A larger size, or bold letters, is how headings stand out.
LARGER = 1.12
_SAME_EDGE = 3.0
_FEW = 5
#: How far from its edge, in the size of the letters, a line ends that is full.
_FULL = 4.0
_OFTEN = 0.05
#: A size with so large a part of the letters is one of the text.
_RUNNING = 0.2
#: How far apart lines of one paragraph stand at most, in their size, where too few are known.
_SINGLE = 1.45


class Measures(NamedTuple):
    """The usual size of the letters, whether most are bold or italic, and the usual pitch of lines by size.

    largest: the largest size in which the text runs on over lines, as where a part of it is set smaller.
    """

    size: float
    largest: float
    bold: bool
    italic: bool
    pitches: dict[float, float]

    def pitch(self, size: float) -> float:
        """Return how far apart lines of a size usually stand."""
        known = self.pitches.get(_rounded(size))
        if known is not None:  # two headings may be the only lines of their size
            return known if _rounded(size) == _rounded(self.size) else min(known, _SINGLE * size)
        return self.pitches.get(_rounded(self.size), 1.3 * self.size) / self.size * size

    def stands_out(self, line: Line) -> bool:
        """Return whether a line looks like a heading's: larger than the text, or bold in a text that is not."""
        return line.size >= LARGER * self.largest or (line.bold and not self.bold and line.size >= 0.94 * self.size)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def measures(lines: Iterable[Line], columns: Iterable[Column]) -> Measures:
    """Return how the text of a document is set."""
    sizes: Counter[float] = Counter()
    counted: Counter[float] = Counter()
    bold = italic = letters = 0
    for line in lines:
        counted[line.size] += not line.bold
        for span in line.spans:
            length = len(span.text)
            sizes[line.size] += length
            bold += length * span.bold
            italic += length * span.italic
            letters += length
    size = max(sizes.items(), key=lambda item: (item[1], item[0]))[0]
    running = [each for each, length in sizes.items() if length > _RUNNING * letters and counted[each] > 3]
    return Measures(size, max([size, *running]), bold > 0.6 * letters, italic > 0.6 * letters, _pitches(columns))


def _pitches(columns: Iterable[Column]) -> dict[float, float]:
    """Return the usual distance of lines: the least that is frequent, as that of short paragraphs may be more so."""
    seen: dict[float, Counter[float]] = {}
    for column in columns:
        for line, following in pairwise(column.lines):
            pitch = following.y - line.y
            if abs(line.size - following.size) < 0.3 and 0 < pitch < 2.2 * line.size:
                seen.setdefault(_rounded(line.size), Counter())[round(pitch, 1)] += 1
    found: dict[float, float] = {}
    for size, counted in seen.items():
        near = {pitch: sum(counted[each] for each in counted if abs(each - pitch) < 0.3) for pitch in counted}
        often = [
            pitch
            for pitch, times in near.items()
            if (times > 1 or pitch <= _SINGLE * size) and times >= _OFTEN * counted.total()
        ]
        pitch = min(often or counted)
        found[size] = pitch if near[pitch] > 2 else min(pitch, _SINGLE * size)
    return found


def even(pages: Sequence[Sequence[Column]], size: float, widths: Sequence[float]) -> list[list[Column]]:
    """Return the columns with the edges that those at the same place of all pages share.

    size: of the text; widths: of the pages.  A page with three short lines does not show how far its lines
    could reach, and headings may stand outside of the text.
    """
    every = [column for columns in pages for column in columns]
    evened = [[_evened(column, every, size) for column in columns] for columns in pages]
    return [
        [_reaching(columns[0], width)] if len(columns) == 1 else columns
        for columns, width in zip(evened, widths, strict=True)
    ]


def _reaching(column: Column, width: float) -> Column:
    """Return a page's only column with margins alike, where too few of its lines are full to show its edge."""
    full = [line for line in column.lines if column.right - line.right < _FULL * line.size]
    return column if len(full) > 2 else column._replace(right=max(column.right, width - column.left))


def _evened(column: Column, every: Sequence[Column], size: float) -> Column:
    alike = [
        other
        for other in every
        if abs(other.left - column.left) <= _SAME_EDGE and abs(other.right - column.right) <= 0.25 * column.right
    ]
    lines = [line for other in alike for line in other.lines]
    right = _edge(sorted(line.right for line in lines), column.right)
    lefts = Counter(round(line.left) for line in lines if abs(line.size - size) < 0.06 * size)
    often = [left for left, count in lefts.items() if count >= max(2, 0.1 * lefts.total())]
    return column._replace(left=float(min(often)) if len(lines) > 5 and often else column.left, right=right)


def _edge(rights: Sequence[float], known: float) -> float:
    """Return the largest right end that several lines have; one line may be too long, as addresses are."""
    for each in reversed(rights):
        near = bisect_right(rights, each + _SAME_EDGE) - bisect_left(rights, each - _SAME_EDGE)
        if near >= max(_FEW, 0.1 * len(rights)):
            return each
    return max(rights[-1], known)


def is_justified(columns: Iterable[Column]) -> bool:
    """Return whether the full lines end at one edge; a hyphen or a comma may stand out of it."""
    free = [(column.right - line.right) / line.size for column in columns for line in column.lines]
    full = [round(each, 1) for each in free if each < _FULL]
    most = max(Counter(full).values(), default=0)
    return most > 1 and most >= 0.4 * len(full)
