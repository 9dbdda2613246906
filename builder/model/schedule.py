"""A syllabus as it is shown: on a page, on paper, in a calendar, as a table.

`builder.syllabus.schedule` makes it of a syllabus, its timetables and the entries of the course's modules; every
writer shows the same value, so that page, paper and calendar cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import count
from typing import Literal

import msgspec

from builder.model.entry import Entry
from builder.model.syllabus import Syllabus
from builder.model.timetable import DayOff, Meeting, Unplaced


class Lesson(msgspec.Struct, frozen=True, kw_only=True):
    """A session on its day.

    number: in the file, from 1.  key: by which calendars know it, the same wherever the session is moved.
    title: plain text.  modules: those that the course has; unknown: slugs that it has not.
    start, minutes: minutes after midnight, and how long.
    """

    number: int
    key: str
    title: str
    date: dt.date
    week: int
    start: int
    minutes: int
    kind: str | None = None
    place: str | None = None
    modules: tuple[Entry, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: str | None = None
    readings: tuple[str, ...] = ()


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment on the day on which it is due; `session` is the number of the session whose day that is, 0 if none.

    key: by which calendars know it.
    """

    name: str
    key: str
    date: dt.date
    weight: float | None = None
    notes: str | None = None
    session: int = 0


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A week of the term, or a day of a workshop: what is asked of a student in it.

    number: from 1.  start: its Monday, or the day.  reading: minutes at a usual pace, class_minutes: in the room.
    texts: what is read beside the modules, of which nobody knows the minutes.
    Weeks in which the course does not meet are there too.
    """

    number: int
    start: dt.date
    reading: int = 0
    texts: int = 0
    class_minutes: int = 0
    lessons: tuple[Lesson, ...] = ()
    due: tuple[Due, ...] = ()
    off: tuple[DayOff, ...] = ()
    free: tuple[Meeting, ...] = ()


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """What one group does when; `group` is None where there is one plan for all.

    undated: assessments whose day is not known (their session has no place, or they name none).
    """

    group: str | None = None
    lessons: tuple[Lesson, ...] = ()
    due: tuple[Due, ...] = ()
    undated: tuple[str, ...] = ()
    weeks: tuple[Week, ...] = ()
    off: tuple[DayOff, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the coverage table: an outcome or a keyword, and the numbers of the sessions that serve it."""

    kind: Literal["outcome", "keyword"]
    label: str
    sessions: tuple[int, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What is read for a session: its modules with their references, and what the file names beside them."""

    number: int
    title: str
    modules: tuple[Entry, ...] = ()
    readings: tuple[str, ...] = ()


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """A syllabus with its dates; name: of its file, without `.yml`; course: by which calendars know its course.

    titles: of all sessions in the order of the file, plain, also of those without a place.
    agendas: one a group.  readings: one a session, the same for all groups.
    """

    name: str
    course: str
    syllabus: Syllabus
    titles: tuple[str, ...]
    agendas: tuple[Agenda, ...]
    coverage: tuple[Served, ...] = ()
    readings: tuple[Reading, ...] = ()

    @property
    def is_workshop(self) -> bool:
        """Whether days stand where a term has weeks."""
        return self.syllabus.term is None


def counted(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once: from the second on they have their number, the next that no other name has.

    >>> counted(("Essay", "Talk", "Essay"))
    ('Essay', 'Talk', 'Essay #2')
    >>> counted(("Essay", "Essay", "Essay #2"))
    ('Essay', 'Essay #3', 'Essay #2')
    """
    every = tuple(names)
    taken, seen = set(every), set[str]()
    keys = []
    for name in every:
        free = name if name not in seen else next(key for n in count(2) if (key := f"{name} #{n}") not in taken)
        seen.add(name)
        taken.add(free)
        keys.append(free)
    return tuple(keys)
