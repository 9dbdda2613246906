"""What stands in a paragraph of an OpenDocument text: its words under their marks, its pictures, its text boxes.

Deleted words stand apart from the text (`text:tracked-changes`) and are not read; remarks are left out.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import unquote

from builder.readers.blocks import Draft, image
from builder.readers.decode import cleaned
from builder.readers.fields import link_to, shown
from builder.readers.formats import LIMIT
from builder.readers.gallery import Pictures
from builder.readers.odt_styles import Styles
from builder.readers.package import Element, Package, child, local, number, value
from builder.readers.paragraphs import BREAK
from builder.text.inline import escape
from builder.text.runs import EMPHASIS, STRONG, Mark, Run

#: Elements whose words nobody reads in the text.
UNSEEN = frozenset(
    "annotation annotation-end tracked-changes ruby-text hidden-text hidden-paragraph forms sequence-decls "
    "variable-decls user-field-decls dde-connection-decls alphabetical-index-auto-mark-file script math".split()
)
_SHAPES = frozenset({"custom-shape", "rect", "ellipse", "polygon", "path", "line", "caption", "circle"})
_MARKS: tuple[tuple[Literal["bold", "slanted"], Mark], ...] = (("bold", STRONG), ("slanted", EMPHASIS))


class Words(NamedTuple):
    """A paragraph's content: runs (a line break is `BREAK`), pictures, and text boxes."""

    runs: list[Run]
    pictures: list[Draft]
    boxes: list[Element]


@dataclass
class Inline:
    """Reads the paragraphs of one document; `notes` are the marks of its notes."""

    styles: Styles
    package: Package
    pictures: Pictures
    notes: Mapping[Element, str] = field(default_factory=dict)
    _words: Words = field(default_factory=lambda: Words([], [], []))
    _said: int = 0

    def words(self, paragraph: Element, *, strong: bool) -> Words:
        """Return what stands in a paragraph; `strong` is whether its style makes bold words of it."""
        self._words = words = Words([], [], [])
        if not self.styles.says("paragraph", value(paragraph, "style-name"), "hidden"):
            self._inside(paragraph, (STRONG,) if strong else ())
        return words

    def _inside(self, element: Element, marks: tuple[Mark, ...]) -> None:
        self._say(element.text, marks)
        for each in element:
            name = local(each.tag)
            if name == "span":
                style = value(each, "style-name")
                if not self.styles.says("text", style, "hidden"):
                    self._inside(each, self._marked(style, marks))
            elif name == "a":
                mark = link_to(value(each, "href") or "")
                self._inside(each, marks if mark is None else (*marks, mark))
            elif name == "note":
                self._say(self.notes.get(each), ())
            elif name not in UNSEEN and not self._piece(each, name, marks):
                self._inside(each, marks)
            self._say(each.tail, marks)

    def _piece(self, element: Element, name: str, marks: tuple[Mark, ...]) -> bool:
        """Keep an element that is more than words around words; return whether it is one."""
        if name == "line-break":
            self._words.runs.append(BREAK)
        elif name in ("s", "tab"):
            self._say(" ", marks)
        elif name == "frame":
            self._frame(element)
        elif name in _SHAPES:
            self._words.boxes.append(element)
        else:
            return False
        return True

    def _marked(self, style: str | None, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        for what, mark in _MARKS:
            on = self.styles.says("text", style, what)
            if on is not None:
                marks = (*(each for each in marks if each != mark), *([mark] if on else []))
        return marks

    def framed(self, frame: Element) -> Words:
        """Return what stands in a frame that belongs to no paragraph."""
        self._words = words = Words([], [], [])
        self._frame(frame)
        return words

    def _frame(self, frame: Element) -> None:
        """Keep what stands in a frame: the first form of its picture that a browser shows, or a text box."""
        images = [each for each in frame if local(each.tag) == "image"]
        self._words.boxes.extend(each for each in frame if local(each.tag) == "text-box")
        titles = (child(frame, "desc"), child(frame, "title"))
        texts = (" ".join(cleaned("".join(each.itertext())).split()) for each in titles if each is not None)
        alternative = next((text for text in texts if text), "")
        addresses = map(self._address, images)
        found = next((address for address in addresses if address is not None), None)
        lost = self.pictures.left_out
        if found is not None:
            self._words.pictures.append(Draft("image", image(escape(alternative), found)))
        else:
            lost.extend(part for each in images if (part := self._part(each)) not in lost)

    @staticmethod
    def _part(element: Element) -> str:
        return posixpath.normpath(unquote(value(element, "href") or "picture")).lower()

    def _address(self, element: Element) -> str | None:
        """Return the name that a picture has beside the module, or its address on the web; None for no picture."""
        written = child(element, "binary-data")
        if written is not None:
            try:
                data = base64.b64decode("".join((written.text or "").split()))
            except (binascii.Error, ValueError):
                data = b""
            return self.pictures.added(data)
        href = value(element, "href") or ""
        if re.fullmatch(r"https?://[^\s<>]+", href, re.IGNORECASE):
            return href
        return self.pictures.taken(self._part(element)) if href else None

    def _say(self, text: str | None, marks: tuple[Mark, ...]) -> None:
        if not text:
            return
        self._said += len(text)
        if self._said > LIMIT:
            raise self.package.too_long()
        self._words.runs.append(Run(re.sub(r"\s+", " ", shown(text)), marks))


def note_marks(body: Element) -> dict[Element, str]:
    """Return the notes of a text by their marks: footnotes in the order of the text, then endnotes."""
    found = [note for note in body.iter("{*}note") if not _is_unseen(note)]
    ends = [note for note in found if value(note, "note-class") == "endnote"]
    feet = [note for note in found if value(note, "note-class") != "endnote"]
    return {note: f"[{number_}]" for number_, note in enumerate([*feet, *ends], 1)}


def _is_unseen(note: Element) -> bool:
    return any(local(around.tag) in UNSEEN for around in note.iterancestors())


def repeated(element: Element, name: str, most: int) -> int:
    """Return how often an element stands for itself (`table:number-columns-repeated`), at most `most` times."""
    return min(max(number(value(element, name)) or 1, 1), most)
