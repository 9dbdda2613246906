"""Rules for the minutes of sessions: against their meeting, and against what their modules take."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, counted, dated, known_modules, listed, named
from builder.findings import Finding, note, warning
from builder.model.course import CourseSyllabus

#: Fewer minutes than this are left over in any class.
_SLACK = 15


def session_and_meeting(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """A session of a term takes as long as its meeting."""
    if read.syllabus.term is None:
        return
    for number, session in enumerate(read.syllabus.sessions, 1):
        held = [place for table in read.timetables if (place := table.place_of(number)) is not None]
        off = next((place for place in held if place.minutes != place.meeting.minutes), None)
        if session.minutes is None or off is None:
            continue
        where, over = at(read, f"sessions[{number - 1}].minutes"), off.minutes - off.meeting.minutes
        day = f"the meeting on {dated(off.meeting.date)} ({counted(off.meeting.minutes, 'minute')})"
        if over > 0:
            message = f"{named(read, number)} takes {counted(over, 'minute')} more than {day}"
            yield warning("syllabus-minutes", message, where, "shorten it, or take away `minutes:` to have it fit")
        elif -over >= _SLACK:
            message = f"{named(read, number)} takes {counted(-over, 'minute')} less than {day}"
            yield note("syllabus-minutes", message, where, "take away `minutes:` to have all of the meeting")


def modules_and_session(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """The modules of a session take the minutes that it has."""
    modules = known_modules(looking)
    for number, session in enumerate(read.syllabus.sessions, 1):
        taught = [modules[slug].front.minutes for slug in session.modules if slug in modules]
        held = [place.minutes for table in read.timetables if (place := table.place_of(number)) is not None]
        wanted = [minutes for minutes in taught if minutes is not None]
        if not held or not wanted or len(wanted) < len(session.modules):
            continue
        over, where = sum(wanted) - min(held), at(read, f"sessions[{number - 1}].modules")
        what = f"{'its modules take' if len(wanted) > 1 else 'its module takes'} {counted(sum(wanted), 'minute')}"
        if over > 0 and read.syllabus.term is not None:  # of a workshop it is said what there is no time for
            message = f"{named(read, number)} has {counted(min(held), 'minute')}, and {what}: {over} too many"
            yield warning(
                "syllabus-minutes", message, where, "move a module to another session, or plan a shorter class"
            )
        elif -over >= _SLACK and read.syllabus.term is not None:  # in a workshop the article is read in the room
            message = f"{named(read, number)} has {counted(min(held), 'minute')}, and {what}: {-over} are left"
            yield note(
                "syllabus-minutes", message, where, "add a module or an exercise, or leave the time to questions"
            )


def parts_left_out(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """A session of a workshop has time for all parts of its modules; what it has no time for is said."""
    for squeezed in read.facts.squeezed:
        session = read.syllabus.sessions[squeezed.number - 1]
        path = f"sessions[{squeezed.number - 1}].modules[{session.modules.index(squeezed.slug)}]"
        parts = [(squeezed.left_out, "there is no time for"), (squeezed.shortened, "shorter:")]
        told = "; ".join(f"{what} {listed(list(which))}" for which, what in parts if which)
        message = (
            f"{squeezed.slug} has {squeezed.minutes} of its {squeezed.wanted} minutes: {told or 'it is cut short'}"
        )
        help_ = f"give the session more minutes; `builder handout --syllabus {read.name}` prints the plan as cut"
        yield note("syllabus-cut", message, at(read, path), help_)
