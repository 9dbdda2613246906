"""From sheets to a Word file: one section a sheet, every look in a named style."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.oxml.ns import qn

from builder.findings import Finding
from builder.model.maker import MADE_BY
from builder.model.sheet import Block, Break, Cards, Layout, Run, Sheet
from builder.wording import phrase
from builder.writers.office import sealed
from builder.writers.sheets.around import in_steps
from builder.writers.sheets.inline import is_right_to_left
from builder.writers.word import template as templates
from builder.writers.word.blank import blank
from builder.writers.word.blocks import elements_of
from builder.writers.word.desk import Desk
from builder.writers.word.numbering import Lists
from builder.writers.word.page import Pages
from builder.writers.word.pictures import code_of
from builder.writers.word.questions import Numbers
from builder.writers.word.said import Said, properties_of, said_in
from builder.writers.word.styles import with_styles
from builder.writers.word.tables import spacer
from builder.writers.word.template import Template
from builder.writers.word.text import language, runs, words
from builder.writers.word.trial import TRIAL
from builder.writers.word.xml import Element, added, clean, in_order, local, make

#: The side of the code beside the title in millimetres, in ordinary and in large print.
_CODE, _LARGE_CODE = 22, 34
#: A longer address has a code so fine that no telephone reads it from paper.
_MOST_CODE = 400
#: The earliest time that both a ZIP and Word can name: a file says nothing of when it was made.
_TIME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_MOST_PROPERTY = 255


def template_of(data: bytes, name: str) -> Template:
    """Return a person's .docx or .dotx as a template, tried out in ordinary and in large print.

    name: what the finding calls it.  Raises BuilderError (`template-unreadable`) for a file that cannot be used.
    """
    with templates.refusals(name):
        template = templates.looked_at(data)
        for layout in (Layout(), Layout(large=True)):
            _written(_opened(template), (TRIAL,), layout, Path(), template=True)
    return template


def docx_of(
    sheets: tuple[Sheet, ...],
    layout: Layout,
    course: Path,
    template: Template | None = None,
    *,
    both_sides: bool = False,
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return sheets as one Word file, each from a new page on, and what of them it could not hold.

    course: pictures are named from there.  template: its paper, margins, heads, feet and styles win over
    `layout.paper` and over ours, which are added only where it has none; but in large print our styles win, since
    what a reader needs goes before what a house likes.  Its text is left out.  both_sides: the file is printed on
    both sides of paper, so that each sheet begins on a front side.
    """
    is_styled = template is not None
    return _written(_opened(template), sheets, layout, course, template=is_styled, both_sides=both_sides)


def said_of(sheet: Sheet, course: Path) -> tuple[Said, ...]:
    """Return what the Word file of a sheet says, paragraph by paragraph, without making the file."""
    document = _opened(None)
    _filled(document, (sheet,), Layout(), course, template=False)
    return said_in(document.element.body)


def _opened(template: Template | None) -> Any:
    """Return a document to write into: writing changes it, so that every file needs its own."""
    return docx.Document(io.BytesIO(blank() if template is None else template.data))


def _written(
    document: Any, sheets: tuple[Sheet, ...], layout: Layout, course: Path, *, template: bool, both_sides: bool = False
) -> tuple[bytes, tuple[Finding, ...]]:
    first = sheets[0]
    found = _filled(document, sheets, layout, course, template=template, both_sides=both_sides)
    _about(document, first)
    stream = io.BytesIO()
    document.save(stream)
    says = properties_of(first, document.element.body) if len(sheets) == 1 and first.slug else {}
    return sealed(stream.getvalue(), says), found


def _filled(
    document: Any, sheets: tuple[Sheet, ...], layout: Layout, course: Path, *, template: bool, both_sides: bool = False
) -> tuple[Finding, ...]:
    """Write sheets into a document; return what of them it could not hold."""
    first = sheets[0]
    pages = Pages(document, layout, noticed=any(sheet.notice for sheet in sheets))
    lists = Lists(document.part.numbering_part.element, layout)
    rtl = is_right_to_left(first.language)
    styles = with_styles(document.styles.element, layout, lists.styled, rtl=rtl, template=template)
    lists.describe(styles)
    desk = Desk(
        part=document.part,
        course=course,
        styles=styles,
        lists=lists,
        layout=layout,
        language=first.language,
        document_language=first.language,
        rtl=rtl,
        width=pages.width,
        height=pages.height,
        found=[],
    )
    later = "oddPage" if both_sides else "nextPage"
    parts = [part for n, sheet in enumerate(sheets) for part in _parts(sheet, later if n else "nextPage")]
    for part in parts:
        _write(document.element.body, desk.of(part.sheet.language), part, pages, in_outline=len(sheets) > 1)
    _end(document.element.body)
    return tuple(desk.found)


