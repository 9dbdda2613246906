"""Running heads, running feet and page numbers: what stands at the same place on page after page.

A row at the top or the foot of a page is furniture where a row with the same words (numbers aside) stands
at the same height of another page, where it stands exactly at the height of such rows, or where it is a
page number and nothing else; only from the edge inwards, so that a row of the text never is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from builder.readers.pdf_lines import Line, joined

HEAD, FOOT, NUMBER = "a running head", "a running foot", "a page number"

_DEEPEST = 4
_HEIGHT, _EXACTLY = 4.0, 0.6
#: Furniture stands in the outer parts of a page, and is not long.
_ZONE = 0.17
_LONGEST = 160
_NUMBER = re.compile(
    r"[-–—|.\s\[(]*(?:p(?:age|ágina|\.)?\s*|الصفحة\s*|صفحة\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|de|sur|من)\s*\d{1,4})?[-–—|.\s\])]*",
    re.IGNORECASE,
)
#: What browsers print above and below a page: the day and the title; the address and the page's number.
_BROWSER = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}[:.]\d{2}.*|(?:https?|file)://.*\s\d{1,3}\s?/\s?\d{1,3}"
)


class Rows:
    """The rows of a page from top to bottom, and how high the page is."""

    def __init__(self, page: int, height: float, pieces: Sequence[Line]) -> None:
        self.page, self.height = page, height
        self.rows = joined(page, pieces)

    def outer(self, side: str) -> list[Line]:
        """Return the rows of a side that may be furniture, from the edge inwards."""
        rows = self.rows if side == HEAD else self.rows[::-1]
        return [row for row in rows[:_DEEPEST] if self.from_edge(row, side) < _ZONE * self.height]

    def from_edge(self, row: Line, side: str) -> float:
        """Return how far a row stands from the edge of its side."""
        return row.y if side == HEAD else self.height - row.y


def furniture(pages: Sequence[Rows]) -> dict[int, list[tuple[Line, str]]]:
    """Return the rows of each page that are furniture, and what they are."""
    found: dict[int, list[tuple[Line, str]]] = defaultdict(list)
    for side in (HEAD, FOOT):
        known = _repeated(pages, side)
        for rows in pages:
            for row in rows.outer(side):
                reason = _reason(rows, row, side, known)
                if reason is None:
                    break
                found[rows.page].append((row, reason))
    return found


def _repeated(pages: Sequence[Rows], side: str) -> dict[str, list[float]]:
    """Return the heights of each text that stands at one height of two pages or more."""
    heights: dict[str, list[float]] = defaultdict(list)
    for rows in pages:
        for row in rows.outer(side):
            if len(row.text) <= _LONGEST:
                heights[_key(row)].append(rows.from_edge(row, side))
    return {
        key: here
        for key, places in heights.items()
        if (here := [place for place in places if sum(abs(place - other) <= _HEIGHT for other in places) > 1])
    }


def _reason(rows: Rows, row: Line, side: str, known: dict[str, list[float]]) -> str | None:
    if _NUMBER.fullmatch(row.text) and not _is_alone(rows, row):
        return NUMBER
    if _BROWSER.fullmatch(row.text):
        return side
    at = rows.from_edge(row, side)
    if any(abs(place - at) <= _HEIGHT for place in known.get(_key(row), ())):
        return side
    exactly = (abs(place - at) <= _EXACTLY for places in known.values() for place in places)
    return side if any(exactly) and len(row.text) <= _LONGEST else None  # heads alternate, and change with the part


def _is_alone(rows: Rows, row: Line) -> bool:
    """Return whether nothing else stands on the page: then a number is its text."""
    return rows.rows == [row]


def _key(row: Line) -> str:
    words = re.sub(r"\d+", "#", row.text.casefold())
    return re.sub(r"\b[ivxl]+\b", "#", " ".join(words.split()))
