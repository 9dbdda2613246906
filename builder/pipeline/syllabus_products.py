"""What is made of a schedule, as bytes: calendars, tables, paper.  Nothing is written here."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping

from builder.files.slug import slug_of
from builder.model.happening import ClockChange, Happening
from builder.model.schedule import Agenda, Schedule
from builder.syllabus.happenings import clock_changes, happenings
from builder.syllabus.zones import zone
from builder.writers.calendar import calendar_of


def calendar(schedule: Schedule, agenda: Agenda, addresses: Mapping[str, str]) -> bytes:
    """Return the calendar of a group; addresses: of modules' pages on the web, by slug."""
    found = happenings(schedule, agenda)
    return calendar_of(schedule, agenda, found, _changes(schedule, found), addresses)


def _changes(schedule: Schedule, found: tuple[Happening, ...]) -> tuple[ClockChange, ...]:
    moments = [moment for each in found for moment in (each.begin, each.end) if isinstance(moment, dt.datetime)]
    if schedule.syllabus.timezone is None or not moments:
        return ()
    return clock_changes(zone(schedule.syllabus.timezone), min(moments), max(moments))


def calendar_names(schedule: Schedule) -> tuple[str, ...]:
    """Return the file name of each group's calendar, which every file system can hold and tells from the others."""
    names: list[str] = []
    for agenda in schedule.agendas:
        stem = schedule.name
        if agenda.group is not None:
            stem = f"{stem}-{slug_of(agenda.group, 'group', agenda.group.encode())}"
        number = next(n for n in itertools.count(1) if _numbered(stem, n) not in names)
        names.append(_numbered(stem, number))
    return tuple(names)


def _numbered(stem: str, number: int) -> str:
    return f"{stem}{f'-{number}' if number > 1 else ''}.ics"