class _Part(NamedTuple):
    """A run of a sheet's blocks with a section of its own."""

    sheet: Sheet
    blocks: tuple[Block, ...]
    start: str
    is_first: bool


def _parts(sheet: Sheet, start: str) -> Iterator[_Part]:
    """Yield the sections of a sheet: cards that are printed on both sides begin on a front side.

    start: how its first section begins.
    """
    held: list[Block] = []
    is_first = True
    for block in in_steps(sheet.blocks):
        if isinstance(block, Cards) and block.duplex and block.cards:
            if is_first or not all(isinstance(each, Break) for each in held):
                yield _Part(sheet, tuple(held), start, is_first)
            yield _Part(sheet, (block,), "oddPage", is_first=False)
            held, start, is_first = [], "nextPage", False
        else:
            held.append(block)
    if is_first or not all(isinstance(each, Break) for each in held):
        yield _Part(sheet, tuple(held), start, is_first)


def _write(body: Element, desk: Desk, part: _Part, pages: Pages, *, in_outline: bool) -> None:
    """Write a section at the end of the body."""
    elements = _top(desk, part.sheet, pages, in_outline=in_outline) if part.is_first else []
    elements += elements_of(desk, part.blocks, Numbers())
    if not elements or local(elements[-1]) != "p":
        elements.append(spacer(desk))
    properties = elements[-1].get_or_add_pPr()
    properties.append(pages.section(desk, part.sheet, part.start))
    in_order(properties)
    body.extend(elements)


def _end(body: Element) -> None:
    """Move the last section's properties to where Word has them: at the end of the body."""
    body.append(body[-1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))


def _top(desk: Desk, sheet: Sheet, pages: Pages, *, in_outline: bool) -> list[Element]:
    """Return the title, what the sheet is, and where the module is on the web.

    in_outline: the file holds several sheets, so that its outline has to list them.
    """
    notice = [desk.paragraph("Notice", *words(desk, sheet.notice))] if sheet.notice and pages.has_own_head else []
    title = desk.paragraph("Title", *runs(desk, sheet.heading or (Run(text=sheet.title),), within="Title"))
    if in_outline:
        added(title, "outlineLvl", val=0)
    made = [*notice, title, desk.paragraph("Subtitle", *words(desk, sheet.name))]
    address = clean(sheet.address)
    if address:
        on_web = phrase(sheet.language, "sheet.on_web")
        text = (Run(text=f"{on_web}: "), Run(text=address, address=address))
        made.append(desk.paragraph("Small print", *runs(desk, text)))
        if len(address.encode()) <= _MOST_CODE:
            code = code_of(desk, address, f"{on_web}: {address}", _LARGE_CODE if desk.layout.large else _CODE)
            title.find(qn("w:pPr")).addnext(code)
            made.append(desk.paragraph("Spacer", _below_code()))
    return made


def _below_code() -> Element:
    """Return a break after which lines are as wide as the page again: beside the code a blank would be cut short."""
    return make("r", make("br", type="textWrapping", clear="all"))


def _about(document: Any, sheet: Sheet) -> None:
    """Say what the file is, in which language, and nothing of when it was made."""
    properties = document.core_properties
    properties.title = clean(sheet.title)[:_MOST_PROPERTY]
    properties.subject = clean(sheet.name)[:_MOST_PROPERTY]
    properties.author = properties.last_modified_by = MADE_BY
    properties.keywords = properties.comments = properties.category = ""
    properties.language = clean(sheet.language)[:_MOST_PROPERTY]
    properties.created = properties.modified = _TIME
    properties.revision = 1
    for name in ("lastPrinted",):
        for old in [child for child in properties._element if local(child) == name]:  # noqa: SLF001
            properties._element.remove(old)  # noqa: SLF001
    _spoken(document.styles.element, sheet.language)
    for number, drawn in enumerate(document.element.body.iter(qn("wp:docPr")), _FIRST_PICTURE):
        drawn.set("id", str(number))


#: Numbers of pictures, above those that a template's head may have.
_FIRST_PICTURE = 1001


def _spoken(styles: Element, tag: str) -> None:
    """Say which language the document is in: in the defaults of its styles, and nowhere another one."""
    for old in list(styles.iter(qn("w:lang"))):
        old.getparent().remove(old)
    defaults = _child(styles, "docDefaults", first=True)
    properties = _child(_child(defaults, "rPrDefault", first=True), "rPr")
    properties.append(make("lang", **language(tag)))
    in_order(properties)


def _child(parent: Element, name: str, *, first: bool = False) -> Element:
    found = parent.find(qn(f"w:{name}"))
    if found is None:
        found = make(name)
        parent.insert(0, found) if first else parent.append(found)
    return found
