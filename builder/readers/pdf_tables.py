"""Tables of a PDF: rows of a column whose cells stand under one another.

Lines of rules are not looked at, only where words stand; so a table needs two rows with as many cells,
each at the left, the right or the middle of the one above.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.readers.lists import sign
from builder.readers.pdf_lines import Line

_NEAR = 0.7


class Table(NamedTuple):
    """The lines of a table, and its rows: for each cell the lines that stand in it."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


def tables(lines: Sequence[Line]) -> list[Table]:
    """Return the tables of a column."""
    found: list[Table] = []
    at = 0
    while at < len(lines) - 1:
        end = _end(lines, at)
        if end - at > 1:
            found.append(_table(lines[at:end]))
            at = end
        else:
            at += 1
    return found


def _is_row(line: Line) -> bool:
    if len(line.cells) < 2:
        return False
    first = sign(f"{line.cells[0].text} x")
    return first is None or first.mark != line.cells[0].text


def _end(lines: Sequence[Line], start: int) -> int:
    """Return where the table that begins at a line ends; directly behind the line where there is none."""
    if not _is_row(lines[start]):
        return start + 1
    cells = lines[start].cells
    end = start + 1
    for before, line in pairwise(lines[start:]):
        if line.y - before.y > 3.5 * line.size:
            break
        if not (_is_row(line) or end > start + 1) or not _fits(cells, line):
            break
        if len(line.cells) < len(cells) and (
            len(line.cells) == 1 and line.cells[0].wide() > 0.6 * _width(lines[start])
        ):
            break
        end += 1
    pitch = min((after.y - before.y for before, after in pairwise(lines[start:end]) if _is_row(after)), default=0.0)
    while end > start + 1 and len(lines[end - 1].cells) < 2 and lines[end - 1].y - lines[end - 2].y > 0.95 * pitch:
        end -= 1  # a line of the text below
    full = sum(len(line.cells) == len(cells) for line in lines[start:end])
    return end if full > 1 else start + 1


def _width(line: Line) -> float:
    return line.right - line.left


def _fits(cells: Sequence[Line], line: Line) -> bool:
    """Return whether each cell of a line stands under a cell of the first row."""
    if len(line.cells) > len(cells):
        return False
    places = [_place(cells, cell) for cell in line.cells]
    return None not in places and len(set(places)) == len(places)


def _place(cells: Sequence[Line], cell: Line) -> int | None:
    near = _NEAR * cell.size
    for number, above in enumerate(cells):
        middles = abs((above.left + above.right) - (cell.left + cell.right)) / 2
        if min(abs(above.left - cell.left), abs(above.right - cell.right), middles) <= near:
            return number
    return None


def _table(lines: Sequence[Line]) -> Table:
    head = lines[0].cells
    pitches = [after.y - before.y for before, after in pairwise(lines) if len(after.cells) == len(head)]
    rows: list[list[list[Line]]] = []
    for number, line in enumerate(lines):
        follows = number > 0 and len(line.cells) < len(head) and line.y - lines[number - 1].y < 0.95 * min(pitches)
        if not follows:
            rows.append([[] for _ in head])
        for cell in line.cells:
            rows[-1][_place(head, cell) or 0].append(cell)
    return Table(tuple(lines), tuple(tuple(tuple(cell) for cell in row) for row in rows))
