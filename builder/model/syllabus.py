"""A syllabus as a person writes it: one file `syllabi/NAME.yml`, of a term or of a workshop.

Dates are those of the Gregorian calendar, times those of a wall clock in the syllabus's time zone.  A file holds what
a person decides; which session falls on which day is computed (`builder.syllabus.flow`) and never stored.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

from builder.model.module import Tag
from builder.model.said import said

Weekday = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WEEKDAYS: tuple[Weekday, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: The years that a syllabus may name: what lies outside is a slip, and calendars and time zones end somewhere.
FIRST_YEAR, LAST_YEAR = 1900, 2200
#: Minutes after midnight at which a day is over: no meeting goes past it.
MIDNIGHT = 24 * 60

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]?\d|2[0-3]):[0-5]\d$", description="a time of day, as in 9:30")]
Minutes = Annotated[int, msgspec.Meta(ge=5, le=720)]
Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]
#: How much of the whole grade, in percent.
Weight = Annotated[float, msgspec.Meta(ge=0, le=100)]
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What every part of the file shares."""


class Person(_Part, frozen=True, kw_only=True):
    """Somebody who teaches the course."""

    name: _Text
    contact: Annotated[str | None, said("an address, as in name@example.org")] = None
    hours: Annotated[str | None, said("when and where students may come")] = None


class Term(_Part, frozen=True, kw_only=True):
    """The first and the last day on which the course may meet."""

    start: Annotated[dt.date, said("as in 2027-01-11")]
    end: Annotated[dt.date, said("as in 2027-03-19")]


class Pattern(_Part, frozen=True, kw_only=True):
    """When the course meets, week by week."""

    days: Annotated[tuple[Weekday, ...], msgspec.Meta(min_length=1, description="as in [Mon, Wed]")]
    start: Clock
    minutes: Minutes
    name: Annotated[str | None, said("what kind of meeting, as in Lecture; needed where there are several")] = None
    place: str | None = None


class Pause(_Part, frozen=True, kw_only=True):
    """A break in a day of a workshop."""

    at: Clock
    minutes: Minutes
    name: str | None = None


class WorkshopDay(_Part, frozen=True, kw_only=True):
    """A day of a workshop: from when to when, and its breaks."""

    date: dt.date
    start: Clock
    end: Clock
    place: str | None = None
    breaks: tuple[Pause, ...] = ()


class Holiday(_Part, frozen=True, kw_only=True):
    """A day without class."""

    date: dt.date
    name: str | None = None


class Holidays(_Part, frozen=True, kw_only=True):
    """Public holidays of a country and region, and days that a person names."""

    country: Annotated[str | None, said("two letters (ISO 3166), as in US")] = None
    region: Annotated[str | None, said("a part of the country (ISO 3166-2 without the country), as in NY")] = None
    dates: Annotated[tuple[Holiday, ...], said("more days without class")] = ()
    held: Annotated[tuple[dt.date, ...], said("holidays on which there is class all the same")] = ()


class Recess(_Part, frozen=True, kw_only=True):
    """Days in a row without class."""

    start: dt.date
    end: dt.date
    name: str | None = None


class Group(_Part, frozen=True, kw_only=True):
    """A group that follows the same plan on days of its own; what it does not say is as in the syllabus."""

    name: _Text
    meetings: tuple[Pattern, ...] = ()
    days: tuple[WorkshopDay, ...] = ()


class Session(_Part, frozen=True, kw_only=True):
    """One session: what is taught in it.

    minutes: how long it takes; None for the whole meeting.  In a workshop it must be said.
    meeting: the name of the pattern on which it flows, any if None.  date: where it is pinned.
    """

    title: Annotated[str | None, said("if not given, the titles of its modules")] = None
    modules: Annotated[tuple[str, ...], said("folder names of modules, in the order of teaching")] = ()
    id: Annotated[Key | None, said("a short name by which assessments and calendars know the session")] = None
    minutes: Minutes | None = None
    meeting: Annotated[str | None, said("the kind of meeting it needs, as in Seminar")] = None
    date: Annotated[dt.date | None, said("a day to which the session is pinned; others flow around it")] = None
    notes: Annotated[str | None, said("Markdown; students read it")] = None
    readings: Annotated[tuple[str, ...], said("more to read, beside the modules; Markdown")] = ()


class Assessment(_Part, frozen=True, kw_only=True):
    """Something that is graded: due on a day, or on the day of a session."""

    name: _Text
    weight: Annotated[Weight | None, said("percent of the whole grade")] = None
    due: dt.date | None = None
    session: Annotated[Key | None, said("the id of the session on whose day it is due")] = None
    notes: Annotated[str | None, said("Markdown; students read it")] = None


class Outcome(_Part, frozen=True, kw_only=True):
    """What students can do after the course, and what serves it: modules by name, or all under a keyword."""

    text: _Text
    modules: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class Syllabus(_Part, frozen=True, kw_only=True):
    """A syllabus: a term with weekly meetings, or the days of a workshop."""

    format: Annotated[Literal[1], said("the number of this file's format")]
    title: _Text
    code: Annotated[str | None, said("as in POL 210")] = None
    description: Annotated[str | None, said("Markdown")] = None
    language: Annotated[Tag, said("the language of the syllabus, as in en, es, fr, ar (BCP 47)")] = "en"
    timezone: Annotated[
        str | None, said("as in America/New_York; without it, calendars show the times in the reader's own zone")
    ] = None
    instructors: tuple[Person, ...] = ()
    term: Annotated[Term | None, said("of weekly meetings; a workshop has none")] = None
    meetings: Annotated[tuple[Pattern, ...], said("weekly meetings; one entry a kind, as lecture and seminar")] = ()
    days: Annotated[tuple[WorkshopDay, ...], said("of a workshop: its days, instead of weekly meetings")] = ()
    holidays: Holidays = Holidays()
    breaks: Annotated[tuple[Recess, ...], said("days in a row without class, as a reading week")] = ()
    groups: tuple[Group, ...] = ()
    sessions: tuple[Session, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    grading: Annotated[str | None, said("Markdown")] = None
    policies: Annotated[str | None, said("Markdown")] = None
    outcomes: tuple[Outcome, ...] = ()
    revision: Annotated[
        Annotated[int, msgspec.Meta(ge=0)], said("raise it where a calendar does not take over a change")
    ] = 0


def workshop_dates(syllabus: Syllabus) -> frozenset[dt.date]:
    """Return the days on which a workshop is held, for all or for a group."""
    every = (syllabus.days, *(group.days for group in syllabus.groups))
    return frozenset(day.date for days in every for day in days)
