"""The body of a Word document -> blocks, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from builder.readers.blocks import Draft, table
from builder.readers.docx_inline import Inline, Words, alternative
from builder.readers.docx_lists import BULLET, Lists
from builder.readers.docx_package import Element, child, local, number, value
from builder.readers.docx_styles import Styles, outline, place_of
from builder.readers.lists import DEEPEST
from builder.readers.looks import Look
from builder.readers.paragraphs import Paragraphs
from builder.text.inline import escape
from builder.text.runs import Run

CONTENTS = "a table of contents"

#: Elements around blocks that say nothing of them.
_AROUND = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_WIDEST = 63  # columns that Word allows
_LONGEST_CELL = 600
_COLUMN = 120  # twentieths of a point: about as wide as a letter


@dataclass
class Walk:
    """The blocks of one part so far; `inside` is whether they stand in a table's cell."""

    styles: Styles
    lists: Lists
    inline: Inline
    inside: bool = False
    page: Paragraphs = field(init=False)
    unread: int = 0
    _carried: list[Run] = field(default_factory=list)
    _counted: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page = Paragraphs(self.inline.gallery.package.too_long)

    @property
    def drafts(self) -> list[Draft]:
        """Return the blocks so far."""
        return self.page.drafts

    def blocks(self, element: Element, *, contents: bool = False) -> None:
        """Add the blocks of a body, a cell or a text box."""
        for each in element:
            name = local(each.tag)
            if name == "p":
                self._paragraph(each, contents=contents)
            elif name == "tbl":
                self._table(each, contents=contents)
            elif name == "sdt":
                gallery = child(each, "sdtPr", "docPartObj", "docPartGallery")
                listed = gallery is not None and (value(gallery) or "").lower() == "table of contents"
                if child(each, "sdtPr", "showingPlcHdr") is None:
                    self.blocks(each, contents=contents or listed)
            elif name == "AlternateContent":
                self.blocks(alternative(each), contents=contents)
            elif name in _AROUND:
                self.blocks(each, contents=contents)
            elif name == "altChunk":
                self.unread += 1

    def _paragraph(self, element: Element, *, contents: bool) -> None:
        if not len(element):
            return
        properties = child(element, "pPr")
        style_element = child(properties, "pStyle")
        style = value(style_element) if style_element is not None else None
        look = self.styles.look(style)
        level = outline(properties)
        if level and look.kind == "paragraph" and not self.inside:
            look = Look("heading", level)
        strong = look.kind == "paragraph" and bool(self.styles.toggle(style, "b"))
        words = self.inline.words(element, style, strong=strong, heading=look.kind == "heading")
        runs = self._carried
        runs += words.runs
        marked = child(properties, "rPr")
        if any(child(marked, name) is not None for name in ("del", "moveFrom")):
            self._carried = runs  # the end of the paragraph is deleted: it goes on in the next
        else:
            self._carried = []
            look, mark = self._listed(properties, style, look)
            reason = CONTENTS if contents or words.contents or look.kind == "contents" else None
            self._put(runs, look, mark, _indent(properties), reason)
        self._attached(words, contents=contents)

    def _attached(self, words: Words, *, contents: bool) -> None:
        """Add the pictures of a paragraph, and the blocks of its text boxes."""
        self.drafts.extend(words.pictures)
        for box in words.boxes:
            self.blocks(box, contents=contents)

    def _listed(self, properties: Element | None, style: str | None, look: Look) -> tuple[Look, str]:
        """Return what a paragraph is by its place in a list, and what stands before it there."""
        if look.kind in ("heading", "contents", "caption", "term", "definition"):
            return look, ""
        own, inherited = place_of(properties), self.styles.place(style)
        list_ = own.list if own is not None and own.list is not None else (inherited.list if inherited else None)
        level = own.level if own is not None and own.level is not None else (inherited.level if inherited else 0)
        named = look.level if look.kind == "item" else 1
        mark = self.lists.mark(list_, level) if list_ else None
        if mark:
            return Look("item", min(max(level + 1, named), DEEPEST)), mark
        if look.kind != "item" or list_ == 0 or mark == "":
            return (look if look.kind == "quotation" else Look()), ""
        if look.mark == BULLET:
            return look, BULLET
        self._counted = {at: count for at, count in self._counted.items() if at <= named}
        self._counted[named] = self._counted.get(named, 0) + 1
        return look, f"{self._counted[named]}."

    def _put(self, runs: Sequence[Run], look: Look, mark: str, indent: int, reason: str | None) -> None:
        before = len(self.drafts)
        self.page.put(runs, look, mark, indent, reason)
        if any(draft.kind != "item" for draft in self.drafts[before:]):
            self._counted.clear()

    def _table(self, element: Element, *, contents: bool) -> None:
        """Add a table; the cells of one that is only there for its looks are blocks of the page."""
        rows = [(row, list(_cells(row))) for row in _parts(element, "tr") if not _is_deleted(row)]
        if self.inside or not _is_of_data([cells for _, cells in rows]):
            for cell in (cell for _, cells in rows for cell in cells):
                self.blocks(cell, contents=contents)
            return
        pictures: list[Draft] = []
        written = [
            [*[""] * _before(row), *(text for cell in cells for text in self._cell(cell, pictures))]
            for row, cells in rows
        ]
        self._counted.clear()
        self.page.add(Draft("table", table(written), furniture=CONTENTS if contents else None))
        self.drafts.extend(pictures)

    def _cell(self, cell: Element, pictures: list[Draft]) -> Iterator[str]:
        """Yield a cell's text, and "" for every further column that it takes."""
        properties = child(cell, "tcPr")
        merged, span = child(properties, "vMerge"), child(properties, "gridSpan")
        walk = Walk(self.styles, self.lists, self.inline, inside=True)
        walk.blocks(cell)
        self.unread += walk.unread
        pictures.extend(draft for draft in walk.drafts if draft.kind == "image")
        said = [
            f"{escape(draft.mark)} {draft.text}" if draft.mark else draft.text
            for draft in walk.drafts
            if draft.kind != "image"
        ]
        goes_on = merged is not None and (value(merged) or "continue") == "continue"
        yield "" if goes_on else " ".join(said)
        columns = number(value(span)) if span is not None else None
        yield from [""] * (min(max(columns or 1, 1), _WIDEST) - 1)


def _parts(element: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, also where a control or custom XML stands around them."""
    for each in element:
        tag = local(each.tag)
        if tag == name:
            yield each
        elif tag == "sdt" or tag in _AROUND:
            yield from _parts(each, name)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in _parts(row, "tc") if child(cell, "tcPr", "cellDel") is None)


def _is_of_data(rows: Sequence[Sequence[Element]]) -> bool:
    """Return whether a table has rows and columns of short cells; every other is there for the page's looks."""
    wide = [row for row in rows if len(row) > 1]
    lengths = (sum(len(text.text or "") for text in cell.iter("{*}t")) for row in wide for cell in row)
    return len(wide) > 1 and all(length <= _LONGEST_CELL for length in lengths)


def _is_deleted(row: Element) -> bool:
    return child(row, "trPr", "del") is not None


def _before(row: Element) -> int:
    """Return how many columns a row leaves empty at its start."""
    element = child(row, "trPr", "gridBefore")
    columns = number(value(element)) if element is not None else None
    return min(max(columns or 0, 0), _WIDEST)


def _indent(properties: Element | None) -> int:
    """Return how far a paragraph is indented, in letters."""
    element = child(properties, "ind")
    twips = number(value(element, "left") or value(element, "start")) if element is not None else None
    return min(max(twips or 0, 0), 20_000) // _COLUMN
