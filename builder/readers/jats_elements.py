"""Elements of JATS by their names without namespaces, and their words as runs of inline Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.entities import html5
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from builder.readers.decode import cleaned
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, link, markdown

#: lxml has no types of its own.
Element = Any

#: Gives the mark that a reference shows in the text, or None for what is shown as it is written.
Marks = Callable[[Element], str | None]

_MARKS: dict[str, Mark] = {"italic": EMPHASIS, "bold": STRONG}
_LINKS = frozenset({"ext-link", "uri", "email", "self-uri"})
_FORMULAS = frozenset({"inline-formula", "disp-formula", "tex-math", "math"})
#: What stands in running text and is none of its words.
_UNREAD = frozenset({"object-id", "processing-meta", "private-char", "index-term", "milestone-start", "milestone-end"})

_HIGH = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOW = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for an entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" where there is none."""
    found = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
    return str(found).strip()


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of any of the names."""
    return (child for child in element if local(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first child of a name, or by several names the first grandchild and so on, or None."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield the element and all under it that have any of the names, in their order."""
    return (each for each in element.iter() if local(each) in names)


def words(element: Element | None, without: tuple[str, ...] = ()) -> str:
    """Return the words under an element on one line, without marks and without those of some elements in it."""
    if element is None:
        return ""
    text = "".join(_pieces(element, without))
    return " ".join(cleaned(text).split())


def _pieces(element: Element, without: tuple[str, ...]) -> Iterator[str]:
    """Yield the text under an element, what entities stand for included."""
    if local(element) == "":
        yield entity(element)
        return
    yield element.text or ""
    for inner in element:
        if local(inner) not in _UNREAD and local(inner) not in without:
            yield from _pieces(inner, without)
        yield inner.tail or ""


def entity(element: Element) -> str:
    """Return the character that a named entity stands for (those of XHTML), else the name as written."""
    text = str(element.text or "") if element.tag is etree.Entity else ""
    return html5.get(text[1:], text)


def inline(element: Element, marks_of: Marks) -> str:
    """Return the words under an element as inline Markdown."""
    return markdown(runs(element, marks_of))


def runs(element: Element, marks_of: Marks, marks: tuple[Mark, ...] = (), *, code: bool = False) -> list[Run]:
    """Return the words under an element as runs."""
    found = [Run(_blanks(element.text), marks, code)]
    for inner in element:
        found += piece(inner, marks_of, marks, code=code)
        found.append(Run(_blanks(inner.tail), marks, code))
    return found


def piece(element: Element, marks_of: Marks, marks: tuple[Mark, ...] = (), *, code: bool = False) -> list[Run]:
    """Return the runs of one element in running text, without what stands behind it."""
    name = local(element)
    if name == "":
        return [Run(entity(element), marks, code)]
    if name in _UNREAD:
        return []
    if name == "break":
        return [Run(" ", marks)]
    if name in _FORMULAS:
        return [Run(formula(element), marks)]
    if name in ("xref", "fn") and (shown := marks_of(element)) is not None:
        return [Run(shown, marks)]
    if name == "name":
        return [Run(" ".join(text for each in element if (text := words(each))), marks)]
    if name in ("sup", "sub"):
        return _raised(element, marks_of, marks, _HIGH if name == "sup" else _LOW)
    if name in _MARKS:
        return runs(element, marks_of, (*marks, _MARKS[name]), code=code)
    if name in _LINKS:
        address = address_of(element)
        return runs(element, marks_of, (*marks, link(address)) if address else marks, code=code)
    return runs(element, marks_of, marks, code=code or name in ("monospace", "code"))


def _raised(element: Element, marks_of: Marks, marks: tuple[Mark, ...], table: dict[int, int]) -> list[Run]:
    """Return what is raised or lowered: in Unicode's small figures where it is figures, else as it stands."""
    text = words(element)
    if len(element) == 0 and text and all(ord(character) in table for character in text):
        return [Run(text.translate(table), marks)]
    return runs(element, marks_of, marks)


def formula(element: Element) -> str:
    """Return a formula between dollar signs, as TeX where the file has it, else as the signs it shows."""
    tex = next(descendants(element, "tex-math"), None)
    if tex is not None:
        body = re.sub(r"(?s).*\\begin\{document\}(.*?)(?:\\end\{document\}.*|$)", r"\1", words(tex))
        return f"${body.strip().strip('$').strip()}$" if body.strip().strip("$") else ""
    shown = next((attribute(each, "alttext") for each in descendants(element, "math")), "")
    return f"${shown.strip('$')}$" if shown else words(element)


def address_of(element: Element) -> str:
    """Return where a link leads, "" for what is no address of the web."""
    text = attribute(element, "href") or words(element)
    if local(element) == "email" or attribute(element, "ext-link-type") == "email":
        text = text if text.startswith("mailto:") else f"mailto:{text}"
    if attribute(element, "ext-link-type") == "doi" and text.startswith("10."):
        text = f"https://doi.org/{text}"
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:
        return ""
    return re.sub(r"\s", "%20", text) if scheme in ("http", "https", "mailto") else ""


def _blanks(text: str | None) -> str:
    return re.sub(r"\s+", " ", cleaned(text)) if text else ""
