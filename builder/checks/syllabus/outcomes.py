"""Rules for outcomes, and which sessions serve which: a module that an outcome names, or one of its keywords."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalog.spelling import compared
from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, taught
from builder.findings import Finding, warning
from builder.model.course import CourseSyllabus


def serving(read: CourseSyllabus, looking: Looking) -> tuple[frozenset[int], ...]:
    """Return for each outcome the numbers of the sessions that serve it."""
    lessons = taught(read, looking)
    found = []
    for outcome in read.syllabus.outcomes:
        wanted = {compared(word) for word in outcome.keywords}
        found.append(
            frozenset(
                number
                for number, module in lessons
                if module.slug in outcome.modules or wanted & {compared(word) for word in module.front.keywords}
            )
        )
    return tuple(found)


def outcome_unserved(read: CourseSyllabus, looking: Looking) -> Iterator[Finding]:
    """Every outcome is served by a module that a session teaches."""
    for number, sessions in enumerate(serving(read, looking)):
        if sessions:
            continue
        outcome = read.syllabus.outcomes[number]
        named = [*outcome.modules, *(f"“{word}”" for word in outcome.keywords)]
        why = (
            f"no session teaches what it names ({', '.join(named)})" if named else "it names no modules and no keywords"
        )
        help_ = "name under it the modules that serve it, or keywords of theirs; or teach one that does"
        yield warning(
            "syllabus-outcome", f"no module serves this outcome: {why}", at(read, f"outcomes[{number}]"), help_
        )
