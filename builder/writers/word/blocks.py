"""The blocks of a sheet as elements of a Word document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from builder.model.sheet import (
    Blanks,
    Block,
    Break,
    Bullets,
    Cards,
    Code,
    Group,
    Heading,
    Lines,
    Paragraph,
    Picture,
    Question,
    Run,
    Table,
    Term,
    Terms,
)
from builder.writers.word.cards import cards
from builder.writers.word.desk import Desk, listed
from builder.writers.word.pictures import picture
from builder.writers.word.questions import Numbers, answer_lines, question
from builder.writers.word.tables import FRAME_ROOM, frame, kept, on_new_page, table
from builder.writers.word.text import runs, words
from builder.writers.word.xml import Element, added, make

_LOOKS = {"plain": "Normal", "small": "Small print", "lead": "Lead", "quote": "Quote", "label": "Label"}
#: The least that a label and its blank need, in twentieths of a point; in ordinary and in large print.
_BLANK, _LARGE_BLANK = 2400, 3400
#: Named styles of lists go as deep as this.
_LEVELS = 3


def elements_of(desk: Desk, blocks: Iterable[Block], numbers: Numbers) -> list[Element]:
    """Return blocks as elements; what follows a break begins on a new page."""
    made: list[Element] = []
    new_page, before = False, None
    for block in blocks:
        if isinstance(block, Break):
            new_page = bool(made) or new_page
            continue
        elements = _block(desk, block, numbers)
        if isinstance(before, Heading) and isinstance(block, Paragraph) and block.look == "small":
            added(elements[0], "keepNext")  # a line that says who speaks goes with what is said
        before = block
        if new_page and elements:
            elements, new_page = on_new_page(desk, elements), False
        made += elements
    return made


def _block(desk: Desk, block: Block, numbers: Numbers) -> list[Element]:
    return WRITERS[type(block)](desk, block, numbers)


def _heading(desk: Desk, block: Heading, _: Numbers) -> list[Element]:
    style = f"Heading {min(max(block.level - 1, 1), 3)}"
    return [desk.paragraph(style, *runs(desk, block.text, within=style))]


def _paragraph(desk: Desk, block: Paragraph, _: Numbers) -> list[Element]:
    style = _LOOKS[block.look]
    number = words(desk, f"¶{block.number}", style="Paragraph number") + words(desk, "  ") if block.number else []
    return [desk.paragraph(style, *number, *runs(desk, block.text, within=style))]


def _code(desk: Desk, block: Code, _: Numbers) -> list[Element]:
    return [desk.paragraph("Code", *words(desk, block.text.rstrip("\n")))]


def _list(desk: Desk, block: Bullets, numbers: Numbers, level: int) -> list[Element]:
    """Return a list: each entry's first paragraph has the bullet or number, what follows stands under it."""
    suffix = f" {min(level, _LEVELS - 1) + 1}" if level else ""
    style = f"List {'Number' if block.start else 'Bullet'}{suffix}"
    numbering = desk.styles.numbering(style)
    list_: tuple[int, int] | None = None
    if block.start:
        list_ = desk.lists.begun_like(numbering, block.start)
    elif numbering is None:
        list_ = (desk.lists.styled["bullets"], min(level, _LEVELS - 1))
    made: list[Element] = []
    for entry in block.entries:
        first, *others = entry if entry and isinstance(entry[0], Paragraph) else (Paragraph(text=()), *entry)
        assert isinstance(first, Paragraph)  # noqa: S101 - the line above makes it one
        content = runs(desk, first.text)
        made.append(desk.paragraph(style, *content, properties=(listed(*list_),) if list_ else ()))
        for inner in others:
            made += _under(desk, inner, numbers, level, f"List Continue{suffix}")
    return made


def _under(desk: Desk, block: Block, numbers: Numbers, level: int, style: str) -> list[Element]:
    """Return a block under the first line of a list's entry."""
    match block:
        case Bullets():
            return _list(desk, block, numbers, level + 1)
        case Paragraph():
            return [desk.paragraph(style, *runs(desk, block.text))]
        case _:
            return _block(desk, block, numbers)


def _term(desk: Desk, entry: Term) -> Element:
    strong = tuple(Run(text=run.text, strong=True, emphasis=run.emphasis) for run in entry.term)
    content = runs(desk, (*strong, Run(text=":", strong=True), Run(text="  "), *entry.definition))
    if entry.source:
        content += words(desk, "  ") + runs(desk, entry.source, style="Small words")
    return desk.paragraph("Key term", *content)


def _terms(desk: Desk, block: Terms, _: Numbers) -> list[Element]:
    return [_term(desk, entry) for entry in block.entries]


def _blanks(desk: Desk, block: Blanks, _: Numbers) -> list[Element]:
    """Return labels, each before a line to write on, as many side by side as leave room to write."""
    least = _LARGE_BLANK if desk.layout.large else _BLANK
    beside = max(min(len(block.labels), desk.width // least), 1)
    rows = [block.labels[start : start + beside] for start in range(0, len(block.labels), beside)]
    return kept([_blank_row(desk, row, desk.width // beside) for row in rows])


def _blank_row(desk: Desk, labels: tuple[str, ...], share: int) -> Element:
    """Return a line of blanks: tabs that draw a line, so that no table is needed."""
    gap = min(450, share // 4)
    tabs, content = make("tabs"), []
    for place, label in enumerate(labels, 1):
        is_last = place == len(labels)
        tabs.append(make("tab", val="left", leader="underscore", pos=place * share - (0 if is_last else gap)))
        content += [*words(desk, f"{label} "), make("r", make("tab"))]
        if not is_last:
            tabs.append(make("tab", val="left", pos=place * share))
            content.append(make("r", make("tab")))
    return desk.paragraph("Name and date", *content, properties=(tabs,))


def _group(desk: Desk, block: Group, numbers: Numbers) -> list[Element]:
    """Return blocks on one page if they fit on one.

    A heading stays out of a frame, right above it: Word lists no heading that stands in a table.
    """
    if not block.framed:
        return kept(elements_of(desk, block.blocks, numbers))
    head = block.blocks[:1] if block.blocks and isinstance(block.blocks[0], Heading) else ()
    inside = elements_of(desk.narrower(FRAME_ROOM), block.blocks[len(head) :], numbers)
    above = elements_of(desk, head, numbers)
    for paragraph in above:
        added(paragraph, "keepNext")
    framed = frame(desk, kept(inside)) if inside else []
    return [*above, *framed]


#: How each block is written.
WRITERS: dict[type[Any], Callable[[Desk, Any, Numbers], list[Element]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Bullets: lambda desk, block, numbers: _list(desk, block, numbers, 0),
    Terms: _terms,
    Blanks: _blanks,
    Lines: lambda desk, block, _: kept(answer_lines(desk, block.count)),
    Question: question,
    Table: lambda desk, block, _: table(desk, block),
    Picture: lambda desk, block, _: picture(desk, block),
    Code: _code,
    Group: _group,
    Cards: lambda desk, block, _: cards(desk, block),
    Break: lambda *_: [],
}
