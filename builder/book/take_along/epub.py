"""The course as one EPUB: the pages of the built book as chapters, quizzes as they are on paper.

An EPUB is a student's file: it holds no answers.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import lxml.html
import msgspec
from markdown_it import MarkdownIt

from builder.book.take_along.addresses import article_of, elsewhere, in_book
from builder.book.take_along.pictures import drawn
from builder.book.take_along.xhtml import xhtml, xml_id
from builder.text.languages import direction
from builder.writers.epub import Chapter, Picture

#: What is on a page of the book and of no use in a chapter.
_LEFT_OUT = (
    "builder-read", "builder-take-along", "builder-paper", "builder-take", "builder-term-text", "builder-progress",
    "builder-card-filter", "pst-js-only", "headerlink", "builder-section", "builder-syllabus-contents",
)  # fmt: skip

#: Pictures that every EPUB reader shows (EPUB 3.3, core media types), and how their names end.
_PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/webp": "webp",
}
_DATA = re.compile(r"data:image/[a-z+.-]+;base64,(?P<data>[A-Za-z0-9+/=\s]+)", re.IGNORECASE)

#: Names of our own files in an EPUB, which no chapter takes.
_OURS = ("nav.xhtml",)
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]")
_LINE = re.compile(r"_{20,}")

Read = Callable[[str], bytes | None]


class BookPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the built book: its address from the root, its HTML, and its quiz on paper (Markdown, "" for none)."""

    address: str
    html: bytes
    quiz: str = ""


def chapters(pages: tuple[BookPage, ...], read: Read) -> tuple[dict[str, Chapter], tuple[Picture, ...]]:
    """Return a chapter for each page, by the page's address, and the pictures in them.

    read: a file of the book by its path from the root, None where there is none.
    """
    parsed = {page.address: _article(page) for page in pages}
    places = {address: _ids(article) for address, (article, _) in parsed.items()}
    files = chapter_files(parsed)
    pictures: dict[str, Picture] = {}
    made = {
        page.address: _chapter(
            page, *parsed[page.address], _Addresses(page=page.address, places=places, files=files), pictures, read
        )
        for page in pages
    }
    return made, tuple(pictures[name] for name in sorted(pictures))


def chapter_files(addresses: Iterable[str]) -> dict[str, str]:
    """Return the file of each page's chapter: its path in plain letters, no two the same for any file system.

    >>> chapter_files(["modules/bees.html", "modules-bees.html"])["modules/bees.html"]
    'modules-bees.xhtml'
    """
    files: dict[str, str] = {}
    taken = {name.casefold() for name in _OURS}
    for address in addresses:
        stem = _UNSAFE.sub("-", address.removesuffix(".html"))
        if f"{stem}.xhtml".casefold() in taken or not stem.strip(".-"):
            stem = f"{stem.strip('.-')}-{_digest(address.encode())}".lstrip("-")
        files[address] = f"{stem}.xhtml"
        taken.add(files[address].casefold())
    return files


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _article(page: BookPage) -> tuple[lxml.html.HtmlElement, lxml.html.HtmlElement]:
    document = lxml.html.document_fromstring(page.html.decode())
    article = article_of(document)
    for name in _LEFT_OUT:
        for element in article.find_class(name):
            if element.getparent() is not None:
                _take_out(element, article)
    for form in article.find_class("builder-quiz"):
        paper = lxml.html.fragment_fromstring(MarkdownIt("commonmark").render(page.quiz), create_parent="div")
        paper.tail = form.tail
        for line in paper.iter("p"):
            if _LINE.fullmatch((line.text or "").strip()) and not len(line):
                line.text = "\u00a0"
                line.set("class", "builder-line")
        form.getparent().replace(form, paper)
    return article, document.getroottree().getroot()


def _take_out(element: lxml.html.HtmlElement, article: lxml.html.HtmlElement) -> None:
    """Take an element out, and the section of which it was all but the heading."""
    section = next((parent for parent in element.iterancestors() if parent.tag == "section"), None)
    element.drop_tree()
    if section is None or section is article or section.getparent() is None:
        return
    headings = " ".join(heading.text_content() for heading in section.iterchildren("h1", "h2", "h3", "h4", "h5", "h6"))
    shows = next(section.iter("img", "svg", "math", "form", "video", "table"), None) is not None
    if not shows and section.text_content().split() == headings.split():
        section.drop_tree()


def _ids(article: lxml.html.HtmlElement) -> frozenset[str]:
    return frozenset(element.get("id") for element in article.iterdescendants() if element.get("id"))


def _chapter(
    page: BookPage,
    article: lxml.html.HtmlElement,
    root: lxml.html.HtmlElement,
    addresses: _Addresses,
    pictures: dict[str, Picture],
    read: Read,
) -> Chapter:
    language = root.get("lang") or "en"
    headings = (" ".join(heading.text_content().split()) for heading in article.iter("h1"))
    shown = _Pictures(page.address, pictures, read)
    body = xhtml(article, addresses.link, shown.show)
    return Chapter(
        name=addresses.files[page.address],
        title=next(filter(None, headings), page.address.removesuffix(".html")),
        language=language,
        direction=direction(language),
        body=body,
        described=all(image.get("alt", "").strip() for image in article.iter("img")),
    )


class _Addresses(msgspec.Struct, frozen=True, kw_only=True):
    """What a chapter's links become."""

    page: str
    places: Mapping[str, frozenset[str]]
    files: Mapping[str, str]

    def link(self, address: str) -> str | None:
        target = in_book(address, self.page)
        if target is None:
            return elsewhere(address)
        if target.path not in self.places:
            return None
        known = target.place in self.places[target.path]
        if target.path == self.page and target.place and not known:
            return None
        name = "" if target.path == self.page and known else self.files[target.path]
        return f"{name}#{xml_id(target.place)}" if known else name


class _Pictures:
    """What a chapter's pictures become; what is shown is put with those of the whole EPUB."""

    def __init__(self, page: str, pictures: dict[str, Picture], read: Read) -> None:
        self._page, self._pictures, self._read = page, pictures, read

    def show(self, address: str) -> str | None:
        found = next(self._bytes(address), None)
        picture = drawn(found) if found is not None else None
        if picture is None or picture.media_type not in _PICTURES:
            return None
        name = f"images/{_digest(picture.data)}.{_PICTURES[picture.media_type]}"
        self._pictures[name] = Picture(name=name, media_type=picture.media_type, data=picture.data, moves=picture.moves)
        return name

    def _bytes(self, address: str) -> Iterator[bytes]:
        packed = _DATA.fullmatch(address)
        target = in_book(address, self._page)
        if packed is not None:
            try:
                yield base64.b64decode(packed["data"])
            except binascii.Error:
                return
        elif target is not None:
            data = self._read(target.path)
            if data is not None:
                yield data
