"""An EPUB's parts: which pages it has in which order, which of them hold no text, and what it says of itself.

EPUB 3.3 (W3C) and EPUB 2.0.1 (IDPF): META-INF/container.xml names the package document, whose manifest
names all parts and whose spine gives their order.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from builder.findings import Where
from builder.model.document import Metadata
from builder.readers.package import MIME_TYPES, Element, Kind, Package, archive_of, child, local, value
from builder.readers.properties import authors_of, doi_of, keywords_of, one_line, title_of

KIND = Kind(
    name="EPUB",
    maker="EPUB",
    again="fetch it again from where it came from, or save the article as a web page or text",
    saved="import it under the ending that it should have, or save its text as .txt",
)
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})

#: Fonts are garbled under these so that nobody takes them out of the book; its text can be read.
_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})

#: Which parts hold nothing of the text: words of the guide (EPUB 2) and of `epub:type` (EPUB 3, Structural Semantics).
FURNITURE = {
    "cover": "the book's cover",
    "toc": "a table of contents",
    "landmarks": "a table of contents",
    "page-list": "a table of contents",
    "loi": "a list of figures",
    "lot": "a list of tables",
    "index": "the book's index",
    "halftitlepage": "the book's front matter",
    "copyright-page": "the book's front matter",
    "colophon": "the book's front matter",
}


class Page(NamedTuple):
    """A page of the spine: its part, and why it holds nothing of the text, else None."""

    part: str
    furniture: str | None


class Opened(NamedTuple):
    """An EPUB as far as its package document tells."""

    package: Package
    pages: tuple[Page, ...]
    sheets: tuple[str, ...]
    metadata: Metadata


def opened(data: bytes, where: Where) -> Opened:
    """Return the pages of an EPUB; raise `Refused` for every other file."""
    package = Package(archive_of(data, where, KIND), where, KIND)
    container = package.xml("META-INF/container.xml")
    if container is None:
        mime = package.data("mimetype") or b""
        known = next((kind for start, kind in MIME_TYPES if mime.startswith(start)), "a ZIP of other files")
        if "epub" not in known.lower():
            raise package.refusal(KIND.other, f"this is {known} under the name of an EPUB", KIND.saved)
        raise package.broken("there is no META-INF/container.xml in it, which says where the text is")
    _expect_unlocked(package)
    root = next((value(each, "full-path") for each in container.iter("{*}rootfile")), None) or ""
    document = package.xml(root)
    if document is None:
        raise package.broken("the package document, which lists its pages, is not there")
    items = {value(each, "id") or "": each for each in document.iter("{*}item")}
    folder = posixpath.dirname(root)
    sheets = (_part(folder, each) for each in items.values() if value(each, "media-type") == "text/css")
    return Opened(package, tuple(_spine(document, folder, items)), tuple(sheets), _metadata(document))


def _expect_unlocked(package: Package) -> None:
    """Raise `Refused` for a book whose pages are encrypted (EPUB Open Container Format, `encryption.xml`)."""
    root = package.xml("META-INF/encryption.xml")
    for each in root.iter("{*}EncryptedData") if root is not None else ():
        method = child(each, "EncryptionMethod")
        if method is None or value(method, "Algorithm") not in _FONTS:
            help_ = "ask the publisher for a copy without it, or for the article's text"
            raise package.refusal(KIND.encrypted, "the book is locked by copy protection (DRM)", help_)


def _part(folder: str, item: Element) -> str:
    return resolved(folder, value(item, "href") or "")


def resolved(folder: str, address: str) -> str:
    """Return the name of the part that a relative address leads to, read from a folder of the package."""
    return posixpath.normpath(posixpath.join("/", folder, unquote(address.partition("#")[0]))).lstrip("/")


def _spine(document: Element, folder: str, items: dict[str, Element]) -> Iterator[Page]:
    guide = {_part(folder, each): (value(each, "type") or "").lower() for each in document.iter("{*}reference")}
    seen: set[str] = set()
    for itemref in document.iter("{*}itemref"):
        item = items.get(value(itemref, "idref") or "")
        if item is None or value(item, "media-type") not in _PAGES or (part := _part(folder, item)) in seen:
            continue
        seen.add(part)
        if "nav" in (value(item, "properties") or "").split():
            yield Page(part, FURNITURE["toc"])
        else:
            yield Page(part, FURNITURE.get(guide.get(part, "")))


def _metadata(document: Element) -> Metadata:
    """Return what the package document says of the book."""
    root = child(document, "metadata")
    given: dict[str, list[Element]] = {}
    for each in root.iter() if root is not None else ():
        given.setdefault(local(each.tag), []).append(each)
    refined: dict[tuple[str, str], str] = {}
    for each in given.get("meta", []):
        id_, name = (value(each, "refines") or "").lstrip("#"), value(each, "property") or ""
        if id_:
            refined.setdefault((id_, name), one_line("".join(each.itertext())))

    def said(name: str) -> list[str]:
        return [text for each in given.get(name, []) if (text := one_line("".join(each.itertext())))]

    def is_(each: Element, name: str, words: tuple[str, ...]) -> bool:
        told = value(each, name) or refined.get((value(each, "id") or "", name)) or words[0]
        return told in words

    writers = [each for each in given.get("creator", []) if is_(each, "role", ("aut", "Author", "author"))]
    titles = [each for each in given.get("title", []) if is_(each, "title-type", ("main",))] or given.get("title", [])
    dates = [each for each in given.get("date", []) if is_(each, "event", ("publication", "original-publication"))]
    known = [*said("identifier"), *said("source")]
    return Metadata(
        title=title_of("".join(titles[0].itertext())) if titles else None,
        authors=authors_of("".join(each.itertext()) for each in writers),
        published=_date(one_line("".join(dates[0].itertext()))) if dates else None,
        publisher=next(iter(said("publisher")), None),
        licence=next(iter([*said("license"), *said("rights")]), None),
        url=next((text for text in known if re.match(r"https?://(?!(?:dx\.)?doi\.org/)", text)), None),
        doi=doi_of(known),
        language=next((text for text in said("language") if re.fullmatch(r"[A-Za-z]{2,3}(?:-\w{2,8})*", text)), None),
        keywords=keywords_of(said("subject")),
    )


def _date(text: str) -> str | None:
    match = re.match(r"(\d{4}-\d{2}-\d{2})T", text)
    return match[1] if match else text or None
