"""Rules for the days of sessions: each has its place, and no meeting is left over unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus.cutting import what_to_cut
from builder.checks.syllabus.reading import at, counted, dated, listed, named
from builder.findings import Finding, error, note
from builder.model.course import CourseSyllabus
from builder.model.timetable import Meeting, Reason, Timetable, Unplaced, clock

#: What is wrong and what to do, of one session in one timetable.
_Told = tuple[str, str]


def sessions_too_many(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """There are as many meetings as sessions; where not, it is said which has none, and what to cut."""
    told: dict[tuple[int, ...], list[Timetable]] = {}
    for table in read.timetables:
        homeless = tuple(entry.number for entry in table.unplaced if _is_too_many(read, table, entry))
        if homeless and table.meetings:
            told.setdefault(homeless, []).append(table)
    for homeless, tables in told.items():
        names = listed([named(read, number) for number in homeless])
        verb = "finds" if len(homeless) == 1 else "find"
        many = counted(len(read.syllabus.sessions), "session")
        if read.syllabus.term is not None:
            what, room = "meeting", f"{many} for {counted(len(tables[0].meetings), 'meeting')}"
        else:
            what, room = "time", "no stretch after the session above has so much left"
        message = f"{names} {verb} no {what}{_groups(read, tables)}: {room}"
        where = at(read, f"sessions[{homeless[0] - 1}]")
        yield error("syllabus-full", message, where, what_to_cut(read, looking, homeless))


def _is_too_many(read: CourseSyllabus, table: Timetable, entry: Unplaced) -> bool:
    """Return whether a session has no place because others take the time: it would fit into an empty stretch."""
    session = read.syllabus.sessions[entry.number - 1]
    fits = (session.minutes or 0) <= max((meeting.minutes for meeting in table.meetings), default=0)
    return entry.reason == "no-meeting-left" or (entry.reason == "too-long" and session.date is None and fits)


def _groups(read: CourseSyllabus, tables: list[Timetable]) -> str:
    """Return of which groups something is said; nothing where it is true of all."""
    if len(tables) == len(read.timetables):
        return ""
    return f" in {listed([str(table.group) for table in tables])}"


def session_without_place(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Every session that is pinned, or stands above a pinned one, has a place; where not, it is said why."""
    told: dict[tuple[str, _Told], list[Timetable]] = {}
    for table in read.timetables:
        for entry in table.unplaced:
            if table.meetings and not _is_too_many(read, table, entry):
                why = (_path(read, entry), _WHY[entry.reason](read, table, entry.number))
                told.setdefault(why, []).append(table)
    for (path, (message, help_)), tables in told.items():
        yield error("syllabus-no-place", f"{message}{_groups(read, tables)}", at(read, path), help_)


def _path(read: CourseSyllabus, entry: Unplaced) -> str:
    """Return what of a session is at fault that has no place."""
    session = f"sessions[{entry.number - 1}]"
    if entry.reason == "no-kind":
        return f"{session}.meeting"
    return f"{session}.date" if read.syllabus.sessions[entry.number - 1].date is not None else session


def _day(read: CourseSyllabus, number: int) -> dt.date:
    day = read.syllabus.sessions[number - 1].date
    if day is None:
        raise ValueError(f"session {number} is not pinned")
    return day


def _pinned(read: CourseSyllabus, number: int) -> str:
    return f"{named(read, number)} is pinned to {dated(_day(read, number))}"


def _line(read: CourseSyllabus, number: int) -> str:
    return f"{named(read, number)} (line {read.line(f'sessions[{number - 1}]')})"


