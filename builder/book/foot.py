"""What follows a module's text: a box to tick, and other modules to go on with, and why."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from builder.book.course_list import CourseList
from builder.book.downloads import Download
from builder.catalog.related import Related
from builder.model.entry import Entry
from builder.wording import phrase
from builder.writers.course.parts import in_language


def foot(entry: Entry, course: CourseList, language: str, link: Callable[[str], str], taken: str) -> str:
    """Return the HTML after a module's text.

    link: from a page of the book to its address from here.  taken: the links to files to take along.
    """
    parts = (_read_box(entry, language), taken, _related(entry, course, language, link))
    return "\n".join(part for part in parts if part)


def take_along(address: str, download: Download, language: str) -> str:
    """Return the link to a file to take along; its size in kilobytes of 1000 bytes, rounded up."""
    words = escape(phrase(language, f"book.take_{download.kind}", size=-(-download.size // 1000)))
    return f'<p class="builder-take-along d-print-none"><a href="{escape(address)}" download>{words}</a></p>'


def _read_box(entry: Entry, language: str) -> str:
    """Return the box that a reader ticks; `progress.js` keeps it, and without scripts it is not shown."""
    label = escape(phrase(language, "book.read_box"))
    return (
        f'<p class="builder-read pst-js-only"><label><input type="checkbox" value="{escape(entry.lasting_name)}"> '
        f"{label}</label></p>"
    )


def _related(entry: Entry, course: CourseList, language: str, link: Callable[[str], str]) -> str:
    others = course.related.get(entry.slug, ())
    if not others:
        return ""
    lines = "\n".join(f"<li>{_line(other, course, language, link)}</li>" for other in others)
    title = escape(phrase(language, "book.related"))
    return (
        f'<section class="builder-related" aria-labelledby="builder-related">\n'
        f'<h2 id="builder-related">{title}</h2>\n<ul>\n{lines}\n</ul>\n</section>'
    )


def _line(other: Related, course: CourseList, language: str, link: Callable[[str], str]) -> str:
    page = course.pages[other.slug]
    entry = course.modules[page]
    there = f'<a href="{escape(link(page))}"{in_language(entry.language, language)}>{escape(entry.title)}</a>'
    shared = escape(phrase(language, "marks.comma").join(other.shared))
    words = f"<span{in_language(entry.language, language)}>{shared}</span>"
    return f'{there} <span class="builder-why">{phrase(language, "book.shared", words=words)}</span>'
