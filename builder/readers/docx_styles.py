"""Styles of a Word document: what a paragraph is by its style, and which marks a style gives its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.readers.docx_package import Element, child, local, number, value
from builder.readers.looks import Look, look_of_lost, look_of_name

_OFF = frozenset({"0", "false", "off", "none"})
_MOST = 20  # a chain of styles that is longer goes round


class Place(NamedTuple):
    """A paragraph's place in a list: the list's id, and the level from 0."""

    list: int
    level: int


@dataclass
class Styles:
    """The styles of a document by their ids."""

    elements: dict[str, Element] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _marks: dict[tuple[str, str], bool | None] = field(default_factory=dict)
    _places: dict[str, Place | None] = field(default_factory=dict)

    def chain(self, id_: str | None) -> Iterator[Element]:
        """Yield a style and those it is based on."""
        for _ in range(_MOST):
            style = self.elements.get(id_) if id_ else None
            if style is None:
                return
            yield style
            base = child(style, "basedOn")
            id_ = value(base) if base is not None else None

    def look(self, id_: str | None) -> Look:
        """Return what a paragraph is by its style."""
        if not id_:
            return Look()
        if id_ not in self._looks:
            self._looks[id_] = self._look(id_)
        return self._looks[id_]

    def _look(self, id_: str) -> Look:
        if id_ not in self.elements:
            return look_of_lost(id_.lower())
        for style in self.chain(id_):
            name_element = child(style, "name")
            look = look_of_name((value(name_element) or "") if name_element is not None else "")
            if look is not None:
                return look
            level = outline(child(style, "pPr"))
            if level is not None:
                return Look("heading", level) if level else Look()
        return Look()

    def toggle(self, id_: str | None, name: str) -> bool | None:
        """Return whether a style turns a property of words ("b", "i", "vanish") on; None where it is silent."""
        if not id_:
            return None
        if (id_, name) not in self._marks:
            found = (toggled(child(style, "rPr"), name) for style in self.chain(id_))
            silent = {("Strong", "b"): True, ("Emphasis", "i"): True}.get((id_, name))
            lost = silent if id_ not in self.elements else None
            self._marks[id_, name] = next((on for on in found if on is not None), lost)
        return self._marks[id_, name]

    def place(self, id_: str | None) -> Place | None:
        """Return the place in a list that a style gives its paragraphs, or None."""
        if not id_:
            return None
        if id_ not in self._places:
            own = [place_of(child(style, "pPr")) for style in self.chain(id_)]
            list_ = next((place.list for place in own if place is not None and place.list is not None), None)
            level = next((place.level for place in own if place is not None and place.level is not None), 0)
            self._places[id_] = Place(list_, level) if list_ else None
        return self._places[id_]


class Numbering(NamedTuple):
    """What `numPr` says: a list's id and a level, each None where it is silent; the list 0 is no list."""

    list: int | None
    level: int | None


def place_of(properties: Element | None) -> Numbering | None:
    """Return what a paragraph's or a style's properties say of its place in a list; None where nothing."""
    element = child(properties, "numPr")
    if element is None:
        return None
    list_, level = child(element, "numId"), child(element, "ilvl")
    return Numbering(
        number(value(list_)) if list_ is not None else None,
        min(max(number(value(level)) or 0, 0), 8) if level is not None else None,
    )


def outline(properties: Element | None) -> int | None:
    """Return the level of a heading by its place in the outline, 0 for body text; None where nothing is said."""
    element = child(properties, "outlineLvl")
    level = number(value(element)) if element is not None else None
    if level is None or level < 0:
        return None
    return min(level + 1, 6) if level < 9 else 0


def toggled(properties: Element | None, name: str) -> bool | None:
    """Return whether properties of words turn one on or off; None where they are silent."""
    element = child(properties, name)
    return None if element is None else (value(element) or "1").lower() not in _OFF


def styles_of(root: Element | None) -> Styles:
    """Return the styles of the part that holds them; none where there is no such part."""
    styles = Styles()
    for element in root if root is not None else ():
        id_ = value(element, "styleId") if local(element.tag) == "style" else None
        if id_:
            styles.elements.setdefault(id_, element)
    return styles
