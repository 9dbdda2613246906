"""Sessions flow over the stretches of a workshop: rule 4 of `flow.py`.

A pinned session is held on its day, after the sessions above it that fit before it.  So that it stays, every session
above it must end by the latest minute at which it can still begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from builder.model.syllabus import Session
from builder.model.timetable import Held, Meeting, Reason, Unplaced


class _Place(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A moment: the index of a stretch, and the minutes of it that are over."""

    stretch: int
    over: int


_BEGIN = _Place(stretch=0, over=0)


def flow_over_stretches(
    sessions: tuple[Session, ...], stretches: tuple[Meeting, ...]
) -> tuple[tuple[tuple[int, Held], ...], tuple[Unplaced, ...]]:
    """Return the sessions in their places, each with the index of its stretch, and those that have none."""
    refused = _refused(sessions, stretches)
    latest = _latest(sessions, stretches, refused)
    placed: list[tuple[int, Held]] = []
    unplaced: list[Unplaced] = []
    at = _BEGIN
    for index, session in enumerate(sessions):
        limit = next((latest[number] for number in sorted(latest) if number > index), None)
        place = None if index in refused else _first(session, at, stretches, limit)
        if place is None:
            reason = refused.get(index) or _reason(session, at, stretches, limit)
            unplaced.append(Unplaced(number=index + 1, reason=reason))
            continue
        stretch, minutes = stretches[place.stretch], _minutes(session, stretches[place.stretch], place.over)
        held = Held(number=index + 1, meeting=stretch, start=stretch.start + place.over, minutes=minutes)
        placed.append((place.stretch, held))
        at = _Place(stretch=place.stretch, over=place.over + minutes)
    return tuple(placed), tuple(unplaced)


def _minutes(session: Session, stretch: Meeting, over: int) -> int:
    """Return how long a session takes that begins so many minutes into a stretch."""
    return session.minutes if session.minutes is not None else stretch.minutes - over


def _first(session: Session, at: _Place, stretches: tuple[Meeting, ...], limit: _Place | None) -> _Place | None:
    """Return the first place from `at` on at which a session fits and ends by `limit`; None if there is none."""
    for place in _from(at, stretches):
        stretch = stretches[place.stretch]
        minutes = _minutes(session, stretch, place.over)
        end = _Place(stretch=place.stretch, over=place.over + minutes)
        if session.date is not None and stretch.date != session.date:
            continue
        if minutes > 0 and end.over <= stretch.minutes and (limit is None or end <= limit):
            return place
    return None


def _from(at: _Place, stretches: tuple[Meeting, ...]) -> Iterator[_Place]:
    if at.stretch < len(stretches):
        yield at
    for number in range(at.stretch + 1, len(stretches)):
        yield _Place(stretch=number, over=0)


def _reason(session: Session, at: _Place, stretches: tuple[Meeting, ...], limit: _Place | None) -> Reason:
    rest = [stretches[place.stretch].minutes - place.over for place in _from(at, stretches)]
    if session.minutes is not None and any(rest) and session.minutes > max(rest):
        return "too-long"
    return "before-pin" if limit is not None else "no-meeting-left"


def _refused(sessions: tuple[Session, ...], stretches: tuple[Meeting, ...]) -> dict[int, Reason]:
    """Return why pinned sessions have no place, were there no others; by the session's index."""
    refused: dict[int, Reason] = {}
    days = {stretch.date for stretch in stretches}
    at = _BEGIN
    for index, session in enumerate(sessions):
        if session.date is None:
            continue
        place = _first(session, at, stretches, None)
        if place is not None:
            at = _Place(
                stretch=place.stretch, over=place.over + _minutes(session, stretches[place.stretch], place.over)
            )
        elif session.date not in days:
            refused[index] = "outside"
        elif at.stretch < len(stretches) and stretches[at.stretch].date > session.date:
            refused[index] = "order"
        else:
            longest = max(stretch.minutes for stretch in stretches if stretch.date == session.date)
            refused[index] = "too-long" if (session.minutes or 0) > longest else "taken"
    return refused


def _latest(
    sessions: tuple[Session, ...], stretches: tuple[Meeting, ...], refused: Mapping[int, Reason]
) -> dict[int, _Place]:
    """Return the latest place at which each pinned session can begin, by the session's index."""
    latest: dict[int, _Place] = {}
    limit = _Place(stretch=len(stretches), over=0)
    for index in reversed(range(len(sessions))):
        session = sessions[index]
        if session.date is None or index in refused:
            continue
        for number in reversed(range(min(limit.stretch + 1, len(stretches)))):
            stretch = stretches[number]
            end = min(stretch.minutes, limit.over) if number == limit.stretch else stretch.minutes
            begin = end - (session.minutes if session.minutes is not None else 1)
            if stretch.date == session.date and begin >= 0:
                limit = latest[index] = _Place(stretch=number, over=begin)
                break
    return latest
