"""Sessions and due dates of a group as moments in the syllabus's time zone."""

from __future__ import annotations

import datetime as dt
from functools import partial
from zoneinfo import ZoneInfo

from builder.model.happening import Happening
from builder.model.schedule import Agenda, Lesson, Schedule
from builder.model.timetable import Meeting
from builder.syllabus.schedule import event_id
from builder.syllabus.zones import begins, ends, zone

_DAY = dt.timedelta(days=1)


def happenings(schedule: Schedule, agenda: Agenda) -> tuple[Happening, ...]:
    """Return what a group's calendar holds, sessions and due dates, in the order of time."""
    syllabus = schedule.syllabus
    known = partial(event_id, schedule.course, schedule.name, syllabus, agenda.group)
    time_zone = zone(syllabus.timezone) if syllabus.timezone else None
    found = []
    for lesson in agenda.lessons:
        begin, end = _moments(lesson, time_zone)
        id_ = known("session", lesson.key)
        found.append((lesson.date, 1, lesson.start, Happening(id=id_, begin=begin, end=end, what=lesson)))
    for number, due in enumerate(agenda.due):
        id_ = known("due", due.key)
        found.append((due.date, 0, number, Happening(id=id_, begin=due.date, end=due.date + _DAY, what=due)))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:-1]))


def _moments(lesson: Lesson, time_zone: ZoneInfo | None) -> tuple[dt.datetime, dt.datetime]:
    """Return when a session begins and ends.

    A start that the clocks jump over is written as the time they show then.  Where a session ends in the hour that
    clocks show twice, its local end would be read as the first of the two, so that both moments are in UTC; and so
    they are where the zone is UTC.
    """
    if time_zone is None:
        begin = dt.datetime.combine(lesson.date, dt.time()) + dt.timedelta(minutes=lesson.start)
        return begin, begin + dt.timedelta(minutes=lesson.minutes)
    meeting = Meeting(date=lesson.date, start=lesson.start, minutes=lesson.minutes, week=lesson.week)
    begin = begins(meeting, lesson.start, time_zone).astimezone(dt.UTC).astimezone(time_zone)
    end = ends(begin, lesson.minutes)
    if begin.fold or end.fold or begin.tzname() == "UTC":
        return begin.astimezone(dt.UTC), end.astimezone(dt.UTC)
    return begin, end
