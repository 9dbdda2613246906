"""Styles of an OpenDocument text: what a paragraph is, which words are marked, how a list counts.

OpenDocument 1.3 part 3, 16 and 19.  What a person formats by hand is an automatic style (`P1`, `T1`)
whose parent is the style that has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from builder.readers.decode import cleaned
from builder.readers.docx_lists import spelt
from builder.readers.looks import Look, look_of_name
from builder.readers.package import Element, child, local, number, value
from builder.readers.paragraphs import BULLET

Family = Literal["paragraph", "text"]

_MOST = 20  # a chain of styles that is longer goes round
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_DEEPEST = 10
_ON = {"bold": re.compile(r"bold|[6-9]00"), "slanted": re.compile("italic|oblique")}
_PROPERTIES = {
    "bold": ("font-weight", "font-weight-asian", "font-weight-complex"),
    "slanted": ("font-style", "font-style-asian", "font-style-complex"),
}
#: Character styles that mean more than their looks, where a document has lost them.
_LOST = {("Strong_20_Emphasis", "bold"): True, ("Emphasis", "slanted"): True}


class Level(NamedTuple):
    """A level of a list: how it counts, what stands around the number, where it starts, how many levels it shows."""

    format: str = "bullet"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


@dataclass
class Styles:
    """The styles of a document: by family and name, lists by name and level."""

    elements: dict[tuple[str, str], Element] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)
    _marks: dict[tuple[str, str, str], bool | None] = field(default_factory=dict)

    def chain(self, family: Family, name: str | None) -> Iterator[tuple[str, Element]]:
        """Yield a style and those that it takes after, with their names."""
        for _ in range(_MOST):
            style = self.elements.get((family, name)) if name else None
            if style is None:
                return
            yield name or "", style
            name = value(style, "parent-style-name")

    def look(self, name: str | None) -> Look:
        """Return what a paragraph is by its style."""
        if not name:
            return Look()
        if name not in self._looks:
            self._looks[name] = self._look(name)
        return self._looks[name]

    def _look(self, name: str) -> Look:
        for own, style in self.chain("paragraph", name):
            look = look_of_name(value(style, "display-name") or _spoken(own))
            if look is not None:
                return look
            level = number(value(style, "default-outline-level"))
            if level:
                return Look("heading", min(max(level, 1), 6))
        return look_of_name(_spoken(name)) or Look()

    def says(self, family: Family, name: str | None, what: Literal["bold", "slanted", "hidden"]) -> bool | None:
        """Return whether a style makes its words bold, slanted or hidden; None where it is silent."""
        if not name:
            return None
        key = (family, name, what)
        if key not in self._marks:
            found = (_says(child(style, "text-properties"), what) for _, style in self.chain(family, name))
            self._marks[key] = next((on for on in found if on is not None), _LOST.get((name, what)))
        return self._marks[key]

    def list_of(self, name: str | None) -> str | None:
        """Return the list that a paragraph's style puts it into."""
        named = (value(style, "list-style-name") for _, style in self.chain("paragraph", name))
        return next((list_ for list_ in named if list_), None)

    def mark(self, list_: str | None, counts: list[int]) -> str:
        """Return what stands before an item whose level and those above it have come to `counts`; "" for nothing."""
        levels = self.lists.get(list_ or "", {})
        here = levels.get(len(counts), Level())
        if here.format == "bullet":
            return BULLET
        first = max(len(counts) - here.shown, 0)
        parts = [
            spelt(count, levels.get(level, Level()).format) for level, count in enumerate(counts[first:], first + 1)
        ]
        shown = ".".join(part for part in parts if part)
        return " ".join(cleaned(f"{here.before}{shown}{here.after}").split())[:20] if shown else ""

    def start(self, list_: str | None, level: int) -> int:
        """Return the number at which a level of a list starts."""
        return self.lists.get(list_ or "", {}).get(level, Level()).start


def _says(properties: Element | None, what: str) -> bool | None:
    if properties is None:
        return None
    if what == "hidden":
        display = value(properties, "display")
        return None if display is None else display == "none"
    given = [said for name in _PROPERTIES[what] if (said := value(properties, name)) is not None]
    return any(_ON[what].fullmatch(said) for said in given) if given else None


def _spoken(name: str) -> str:
    """Return a style's name as people see it: `Heading_20_1` is "Heading 1"."""
    return re.sub(r"_([0-9a-f]{2})_", lambda match: chr(int(match[1], 16)), name)


def styles_of(*roots: Element | None) -> Styles:
    """Return the styles of the parts that hold them; those of a later part win."""
    styles = Styles()
    for root in roots:
        for group in root if root is not None else ():
            kind = local(group.tag)
            if kind not in ("styles", "automatic-styles"):
                continue
            for element in group:
                name = value(element, "name")
                if name and local(element.tag) == "style":
                    styles.elements[value(element, "family") or "", name] = element
                elif name and local(element.tag) == "list-style":
                    styles.lists[name] = dict(_levels(element))
    return styles


def _levels(element: Element) -> Iterator[tuple[int, Level]]:
    for each in element:
        level = number(value(each, "level"))
        if level is None or not 1 <= level <= _DEEPEST:
            continue
        if local(each.tag) != "list-level-style-number":
            yield level, Level()
            continue
        start, shown = number(value(each, "start-value")), number(value(each, "display-levels"))
        format_ = _FORMATS.get(value(each, "num-format") or "", "decimal")
        before, after = value(each, "num-prefix") or "", value(each, "num-suffix") or ""
        yield level, Level(format_, before, after, 1 if start is None else start, min(max(shown or 1, 1), _DEEPEST))
