"""Rules for outcomes, and which sessions serve which."""

from __future__ import annotations

from collections.abc import Iterator

from builder.catalog.outcomes import serves
from builder.checks.looking import Looking
from builder.checks.syllabus.reading import at, taught
from builder.findings import Finding, warning
from builder.model.course import CourseSyllabus


def serving(read: CourseSyllabus, looking: Looking) -> tuple[frozenset[int], ...]:
    """Return for each outcome the numbers of the sessions that serve it."""
    lessons = taught(read, looking)
    return tuple(
        frozenset(number for number, module in lessons if serves(module.slug, module.front.keywords, outcome))
        for outcome in read.syllabus.outcomes
    )


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
