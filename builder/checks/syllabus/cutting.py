"""What could be cut where there are more sessions than meetings: sessions to which nothing is bound."""

from __future__ import annotations

from collections.abc import Iterable

from builder.checks.looking import Looking
from builder.checks.syllabus.outcomes import serving
from builder.checks.syllabus.reading import counted, joined, named
from builder.checks.syllabus.terms import Used, uses
from builder.model.course import CourseSyllabus


def what_to_cut(read: CourseSyllabus, looking: Looking, homeless: tuple[int, ...]) -> str:
    """Return, in one line, which sessions to cut so that those without a meeting (their numbers) find one."""
    cut = sessions_to_cut(read, looking, homeless)
    names = [f"{named(read, number)}{_read_in(_reading(read, number))}" for number in cut]
    more = "add meetings" if read.syllabus.term is not None else "give the workshop more time"
    if not cut:
        return f"something is bound to every session (terms, an assessment, an outcome): join two, or {more}"
    free = f"cut {joined(names)}: nothing later is bound to {'it' if len(cut) == 1 else 'them'}"
    if _size(read, cut) < _size(read, homeless):
        return f"{free}, and join others, for it is not enough; or {more}"
    return f"{free}; or {more}"


def sessions_to_cut(read: CourseSyllabus, looking: Looking, homeless: tuple[int, ...]) -> tuple[int, ...]:
    """Return the numbers of the sessions to cut; fewer than are needed where something is bound to all others.

    A session may go that is not pinned, whose terms no later session needs of it, on which no assessment is due, and
    without which every outcome is still served; the one with the longest reading goes first.  Sessions above the last
    pin before the homeless ones, or without a place themselves, would free nothing.
    """
    sessions = read.syllabus.sessions
    held = {place.number for table in read.timetables for place in table.held}
    last = max((n for n in held if n < homeless[0] and sessions[n - 1].date is not None), default=0)
    kinds = {sessions[number - 1].meeting for number in homeless}
    may = [
        number
        for number in held | set(homeless)
        if number > last
        and sessions[number - 1].date is None
        and (None in kinds or sessions[number - 1].meeting in (None, *kinds))
    ]
    wanted = _size(read, homeless)
    every, served = uses(read, looking), serving(read, looking)
    cut: list[int] = []
    for number in sorted(may, key=lambda number: (-_reading(read, number), number)):
        if _size(read, cut) < wanted and _is_free(read, number, frozenset(cut), every, served):
            cut.append(number)
    for number in tuple(cut):  # in a workshop a longer one may do alone
        if _size(read, [each for each in cut if each != number]) >= wanted:
            cut.remove(number)
    return tuple(cut)


def _reading(read: CourseSyllabus, number: int) -> int:
    return sum(read.facts.reading.get(slug, 0) for slug in read.syllabus.sessions[number - 1].modules)


def _read_in(minutes: int) -> str:
    return f" ({counted(minutes, 'minute')} to read)" if minutes else ""


def _size(read: CourseSyllabus, numbers: Iterable[int]) -> int:
    """Return what sessions take: of a term a meeting each, in a workshop their minutes."""
    is_term = read.syllabus.term is not None
    return sum(1 if is_term else read.syllabus.sessions[number - 1].minutes or 0 for number in numbers)


def _is_free(
    read: CourseSyllabus, number: int, cut: frozenset[int], every: tuple[Used, ...], served: tuple[frozenset[int], ...]
) -> bool:
    """Return whether nothing is bound to a session, where others are cut already."""
    session = read.syllabus.sessions[number - 1]
    if session.id is not None and any(each.session == session.id for each in read.syllabus.assessments):
        return False
    if any(number in sessions and not sessions - cut - {number} for sessions in served):
        return False
    left = [use for use in every if not {use.defined, use.used} & cut and use.defined < use.used]
    needed = {(use.term, use.used) for use in left if use.defined == number}
    others = {(use.term, use.used) for use in left if use.defined != number}
    return not needed - others
