"""Paper, margins, what stands at the head and foot of pages, and where a section ends."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from builder.model.sheet import Layout, Sheet
from builder.writers.sheets.around import foot_of, page_of
from builder.writers.word.desk import Desk
from builder.writers.word.text import is_right_to_left_text, words
from builder.writers.word.xml import Element, in_order, make

_PAPERS = {"a4": (11906, 16838), "letter": (12240, 15840)}
_MM = 1440 / 25.4
#: Margins in millimetres: left and right, top, bottom; in ordinary and in large print.
_MARGINS, _LARGE_MARGINS = (26, 19, 22), (19, 19, 26)
_EDGE = 10


def page_for(layout: Layout) -> Element:
    """Return the properties of a section: its paper and margins."""
    wide, high = _PAPERS[layout.paper]
    sides, top, bottom = _LARGE_MARGINS if layout.large else _MARGINS
    margins = {"top": top, "right": sides, "bottom": bottom, "left": sides, "header": _EDGE, "footer": _EDGE}
    return make(
        "sectPr",
        make("pgSz", w=wide, h=high),
        make("pgMar", **{side: round(size * _MM) for side, size in margins.items()}, gutter=0),
        make("cols", space=720),
    )


def room_on(section: Element) -> tuple[int, int]:
    """Return how wide and high the text on a page is, in twentieths of a point."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))

    def of(element: Element | None, name: str, otherwise: int) -> int:
        found = element.get(qn(f"w:{name}")) if element is not None else None
        return abs(int(float(found))) if found else otherwise

    wide = of(size, "w", 11906) - of(margins, "left", 1440) - of(margins, "right", 1440) - of(margins, "gutter", 0)
    high = of(size, "h", 16838) - of(margins, "top", 1440) - of(margins, "bottom", 1440)
    return max(wide, 2000), max(high, 2000)


class Pages:
    """The sections of a document; heads and feet that are alike are kept once.

    noticed: whether any sheet has a notice for its head.

    A template's own head or foot stays, and ours is not written; its section is that of every sheet.
    """

    def __init__(self, document: Any, layout: Layout, *, noticed: bool) -> None:
        self._noticed = noticed
        self._part = document.part
        body = document.element.body
        own = body.find(qn("w:sectPr"))
        self._model = own if own is not None else page_for(layout)
        if own is not None:
            body.remove(own)
        self._is_given = {kind: self._model.find(qn(f"w:{kind}Reference")) is not None for kind in ("header", "footer")}
        self._made: dict[tuple[str, str, str], str] = {}
        self.width, self.height = room_on(self._model)

    @property
    def has_own_head(self) -> bool:
        """Return whether the template has a head, in which no notice of ours can stand."""
        return self._is_given["header"]

    def section(self, desk: Desk, sheet: Sheet, start: str) -> Element:
        """Return the properties of a section of a sheet; start: how it begins (`nextPage`, `oddPage`)."""
        section = self._model.__copy__()
        for old in (*section.findall(qn("w:type")), *section.findall(qn("w:bidi"))):
            section.remove(old)
        section.append(make("type", val=start))
        if desk.rtl:
            section.append(make("bidi"))
        if self._noticed and not self._is_given["header"]:  # without a notice its head would be the one before
            section.append(self._reference("header", sheet, _head(desk, sheet)))
        if not self._is_given["footer"]:
            section.append(self._reference("footer", sheet, _foot(desk, sheet)))
        return in_order(section)

    def _reference(self, kind: str, sheet: Sheet, paragraph: Element) -> Element:
        text = sheet.notice if kind == "header" else foot_of(sheet)
        key = (kind, text, sheet.language)
        if key not in self._made:
            part, id_ = self._part.add_header_part() if kind == "header" else self._part.add_footer_part()
            for old in list(part.element):
                part.element.remove(old)
            part.element.append(paragraph)
            self._made[key] = id_
        reference = make(f"{kind}Reference", type="default")
        reference.set(qn("r:id"), self._made[key])
        return reference


def _head(desk: Desk, sheet: Sheet) -> Element:
    return desk.paragraph("Notice" if sheet.notice else "Header", *words(desk, sheet.notice))


def _foot(desk: Desk, sheet: Sheet) -> Element:
    """Return the foot: what the sheet is, and at the end side "page x of y", which Word counts."""
    before, between, after = page_of(sheet.language)
    counted = desk.of(sheet.language if is_right_to_left_text(before + between + after) else "en")
    after += "\u200e" if desk.rtl and not counted.rtl else ""  # so that the last number stays with the words
    tab = make("tabs", make("tab", val="right", pos=desk.width))
    return desk.paragraph(
        "Footer",
        *words(desk, foot_of(sheet)),
        make("r", make("tab")),
        *words(counted, before),
        _field(counted, "PAGE"),
        *words(counted, between),
        _field(counted, "NUMPAGES"),
        *words(counted, after),
        properties=(tab,),
    )


def _field(desk: Desk, name: str) -> Element:
    return make("fldSimple", *words(desk, "1"), instr=f" {name} ")
