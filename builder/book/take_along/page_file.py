"""A module as one HTML file: text, quiz, styles, scripts and pictures, with nothing beside it.

On a phone a file opens without a network and without its neighbours, so links to other pages lose their
address (or get the book's whole one, where it has one), and pictures come as `data:` addresses.
"""

from __future__ import annotations

import base64
import mimetypes
import posixpath
import re
from collections.abc import Callable
from html import escape
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import msgspec

STYLES = ("page_file.css", "book.css", "module.css", "quiz.css")
SCRIPTS = ("quiz-seal.js", "quiz-replies.js", "quiz-passage.js", "quiz-progress.js", "quiz.js", "page.js")

#: The meta tag that says which notebook the file was made from.
SOURCE = "builder-source"

#: What only the book can use: its progress, other modules, links to headings.
_ONLY_IN_BOOK = ("builder-read", "builder-related", "builder-take-along", "headerlink")

#: Chosen before anything is drawn; without scripts the page is light.
_THEME = (
    'document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";'
)

Read = Callable[[str], bytes | None]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the built book.

    html: the page.  address: from the book's root, as in "modules/bees.html".  base: the book's whole address
    or "".  digest: of the notebook it was made from.
    """

    html: bytes
    address: str
    base: str
    digest: str


def page_file(source: Source, read: Read, asset: Callable[[str], str]) -> bytes:
    """Return a module's page as one file.

    read: a file of the book by its path from the root, None where there is none.
    asset: the text of one of our style sheets or scripts by its name.
    """
    document = lxml.html.document_fromstring(source.html.decode())
    article = document.find_class("bd-article")[0]
    for name in _ONLY_IN_BOOK:
        for element in article.find_class(name):
            element.drop_tree()
    for element in [*article.iter("script", "link")]:
        element.drop_tree()
    _embed_pictures(article, source, read)
    _settle_links(article, source)
    return _assembled(document, article, source, asset).encode()


def _embed_pictures(article: lxml.html.HtmlElement, source: Source, read: Read) -> None:
    for picture in article.iter("img"):
        path = _path(picture.get("src", ""), source.address)
        data = read(path) if path else None
        if data is not None:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            picture.set("src", f"data:{kind};base64,{base64.b64encode(data).decode()}")


def _path(address: str, page: str) -> str:
    """Return a relative address as a path from the book's root, empty for any other."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))


def _settle_links(article: lxml.html.HtmlElement, source: Source) -> None:
    for link in article.iter("a"):
        address = link.get("href", "")
        if not _path(address, source.address):
            continue
        if source.base:
            link.set("href", urljoin(f"{source.base.rstrip('/')}/{source.address}", address))
        else:
            link.attrib.pop("href")
    pictures = [link for link in article.iter("a") if link.find("img") is not None and not link.get("href")]
    for link in pictures:
        link.drop_tag()


def _assembled(
    document: lxml.html.HtmlElement, article: lxml.html.HtmlElement, source: Source, asset: Callable[[str], str]
) -> str:
    root = document if document.tag == "html" else document.getroottree().getroot()
    language, direction = root.get("lang", "en"), root.get("dir", "ltr")
    title = next((heading.text_content().strip() for heading in article.iter("h1")), "")
    described = document.xpath('//meta[@name="description"]/@content')
    metas = f'<meta name="description" content="{escape(described[0])}">\n' if described else ""
    styles = "\n".join(_smaller_css(asset(name)) for name in STYLES)
    scripts = "\n".join(f"<script>{asset(name)}</script>" for name in SCRIPTS)
    inner = (article.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in article)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{escape(direction)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="{SOURCE}" content="{source.digest}">\n<title>{escape(title)}</title>\n{metas}'
        f"<script>{_THEME}</script>\n<style>\n{styles}\n</style>\n</head>\n<body>\n"
        f'<main class="bd-article">\n{inner.strip()}\n</main>\n{scripts}\n</body>\n</html>\n'
    )


def _smaller_css(text: str) -> str:
    """Return a style sheet without comments and indentation."""
    return re.sub(r"\n\s+", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


def source_of(head: bytes) -> str:
    """Return the digest of the notebook that a file was made from, from the file's first bytes."""
    match = re.search(rb'<meta name="builder-source" content="([0-9a-f]+)">', head)
    return match[1].decode() if match is not None else ""
