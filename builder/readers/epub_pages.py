"""The pages of an EPUB -> one page, so that a note may stand in another file than the mark that leads to it.

A page is XHTML: it is read as XML where it is well-formed, else as browsers read HTML.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from builder.findings import Finding, Where
from builder.readers import html as web
from builder.readers.epub_package import FURNITURE, Opened, resolved
from builder.readers.gallery import Pictures
from builder.readers.html_walk import Book
from builder.readers.package import Element, Package, local

_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]{1,31};")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CLASS = re.compile(r"(?:span)?\.([\w-]+)")
_LONGEST_SHEETS = 1_000_000
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))
_TYPE = "{http://www.idpf.org/2007/ops}type"

#: What a book's `epub:type` is called in a web page (DPUB-ARIA 1.1).
_ROLES = {
    "noteref": "doc-noteref", "footnote": "doc-footnote", "endnote": "doc-endnote", "rearnote": "doc-endnote",
    "note": "doc-footnote", "backlink": "doc-backlink",
}  # fmt: skip
_SAYS_ROLE = {f"doc-{name}": reason for name, reason in FURNITURE.items()}


@dataclass
class Bound:
    """The pages of a book as one: its root, each page's part of it, what is no text, and its pictures."""

    root: Element
    pictures: Pictures
    pages: list[tuple[str, Element]] = field(default_factory=list)
    furniture: dict[Element, str] = field(default_factory=dict)
    too_deep: str | None = None
    findings: tuple[Finding, ...] = ()

    def book(self) -> Book:
        """Return what the walk through the pages has to know."""
        return Book(self.furniture, frozenset(media.name for media in self.pictures.media))


def bound(book: Opened, where: Where) -> Bound:
    """Return the pages of a book as one page: places, links between pages and pictures under names of ours."""
    made = Bound(etree.Element("body"), Pictures(book.package.data))
    numbers = {page.part: number for number, page in enumerate(book.pages, 1)}
    looks = _looks(book.package, book.sheets)
    for page in book.pages:
        body = _body(made, book.package, page.part, where)
        if body is None:
            continue
        part = etree.SubElement(made.root, "div")
        made.pages.append((page.part, part))
        reason = page.furniture or _reason(body)
        if reason is not None:
            made.furniture[part] = reason
        part.text = body.text
        part.extend(list(body))
        _name(part, page.part, numbers)
        _look(part, looks)
        for each in part.iter():
            if isinstance(each.tag, str) and (inner := _reason(each)) is not None:
                made.furniture[each] = inner
        if reason is None:
            _hang(part, posixpath.dirname(page.part), made.pictures)
    return made


def _body(made: Bound, package: Package, part: str, where: Where) -> Element | None:
    """Return the body of a page, its names without namespace; None where there is nothing."""
    text = _text(made, package, part, where)
    root = _as_xml(text)
    if root is None and text.strip():
        root, too_deep = web.parsed(text)
        made.too_deep = part if too_deep else made.too_deep
    if root is None:
        return None
    for each in list(root.iter()):
        if isinstance(each.tag, str):
            _name_as_html(each)
    return root if root.tag == "body" else root.find("body")


def _text(made: Bound, package: Package, part: str, where: Where) -> str:
    data = package.markup(part)
    if data is None:
        raise package.broken(f"the page `{part}`, which the book names, is not in it")
    text, findings = web.decoded(data, where)
    if text is None:
        (finding,) = findings
        raise package.refusal(finding.code, f"the page `{part}`: {finding.message}", finding.help)
    made.findings += tuple(each for each in findings if each not in made.findings)
    return text


def _name_as_html(element: Element) -> None:
    """Take the namespace from an element's name, and say its part in the book as a role."""
    if element.tag.startswith("{"):
        element.tag = local(element.tag)
    said = (element.get(_TYPE) or element.get("epub:type") or "").split()
    if "pagebreak" in said:  # the number of a page on paper
        element.text = None
        del element[:]
    roles = [_ROLES.get(name, f"doc-{name}") for name in said]
    if roles:
        element.set("role", " ".join([element.get("role") or "", *roles]))


