"""What is made of a schedule, as bytes: calendars, tables, paper.  Nothing is written here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from builder.model.happening import ClockChange, Happening
from builder.model.schedule import Agenda, Schedule
from builder.syllabus.clocks import clock_changes
from builder.syllabus.happenings import happenings
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
