"""Addresses on a page of the book: what they name in the book, and which lead safely elsewhere."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import SplitResult, quote, unquote, urlsplit

import lxml.html
import msgspec

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
#: What may stand in an address as it is (RFC 3986), brackets left out: they stand in hosts of numbers only.
_SAFE = "%/:?#@!$&'()*+,;=~-._"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the book by its path from the root, and a place in it ("" for its beginning)."""

    path: str
    place: str = ""


def in_book(address: str, page: str) -> Target | None:
    """Return what an address on a page names in the book, None where it leads elsewhere or cannot be read.

    >>> in_book("../_images/a%20b.png?v=2", "modules/bees.html").path
    '_images/a b.png'
    >>> in_book("#p2", "modules/bees.html")
    Target(path='modules/bees.html', place='p2')
    """
    parts = _parts(address)
    if parts is None or parts.scheme or parts.netloc:
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return None if "\0" in path else Target(path=path, place=unquote(parts.fragment))


def elsewhere(address: str) -> str | None:
    """Return an address outside the book in a form that every reader takes, None for one that is none or may run.

    >>> elsewhere("https://example.org/a b"), elsewhere("//example.org/a"), elsewhere("javascript:alert(1)")
    ('https://example.org/a%20b', 'https://example.org/a', None)
    """
    parts = _parts(address)
    if parts is None:
        return None
    if parts.scheme == "mailto":
        return quote(address, safe=_SAFE) if _MAIL.match(parts.path) else None
    whole = f"https:{address}" if not parts.scheme and parts.netloc else address
    if parts.scheme not in ("", "http", "https") or not _HOST.fullmatch(parts.hostname or ""):
        return None
    return quote(_BARE_PERCENT.sub("%25", whole), safe=_SAFE)


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # one that is no number is found here
    except ValueError:
        return None
    return parts


def article_of(document: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """Return the element of a page that holds its text, whatever theme a person chose."""
    found = document.find_class("bd-article") or [*document.iter("main")] or [*document.iter("body")]
    return found[0] if found else document
