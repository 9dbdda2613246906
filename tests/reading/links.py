"""Where the links of a built book lead: every address of every page, and what is not there."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

#: Attributes that hold one address.
ONE = ("href", "src", "poster", "action", "data", "cite")
#: What leads out of the book, or nowhere.
OUTSIDE = ("http", "https", "mailto", "data", "blob", "javascript", "tel")
_URL = re.compile(r"""url\(\s*(?P<quote>["']?)(?P<address>[^"')]+)(?P=quote)\s*\)""")


def addresses(page: Path) -> Iterator[str]:
    """Yield the addresses that a page holds, in its attributes."""
    for element in _tree(page).iter(html.etree.Element):
        for name in ONE:
            value = element.get(name)
            if value is not None:
                yield value
        for entry in (element.get("srcset") or "").split(","):
            if entry.strip():
                yield entry.split()[0]


def broken(book: Path, page: str) -> list[str]:
    """Return the addresses of a page that lead nowhere; `page` counts from the book."""
    return [address for address in addresses(book / page) if not leads_somewhere(book, page, address)]


def leads_somewhere(book: Path, page: str, address: str) -> bool:
    """Return whether an address, as it stands on a page, is a file of the book, and its fragment a place in it."""
    parts = urlsplit(address)
    if parts.scheme in OUTSIDE or (not parts.scheme and parts.netloc):
        return True
    if parts.scheme:
        return False
    raw = parts.path
    if any(ord(sign) > 126 or sign in ' "<>\\' for sign in address):
        return False  # an address is percent-encoded
    target = ((book / page).parent / unquote(raw)).resolve() if raw else (book / page).resolve()
    if target.is_dir():
        target /= "index.html"
    if not target.is_file() or book.resolve() not in target.parents:
        return False
    if not parts.fragment or target.suffix != ".html":
        return True
    return unquote(parts.fragment) in places(target)


def places(page: Path) -> frozenset[str]:
    """Return the places of a page that a fragment can name."""
    tree = _tree(page.resolve())
    return frozenset(tree.xpath("//@id")) | frozenset(tree.xpath("//a/@name")) | {"top"}


def told_addresses(book: Path) -> Iterator[tuple[str, str]]:
    """Yield what the book says of its pages to scripts and machines: the file that says it, and the address."""
    script = (book / "modules.js").read_text(encoding="utf-8")
    start = script.index("= ") + 2
    for module in json.JSONDecoder().raw_decode(script, start)[0]:
        yield "modules.js", module["address"]
        for _, _, anchor in module["terms"]:
            yield "modules.js", f"{module['address']}#{anchor}"
    for module in json.loads((book / "modules.json").read_text(encoding="utf-8"))["modules"]:
        yield "modules.json", module["address"]
    for excerpts in sorted((book / "_static/builder/text").rglob("*.js")):
        yield from _of_excerpts(excerpts)
    worker = (book / "sw.js").read_text(encoding="utf-8")
    start = worker.index("FILES = ") + len("FILES = ")
    for address in json.JSONDecoder().raw_decode(worker, start)[0]:
        yield "sw.js", address


def _of_excerpts(path: Path) -> Iterator[tuple[str, str]]:
    script = path.read_text(encoding="utf-8")
    page, end = json.JSONDecoder().raw_decode(script, script.index('"'))
    for anchor, *_ in json.JSONDecoder().raw_decode(script, script.index("[", end))[0]:
        yield path.name, f"{page}.html#{anchor}" if anchor else f"{page}.html"


def of_style(sheet: Path) -> Iterator[str]:
    """Yield the addresses of fonts and pictures in a style sheet."""
    for match in _URL.finditer(sheet.read_text(encoding="utf-8")):
        yield match["address"]


@lru_cache(maxsize=64)
def _tree(page: Path) -> html.HtmlElement:
    return html.fromstring(page.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
