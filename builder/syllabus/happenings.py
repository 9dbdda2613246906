"""Moments of sessions and due dates in the syllabus's time zone, and when the clocks of that zone change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from builder.model.happening import ClockChange, Happening
from builder.model.schedule import Agenda, Lesson, Schedule
from builder.model.timetable import Meeting
from builder.syllabus.schedule import event_id
from builder.syllabus.zones import begins, ends, zone

_DAY = dt.timedelta(days=1)
_YEAR = 366 * _DAY
_SECOND = dt.timedelta(seconds=1)
#: The clock of a zone that never changes is said to have been set on this day.
_LONG_AGO = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock


def happenings(schedule: Schedule, agenda: Agenda) -> tuple[Happening, ...]:
    """Return what a group's calendar holds, sessions and due dates, in the order of time."""
    name, syllabus = schedule.name, schedule.syllabus
    time_zone = zone(syllabus.timezone) if syllabus.timezone else None
    found = []
    for lesson in agenda.lessons:
        begin, end = _moments(lesson, time_zone)
        id_ = event_id(name, syllabus, agenda.group, "session", lesson.key)
        found.append((lesson.date, 1, lesson.start, Happening(id=id_, begin=begin, end=end, what=lesson)))
    for number, due in enumerate(agenda.due):
        id_ = event_id(name, syllabus, agenda.group, "due", due.key)
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


def clock_changes(time_zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> tuple[ClockChange, ...]:
    """Return the clock changes by which every local time from `first` to `last` can be told: the one before it all,
    those between, and the next after, where it comes within a year.
    """
    changes = [(moment, _change(moment, time_zone)) for moment in _moments_of_change(time_zone, first, last)]
    before = [change for moment, change in changes if moment <= first]
    between = [change for moment, change in changes if first < moment <= last]
    after = [change for moment, change in changes if moment > last]
    return (*(before[-1:] or [_since_long_ago(time_zone, first)]), *between, *after[:1])


def _moments_of_change(time_zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the first second after each change from a year before to a year after, found day by day and by halves."""
    day = first.astimezone(dt.UTC).replace(microsecond=0) - _YEAR
    end = last.astimezone(dt.UTC) + _YEAR
    while day < end:
        old, new = day, day + _DAY
        if _told(old, time_zone) != _told(new, time_zone):
            while new - old > _SECOND:
                middle = old + dt.timedelta(seconds=int((new - old).total_seconds()) // 2)
                old, new = (middle, new) if _told(middle, time_zone) == _told(day, time_zone) else (old, middle)
            yield new
        day += _DAY


def _told(moment: dt.datetime, time_zone: ZoneInfo) -> tuple[dt.timedelta, str, bool]:
    """Return how far a zone's clocks are ahead of UTC, what their time is called, and whether it is summer time."""
    local = moment.astimezone(time_zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", (local.dst() or dt.timedelta()) > dt.timedelta()


def _change(moment: dt.datetime, time_zone: ZoneInfo) -> ClockChange:
    before, (after, name, is_summer) = _told(moment - _SECOND, time_zone)[0], _told(moment, time_zone)
    at = moment.astimezone(dt.UTC).replace(tzinfo=None) + before
    return ClockChange(at=at, before=before, after=after, name=name, is_summer=is_summer)


def _since_long_ago(time_zone: ZoneInfo, moment: dt.datetime) -> ClockChange:
    ahead, name, is_summer = _told(moment, time_zone)
    return ClockChange(at=_LONG_AGO, before=ahead, after=ahead, name=name, is_summer=is_summer)
