"""The modules of a book, from the metadata of its notebooks, and what is computed from them once a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import msgspec
from sphinx.application import Sphinx

from builder.book.navigation import Unit, pages_of, units_of
from builder.book.notebooks import entry_in, loaded, running_text
from builder.catalog.related import Related, related
from builder.model.entry import Entry

_ATTRIBUTE = "builder_course_list"


class CourseList(msgspec.Struct, frozen=True, kw_only=True):
    """The modules of a book in the order of its table of contents, by their pages; texts: what they say, by slug."""

    title: str
    language: str
    modules: Mapping[str, Entry]
    pages: Mapping[str, str]
    related: Mapping[str, tuple[Related, ...]]
    texts: Mapping[str, str]


def read_course_list(app: Sphinx) -> None:
    """Read the entries of all notebooks that the table of contents names (`builder-inited`)."""
    site_map = getattr(app.config, "external_site_map", None)
    source = Path(app.srcdir)
    names = [str(name).removesuffix(".ipynb") for name in site_map] if site_map is not None else []
    read = {name: _read(source / f"{name}.ipynb") for name in names}
    found = {name: entry for name, (entry, _) in read.items() if entry is not None}
    ordered = _in_order(site_map, found) if site_map is not None else found
    course = CourseList(
        title=app.config.project,
        language=app.config.language or "en",
        modules=ordered,
        pages={entry.slug: page for page, entry in ordered.items()},
        related=related(tuple(ordered.values())),
        texts={entry.slug: read[page][1] for page, entry in ordered.items()},
    )
    setattr(app, _ATTRIBUTE, course)


def course_list(app: Sphinx) -> CourseList:
    """Return the modules of the book that is being built."""
    return cast("CourseList", getattr(app, _ATTRIBUTE))


def book_units(app: Sphinx) -> tuple[Unit, ...]:
    """Return the units of the table of contents, titles as the pages have them now."""
    site_map = getattr(app.config, "external_site_map", None)
    if site_map is None:
        return ()
    titles = {page: title.astext() for page, title in app.env.titles.items()}
    return units_of(site_map, titles, course_list(app).modules)


def toc_pages(app: Sphinx) -> tuple[str, ...]:
    """Return the pages of the table of contents in their order, before any was read."""
    site_map = getattr(app.config, "external_site_map", None)
    if site_map is None:
        return ()
    return pages_of(units_of(site_map, {str(name): "" for name in site_map}, {}))


def _read(path: Path) -> tuple[Entry | None, str]:
    """Return a page's entry and the words of its running text; no entry where there is none of ours."""
    try:
        notebook = loaded(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None, ""
    if notebook is None:
        return None, ""
    return entry_in(notebook.get("metadata")), running_text(notebook)


def _in_order(site_map: object, found: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the modules in the order in which the table of contents names them."""
    order = pages_of(units_of(site_map, dict.fromkeys(found, ""), {}))
    return {page: found[page] for page in dict.fromkeys((*order, *found)) if page in found}
