"""Rules for the calendar of a syllabus: its zone, nights on which clocks change, holidays, groups in one room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, dated, named
from builder.findings import Finding, error, note, warning
from builder.model.course import CourseSyllabus
from builder.model.timetable import DayOff, Meeting, Timetable, clock
from builder.text.words import folded


def zone_unknown(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """The time zone is one that calendars know."""
    near = read.facts.near_zones
    if near is not None:
        help_ = f"did you mean {' or '.join(near)}?" if near else "write an area and a city, as in America/New_York"
        message = f"no time zone is called “{read.syllabus.timezone}”"
        yield error("syllabus-zone", message, at(read, "timezone"), help_)


def zone_missing(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """A syllabus says its time zone."""
    if not read.syllabus.timezone:
        message = "without a time zone, a calendar shows the hours in its reader's own zone"
        help_ = "add `timezone:` with an area and a city, as in America/New_York; or leave it if all are in one place"
        yield note("syllabus-zone-missing", message, at(read, ""), help_)


def clock_odd(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No session begins or ends at a time that clocks skip, or show twice, on the night on which they change."""
    for odd in read.facts.odd_clocks:
        what = (
            "which clocks skip that night"
            if odd.kind == "skipped"
            else "which clocks show twice that night; the first is meant"
        )
        message = f"{named(read, odd.number)} is at {clock(odd.time)} on {dated(odd.date)}, {what}"
        help_ = "hold it at another time, or say in `notes:` which clock is meant"
        yield warning("syllabus-clock", message, at(read, f"sessions[{odd.number - 1}]"), help_)


def place_unknown(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Holidays are known of the country and region that a syllabus names."""
    if read.facts.unknown_place is not None:
        message, help_ = read.facts.unknown_place
        key = "region" if "region" in message else "country"
        yield error("syllabus-country", message, at(read, f"holidays.{key}"), help_)


def holiday_odd(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Days without class stand once, in the term; and what is held all the same would else be a holiday."""
    listed, term = read.syllabus.holidays, read.syllabus.term
    first: dict[dt.date, int] = {}
    for number, day in enumerate(listed.dates):
        where = at(read, f"holidays.dates[{number}]")
        if first.setdefault(day.date, number) != number:
            line = read.line(f"holidays.dates[{first[day.date]}]")
            yield note("syllabus-holiday", f"{day.date} stands already on line {line}", where, "keep one of the two")
        elif term is not None and not term.start <= day.date <= term.end:
            yield note(
                "syllabus-holiday", f"{dated(day.date)} is outside the term", where, "correct it, or take it out"
            )
    for number, held in enumerate(listed.held):
        if held not in read.facts.public:
            of = "of the term" if term is not None else "on which the workshop is held"
            message = f"{dated(held)} is no public holiday {of}, so that there is class anyway"
            yield note("syllabus-holiday", message, at(read, f"holidays.held[{number}]"), "correct it, or take it out")
    for number, recess in enumerate(read.syllabus.breaks):
        if term is not None and (recess.end < term.start or recess.start > term.end):
            message = f"the break from {dated(recess.start)} to {dated(recess.end)} is outside the term"
            yield note("syllabus-holiday", message, at(read, f"breaks[{number}]"), "correct it, or take it out")


def workshop_day_off(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No day of a workshop is a holiday or in a break, or it is known that it is: the workshop is held all the same."""
    off = {day.date: day for day in read.facts.off}
    own = [("", read.syllabus.days), *((f"groups[{n}].", group.days) for n, group in enumerate(read.syllabus.groups))]
    for path, days in own:
        for number, day in enumerate(days):
            if day.date in off:
                message = f"{dated(day.date)} is {_off(off[day.date])}; the workshop is held all the same"
                help_ = _if_meant(off[day.date], is_public=day.date in read.facts.public)
                yield warning("syllabus-workshop-day-off", message, at(read, f"{path}days[{number}].date"), help_)


def _off(day: DayOff) -> str:
    return f"{'a holiday' if day.kind == 'holiday' else 'in a break'}{f' ({day.name})' if day.name else ''}"


def _if_meant(day: DayOff, *, is_public: bool) -> str:
    if day.kind == "break":
        return "choose another day; or if it is meant, correct the break"
    place = "add it under `holidays: held:`" if is_public else "take it out of `holidays: dates:`"
    return f"choose another day; or if it is meant, {place}"


def groups_in_one_place(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """No two groups meet at the same time in the same place."""
    for (_, one), (number, other) in combinations(enumerate(read.timetables), 2):
        for both in _together(one, other):
            when = f"{dated(both.date)} at {clock(both.start)}"
            message = f"“{other.group}” and “{one.group}” are both in {both.place} on {when}"
            help_ = "give one of them another place or time; or make them one group"
            yield warning("syllabus-groups", message, at(read, f"groups[{number}]"), help_)


def _together(one: Timetable, other: Timetable) -> Iterator[Meeting]:
    """Yield the first meeting of `other` in each place during which `one` is there too.

    Meetings that begin and end together are one that both attend, as a lecture for all groups.
    """
    rooms: dict[tuple[dt.date, str], list[Meeting]] = {}
    for meeting in one.meetings:
        if meeting.place:
            rooms.setdefault((meeting.date, folded(meeting.place).casefold()), []).append(meeting)
    told: set[str] = set()
    for meeting in other.meetings:
        place = folded(meeting.place or "").casefold()
        for there in rooms.get((meeting.date, place), ()):
            is_one = (there.start, there.minutes) == (meeting.start, meeting.minutes)
            crossing = there.start < meeting.start + meeting.minutes and meeting.start < there.start + there.minutes
            if crossing and not is_one and place not in told:
                told.add(place)
                yield meeting
