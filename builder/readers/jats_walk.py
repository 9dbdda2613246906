"""The elements of an article in JATS -> blocks: sections, paragraphs, lists, figures, tables, references.

The tree is no deeper than `jats.read` lets it be, so the walk may call itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from builder.model.document import BlockKind
from builder.readers.blocks import Draft, image, table
from builder.readers.jats_elements import (
    Element,
    attribute,
    child,
    children,
    descendants,
    formula,
    inline,
    local,
    piece,
    runs,
    words,
)  # fmt: skip
from builder.readers.jats_notes import Notes
from builder.readers.jats_references import reference
from builder.readers.lists import DEEPEST
from builder.readers.part_names import Part, part_name
from builder.text.inline import escape
from builder.text.runs import STRONG, Run, markdown

#: An article has some hundreds of blocks.
MOST_BLOCKS = 10_000

#: Elements that stand inside a paragraph in the file and end it on the page.
_BLOCKS = frozenset(
    "list def-list disp-quote verse-group speech statement boxed-text fig fig-group table-wrap table-wrap-group "
    "array code preformat media supplementary-material p sec ref-list graphic".split()
)
#: What describes an element and is no part of its text.
ABOUT = frozenset("title label caption object-id alt-text long-desc permissions sec-meta xref".split())
_SIGNS = {"order": "1", "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "1", "roman-upper": "1"}


class TooLargeError(Exception):
    """The article holds more blocks than articles do."""


@dataclass
class _Item:
    """A list item that is open; `at` is the place of its draft once it has one."""

    level: int
    mark: str
    at: int | None = None


@dataclass
class Walk:
    """The walk as far as it has come: what stands around the open element decides what its paragraphs are.

    paragraphs: how many there were, those too that went on in an item.
    """

    notes: Notes
    language: str | None
    drafts: list[Draft] = field(default_factory=list)
    kinds: list[BlockKind | _Item] = field(default_factory=list)
    depth: int = 0
    site: str | None = None
    paragraphs: int = 0

    def put(self, draft: Draft) -> None:
        if len(self.drafts) >= MOST_BLOCKS:
            raise TooLargeError
        if draft.text.strip():
            self.drafts.append(draft._replace(furniture=self.site))

    def heading(self, text: str, level: int) -> None:
        self.put(Draft("heading", text, min(level, 6)))

    def title(self, element: Element) -> str:
        """Return the words of a heading: that it is bold goes without saying, and no note hangs on it."""
        found = runs(element, lambda _: "")
        return markdown([run._replace(marks=tuple(mark for mark in run.marks if mark != STRONG)) for run in found])

    def part(self, part: Part) -> str:
        return escape(part_name(part, self.language))

    def inline(self, element: Element) -> str:
        return inline(element, self.notes.mark)

    def line(self, found: list[Run]) -> None:
        """Put a paragraph of whatever is open."""
        text = markdown(found)
        if not text:
            return
        self.paragraphs += 1
        if self.paragraphs > MOST_BLOCKS:
            raise TooLargeError
        top = self.kinds[-1] if self.kinds else "paragraph"
        if isinstance(top, str):
            self.put(Draft(top, text))
        elif top.at is None:
            top.at = len(self.drafts)
            self.put(Draft("item", text, top.level, top.mark))
        elif top.at == len(self.drafts) - 1:
            self.drafts[-1] = self.drafts[-1]._replace(text=f"{self.drafts[-1].text} {text}")
        else:
            self.put(Draft("paragraph", text))

    def paragraph(self, element: Element, lead: list[Run] | None = None) -> None:
        """Put a paragraph; what stands in it and is a block of its own parts it."""
        found = [*(lead or []), Run(element.text or "")]
        for inner in element:
            if local(inner) in _BLOCKS and not (local(inner) == "p" and local(element) != "p"):
                self.line(found)
                self.block(inner)
                found = []
            else:
                found += piece(inner, self.notes.mark)
            found.append(Run(inner.tail or ""))
        self.line([run._replace(text=" ".join(run.text.split("\n"))) for run in found])

    def block(self, element: Element) -> None:
        """Put what a block element holds."""
        name = local(element)
        put = _PUT.get(name)
        if put is not None:
            put(self, element)
        elif name not in ABOUT:
            self.inside(element)

    def quotation(self, element: Element) -> None:
        self.within("quotation", element)

    def code(self, element: Element) -> None:
        self.put(Draft("code", "".join(element.itertext()).strip("\n")))

    def formula(self, element: Element) -> None:
        self.line([Run(formula(element))])

    def inside(self, element: Element) -> None:
        """Put the blocks of an element that is none itself."""
        for inner in element:
            if local(inner) not in ABOUT:
                self.block(inner)

    def within(self, kind: BlockKind, element: Element) -> None:
        self.kinds.append(kind)
        self.heading(self.title(title), self.depth + 2) if (title := child(element, "title")) is not None else None
        self.inside(element)
        self.kinds.pop()

    def section(self, element: Element) -> None:
        """Put a section under its heading, which is one level below the one around it."""
        title = child(element, "title")
        if title is None:
            title = child(element, "caption", "title")
        named: dict[str, Part] = {"ack": "thanks", "glossary": "glossary"}
        text = self.title(title) if title is not None else ""
        if not text and local(element) in named:
            text = self.part(named[local(element)])
        self.heading(text, self.depth + 2)
        self.depth += 1
        caption = child(element, "caption")
        for paragraph in children(caption, "p") if caption is not None else ():
            self.paragraph(paragraph)
        self.inside(element)
        self.depth -= 1

    def listed(self, element: Element) -> None:
        """Put a list, its items one level below those around it."""
        around = [top for top in self.kinds if isinstance(top, _Item)]
        level = min(around[-1].level + 1 if around else 1, DEEPEST)
        sign = _SIGNS.get(attribute(element, "list-type"))
        if (title := child(element, "title")) is not None:
            self.line(runs(title, self.notes.mark))
        for number, each in enumerate(children(element, "list-item"), 1):
            written = words(child(each, "label"))
            mark = written if written and len(written) < 8 else f"{_counted(sign, number)}." if sign else "•"
            self.kinds.append(_Item(level, mark))
            self.inside(each)
            self.kinds.pop()

    def definitions(self, element: Element) -> None:
        if (title := child(element, "title")) is not None:
            self.heading(self.title(title), self.depth + 2)
        for each in children(element, "def-item"):
            for term in children(each, "term"):
                self.put(Draft("term", self.inline(term)))
            for text in children(each, "def"):
                self.within("definition", text)
        for inner in children(element, "def-list"):
            self.definitions(inner)

    def figure(self, element: Element) -> None:
        caption = self.caption(element)
        graphic = next(descendants(element, "graphic"), None)
        if graphic is not None:
            described = (
                child(graphic, "alt-text") if child(graphic, "alt-text") is not None else child(element, "alt-text")
            )
            self.picture(graphic, words(described))
        self.put(Draft("caption", caption))

    def picture(self, graphic: Element, alternative: str = "") -> None:
        address = attribute(graphic, "href").replace("\n", "")
        if address:
            self.put(Draft("image", image(escape(alternative or words(child(graphic, "alt-text"))), address)))

    def caption(self, element: Element) -> str:
        """Return label and caption of a figure or table on one line: "**Figure 1** Title. Text"."""
        label, caption = child(element, "label"), child(element, "caption")
        parts = [markdown([Run(words(label), (STRONG,))])] if label is not None else []
        if caption is not None:
            parts += [self.inline(each) for each in children(caption, "title", "p")]
        return " ".join(part for part in parts if part)

    def table(self, element: Element) -> None:
        self.put(Draft("caption", self.caption(element)))
        rows = [
            [cell for each in children(row, "td", "th") for cell in self.cells(each)]
            for row in descendants(element, "tr", "tbl-row")
        ]
        self.put(Draft("table", table(rows)))
        if not rows and (graphic := next(descendants(element, "graphic"), None)) is not None:
            self.picture(graphic, "")
        foot = child(element, "table-wrap-foot")
        for each in descendants(foot, "fn", "attrib") if foot is not None else ():
            mark = words(child(each, "label"))
            text = " ".join(self.inline(part) for part in children(each, "p")) or self.inline(each)
            self.put(Draft("caption", f"[{mark}] {text}" if mark else text))

    def cells(self, cell: Element) -> list[str]:
        """Return a cell, with empty ones for the columns that it spans."""
        span = attribute(cell, "colspan")
        return [self.inline(cell), *[""] * (min(int(span), 20) - 1 if span.isdecimal() and len(span) < 4 else 0)]

    def references(self, element: Element) -> None:
        title = child(element, "title")
        text = self.title(title) if title is not None else ""
        above = self.drafts[-1] if self.drafts else None
        if text or above is None or above.kind != "heading":
            self.heading(text or self.part("references"), self.depth + 2)
        for each in element:
            if local(each) == "ref":
                self.put(Draft("paragraph", reference(each, self.notes.mark)))
            elif local(each) not in ABOUT:
                self.block(each)

    def note_group(self, element: Element) -> None:
        """Put notes that nothing refers to: what authors declare; the others come last."""
        loose = [each for each in descendants(element, "fn") if each not in self.notes.marks]
        title = child(element, "title")
        if loose:
            self.heading(self.title(title) if title is not None else self.part("notes"), self.depth + 2)
        for each in loose:
            for paragraph in children(each, "p"):
                self.paragraph(paragraph)


def _counted(sign: str | None, number: int) -> str:
    return str(number) if sign in ("1", None) or number > 26 else chr(ord(sign or "a") + number - 1)


#: What each block element does; any other is looked through.
_PUT: dict[str, Callable[[Walk, Element], None]] = {
    **dict.fromkeys(("sec", "app", "boxed-text", "notes", "glossary", "bio", "statement", "ack"), Walk.section),
    **dict.fromkeys(("p", "attrib", "verse-line"), Walk.paragraph),
    **dict.fromkeys(("disp-quote", "verse-group"), Walk.quotation),
    **dict.fromkeys(("fig", "supplementary-material", "media"), Walk.figure),
    **dict.fromkeys(("table-wrap", "array"), Walk.table),
    **dict.fromkeys(("code", "preformat"), Walk.code),
    "list": Walk.listed,
    "def-list": Walk.definitions,
    "graphic": Walk.picture,
    "disp-formula": Walk.formula,
    "ref-list": Walk.references,
    "fn-group": Walk.note_group,
}
