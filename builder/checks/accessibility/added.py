"""Style sheets and scripts on the pages that are neither the builder's nor its theme's: nobody tested those."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from builder.checks.accessibility.page import ParsedPage

#: What Jupyter Book, its theme and the extensions that it always loads put into `_static`.
_KNOWN = re.compile(
    r"_static/(builder|styles|scripts|vendor|sphinx_book_theme)/"
    r"|_static/(pygments|togglebutton|copybutton|sphinx-design\.min|sphinx-thebe|mystnb\.[0-9a-f]+|basic|tabs)\.css"
    r"|_static/(documentation_options|doctools|sphinx_highlight|clipboard\.min|copybutton|copybutton_funcs"
    r"|togglebutton|design-tabs|searchtools|language_data|sphinx-thebe)\.js"
    r"|(searchindex|modules|service-worker)\.js"
)


def added_styles(pages: Iterable[ParsedPage]) -> tuple[str, ...]:
    """Return the style sheets that the course added, by address or by their path in the book."""
    return _added(
        (page, link.get("href", "")) for page in pages for link in page.all("link") if _is_style(link.get("rel"))
    )


def added_scripts(pages: Iterable[ParsedPage]) -> tuple[str, ...]:
    """Return the scripts that the course added, by address or by their path in the book."""
    return _added((page, script.get("src", "")) for page in pages for script in page.all("script") if script.get("src"))


def _is_style(relation: str | None) -> bool:
    return "stylesheet" in (relation or "").lower().split()


def _added(named: Iterable[tuple[ParsedPage, str]]) -> tuple[str, ...]:
    found = {_from_book(page, address) for page, address in named if address}
    return tuple(sorted(address for address in found if not _KNOWN.match(address)))


def _from_book(page: ParsedPage, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), parts.path))
