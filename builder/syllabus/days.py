"""When a course meets: weekly patterns around holidays and breaks, or the days of a workshop between their breaks.

Plain calendar arithmetic on wall-clock times; time zones matter to the calendar file only.  The planner page has the
same rules in `planner-dates.js`; `tests/syllabus/dates/` holds both to one table of cases.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

import msgspec

from builder.model.syllabus import WEEKDAYS, Group, Pattern, Syllabus, WorkshopDay
from builder.model.timetable import DayOff, Meeting, minutes_of

_DAY = dt.timedelta(days=1)

#: Terms are counted day by day; nobody's is longer.
MOST_DAYS = 800


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The meetings of a group in the order of time, and the days on which it would meet and does not."""

    meetings: tuple[Meeting, ...]
    off: tuple[DayOff, ...] = ()


def days_off(syllabus: Syllabus, public: Mapping[dt.date, str]) -> dict[dt.date, DayOff]:
    """Return the days without class; public: the holidays of the country and region that the syllabus names.

    A day that the file names itself wins over a public holiday, and a holiday over a break.
    """
    found: dict[dt.date, DayOff] = {}
    for recess in syllabus.breaks:
        for day in _between(recess.start, recess.end):
            found.setdefault(day, DayOff(date=day, name=recess.name, kind="break"))
    for day, name in public.items():
        if day not in syllabus.holidays.held:
            found[day] = DayOff(date=day, name=name)
    for holiday in syllabus.holidays.dates:
        found[holiday.date] = DayOff(date=holiday.date, name=holiday.name)
    return found


def days_of(syllabus: Syllabus, group: Group | None, public: Mapping[dt.date, str]) -> Days:
    """Return when a group meets; `group` None where there is one plan for all."""
    if syllabus.term is None:
        days = group.days if group is not None and group.days else syllabus.days
        return Days(meetings=tuple(_stretches(days)))
    patterns = group.meetings if group is not None and group.meetings else syllabus.meetings
    off = days_off(syllabus, public)
    meetings: list[Meeting] = []
    missed: dict[dt.date, DayOff] = {}
    for day in _between(syllabus.term.start, syllabus.term.end):
        for pattern in patterns:
            if WEEKDAYS[day.weekday()] not in pattern.days:
                continue
            if day in off:
                missed[day] = off[day]
            else:
                meetings.append(_meeting(day, pattern, syllabus.term.start))
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.start))
    return Days(meetings=tuple(ordered), off=tuple(missed.values()))


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's week."""
    return day - day.weekday() * _DAY


def week_of(day: dt.date, start: dt.date) -> int:
    """Return the number of a day's week in a term that starts on `start`; the first is 1, whatever day it begins on."""
    return (monday(day) - monday(start)).days // 7 + 1


def _meeting(day: dt.date, pattern: Pattern, start: dt.date) -> Meeting:
    return Meeting(
        date=day,
        start=minutes_of(pattern.start),
        minutes=pattern.minutes,
        week=week_of(day, start),
        name=pattern.name,
        place=pattern.place,
    )


def _between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from `first` to `last`, both counted, at most `MOST_DAYS`."""
    for number in range(min((last - first).days + 1, MOST_DAYS)):
        yield first + number * _DAY


def _stretches(days: tuple[WorkshopDay, ...]) -> Iterator[Meeting]:
    """Yield the stretches between the breaks of each day, in the order of time; `week` counts the days.

    A day may have several entries, as a morning here and an afternoon there: it is one day all the same.
    """
    numbers = {date: number for number, date in enumerate(sorted({day.date for day in days}), 1)}
    for day in sorted(days, key=lambda day: (day.date, minutes_of(day.start))):
        number = numbers[day.date]
        at, end = minutes_of(day.start), minutes_of(day.end)
        for pause in sorted(day.breaks, key=lambda pause: minutes_of(pause.at)):
            begins = minutes_of(pause.at)
            if begins > at:
                yield Meeting(
                    date=day.date, start=at, minutes=min(begins, end) - at, week=number, name=None, place=day.place
                )
            at = max(at, begins + pause.minutes)
        if end > at:
            yield Meeting(date=day.date, start=at, minutes=end - at, week=number, place=day.place)
