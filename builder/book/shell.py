"""What stands around a page: its way from the front page, the sidebar, and what comes after the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from builder.book.course_list import CourseList, book_units, course_list
from builder.book.downloads import page_download
from builder.book.english_words import marked
from builder.book.foot import foot, take_along
from builder.book.listings import pages_with_listings
from builder.book.navigation import ShownUnit, Unit, is_windowed, pages_of, shown_units, unit_of
from builder.book.paper import print_files, print_links
from builder.book.syllabus_pages import shown_digest
from builder.text.course_id import course_id
from builder.text.languages import direction
from builder.text.places import relative_path
from builder.wording import english_texts, group, phrase

_UNITS = "builder_units"
_SHOWN = "builder_shown"


def prepare_shell(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Say to our templates what stands around a page (`html-page-context`)."""
    del templatename, doctree  # part of the event
    language = context["language"]
    words = group(language, "book")
    units = _units(app)
    own = unit_of(pagename, units)
    context["builder_words"] = words
    context["builder_title"] = _plain_title(app, pagename) or words.get(pagename, context.get("title", ""))
    context["builder_unit"] = own if own is not None and own.caption else None
    context["builder_units"] = tuple(_said(unit, language) for unit in shown_units(pagename, units))
    context["builder_search_words"] = json.dumps(group(language, "search"), ensure_ascii=False, sort_keys=True)
    context["builder_direction"] = direction
    context["builder_course"] = course_id(app.config.project, app.config.author)
    context["builder_progress_words"] = json.dumps(
        {name: words[name] for name in ("read", "answered")}, ensure_ascii=False, sort_keys=True
    )
    context["builder_foot"] = marked(_foot(app, pagename, language), language)
    context["builder_in_english"] = ' lang="en" dir="ltr"' if words["next"] in english_texts(language) else ""


def _foot(app: Sphinx, pagename: str, language: str) -> str:
    course = course_list(app)
    entry = course.modules.get(pagename)
    taken = _to_take_along(app, pagename, language) + print_links(app, pagename, language)
    return foot(entry, course, language, _links_from(app, pagename), taken) if entry is not None else taken


def _to_take_along(app: Sphinx, pagename: str, language: str) -> str:
    download = page_download(app, pagename)
    if download is None:
        return ""
    return take_along(relative_path(str(app.builder.get_target_uri(pagename)), download.path), download, language)


def _links_from(app: Sphinx, pagename: str) -> Callable[[str], str]:
    return lambda page: str(app.builder.get_relative_uri(pagename, page))


def _plain_title(app: Sphinx, pagename: str) -> str:
    title = app.env.titles.get(pagename)
    return title.astext() if title is not None else ""


def _said(unit: ShownUnit, language: str) -> dict[str, Any]:
    """Return a unit for the template, with the words for what is left out."""
    more = phrase(language, "book.more", number=unit.more) if unit.more else ""
    return {**{name: getattr(unit, name) for name in ("caption", "first", "links")}, "more": more}


def _units(app: Sphinx) -> tuple[Unit, ...]:
    units: tuple[Unit, ...] | None = getattr(app, _UNITS, None)
    if units is None:
        units = book_units(app)
        setattr(app, _UNITS, units)
    return units


def stale_neighbours(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages that show something of other pages which has changed (`env-updated`).

    Sphinx writes a page again when its own source changed.  Its sidebar, its neighbours and the modules
    related to it are of other pages; a digest of them is kept with the environment.
    """
    setattr(app, _UNITS, None)
    now = _neighbourhoods(_units(app), course_list(app), env.found_docs)
    whole = _digest(course_list(app)) if pages_with_listings(env) else ""
    now |= {page: now[page] + whole for page in pages_with_listings(env) if page in now}
    before: dict[str, str] = env.__dict__.get(_SHOWN, {})
    env.__dict__[_SHOWN] = now
    now = {
        page: f"{digest} {page_download(app, page)} {print_files(app, page)} {shown_digest(app, page)}"
        for page, digest in now.items()
    }
    env.__dict__[_SHOWN] = now
    return sorted(page for page, digest in now.items() if before.get(page) != digest)


def _neighbourhoods(units: tuple[Unit, ...], course: CourseList, pages: Iterable[str]) -> dict[str, str]:
    """Return a digest of what each page shows of others."""
    order = pages_of(units)
    titles = {link.page: link.title for unit in units for link in unit.links}
    at = {page: place for place, page in enumerate(order)}
    units_by_page = {link.page: place for place, unit in enumerate(units) for link in unit.links}
    sidebars: dict[str, str] = {}
    found = {}
    for page in pages:
        own = units_by_page.get(page)
        key = page if own is not None and is_windowed(units[own]) else str(own)
        if key not in sidebars:
            sidebars[key] = _digest(shown_units(page, units))
        place = at.get(page)
        beside = [order[n] for n in (place - 1, place + 1) if 0 <= n < len(order)] if place is not None else []
        entry = course.modules.get(page)
        others = course.related.get(entry.slug, ()) if entry is not None else ()
        related = [(other, course.modules[course.pages[other.slug]].title) for other in others]
        found[page] = _digest((course.title, sidebars[key], [(name, titles[name]) for name in beside], related))
    return found


def _digest(shown: object) -> str:
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]