def _before_pin(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    sessions = read.syllabus.sessions
    pin = next(
        held.number for held in table.held if held.number > number and sessions[held.number - 1].date is not None
    )
    what = sessions[number - 1].meeting or ("meeting" if read.syllabus.term is not None else "time")
    message = f"no {what} is left for {named(read, number)} before {_line(read, pin)}, which is pinned below it"
    return message, f"move {named(read, number)} below that one, cut a session above it, or take away that `date:`"


def _outside(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    term = read.syllabus.term
    if term is None:
        return f"{_pinned(read, number)}, which is no day of the workshop", "pin it to a day under `days:`"
    side = "before the term begins" if _day(read, number) < term.start else "after the term ends"
    return f"{_pinned(read, number)}, {side}", f"pin it to a day from {term.start} to {term.end}"


def _day_off(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    off = next(day for day in read.facts.off if day.date == _day(read, number))
    what = "a holiday" if off.kind == "holiday" else "in a break"
    name = f" ({off.name})" if off.name else ""
    held = "; if there is class on that day, add it under `holidays: held:`" if off.date in read.facts.public else ""
    return f"{_pinned(read, number)}, {what}{name}", f"pin it to another day{held}"


def _no_kind(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    kind = read.syllabus.sessions[number - 1].meeting
    own = next((group.meetings for group in read.syllabus.groups if group.name == table.group), ())
    if kind in {pattern.name for pattern in own or read.syllabus.meetings}:
        message = f"{named(read, number)} finds no place: no day of the term has a {kind}"
        return message, "look at the days of that meeting, of `term:`, holidays and `breaks:`"
    message = f"{named(read, number)} finds no place: there is no meeting called {kind}"
    return message, f"add a meeting called {kind} there, or take `meeting:` away: the session then takes any"


def _no_meeting(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    kind, day = read.syllabus.sessions[number - 1].meeting, _day(read, number)
    own = [meeting.date for meeting in table.meetings if kind is None or meeting.name == kind]
    near = [*[date for date in own if date < day][-1:], *[date for date in own if date > day][:1]]
    help_ = f"the meetings next to it: {listed([dated(date) for date in near])}"
    return f"{_pinned(read, number)}, on which there is no {kind or 'meeting'}", help_


def _taken(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    own = [held.number for held in table.held if held.meeting.date == _day(read, number) and held.number < number]
    holder = f"{_line(read, own[-1])} has it" if own else "others have it"
    message = f"{_pinned(read, number)}, and {holder}"
    return message, "pin one of the two to another day, or make them one session"


def _order(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    above = [held.number for held in table.held if held.number < number and held.meeting.date > _day(read, number)]
    other = f", before {_line(read, above[-1])} above it" if above else ", before a session above it"
    return f"{_pinned(read, number)}{other}", "sessions are held in the order of the file: move it up, or change a date"


def _too_long(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    session = read.syllabus.sessions[number - 1]
    own = [meeting for meeting in table.meetings if session.date in (None, meeting.date)]
    longest = max((meeting.minutes for meeting in own), default=0)
    when = f" on {dated(session.date)}" if session.date is not None else ""
    message = f"{named(read, number)} takes {session.minutes} minutes, and the longest stretch{when} has {longest}"
    return message, "shorten it, make two of it, or move a break"


def _never(read: CourseSyllabus, table: Timetable, number: int) -> _Told:
    raise ValueError(f"told by another rule: {table.group} {number} of {read.name}")


_WHY: dict[Reason, Callable[[CourseSyllabus, Timetable, int], _Told]] = {
    "no-meeting-left": _never,
    "before-pin": _before_pin,
    "outside": _outside,
    "day-off": _day_off,
    "no-kind": _no_kind,
    "no-meeting": _no_meeting,
    "taken": _taken,
    "order": _order,
    "too-long": _too_long,
}


def never_meets(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """The course meets at least once."""
    for number, table in enumerate(read.timetables):
        if not table.meetings:
            who = f"“{table.group}” never meets" if table.group is not None else "the course never meets"
            lost = f": {len(table.off)} of its days {'is' if len(table.off) == 1 else 'are'} without class"
            path = f"groups[{number}]" if table.group is not None else "meetings"
            help_ = "look at the days of `term:`, `meetings:` and `breaks:`"
            yield error("syllabus-never-meets", f"{who} in the term{lost * bool(table.off)}", at(read, path), help_)


def meetings_unused(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Every meeting has its session."""
    told: dict[tuple[Meeting, ...], list[Timetable]] = {}
    for table in read.timetables:
        if table.free:
            told.setdefault(table.free, []).append(table)
    for free, tables in told.items():
        first = f"{dated(free[0].date)} at {clock(free[0].start)}"
        what = "meeting" if read.syllabus.term is not None else "stretch"
        many = f"1 {what} has" if len(free) == 1 else f"{len(free)} {what}{'e' * (what == 'stretch')}s have"
        message = f"{many} no session{_groups(read, tables)}, {'on' if len(free) == 1 else 'the first on'} {first}"
        yield note("syllabus-free", message, at(read, "sessions"), "add sessions, or leave the time free")
