"""Tables say what their cells are about (1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.accessibility.page import Element, Fault, ParsedPage, shown, words


def tables(page: ParsedPage) -> list[Element]:
    """Return the tables of a page, without those that only lay something out and say so."""
    return [table for table in page.all("table") if table.get("role") not in ("presentation", "none")]


def without_header_cells(page: ParsedPage) -> Iterator[Fault]:
    """Yield tables none of whose cells is a header."""
    for table in tables(page):
        if next(table.iter("th"), None) is not None:
            continue
        cells = [said for cell in table.iter("td") if (said := words(cell))]
        begins = f" that begins with “{shown(cells[0])}”" if cells else ""
        yield Fault(
            code="access-table",
            message=f"a table{begins} has no header cells",
            help="begin it with a row of headings; in a `list-table` write `:header-rows: 1`",
            line=table.sourceline,
            hints=tuple(f"{mark}{said}" for said in cells[:1] for mark in ("* - ", "| ", "<td>", "")),
        )
