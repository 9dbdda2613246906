"""What is at hand while a sheet is written: the document's parts, its styles and lists, and how wide the text is."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from builder.findings import Finding
from builder.model.sheet import Layout
from builder.text.languages import direction
from builder.writers.word.numbering import Lists, Room
from builder.writers.word.styles import Styles
from builder.writers.word.xml import Element, make


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What the functions of this package share.

    part: of the document, which takes pictures and addresses in.  width, height: of the text on a page, in
    twentieths of a point.  found: what could not be written, in the order of the sheet.
    """

    part: Any
    course: Path
    styles: Styles
    lists: Lists
    layout: Layout
    language: str
    document_language: str
    rtl: bool
    width: int
    height: int
    found: list[Finding]

    @property
    def room(self) -> Room:
        """How far in questions stand."""
        return Room(self.layout)

    def of(self, language: str) -> Desk:
        """Return the desk for a sheet in this language."""
        return dataclasses.replace(self, language=language, rtl=direction(language) == "rtl")

    def narrower(self, by: int) -> Desk:
        """Return the desk for a place with less width."""
        return dataclasses.replace(self, width=max(self.width - by, 1000))

    def paragraph(self, style: str, *content: Element, properties: tuple[Element, ...] = ()) -> Element:
        """Return a paragraph in a named style, in the sheet's direction."""
        bidi = (make("bidi"),) if self.rtl else ()
        return make("p", make("pPr", make("pStyle", val=self.styles.id(style)), *bidi, *properties), *content)


def listed(number: int, level: int) -> Element:
    """Return the property that makes a paragraph an entry of a list."""
    return make("numPr", make("ilvl", val=level), make("numId", val=number))
