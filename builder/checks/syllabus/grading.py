"""Rules for what is graded: weights, and the days on which it is due."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, dated, listed
from builder.findings import Finding, error, warning
from builder.model.course import CourseSyllabus

_WHOLE = 100
_NOTHING = 0.01


def weights_off(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """The weights of the assessments sum to 100, if any has one."""
    assessments = read.syllabus.assessments
    weights = [each.weight for each in assessments if each.weight is not None]
    if not weights or abs(sum(weights) - _WHOLE) < _NOTHING:
        return
    bare = [f"“{each.name}”" for each in assessments if each.weight is None]
    without = f"; {listed(bare)} {'has' if len(bare) == 1 else 'have'} none" if bare else ""
    message = f"the weights sum to {sum(weights):g}, not to {_WHOLE}{without}"
    yield warning("syllabus-weights", message, at(read, "assessments"), "weights are percent of the whole grade")


def due_unclear(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Every assessment is due on one day, that of a session or one of the calendar."""
    ids = [session.id for session in read.syllabus.sessions if session.id is not None]
    for number, each in enumerate(read.syllabus.assessments):
        path = f"assessments[{number}]"
        if each.session is not None and each.session not in ids:
            near = difflib.get_close_matches(each.session, ids, n=1, cutoff=0.5)
            known = f"the ids here: {', '.join(ids)}" if ids else "no session has one; write `id:` under it"
            help_ = f"did you mean {near[0]}? {known}" if near else known
            message = f"no session has the id “{each.session}”"
            yield error("syllabus-due-session", message, at(read, f"{path}.session"), help_)
        if each.due is not None and each.session is not None:
            message = f"“{each.name}” is due on a day and on that of a session; the day counts"
            yield warning("syllabus-due-session", message, at(read, f"{path}.due"), "keep one of `due:` and `session:`")
        if each.due is None and each.session is None:
            message = f"nobody knows when “{each.name}” is due"
            help_ = "add `due:` with a day, or `session:` with the id of a session"
            yield warning("syllabus-due-day", message, at(read, path), help_)


def due_on_a_day_off(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """What is due on a day of the calendar is due in the term, and not on a holiday or in a break."""
    term = read.syllabus.term
    off = {day.date: day for day in read.facts.off}
    for number, each in enumerate(read.syllabus.assessments):
        where = at(read, f"assessments[{number}].due")
        if each.due is None:
            continue
        if term is not None and not term.start <= each.due <= term.end:
            side = "before the term begins" if each.due < term.start else "after the term ends"
            edge = term.start if each.due < term.start else term.end
            message = f"“{each.name}” is due on {dated(each.due)}, {side} ({dated(edge)})"
            yield warning(
                "syllabus-due-day", message, where, "correct the day, or the term; or leave it if it is meant"
            )
        elif each.due in off:
            day = off[each.due]
            what = "on a holiday" if day.kind == "holiday" else "in a break"
            name = f" ({day.name})" if day.name else ""
            message = f"“{each.name}” is due on {dated(each.due)}, {what}{name}"
            yield warning("syllabus-due-day", message, where, "choose another day; or leave it if it is meant")
