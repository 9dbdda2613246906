"""The directives of course pages: `{builder-glossary}` and its like.

A directive leaves a mark where it stands; the mark becomes HTML when the page is written, from the modules
as they are then.  A page with a mark is written again whenever a module's entry or text has changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from builder.book.course_list import book_units, course_list
from builder.book.downloads import bibliography_files
from builder.book.notebooks import page_language
from builder.book.static_files import HOLIDAY_YEARS, holiday_countries
from builder.book.syllabus_pages import forget_syllabus, merge_syllabi, note_syllabus, shown_html
from builder.syllabus.zones import zone_names
from builder.text.course_id import course_id
from builder.wording import phrase
from builder.writers.course.cards import cards_html, flashcards_html, progress_html
from builder.writers.course.glossary import glossary_html, word_list_html
from builder.writers.course.lists import keywords_html, prompts_html, reading_list_html
from builder.writers.course.parts import CourseView
from builder.writers.course.planner import planner_html

_LOGGER = logging.getLogger(__name__)

#: The end of a cell, a list entry, a paragraph ... and no blank behind it.  Sphinx's index takes tags away and puts
#: nothing in their place, so that the words on both sides would become one that nobody looks for.
_END = re.compile(r"(</(?:caption|dd|div|dt|h[1-6]|li|p|summary|td|th)>)(?=\S)")

Writer = Callable[[CourseView, dict[str, Any]], str]


class listing(nodes.General, nodes.Element):  # type: ignore[misc]  # noqa: N801 - docutils writes its nodes so
    """Where a course page's list will stand; `kind` and `options` say which."""


#: Each directive and what writes its HTML.
LISTINGS: dict[str, Writer] = {
    "builder-glossary": lambda view, _: glossary_html(view),
    "builder-flashcards": lambda view, _: flashcards_html(view),
    "builder-prompts": lambda view, _: prompts_html(view),
    "builder-reading-list": lambda view, options: reading_list_html(view, tuple(options["files"])),
    "builder-keywords": lambda view, _: keywords_html(view),
    "builder-cards": lambda view, _: cards_html(view),
    "builder-word-list": lambda view, options: word_list_html(view, tuple(options.get("columns", ()))),
    "builder-progress": lambda view, _: progress_html(view),
    "builder-planner": lambda view, _: planner_html(
        view, holiday_countries(), HOLIDAY_YEARS, tuple(sorted(zone_names()))
    ),
}


#: The directive of a syllabus, which is computed once for its page and its files (`syllabus_pages`).
SYLLABUS = "builder-syllabus"


def _names(argument: str | None) -> list[str]:
    return [name.strip() for name in (argument or "").split(",") if name.strip()]


class ListingDirective(SphinxDirective):
    """Leaves the mark of a list; `class`: names for a style sheet, as every directive takes them."""

    has_content = False
    option_spec: dict[str, Any] = {"class": directives.class_option}  # noqa: RUF012 - docutils' own form

    def run(self) -> list[nodes.Node]:
        """Return the mark, and note that this page shows something of all modules; nothing the second time."""
        here: set[str] = self.env.temp_data.setdefault("builder_listings", set())
        if self.name in here:
            _LOGGER.warning(
                "{%s} stands twice on this page; the second is left out",
                self.name,
                location=self.get_location(),
                type="builder",
                subtype="listing",
            )
            return []
        here.add(self.name)
        _noted(self.env).setdefault(self.env.docname, set()).add(self.name)
        return [listing(kind=self.name, options=dict(self.options))]


class WordListDirective(ListingDirective):
    """Leaves the mark of a word list; `columns`: its languages, with commas between."""

    option_spec: dict[str, Any] = {**ListingDirective.option_spec, "columns": _names}  # noqa: RUF012 - docutils' own form


class SyllabusDirective(ListingDirective):
    """Leaves the mark of a syllabus, named by its file; without a name the course's own, or the only one there."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the mark, and note which syllabus this page shows; nothing the second time."""
        marks = super().run()
        if marks:
            note_syllabus(self.env, self.arguments[0].strip() if self.arguments else "", self.lineno)
        return marks


def setup_listings(app: Sphinx) -> None:
    """Make the directives known to Sphinx."""
    app.add_node(listing)
    for name in LISTINGS:
        app.add_directive(name, WordListDirective if name == "builder-word-list" else ListingDirective)
    app.add_directive(SYLLABUS, SyllabusDirective)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("doctree-resolved", write_listings)


def kinds_on(document: nodes.document) -> frozenset[str]:
    """Return which lists were written on a page."""
    return frozenset(node["listing"] for node in document.findall(nodes.raw) if node.get("listing"))


def pages_with_listings(env: BuildEnvironment) -> frozenset[str]:
    """Return the pages that show something of all modules."""
    return frozenset(_noted(env))


def kinds_in(env: BuildEnvironment) -> frozenset[str]:
    """Return which lists stand anywhere in the book."""
    return frozenset().union(*_noted(env).values())


def write_listings(app: Sphinx, document: nodes.document, docname: str) -> None:
    """Put the lists in the place of their marks (`doctree-resolved`)."""
    for mark in list(document.findall(listing)):
        options = {**mark["options"], "files": bibliography_files(app, docname)}
        html = shown_html(app, docname, mark) if mark["kind"] == SYLLABUS else _listing(app, docname, mark, options)
        if "class" in options:
            html = f'<div class="{escape(" ".join(options["class"]))}">\n{html}\n</div>'
        html = _END.sub(r"\1\n", html)
        mark.replace_self(nodes.raw("", html, format="html", listing=mark["kind"]))


def _listing(app: Sphinx, docname: str, mark: nodes.Node, options: dict[str, Any]) -> str:
    view = _view(app, docname, mark)
    return LISTINGS[mark["kind"]](view, options) or _nothing(view)


def _nothing(view: CourseView) -> str:
    return f'<p class="builder-nothing">{escape(phrase(view.language, "course.nothing"))}</p>'


def _view(app: Sphinx, docname: str, mark: nodes.Node) -> CourseView:
    course = course_list(app)

    def link(slug: str, place: str) -> str:
        address = str(app.builder.get_relative_uri(docname, course.pages[slug]))
        return f"{address}#{place}" if place else address

    return CourseView(
        entries=tuple(course.modules.values()),
        language=page_language(app.env.metadata[docname]) or course.language,
        link=link,
        texts=dict(course.texts),
        course=course_id(app.config.project, app.config.author),
        level=1 + sum(isinstance(node, nodes.section) for node in _above(mark)),
        units=_units(app),
    )


def _units(app: Sphinx) -> tuple[tuple[str, tuple[str, ...]], ...]:
    units = [(unit.caption, tuple(link.slug for link in unit.links if link.slug)) for unit in book_units(app)]
    return tuple((caption, slugs) for caption, slugs in units if slugs)


def _above(node: nodes.Node) -> Iterable[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _noted(env: BuildEnvironment) -> dict[str, set[str]]:
    """Return which lists stand on which page."""
    noted: dict[str, set[str]] = env.__dict__.setdefault("builder_lists_on", {})
    return noted


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    del app
    _noted(env).pop(docname, None)
    forget_syllabus(env, docname)


def _merge(app: Sphinx, env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    del app
    _noted(env).update({name: _noted(other)[name] for name in docnames if name in _noted(other)})
    merge_syllabi(env, docnames, other)
