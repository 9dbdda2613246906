"""What could be cut where there are more sessions than meetings: sessions to which nothing is bound."""

from __future__ import annotations

from builder.checks.looking import Looking
from builder.checks.syllabus.outcomes import serving
from builder.checks.syllabus.reading import counted, joined, named
from builder.checks.syllabus.terms import Used, uses
from builder.model.course import CourseSyllabus


def what_to_cut(read: CourseSyllabus, looking: Looking, homeless: tuple[int, ...]) -> str:
    """Return, in one line, which sessions to cut so that those without a meeting (their numbers) find one.

    A session may go that is not pinned, whose terms no later session needs of it, on which no assessment is due, and
    without which every outcome is still served; the one with the longest reading goes first.  Sessions above the last
    pin before the homeless ones, or without a place themselves, would free nothing.
    """
    sessions = read.syllabus.sessions
    pins = [number for number, session in enumerate(sessions, 1) if session.date is not None]
    last = max((pin for pin in pins if pin < homeless[0]), default=0)
    minutes = {
        number: sum(read.facts.reading.get(s, 0) for s in session.modules) for number, session in enumerate(sessions, 1)
    }
    wanted = sum(_size(read, number) for number in homeless)
    there = {held.number for table in read.timetables for held in table.held} | set(homeless)
    kinds = {sessions[number - 1].meeting for number in homeless}
    may = [
        number
        for number in sorted(there - set(pins))
        if number > last and (None in kinds or sessions[number - 1].meeting in (None, *kinds))
    ]
    every, served = uses(read, looking), serving(read, looking)
    cut: list[int] = []
    for number in sorted(may, key=lambda number: (-minutes[number], number)):
        if sum(_size(read, each) for each in cut) < wanted and _is_free(read, number, frozenset(cut), every, served):
            cut.append(number)
    for number in tuple(cut):  # in a workshop a longer one may do alone
        if sum(_size(read, each) for each in cut if each != number) >= wanted:
            cut.remove(number)
    names = [f"{named(read, number)}{_reading(minutes[number])}" for number in cut]
    if not cut:
        return "something is bound to every session (terms, an assessment, an outcome): join two, or add meetings"
    free = f"cut {joined(names)}: nothing later is bound to {'it' if len(cut) == 1 else 'them'}"
    if sum(_size(read, number) for number in cut) < wanted:
        return f"{free}, and join others, for it is not enough; or add meetings"
    return f"{free}; or add meetings"


def _reading(minutes: int) -> str:
    return f" ({counted(minutes, 'minute')} to read)" if minutes else ""


def _size(read: CourseSyllabus, number: int) -> int:
    """Return what a session takes: a meeting of a term, its minutes in a workshop."""
    return 1 if read.syllabus.term is not None else read.syllabus.sessions[number - 1].minutes or 0


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
