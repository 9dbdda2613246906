"""Old addresses lead on: a small page where a module stood under a name that it had before.

It works without scripts, without a network and from a disk: the browser goes on at once (HTML Standard, "refresh"),
and a link says where to for one that does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx

from builder.book.course_list import course_list
from builder.files.atomic import write_if_changed
from builder.files.course import page_of
from builder.files.slug import is_slug
from builder.model.entry import Entry
from builder.text.languages import direction
from builder.wording import phrase


def write_old_addresses(app: Sphinx, exception: Exception | None) -> None:
    """Write the pages that lead on into a finished book (`build-finished`)."""
    if exception is None and app.builder.name == "html":
        for page, text in old_pages(course_list(app).modules.values(), app.env.found_docs).items():
            write_if_changed(Path(app.outdir) / f"{page}.html", text.encode())


def old_pages(entries: Iterable[Entry], there: Iterable[str]) -> dict[str, str]:
    """Return the pages that lead on, by where they stand; a name that is a page's today leads nowhere else."""
    taken = {page.casefold() for page in there}
    found: dict[str, str] = {}
    for entry in entries:
        for name in filter(is_slug, entry.renamed_from):  # a name by hand may be anything
            if page_of(name) not in taken:
                found.setdefault(page_of(name), _page(entry))
    return found


def _page(entry: Entry) -> str:
    address, title = escape(quote(f"{entry.slug}.html")), escape(entry.title)
    link = f'<a href="{address}">{title}</a>'
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(entry.language)}" dir="{direction(entry.language)}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<link rel="canonical" href="{address}">\n<meta name="robots" content="noindex">\n</head>\n<body>\n<main>\n'
        f"<h1>{title}</h1>\n<p>{escape(phrase(entry.language, 'book.moved')).replace('{link}', link)}</p>\n"
        "</main>\n</body>\n</html>\n"
    )
