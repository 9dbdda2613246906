"""The course as one EPUB: the pages of the built book as chapters, quizzes as they are on paper.

An EPUB is a student's file: it holds no answers.
"""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

import lxml.html
import msgspec
from markdown_it import MarkdownIt

from builder.book.take_along.xhtml import xhtml
from builder.text.languages import direction
from builder.writers.epub import Chapter, Picture

#: What is on a page of the book and of no use in a chapter.
_LEFT_OUT = (
    "builder-read", "builder-take-along", "builder-take", "builder-term-text", "builder-progress",
    "builder-card-filter", "pst-js-only", "headerlink", "builder-section",
)  # fmt: skip

#: Pictures that every EPUB reader shows (EPUB 3.3, core media types).
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml", "image/webp")

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
    pictures: dict[str, Picture] = {}
    made = {
        page.address: _chapter(page, *parsed[page.address], _Addresses(page.address, places, pictures, read))
        for page in pages
    }
    return made, tuple(pictures[name] for name in sorted(pictures))


def chapter_name(address: str) -> str:
    """Return the file of a chapter from its page's address.

    >>> chapter_name("modules/bees.html")
    'modules-bees.xhtml'
    """
    return address.removesuffix(".html").replace("/", "-") + ".xhtml"


def _article(page: BookPage) -> tuple[lxml.html.HtmlElement, lxml.html.HtmlElement]:
    document = lxml.html.document_fromstring(page.html.decode())
    article = document.find_class("bd-article")[0]
    for name in _LEFT_OUT:
        for element in article.find_class(name):
            if element.getparent() is not None:
                element.drop_tree()
    for form in article.find_class("builder-quiz"):
        paper = lxml.html.fragment_fromstring(MarkdownIt("commonmark").render(page.quiz), create_parent="div")
        paper.tail = form.tail
        form.getparent().replace(form, paper)
    return article, document.getroottree().getroot()


def _ids(article: lxml.html.HtmlElement) -> frozenset[str]:
    return frozenset(element.get("id") for element in article.iterdescendants() if element.get("id"))


def _chapter(
    page: BookPage, article: lxml.html.HtmlElement, root: lxml.html.HtmlElement, addresses: _Addresses
) -> Chapter:
    language = root.get("lang", "en")
    title = next((" ".join(heading.text_content().split()) for heading in article.iter("h1")), page.address)
    return Chapter(
        name=chapter_name(page.address),
        title=title,
        language=language,
        direction=direction(language),
        body=xhtml(article, addresses.link, addresses.picture),
    )


class _Addresses:
    """What a chapter's links and pictures become."""

    def __init__(
        self, page: str, places: Mapping[str, frozenset[str]], pictures: dict[str, Picture], read: Read
    ) -> None:
        self._page, self._places, self._pictures, self._read = page, places, pictures, read

    def link(self, address: str) -> str | None:
        parts = urlsplit(address)
        if parts.scheme:
            return address if parts.scheme in ("http", "https", "mailto") else None
        target = self._inside(parts.path) if parts.path else self._page
        if parts.netloc or target not in self._places:
            return None
        place = parts.fragment if parts.fragment in self._places[target] else ""
        if target == self._page and parts.fragment and not place:
            return None
        name = "" if target == self._page and place else chapter_name(target)
        return f"{name}#{place}" if place else name

    def picture(self, address: str) -> str | None:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        path = self._inside(parts.path)
        kind = mimetypes.guess_type(path)[0] or ""
        data = self._read(path) if kind in _PICTURES else None
        if data is None:
            return None
        name = "images/" + "-".join(path.split("/"))
        self._pictures[name] = Picture(name=name, media_type=kind, data=data)
        return name

    def _inside(self, path: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._page), unquote(path)))