def _as_xml(text: str) -> Element | None:
    """Return the root of a page that is well-formed, its named characters (`&nbsp;`) being those of HTML, else None."""
    bare = _DOCTYPE.sub("", _DECLARATION.sub("", text.replace("\x00", ""), count=1), count=1)
    plain = _ENTITY.sub(lambda match: html.unescape(match[0]), bare)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _reason(element: Element) -> str | None:
    """Return why an element is no part of the text, by what it says that it is."""
    return next((_SAYS_ROLE[role] for role in (element.get("role") or "").split() if role in _SAYS_ROLE), None)


def _name(part: Element, name: str, numbers: Mapping[str, int]) -> None:
    """Give each place a name that no other page has, and lead the links between pages to it."""
    own, folder = numbers[name], posixpath.dirname(name)
    for each in part.iter():
        if not isinstance(each.tag, str):
            continue
        for key in ("id", "name"):
            if each.get(key):
                each.set(key, f"{own}-{each.get(key)}")
        href = (each.get("href") or "").strip() if each.tag == "a" else ""
        if href and not _scheme(href):
            path, _, fragment = href.partition("#")
            number = numbers.get(resolved(folder, path), 0) if path else own
            each.set("href", f"#{number}-{unquote(fragment)}")


def _scheme(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        return "unknown"


def _hang(part: Element, folder: str, pictures: Pictures) -> None:
    """Take the pictures of a page, and give each the name that it has beside the module."""
    for each in part.iter("img"):
        source = (each.get("src") or "").strip()
        if source and not _scheme(source):
            taken = pictures.taken_or_said(resolved(folder, source))
            each.set("src", taken or "")
            if (each.get("alt") or "").strip().endswith(posixpath.basename(source)):  # as LibreOffice says of each
                each.set("alt", "")


def _looks(package: Package, sheets: tuple[str, ...]) -> dict[str, str]:
    """Return the classes that make words bold or slanted: many programs write `span class="italic"` for emphasis."""
    looks: dict[str, str] = {}
    left = _LONGEST_SHEETS
    for sheet in sheets:
        data = package.data(sheet) or b""
        left -= len(data)
        if left < 0:
            break
        for rule in data.decode("utf-8", "replace").split("}"):
            selectors, _, declarations = rule.rpartition("{")
            squeezed = re.sub(r"\s+", "", declarations.lower())
            bold = re.search(r"font-weight:(?:bold|[6-9]00)", squeezed)
            slanted = re.search(r"font-style:(?:italic|oblique)", squeezed)
            for selector in selectors.split(","):
                match = _CLASS.fullmatch(selector.strip())
                if match and (bold or slanted):
                    looks[match[1]] = looks.get(match[1], "") + "b" * bool(bold) + "i" * bool(slanted)
    return looks


def _look(part: Element, looks: Mapping[str, str]) -> None:
    for span in list(part.iter("span")) if looks else ():
        marks = "".join(looks.get(name, "") for name in (span.get("class") or "").split())
        if marks:
            span.tag = "b" if "b" in marks else "i"
        if "b" in marks and "i" in marks:
            inner = etree.Element("i")
            inner.text, span.text = span.text, None
            inner.extend(list(span))
            span.append(inner)


class Chapter(NamedTuple):
    """A page of the text as far as it shows whether it is an article by itself: its words and its headings."""

    part: str
    words: int
    headings: frozenset[str]


def chapters(made: Bound) -> list[Chapter]:
    """Return what each page of the text is like."""
    return [
        Chapter(
            name,
            sum(len(text.split()) for text in part.itertext()),
            frozenset(" ".join("".join(each.itertext()).lower().split()) for each in part.iter(*_HEADINGS)),
        )
        for name, part in made.pages
        if part not in made.furniture
    ]
