"""Which session falls on which day: what `builder.syllabus.flow` computes of a syllabus, one timetable a group."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

#: Why a session has no place.
#:   no-meeting-left: all meetings of the term are taken      before-pin: no meeting is left before the next pinned one
#:   outside: pinned outside the term                          day-off: pinned to a holiday or into a break
#:   no-kind: the group has no meeting of the kind it needs
#:   no-meeting: pinned to a day without (such) a meeting      taken: pinned to a meeting that another session has
#:   order: pinned to a day before that of an earlier pinned session
#:   too-long: longer than every stretch of the workshop that is left
Reason = Literal[
    "no-meeting-left", "before-pin", "outside", "day-off", "no-kind", "no-meeting", "taken", "order", "too-long"
]


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of time in which the course meets: of a workshop, one between two breaks.

    start: minutes after midnight.  week: from 1, the week (Monday to Sunday) of the term; of a workshop its day.
    name: of the pattern.
    """

    date: dt.date
    start: int
    minutes: int
    week: int
    name: str | None = None
    place: str | None = None


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A session in its place.

    number: of the session in the file, from 1.  start, minutes: of the session itself, inside its meeting.
    """

    number: int
    meeting: Meeting
    start: int
    minutes: int


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """A session without a place, and why."""

    number: int
    reason: Reason


class DayOff(msgspec.Struct, frozen=True, kw_only=True):
    """A day on which the course would meet and does not."""

    date: dt.date
    name: str | None = None
    kind: Literal["holiday", "break"] = "holiday"


class Timetable(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions of a group in their places, in the order of the file, which is that of time.

    group: its name, None where the syllabus has no groups.  free: meetings that no session has.
    """

    group: str | None = None
    meetings: tuple[Meeting, ...] = ()
    held: tuple[Held, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    free: tuple[Meeting, ...] = ()
    off: tuple[DayOff, ...] = ()

    def place_of(self, number: int) -> Held | None:
        """Return where a session is held, None where it has no place."""
        return next((held for held in self.held if held.number == number), None)


def clock(minutes: int) -> str:
    """Return minutes after midnight as a time of day.

    >>> clock(570), clock(1500)
    ('09:30', '01:00')
    """
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def minutes_of(time: str) -> int:
    """Return a time of day as minutes after midnight.

    >>> minutes_of("9:30")
    570
    """
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)
