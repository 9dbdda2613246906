"""What the course pages share: addresses, and words in another language than the page's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

import msgspec

from builder.model.entry import Entry
from builder.text.languages import direction
from builder.wording import phrase

#: From a module's slug and a place on its page ("" for its beginning) to an address.
Link = Callable[[str, str], str]


class CourseView(msgspec.Struct, frozen=True, kw_only=True):
    """What a course page is made from.

    texts: what each module's page says, by slug.  course: the name under which a browser keeps things.
    level: of the headings on the page, so that none is skipped.
    units: the captions of the table of contents, each with the slugs under it.
    """

    entries: tuple[Entry, ...]
    language: str
    link: Link
    texts: dict[str, str] = {}
    course: str = ""
    level: int = 2
    units: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def entry(self, slug: str) -> Entry:
        """Return the module of a slug."""
        return next(entry for entry in self.entries if entry.slug == slug)


def in_language(text: str, around: str) -> str:
    """Return the attributes of an element whose words are in another language than those around it."""
    return "" if text == around else f' lang="{escape(text)}" dir="{direction(text)}"'


def module_link(view: CourseView, slug: str, place: str = "") -> str:
    """Return a link to a module by its title."""
    entry = view.entry(slug)
    address = escape(view.link(slug, place))
    return f'<a href="{address}"{in_language(entry.language, view.language)}>{escape(entry.title)}</a>'


def module_links(view: CourseView, slugs: Iterable[str]) -> str:
    """Return links to modules, with commas between."""
    comma = phrase(view.language, "marks.comma")
    return comma.join(module_link(view, slug) for slug in slugs)


def label(view: CourseView, name: str) -> str:
    """Return a label of the course pages with its colon."""
    return escape(phrase(view.language, f"course.{name}") + phrase(view.language, "marks.colon"))


def heading(view: CourseView, text: str, attributes: str = "") -> str:
    """Return a heading that fits under the one before it on the page."""
    return f"<h{view.level}{attributes}>{text}</h{view.level}>"
