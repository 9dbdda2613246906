"""What the parts of a syllabus's page share: its words, its headings, its days, who is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from html import escape

import msgspec

from builder.model.entry import Entry
from builder.model.schedule import Lesson, Schedule
from builder.model.syllabus import WorkshopDay
from builder.text.anchors import anchor, distinct
from builder.text.dates import short_date, time_span
from builder.text.inline_html import inline_html
from builder.wording import phrase
from builder.writers.blocks_html import blocks_html
from builder.writers.course.parts import in_language

_DEEPEST = 6
#: Between what is said of one thing in a line.
DOT = " · "


class SyllabusView(msgspec.Struct, frozen=True, kw_only=True):
    """What a syllabus's page is made from.

    link: from a module's slug to the address of its page.  around: the language of the page.  title: its heading.
    level: of the headings on the page, so that none is skipped.  files: (words, address) of what may be taken along.
    """

    schedule: Schedule
    link: Callable[[str], str]
    around: str = "en"
    title: str = ""
    level: int = 2
    files: tuple[tuple[str, str], ...] = ()

    @property
    def language(self) -> str:
        """The language of the syllabus, and of our words on its page."""
        return self.schedule.syllabus.language


def said(view: SyllabusView, name: str, **fields: object) -> str:
    """Return a phrase as HTML; fields: plain text."""
    return escape(phrase(view.language, name, **fields))


def labelled(view: SyllabusView, name: str) -> str:
    """Return a phrase with its colon."""
    return escape(phrase(view.language, name) + phrase(view.language, "marks.colon"))


def heading(view: SyllabusView, depth: int, html: str, place: str = "") -> str:
    """Return a heading; depth: 0 for a part of the page, 1 under it, and so on."""
    level = min(view.level + depth, _DEEPEST)
    return f'<h{level} id="{place}">{html}</h{level}>' if place else f"<h{level}>{html}</h{level}>"


def part(view: SyllabusView, name: str, words: str, html: str) -> str:
    """Return a part of the page under its heading, by whose id a link finds it; empty where there is nothing in it."""
    return (
        f'<section class="builder-syllabus-{name}">\n{heading(view, 0, words, name)}\n{html}\n</section>'
        if html
        else ""
    )


def markdown(view: SyllabusView, text: str | None, depth: int) -> str:
    """Return what a person wrote as HTML; depth: of the heading it stands under."""
    return blocks_html(text, view.language, view.level + depth + 1) if text and text.strip() else ""


def person_said(text: str) -> str:
    """Return a line of Markdown in whatever language it is; its first letter says the direction."""
    return f"<bdi>{inline_html(text, addresses=True)}</bdi>"


def module_link(view: SyllabusView, entry: Entry) -> str:
    """Return a link to a module by its title."""
    attributes = in_language(entry.language, view.language)
    return f'<a href="{escape(view.link(entry.slug))}"{attributes}>{escape(entry.title)}</a>'


def name_of(text: str) -> str:
    """Return a name that a person gave, which may be in another script than what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"


def group_names(view: SyllabusView, groups: Iterable[str | None]) -> str:
    """Return the names of some groups, empty where all are meant."""
    named = [group for group in groups if group is not None]
    if len(named) == len(view.schedule.agendas):
        return ""
    return escape(phrase(view.language, "marks.comma")).join(map(name_of, named))


def day_of(view: SyllabusView, day: dt.date) -> str:
    """Return a day with its weekday."""
    return escape(short_date(day, view.language))


def span_of(view: SyllabusView, start: int, minutes: int) -> str:
    """Return from when to when."""
    return f"<bdi>{escape(time_span(start, minutes, view.language))}</bdi>"


def line(*parts: str) -> str:
    """Return what is said of one thing, with dots between."""
    return DOT.join(filter(None, parts))


def bullets(rows: Iterable[str], name: str = "") -> str:
    """Return a list; empty where there is nothing in it."""
    items = "\n".join(f"<li>{row}</li>" for row in rows)
    marked = f' class="{name}"' if name else ""
    return f"<ul{marked}>\n{items}\n</ul>" if items else ""


def session_places(schedule: Schedule) -> dict[int, str]:
    """Return the id of each session that some group has in its plan, by number: the same wherever it is moved."""
    held: dict[int, Lesson] = {}
    for agenda in schedule.agendas:
        for lesson in agenda.lessons:
            held.setdefault(lesson.number, lesson)
    numbers = sorted(held)
    keys = (held[number].key.removeprefix("id ").removeprefix("modules ") for number in numbers)
    names = distinct(f"session-{anchor(key)}" for key in keys)
    return dict(zip(numbers, names, strict=True))


def session_name(view: SyllabusView, number: int) -> str:
    """Return what a session is called, in the language of the module by whose title it is called."""
    title = view.schedule.titles[number - 1]
    named = next((one for one in view.schedule.readings[number - 1].modules if one.title == title), None)
    language = in_language(named.language, view.language) if named is not None else ""
    return f"<bdi{language}>{escape(title)}</bdi>"


def session_link(view: SyllabusView, number: int, places: dict[int, str]) -> str:
    """Return a session by number and title, as a link where it has a day."""
    words = f"{number}. {session_name(view, number)}"
    return f'<a href="#{places[number]}">{words}</a>' if number in places else words


def days_of_group(schedule: Schedule, group: str | None) -> tuple[WorkshopDay, ...]:
    """Return the days of a workshop in the order of time, as a group has them."""
    syllabus = schedule.syllabus
    own = next((one.days for one in syllabus.groups if one.name == group and one.days), syllabus.days)
    return tuple(sorted(own, key=lambda day: (day.date, day.start.zfill(5))))


def parts_of_day(schedule: Schedule, group: str | None, number: int) -> tuple[WorkshopDay, ...]:
    """Return the entries of a day of a workshop, as its morning and its afternoon; number: of the day, from 1."""
    every = days_of_group(schedule, group)
    dates = sorted({day.date for day in every})
    return tuple(day for day in every if dates.index(day.date) + 1 == number)
