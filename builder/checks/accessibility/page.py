"""A built page as the looks read it, and the words by which its parts are known to those who hear them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.etree
import lxml.html
import msgspec

from builder.findings import Severity

#: An element of lxml, which has no types.
Element = Any

_SILENT = frozenset(("script", "style", "template", "noscript"))
_LETTER = re.compile(r"\w")


#: Words of a line, or several that stand in one.
Hint = str | tuple[str, ...]


class ParsedPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page: its path from the book's folder, its root element, and the first element of each id."""

    path: str
    root: Element
    by_id: Mapping[str, Element]

    def all(self, *names: str) -> list[Element]:
        """Return the elements of these names in the order of the page."""
        return list(self.root.iter(*names))

    @property
    def forwards(self) -> bool:
        """Return whether the page only leads on to another, at once."""
        return any(seconds == 0 for seconds in refreshes(self))


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Something that keeps people out.

    line: where it stands in the HTML.  hints: words by which its cause may be found in a line of the course's files,
    the surest first; several together must stand in one line.
    """

    code: str
    message: str
    help: str
    line: int | None = None
    hints: tuple[Hint, ...] = ()
    severity: Severity = "error"


def parse(path: str, text: str) -> ParsedPage:
    """Return the page; one without any content is an empty one."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)  # whatever the page claims
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except lxml.etree.ParserError:
        root = lxml.html.document_fromstring("<html><body></body></html>")
    by_id: dict[str, Element] = {}
    for element in root.iter(lxml.etree.Element):
        if element.get("id"):
            by_id.setdefault(element.get("id"), element)
    return ParsedPage(path=path, root=root, by_id=by_id)


def refreshes(page: ParsedPage) -> Iterator[float]:
    """Yield the seconds after which the page reloads or leads on by itself."""
    for meta in page.all("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            match = re.match(r"\s*(\d*\.?\d*)", meta.get("content", ""))
            yield float(match[1]) if match is not None and match[1] not in ("", ".") else 0.0


def words(element: Element, *, without: frozenset[str] = frozenset()) -> str:
    """Return what an element says to those who hear it: its words and those of its pictures, hidden parts left out."""
    said: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            said.append(part)
            continue
        if part is not element and not _is_heard(part, without):
            continue
        inner: list[Element | str] = [part.text or "", part.get("alt") or "" if part.tag == "img" else ""]
        for child in part:
            inner += [child, child.tail or ""]
        waiting.extend(reversed(inner))
    return " ".join("".join(said).split())


def _is_heard(element: Element, without: frozenset[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _SILENT or element.tag in without:
        return False
    return element.get("aria-hidden") != "true" and element.get("hidden") is None


def has_letters(text: str) -> bool:
    """Return whether a text says anything: a letter or a digit, in whatever script."""
    return _LETTER.search(text) is not None


def name_of(element: Element, page: ParsedPage) -> str:
    """Return the accessible name of a link, button, field, picture or frame, "" where it has none.

    The order is that of the W3C's "Accessible Name and Description Computation 1.2", without its rarer steps.
    """
    referred = [page.by_id.get(id_) for id_ in element.get("aria-labelledby", "").split()]
    candidates = (
        " ".join(words(other) for other in referred if other is not None),
        element.get("aria-label") or "",
        *(words(label) for label in labels_of(element, page)),
        element.get("alt") or "",
        _value(element),
        words(element) if element.tag not in ("select", "textarea", "iframe", "input") else "",
        element.get("title") or "",
    )
    return next((" ".join(text.split()) for text in candidates if text.strip()), "")


def labels_of(element: Element, page: ParsedPage) -> list[Element]:
    """Return the labels of a field: around it, and those that name its id."""
    if element.tag not in ("input", "select", "textarea", "meter", "progress", "output", "button"):
        return []
    around = [other for other in element.iterancestors("label") if other.get("for") in (None, element.get("id"))]
    id_ = element.get("id")
    return [*around, *(other for other in page.all("label") if id_ and other.get("for") == id_)]


def _value(element: Element) -> str:
    """Return the words on a button that is an input; two kinds have words of the browser's own."""
    kind = element.get("type", "").lower() if element.tag == "input" else ""
    if kind not in ("submit", "reset", "button"):
        return ""
    return element.get("value") or ("" if kind == "button" else kind)


def shown(text: str) -> str:
    """Return a text short enough for a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rstrip() + "…"
