"""Tables of a web page: those that hold data; a table that only lays out the page is looked through."""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

from builder.readers.blocks import table

_BLOCKS = "ul ol dl h1 h2 h3 h4 h5 h6 blockquote article section form nav".split()
_LONGEST_CELL = 600


def is_table_of_data(element: HtmlElement) -> bool:
    """Return whether a table has rows and columns of short cells, none of which holds a page of its own."""
    if (element.get("role") or "") in ("presentation", "none"):
        return False
    if element.find(".//table") is not None or any(element.find(f".//{name}") is not None for name in _BLOCKS):
        return False
    rows = _rows(element)
    wide = [row for row in rows if len(row) >= 2]
    short = all(len("".join(cell.itertext())) <= _LONGEST_CELL for row in rows for cell in row)
    return len(wide) >= 2 and len(wide) * 2 >= len(rows) and short


def _rows(element: HtmlElement) -> list[list[HtmlElement]]:
    return [list(row.iterchildren("td", "th")) for row in element.iter("tr")]


def table_text(element: HtmlElement, words: Callable[[HtmlElement], str]) -> str:
    """Return a table as Markdown rows; a cell that spans columns stands in the first of them."""
    rows = []
    for row in _rows(element):
        cells: list[str] = []
        for cell in row:
            span = cell.get("colspan") or "1"
            cells += [words(cell), *[""] * (min(int(span), 20) - 1 if span.isdecimal() and len(span) < 4 else 0)]
        rows.append(cells)
    return table(rows)
