"""Rules for the minutes of sessions: against their meeting, and against what their modules take."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, counted, dated, known_modules, listed, named
from builder.findings import Finding, note, warning
from builder.model.course import CourseSyllabus

#: Fewer minutes than this are left over in any class.
_SLACK = 15
#: Of more sessions than this it is said in one line that time is left.
_TOLD_ONE_BY_ONE = 2


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
    if read.syllabus.term is None:  # there the article is read in the room, and `parts_left_out` says what has no time
        return
    spare: list[tuple[int, int, int]] = []
    for number, has, wanted in _asked(read, looking):
        if wanted > has:
            where, message = at(read, f"sessions[{number - 1}].modules"), _compared(read, number, has, wanted)
            message = f"{message}: {wanted - has} too many"
            help_ = "move a module to another session, or plan a shorter class"
            yield warning("syllabus-minutes", message, where, help_)
        elif has - wanted >= _SLACK:
            spare.append((number, has, wanted))
    help_ = "add a module or an exercise, or leave the time to questions"
    if len(spare) > _TOLD_ONE_BY_ONE:
        number, has, wanted = max(spare, key=lambda each: (each[1] - each[2], -each[0]))
        most = f"{named(read, number)} most, {has - wanted} of {counted(has, 'minute')}"
        message = f"{len(spare)} sessions have time left over beside their modules: {most}"
        yield note("syllabus-minutes", message, at(read, "sessions"), help_)
        return
    for number, has, wanted in spare:
        message = f"{_compared(read, number, has, wanted)}: {has - wanted} are left"
        yield note("syllabus-minutes", message, at(read, f"sessions[{number - 1}].modules"), help_)


def _compared(read: CourseSyllabus, number: int, has: int, wanted: int) -> str:
    one = len(read.syllabus.sessions[number - 1].modules) == 1
    what = f"{'its module takes' if one else 'its modules take'} {counted(wanted, 'minute')}"
    return f"{named(read, number)} has {counted(has, 'minute')}, and {what}"


def _asked(read: CourseSyllabus, looking: Looking) -> Iterator[tuple[int, int, int]]:
    """Yield (number, minutes it has, minutes its modules take) of each session of which both are known."""
    modules = known_modules(looking)
    for number, session in enumerate(read.syllabus.sessions, 1):
        taught = [modules[slug].front.minutes for slug in session.modules if slug in modules]
        held = [place.minutes for table in read.timetables if (place := table.place_of(number)) is not None]
        wanted = [minutes for minutes in taught if minutes is not None]
        if held and wanted and len(wanted) == len(session.modules):
            yield number, min(held), sum(wanted)


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
