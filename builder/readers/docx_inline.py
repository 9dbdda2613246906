"""What stands in a paragraph of Word: its words under their marks, its pictures, its text boxes.

Deleted and hidden words are left out, inserted ones are kept: the paragraph as Word prints it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from builder.readers.blocks import Draft
from builder.readers.docx_media import Gallery, drawn
from builder.readers.docx_package import Element, Relation, child, local, value
from builder.readers.docx_styles import Styles, toggled
from builder.readers.fields import Field, link_to, shown
from builder.readers.formats import LIMIT
from builder.readers.paragraphs import BREAK
from builder.text.runs import EMPHASIS, STRONG, Mark, Run

#: No honest document has more fields in fields.
_DEEPEST_FIELD = 30

#: Elements whose words do not count.
UNSEEN = frozenset(
    "del moveFrom delText delInstrText pPr rPr sdtPr sdtEndPr fldData rt annotationRef footnoteRef endnoteRef "
    "separator continuationSeparator p txbxContent ctrlPr tblPr trPr tcPr".split()
)
_REFERENCES, _NOT_PRINTED = ("footnoteReference", "endnoteReference"), ("del", "moveFrom", "Fallback")
_BLANKS = frozenset({"tab", "ptab"})
_MATHS = {"den": "/", "sup": "^", "sub": "_"}


class Words(NamedTuple):
    """A paragraph's content: runs (a line break is `BREAK`), pictures, text boxes, whether a contents list made it."""

    runs: list[Run]
    pictures: list[Draft]
    boxes: list[Element]
    contents: bool


