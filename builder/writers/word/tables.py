"""Tables, and frames around blocks, which are tables of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn

from builder.model.sheet import Table, Text
from builder.writers.sheets.inline import words_of
from builder.writers.word.desk import Desk
from builder.writers.word.text import runs
from builder.writers.word.xml import Element, added, in_order, local, make, paragraphs_in

#: How much narrower than its table the text in a frame is, in twentieths of a point.
FRAME_ROOM = 400
_MOST_COLUMNS = 63
_BREAK = re.compile(r"[ \t\n]+")  # and not a blank at which no line breaks
#: About how wide a letter is in a table, in ordinary and in large print, and how long a cell is that need not break.
_LETTER, _LARGE_LETTER, _SHORT_CELL = 135, 225, 10
#: A table of so many rows and letters, well under half a page, is not parted; of a longer one no last row stands alone.
_SHORT_ROWS, _SHORT_WORDS = 18, 400


def table(desk: Desk, block: Table) -> list[Element]:
    """Return a table whose header row stands on every page it runs over, and whose rows are never split."""
    columns = max([len(block.head), *(len(row) for row in block.rows)])
    if not 0 < columns <= _MOST_COLUMNS:  # more than Word can hold
        return [desk.paragraph("Normal", *runs(desk, cell)) for row in (block.head, *block.rows) for cell in row]
    widths = _widths(desk, block, columns)
    head = _row(desk, block.head, widths, "Table head")
    head.trPr.append(make("tblHeader"))
    made = table_of(desk, "Table Grid", widths)
    rows = [head, *(_row(desk, row, widths, "Table text") for row in block.rows)]
    kept(rows if _is_short(block) else rows[-2:])
    made.extend(rows)
    return [made, spacer(desk)]


def _is_short(block: Table) -> bool:
    letters = sum(len(words_of(cell)) for row in block.rows for cell in row)
    return len(block.rows) <= _SHORT_ROWS and letters <= _SHORT_WORDS


def _widths(desk: Desk, block: Table, columns: int) -> list[int]:
    """Return the columns' widths: those without a share as wide as their words, the others from what is left.

    Word would do so itself, but LibreOffice makes columns of a table without widths equal.
    """
    needed = [_words_need(desk, [row[column] for row in (block.head, *block.rows) if column < len(row)])
              for column in range(columns)]  # fmt: skip
    shares = [*block.widths[:columns], *[0] * (columns - len(block.widths))]
    if not any(shares):
        return [desk.width * need // sum(needed) for need in needed]
    narrow = [need if not share else 0 for need, share in zip(needed, shares, strict=True)]
    left = max(desk.width - sum(narrow), desk.width * 2 // 5)
    narrow = [need * (desk.width - left) // max(sum(narrow), 1) for need in narrow]
    return [left * share // sum(shares) if share else own for share, own in zip(shares, narrow, strict=True)]


def _words_need(desk: Desk, cells: list[Text]) -> int:
    """Return about how wide a column has to be for its longest word, or for a whole short cell."""
    texts = [words_of(cell) for cell in cells]
    longest_word = max((len(word) for text in texts for word in _BREAK.split(text)), default=1)
    longest = max((len(text) for text in texts), default=1)
    letter = _LARGE_LETTER if desk.layout.large else _LETTER
    return (max(longest_word, min(longest, _SHORT_CELL)) + 3) * letter


def _row(desk: Desk, cells: tuple[Text, ...], widths: list[int], style: str) -> Element:
    texts = [*cells, *[()] * (len(widths) - len(cells))]
    made = [
        cell(width, [desk.paragraph(style, *runs(desk, text, within=style))])
        for width, text in zip(widths, texts, strict=True)
    ]
    return make("tr", make("trPr", make("cantSplit")), *made)


def table_of(desk: Desk, style: str, widths: Sequence[int], *, fixed: bool = True) -> Element:
    """Return a table without rows, as wide as its columns together."""
    is_grid = style == "Table Grid"
    look = {"firstRow": int(is_grid), "lastRow": 0, "firstColumn": 0, "lastColumn": 0, "noHBand": 1, "noVBand": 1}
    properties = [
        make("tblStyle", val=desk.styles.id(style)),
        make("tblW", w=sum(widths), type="dxa"),
        make("tblLayout", type="fixed" if fixed else "autofit"),
        make("tblLook", val="0620" if is_grid else "0600", **look),
        *([make("bidiVisual")] if desk.rtl else []),
    ]
    return make("tbl", make("tblPr", *properties), make("tblGrid", *(make("gridCol", w=width) for width in widths)))


def cell(width: int, content: Iterable[Element], *properties: Element) -> Element:
    """Return a cell; properties: in the order of the schema."""
    return make("tc", make("tcPr", make("tcW", w=width, type="dxa"), *properties), *content)


def frame(desk: Desk, content: list[Element]) -> list[Element]:
    """Return blocks with a line around them, on one page if they fit on one."""
    if not content or local(content[-1]) != "p":
        content = [*content, spacer(desk)]  # a cell ends with a paragraph
    made = table_of(desk, "Frame", [desk.width])
    made.append(make("tr", make("trPr", make("cantSplit")), cell(desk.width, content)))
    return [made, spacer(desk)]


def spacer(desk: Desk) -> Element:
    """Return the low paragraph that stands after each table: without it two tables would become one."""
    return desk.paragraph("Spacer")


def kept(elements: list[Element]) -> list[Element]:
    """Return elements that stay together on one page: each paragraph but those of the last stays with the next."""
    for paragraph in paragraphs_in(elements[:-1]):
        added(paragraph, "keepNext")
    return elements


def on_new_page(desk: Desk, elements: list[Element]) -> list[Element]:
    """Return elements of which the first begins on a new page."""
    if not elements or local(elements[0]) != "p":
        elements = [spacer(desk), *elements]
    added(elements[0], "pageBreakBefore")
    return elements


def bordered(table_: Element, **sides: str) -> Element:
    """Return a table with its own lines, each side in a style of line ("dashed")."""
    order = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [make(side, val=sides[side], sz=6, space=0, color="auto") for side in order if side in sides]
    properties = table_.find(qn("w:tblPr"))
    properties.append(make("tblBorders", *lines))
    in_order(properties)
    return table_
