"""The body of an OpenDocument text -> blocks, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.readers.blocks import Draft, table
from builder.readers.lists import DEEPEST
from builder.readers.looks import Look
from builder.readers.odt_inline import UNSEEN, Inline, repeated
from builder.readers.package import Element, local, number, value
from builder.readers.paragraphs import Paragraphs, written
from builder.text.inline import escape
from builder.text.runs import Run

_INDICES = {
    "table-of-content": "a table of contents",
    "illustration-index": "a list of figures",
    "table-index": "a list of tables",
    "object-index": "a list of objects",
    "user-index": "an index",
    "alphabetical-index": "an index",
}
_ROWS = frozenset({"table-header-rows", "table-row-group", "table-rows"})
_WIDEST = 63
_LONGEST_CELL = 600


@dataclass
class _List:
    """An open list: its style, and how far each level has counted."""

    style: str | None
    counts: list[int]


@dataclass
class Walk:
    """The blocks so far; `inside` is whether they stand in a table's cell."""

    inline: Inline
    inside: bool = False
    page: Paragraphs = field(init=False)
    _ended: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = Paragraphs(self.inline.package.too_long)

    @property
    def drafts(self) -> list[Draft]:
        """Return the blocks so far."""
        return self.page.drafts

    def blocks(self, element: Element, reason: str | None = None, open_: _List | None = None) -> None:
        """Add the blocks of a body, a section, a cell, a text box; `reason` is why they are no part of the text."""
        for each in element:
            name = local(each.tag)
            if name in ("p", "h"):
                self._paragraph(each, name, reason)
            elif name == "list":
                self._list(each, reason, open_)
            elif name == "numbered-paragraph":
                self._numbered(each, reason)
            elif name == "table":
                self._table(each, reason)
            elif name == "frame":
                self._frame(each, reason)
            elif name not in UNSEEN and name != "note":
                self.blocks(each, reason or _INDICES.get(name), open_)

    def _frame(self, frame: Element, reason: str | None) -> None:
        """Add what stands in a frame that belongs to the page and to no paragraph."""
        words = self.inline.framed(frame)
        self._attached(words.pictures, words.boxes, reason)

    def _paragraph(self, element: Element, name: str, reason: str | None, mark: str = "", level: int = 0) -> int:
        """Add the blocks of a paragraph; return how many there are.

        level: of an item its depth; without a mark the paragraph goes on in the item above it.
        """
        style = value(element, "style-name")
        look = self.inline.styles.look(style)
        if name == "h" and look.kind in ("paragraph", "heading") and not self.inside:
            outline = number(value(element, "outline-level")) or look.level or 1
            look = Look("heading", min(max(outline, 1), 6))
        if look.kind == "item":
            look = Look()  # what LibreOffice calls "List 1" is a look; lists are elements
        plain = look.kind == "paragraph" and not self.inside
        strong = plain and bool(self.inline.styles.says("paragraph", style, "bold"))
        words = self.inline.words(element, strong=strong)
        if look.kind == "contents":
            reason = reason or _INDICES["table-of-content"]
        before = len(self.drafts)
        if mark and look.kind != "heading":
            self.page.put(words.runs, Look("item", min(level, DEEPEST)), mark, 0, reason)
        elif level and look.kind == "paragraph" and self.drafts and self.drafts[-1].kind == "item":
            self._goes_on(words.runs)
        else:
            self.page.put(words.runs, look, "", 0, reason)
        made = len(self.drafts) - before
        self._attached(words.pictures, words.boxes, reason)
        return made

    def _goes_on(self, runs: Sequence[Run]) -> None:
        """Put a further paragraph of a list item into the item."""
        text, last = written([Run(" ") if run.text == "\n" else run for run in runs]), self.drafts[-1]
        if text:
            self.drafts[-1] = last._replace(text=f"{last.text} {text}")

    def _attached(self, pictures: Sequence[Draft], boxes: Sequence[Element], reason: str | None) -> None:
        """Add the pictures of a paragraph, and the blocks of its text boxes."""
        self.drafts.extend(draft._replace(furniture=reason) for draft in pictures)
        for box in boxes:
            self.blocks(box, reason)

    def _list(self, element: Element, reason: str | None, around: _List | None) -> None:
        """Add the items of a list."""
        styles = self.inline.styles
        style = value(element, "style-name") or (around.style if around is not None else None)
        level = len(around.counts) + 1 if around is not None else 1
        counts = [*(around.counts if around is not None else ()), styles.start(style, level) - 1]
        if around is None:
            counts = self._continued(element, style) or counts
        here = _List(style, counts)
        for item in element:
            kind = local(item.tag)
            if kind in ("list-item", "list-header"):
                self._item(item, here, reason, listed=kind == "list-item")
        if around is None:
            for key in (style or "", value(element, "id") or ""):
                self._ended[key] = here.counts[:1]

    def _continued(self, element: Element, style: str | None) -> list[int] | None:
        """Return how far the list has counted that this one goes on with, or None."""
        before = value(element, "continue-list")
        if before is not None:
            return list(self._ended.get(before, ())) or None
        return list(self._ended.get(style or "", ())) if value(element, "continue-numbering") == "true" else None

    def _item(self, item: Element, list_: _List, reason: str | None, *, listed: bool) -> None:
        level = len(list_.counts)
        begun = False
        for each in item:
            name = local(each.tag)
            if name not in ("p", "h"):
                self._one(each, reason, list_)
                continue
            mark = ""
            if listed and not begun:
                start = number(value(item, "start-value"))
                list_.counts[-1] = list_.counts[-1] + 1 if start is None else start
                list_.style = list_.style or self.inline.styles.list_of(value(each, "style-name"))
                mark = self.inline.styles.mark(list_.style, list_.counts)
            goes_on = begun and not mark
            made = self._paragraph(each, name, reason, mark, level if mark or goes_on else 0)
            if listed and not begun and not made:
                list_.counts[-1] -= 1  # an empty item has no number that anybody refers to
            begun = begun or bool(made)

    def _one(self, element: Element, reason: str | None, list_: _List) -> None:
        """Add what stands in an item and is no paragraph."""
        if local(element.tag) == "list":
            self._list(element, reason, list_)
        elif local(element.tag) == "table":
            self._table(element, reason)
        elif local(element.tag) not in UNSEEN:
            self.blocks(element, reason, list_)

    def _numbered(self, element: Element, reason: str | None) -> None:
        """Add a paragraph that says itself in which list and at which level it stands."""
        level = min(max(number(value(element, "level")) or 1, 1), DEEPEST)
        style = value(element, "style-name")
        counts = self._ended.setdefault(f"numbered {value(element, 'list-id')}", [])
        counts[:] = [*counts, *[0] * level][:level]
        counts[-1] += 1
        for each in element:
            name = local(each.tag)
            if name in ("p", "h"):
                self._paragraph(each, name, reason, self.inline.styles.mark(style, counts), level)

    def _table(self, element: Element, reason: str | None) -> None:
        """Add a table; the cells of one that is only there for its looks are blocks of the page."""
        rows = [list(_cells(row)) for row in _rows(element)]
        if self.inside or not _is_of_data(rows):
            for cell in (cell for cells in rows for cell in cells):
                self.blocks(cell, reason)
            return
        pictures: list[Draft] = []
        texts = [[text for cell in cells for text in self._cell(cell, pictures)] for cells in rows]
        self.page.add(Draft("table", table([row[:_WIDEST] for row in texts]), furniture=reason))
        self.drafts.extend(pictures)

    def _cell(self, cell: Element, pictures: list[Draft]) -> Iterator[str]:
        """Yield a cell's text, once for every column that it is repeated in."""
        walk = Walk(self.inline, inside=True)
        walk.blocks(cell)
        pictures.extend(draft for draft in walk.drafts if draft.kind == "image")
        said = [
            f"{escape(draft.mark)} {draft.text}" if draft.mark else draft.text
            for draft in walk.drafts
            if draft.kind != "image"
        ]
        columns = repeated(cell, "number-columns-repeated", _WIDEST) if local(cell.tag) == "table-cell" else 1
        yield from [" ".join(said)] * columns


def _rows(element: Element) -> Iterator[Element]:
    for each in element:
        name = local(each.tag)
        if name == "table-row":
            yield each
        elif name in _ROWS:
            yield from _rows(each)


def _cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row; one that another covers has nothing in it and keeps the columns apart."""
    return (cell for cell in row if local(cell.tag) in ("table-cell", "covered-table-cell"))


def _is_of_data(rows: Sequence[Sequence[Element]]) -> bool:
    """Return whether a table has rows and columns of short cells; every other is there for the page's looks."""
    wide = [row for row in rows if len(row) > 1]
    short = all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for row in wide for cell in row)
    return len(wide) > 1 and short
