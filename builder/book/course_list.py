"""The modules of a book, from the metadata of its notebooks, and what is computed from them once a build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

import msgspec
from sphinx.application import Sphinx

from builder.book.navigation import Unit, pages_of, units_of
from builder.book.notebooks import entry_in, loaded
from builder.catalog.related import Related, related
from builder.model.entry import Entry

_ATTRIBUTE = "builder_course_list"


class CourseList(msgspec.Struct, frozen=True, kw_only=True):
    """The modules of a book in the order of its table of contents, by their pages."""

    title: str
    language: str
    modules: Mapping[str, Entry]
    pages: Mapping[str, str]
    related: Mapping[str, tuple[Related, ...]]


def read_course_list(app: Sphinx) -> None:
    """Read the entries of all notebooks that the table of contents names (`builder-inited`)."""
    site_map = getattr(app.config, "external_site_map", None)
    source = Path(app.srcdir)
    names = [str(name).removesuffix(".ipynb") for name in site_map] if site_map is not None else []
    found: dict[str, Entry] = {}
    for name in names:
        entry = _entry(source / f"{name}.ipynb")
        if entry is not None:
            found[name] = entry
    ordered = _in_order(site_map, found) if site_map is not None else found
    course = CourseList(
        title=app.config.project,
        language=app.config.language or "en",
        modules=ordered,
        pages={entry.slug: page for page, entry in ordered.items()},
        related=related(tuple(ordered.values())),
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


def _entry(path: Path) -> Entry | None:
    try:
        notebook = loaded(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    return entry_in(notebook.get("metadata")) if notebook is not None else None


def _in_order(site_map: object, found: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the modules in the order in which the table of contents names them."""
    order = pages_of(units_of(site_map, dict.fromkeys(found, ""), {}))
    return {page: found[page] for page in dict.fromkeys((*order, *found)) if page in found}
