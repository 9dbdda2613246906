"""Sessions flow over the meetings, in the order of the file; a pinned one stays where it is pinned.

The rules, which the planner page shares (`planner-dates.js`, `tests/syllabus/dates/`):

1. Sessions keep the order of the file: none is ever held before one that stands above it.
2. In a term one meeting holds one session.  A pinned session takes the first meeting of its day that is free and of
   its kind (`meeting`).  A group that does not meet on a day on which another does takes its next meeting in the
   same week (Monday to Sunday), else the last before it.
3. Every other session takes the next meeting of its kind after the session above it, before the next pinned one.
   Where a group has no meeting of its kind at all, there is nothing to wait for, and it has no place.
4. In a workshop a session takes its minutes from a stretch between two breaks; where they do not fit into what is left
   of it, the session begins after the break (`workshop.py`).
5. What finds no place is named with the reason, and takes no place from others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from builder.model.syllabus import Group, Session, Syllabus
from builder.model.timetable import DayOff, Held, Meeting, Reason, Timetable, Unplaced
from builder.syllabus.days import Days, days_of, days_off, monday
from builder.syllabus.workshop import flow_over_stretches

#: The sessions in their places, with the index of each one's meeting, and those without.
Flowed = tuple[tuple[tuple[int, Held], ...], tuple[Unplaced, ...]]


def timetables(syllabus: Syllabus, public: Mapping[dt.date, str]) -> tuple[Timetable, ...]:
    """Return the timetable of each group, one in all where there are none; public: holidays by date."""
    parties = syllabus.groups or (None,)
    days = [days_of(syllabus, group, public) for group in parties]
    closed = _Closed(
        off=days_off(syllabus, public), met=frozenset(meeting.date for own in days for meeting in own.meetings)
    )
    return tuple(_timetable(syllabus, group, own, closed) for group, own in zip(parties, days, strict=True))


class _Closed(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of days for all groups: the days without class, and those on which a group meets."""

    off: Mapping[dt.date, DayOff]
    met: frozenset[dt.date]


def _timetable(syllabus: Syllabus, group: Group | None, days: Days, closed: _Closed) -> Timetable:
    if syllabus.term is None:
        placed, unplaced = flow_over_stretches(syllabus.sessions, days.meetings)
    else:
        placed, unplaced = _flow_over_meetings(syllabus, days.meetings, closed)
    taken = {index for index, _ in placed}
    return Timetable(
        group=group.name if group is not None else None,
        meetings=days.meetings,
        held=tuple(held for _, held in placed),
        unplaced=unplaced,
        free=tuple(meeting for index, meeting in enumerate(days.meetings) if index not in taken),
        off=days.off,
    )


def _flow_over_meetings(syllabus: Syllabus, meetings: tuple[Meeting, ...], closed: _Closed) -> Flowed:
    pins, unpinned = _pins(syllabus, meetings, closed)
    placed: list[tuple[int, Held]] = []
    unplaced: list[Unplaced] = []
    last = -1
    for index, session in enumerate(syllabus.sessions):
        if index in unpinned:
            unplaced.append(Unplaced(number=index + 1, reason=unpinned[index]))
            continue
        if not _has_kind(meetings, session):
            unplaced.append(Unplaced(number=index + 1, reason="no-kind"))
            continue
        limit = min((at for number, at in pins.items() if number >= index), default=len(meetings))
        free = [at for at in range(last + 1, limit) if _is_of_kind(meetings[at], session)]
        at = pins.get(index, free[0] if free else None)
        if at is None:
            reason: Reason = "before-pin" if limit < len(meetings) else "no-meeting-left"
            unplaced.append(Unplaced(number=index + 1, reason=reason))
            continue
        last = at
        meeting = meetings[at]
        minutes = session.minutes if session.minutes is not None else meeting.minutes
        placed.append((at, Held(number=index + 1, meeting=meeting, start=meeting.start, minutes=minutes)))
    return tuple(placed), tuple(unplaced)


def _pins(
    syllabus: Syllabus, meetings: tuple[Meeting, ...], closed: _Closed
) -> tuple[dict[int, int], dict[int, Reason]]:
    """Return the meeting of each pinned session, and why others have none, both by the session's index."""
    pins: dict[int, int] = {}
    refused: dict[int, Reason] = {}
    last = -1
    for index, session in enumerate(syllabus.sessions):
        if session.date is None:
            continue
        may = _may_take(session, session.date, syllabus, meetings, closed)
        if isinstance(may, str):
            refused[index] = may
            continue
        later = [at for at in may if at > last]
        if later:
            last = pins[index] = later[0]
        else:
            refused[index] = "taken" if last in may else "order"
    return pins, refused


def _may_take(
    session: Session, day: dt.date, syllabus: Syllabus, meetings: tuple[Meeting, ...], closed: _Closed
) -> list[int] | Reason:
    """Return the meetings that a session pinned to a day may take, the first choice first, or why there is none."""
    if syllabus.term is not None and not syllabus.term.start <= day <= syllabus.term.end:
        return "outside"
    if day in closed.off:
        return "day-off"
    if not _has_kind(meetings, session):
        return "no-kind"
    own = [at for at, meeting in enumerate(meetings) if _is_of_kind(meeting, session)]
    here = [at for at in own if meetings[at].date == day]
    if here or not syllabus.groups or day not in closed.met:
        return here or "no-meeting"
    week = [at for at in own if monday(meetings[at].date) == monday(day)]
    after = [at for at in week if meetings[at].date > day]
    before = [at for at in reversed(week) if meetings[at].date < day]
    return [*after, *before] or "no-meeting"


def _has_kind(meetings: tuple[Meeting, ...], session: Session) -> bool:
    return session.meeting is None or any(_is_of_kind(meeting, session) for meeting in meetings)


def _is_of_kind(meeting: Meeting, session: Session) -> bool:
    return session.meeting is None or meeting.name == session.meeting
