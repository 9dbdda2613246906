"""A module as one HTML file: text, quiz, styles, scripts and pictures, with nothing beside it.

On a phone a file opens without a network and without its neighbours, so links to other pages lose their
address (or get the book's whole one, where it has one), and pictures come as `data:` addresses.  Whatever
else would ask for something (frames, films, pictures from the net) gives way to a link or its words.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator
from html import escape
from urllib.parse import urljoin, urlsplit

import lxml.html
import msgspec

from builder.book.take_along.addresses import article_of, elsewhere, in_book
from builder.book.take_along.pictures import drawn

STYLES = ("page_file.css", "book.css", "module.css", "quiz.css")
SCRIPTS = ("quiz-seal.js", "quiz-replies.js", "quiz-passage.js", "quiz-progress.js", "quiz.js", "page.js")

#: The meta tag that says what the file was made from.
SOURCE = "builder-source"

#: What only the book can use: its progress, other modules, links to headings.
_ONLY_IN_BOOK = ("builder-read", "builder-related", "builder-take-along", "builder-paper", "headerlink")

#: What runs or asks for something; films and frames are named by a link in their place.
_NEVER = ("script", "link", "style", "base", "meta", "object", "applet", "template")
#: Empty in HTML, and not to our parser, which puts what follows inside.
_EMPTY = ("embed", "source", "track", "wbr")
_NAMED = ("iframe", "frame", "video", "audio")
_ASKING = frozenset("action background cite data formaction longdesc manifest ping poster srcset srcdoc".split())
_FROM_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|data:)|image-set|@import|\\", re.IGNORECASE)

#: Chosen before anything is drawn, and again when the device changes; without scripts the page is light.
_THEME = """(function () {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choose = () => (document.documentElement.dataset.theme = dark.matches ? "dark" : "light");
  choose();
  if (dark.addEventListener) dark.addEventListener("change", choose);
})();"""

Read = Callable[[str], bytes | None]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the built book.

    html: the page.  address: from the book's root, as in "modules/bees.html".  base: the book's whole address
    or "".  digest: of what it was made from.
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
    article = article_of(document)
    for name in _ONLY_IN_BOOK:
        for element in article.find_class(name):
            if element.getparent() is not None:
                element.drop_tree()
    for element in list(article.iter(*_NEVER)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(article.iter(*_EMPTY)):
        if element.tag != "source":  # it may say where a film is
            element.drop_tag()
    _name_what_is_not_here(article)
    _silence(article)
    _embed_pictures(article, source, read)
    _settle_links(article, source)
    return _assembled(document, article, source, asset).encode()


def _name_what_is_not_here(article: lxml.html.HtmlElement) -> None:
    for element in list(article.iter(*_NAMED)):
        if element.getparent() is None:
            continue
        inner = element.find(".//source")
        address = element.get("src") or (inner.get("src") if inner is not None else None) or ""
        _replace(element, element.get("title", ""), elsewhere(address) or "")
    for element in list(article.iter("picture")):
        element.drop_tag()
    for element in list(article.iter("source")):
        element.drop_tag()


def _silence(article: lxml.html.HtmlElement) -> None:
    """Take out the attributes that run or ask; our own forms have none of them."""
    for element in article.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in list(element.attrib.items()):
            local = name.rpartition(":")[2].lower()
            asks = local in _ASKING or local.startswith("on") or (local == "style" and _FROM_OUTSIDE.search(value))
            drawing = (
                element.tag not in ("a", "img") and local in ("href", "src") and not value.startswith(("#", "data:"))
            )
            if asks or drawing:
                del element.attrib[name]


def _embed_pictures(article: lxml.html.HtmlElement, source: Source, read: Read) -> None:
    for picture in list(article.iter("img")):
        address = picture.get("src", "")
        if address.lower().startswith("data:image/"):
            continue
        target = in_book(address, source.address)
        data = read(target.path) if target is not None else None
        found = drawn(data) if data is not None else None
        if found is None:
            _replace(picture, picture.get("alt", ""), elsewhere(address) or "")
        else:
            picture.set("src", f"data:{found.media_type};base64,{base64.b64encode(found.data).decode()}")


def _replace(element: lxml.html.HtmlElement, words: str, address: str) -> None:
    """Put words in the place of an element, linked to where it is; the address where there are no words."""
    linked = address and not any(parent.tag == "a" for parent in element.iterancestors())
    said = lxml.html.Element("a", href=address) if linked else lxml.html.Element("span")
    said.text, said.tail = words or address, element.tail
    element.getparent().replace(element, said)


def _settle_links(article: lxml.html.HtmlElement, source: Source) -> None:
    places = {element.get("id") for element in article.iter() if element.get("id")}
    base = source.base if urlsplit(source.base).scheme in ("http", "https") else ""
    for link in list(article.iter("a", "area")):
        address = link.get("href")
        if address is None:
            continue
        target = in_book(address, source.address)
        if target is None:
            settled = elsewhere(address)
        elif target.path == source.address:
            settled = f"#{target.place}" if target.place in places else None
        else:
            settled = urljoin(f"{base.rstrip('/')}/{source.address}", address) if base else None
        if settled is not None:
            link.set("href", settled)
        else:
            link.attrib.pop("href")
    for link in [link for link in article.iter("a") if link.find("img") is not None and not link.get("href")]:
        link.drop_tag()


def _assembled(
    document: lxml.html.HtmlElement, article: lxml.html.HtmlElement, source: Source, asset: Callable[[str], str]
) -> str:
    root = document if document.tag == "html" else document.getroottree().getroot()
    language, direction = root.get("lang", "en"), root.get("dir", "ltr")
    title = next((" ".join(heading.text_content().split()) for heading in article.iter("h1")), "")
    described = document.xpath('//meta[@name="description"]/@content')
    metas = f'<meta name="description" content="{escape(described[0])}">\n' if described else ""
    styles = "\n".join(_smaller_css(asset(name)) for name in STYLES)
    scripts = "\n".join(f"<script>{asset(name)}</script>" for name in SCRIPTS)
    inner = "".join(_parts(article))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}" dir="{escape(direction)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="{SOURCE}" content="{source.digest}">\n<title>{escape(title)}</title>\n{metas}'
        f"<script>{_THEME}</script>\n<style>\n{styles}\n</style>\n</head>\n<body>\n"
        f'<main class="bd-article">\n{inner.strip()}\n</main>\n{scripts}\n</body>\n</html>\n'
    )


def _parts(article: lxml.html.HtmlElement) -> Iterator[str]:
    yield escape(article.text or "", quote=False)
    for child in article:
        yield lxml.html.tostring(child, encoding="unicode")


def _smaller_css(text: str) -> str:
    """Return a style sheet without comments and indentation."""
    return re.sub(r"\n\s+", "\n", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


def source_of(head: bytes) -> str:
    """Return the digest of what a file was made from, from the file's first bytes."""
    match = re.search(rb'<meta name="builder-source" content="([0-9a-f]+)">', head)
    return match[1].decode() if match is not None else ""