@dataclass
class Inline:
    """Reads the paragraphs of one part; fields may go over several."""

    styles: Styles
    relations: Mapping[str, Relation]
    gallery: Gallery
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _fields: list[Field] = field(default_factory=list)
    _words: Words = field(default_factory=lambda: Words([], [], [], contents=False))
    _listed: list[bool] = field(default_factory=list)
    _style: str | None = None
    _said: int = 0

    def words(self, paragraph: Element, style: str | None, *, strong: bool, heading: bool) -> Words:
        """Return what stands in a paragraph; `strong` is whether its style makes bold words of it."""
        self._words = words = Words([], [], [], contents=False)
        self._listed = []
        self._style = style
        if heading:  # a heading is not in a list of contents, so one that is open was not closed
            self._fields = [each for each in self._fields if not each.is_contents]
        self._inside(paragraph, (STRONG,) if strong else ())
        self._fields = [each for each in self._fields if each.result]
        return words._replace(contents=bool(self._listed) and all(self._listed))

    def _inside(self, element: Element, marks: tuple[Mark, ...]) -> None:
        for each in element:
            name = local(each.tag)
            if name in UNSEEN:
                continue
            if name == "r":
                self._run(each, marks)
            elif name == "AlternateContent":
                self._inside(alternative(each), marks)
            elif name == "hyperlink":
                self._inside(each, self._linked(each, marks))
            elif name == "fldSimple":
                self._fields.append(Field(value(each, "instr") or "", result=True))
                self._inside(each, marks)
                self._fields.pop()
            elif name == "sdt" and child(each, "sdtPr", "showingPlcHdr") is not None:
                continue
            else:
                self._say(_MATHS.get(name, ""), marks)
                self._inside(each, marks)

    def _linked(self, element: Element, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        relation = self.relations.get(value(element, "id") or "")
        mark = link_to(relation.target) if relation is not None and relation.external else None
        return (*marks, mark) if mark is not None else marks

    def _run(self, run: Element, marks: tuple[Mark, ...]) -> None:
        properties = child(run, "rPr")
        style_element = child(properties, "rStyle")
        style = value(style_element) if style_element is not None else None
        hidden = toggled(properties, "vanish")
        if hidden is None:
            hidden = self.styles.toggle(style, "vanish") or self.styles.toggle(self._style, "vanish") or False
        for name, mark in (("b", STRONG), ("i", EMPHASIS)):
            on = self._is_on(properties, style, name, inherited=mark in marks)
            marks = (*(each for each in marks if each != mark), *([mark] if on else []))
        self._pieces(run, marks, hidden=hidden)

    def _is_on(self, properties: Element | None, style: str | None, name: str, *, inherited: bool) -> bool:
        """Return whether words are bold or italic: by themselves, else by the one of their two styles that says so."""
        own = toggled(properties, name)
        if child(properties, "rtl") is not None or child(properties, "cs") is not None:
            complex_ = toggled(properties, f"{name}Cs")
            own = complex_ if complex_ is not None else own
        if own is not None:
            return own
        return inherited != bool(self.styles.toggle(style, name))  # two styles that say so undo each other

    def _pieces(self, run: Element, marks: tuple[Mark, ...], *, hidden: bool) -> None:
        custom = False
        for each in run:
            name = local(each.tag)
            if name == "fldChar":
                self._field(value(each, "fldCharType"))
            elif name == "instrText" and self._fields and not self._fields[-1].result:
                self._fields[-1].add(each.text or "")
            elif hidden or name in UNSEEN or name == "instrText":
                continue
            elif name == "t":
                self._say("" if custom else each.text or "", marks)
                custom = False
            elif name in _REFERENCES:
                self._say(self.notes.get((name.removesuffix("Reference"), value(each, "id") or ""), ""), ())
                custom = value(each, "customMarkFollows") in ("1", "true", "on")
            else:
                self._piece(each, name, marks)

    def _piece(self, element: Element, name: str, marks: tuple[Mark, ...]) -> None:
        if name in _BLANKS:
            self._say(" ", marks)
        elif name in ("br", "cr"):
            page = value(element, "type") in ("page", "column")
            self._words.runs.append(Run(" ") if page else BREAK)
        elif name == "noBreakHyphen":
            self._say("-", marks)
        elif name == "sym":
            code = value(element, "char") or ""
            self._say(chr(int(code, 16)) if re.fullmatch(r"(?!0000)[0-9A-Fa-f]{4}", code) else "", marks)
        elif name in ("drawing", "pict", "object"):
            self._words.pictures.extend(self.gallery.pictures(element, self.relations))
            self._words.boxes.extend(each for each in drawn(element) if local(each.tag) == "txbxContent")
        elif name == "AlternateContent":
            self._pieces(alternative(element), marks, hidden=False)
        else:
            self._inside(element, marks)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            if len(self._fields) >= _DEEPEST_FIELD:
                self._fields.clear()  # nobody closes them
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._fields[-1].result = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _say(self, text: str, marks: tuple[Mark, ...]) -> None:
        if not text or not all(each.result for each in self._fields):
            return
        self._said += len(text)
        if self._said > LIMIT:
            raise self.gallery.package.too_long()
        links = [mark for mark in (each.mark() for each in self._fields) if mark is not None]
        if links and not any(mark[0] == "[" for mark in marks):
            marks = (links[-1], *marks)
        clean = shown(text)
        for place, line in enumerate(clean.split("\n")):
            self._words.runs.append(Run(" " * bool(place) + line, marks))
        if clean.strip():
            self._listed.append(any(each.is_contents for each in self._fields))


def alternative(element: Element) -> Element:
    """Return the one of several forms of the same content that is read: Word's own, else the one for older readers."""
    forms = [each for each in element if local(each.tag) in ("Choice", "Fallback")]
    known = (form for form in forms if next(form.iter(*_KNOWN), None) is not None)
    return next(known, forms[-1] if forms else element)


_KNOWN = tuple(f"{{*}}{name}" for name in ("t", "blip", "imagedata", "txbxContent", "p"))


def note_references(body: Element) -> list[tuple[str, str]]:
    """Return the notes that visible words refer to, each once, in the order of the text: kind and id."""
    found: dict[tuple[str, str], None] = {}
    hidden: tuple[Element | None, bool] = (None, False)  # of the run looked at last: a run may hold many
    walk = etree.iterwalk(body, events=("start",), tag=[f"{{*}}{name}" for name in (*_REFERENCES, *_NOT_PRINTED)])
    for _, element in walk:
        name = local(element.tag)
        if name in _NOT_PRINTED:
            walk.skip_subtree()
            continue
        run = element.getparent()
        if run is not hidden[0]:
            hidden = (run, bool(toggled(child(run, "rPr"), "vanish")))
        if not hidden[1]:
            found[name.removesuffix("Reference"), value(element, "id") or ""] = None
    return list(found)
