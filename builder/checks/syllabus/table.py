"""The table of the rules of a syllabus, and what they find."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.checks.syllabus import grading, minutes, modules, outcomes, places, terms, times
from builder.checks.syllabus.reading import SyllabusRule
from builder.findings import Finding

#: Rules that look at one syllabus after the other.
SYLLABUS_RULES: tuple[SyllabusRule, ...] = (
    modules.module_unknown,
    modules.module_twice,
    modules.title_twice,
    modules.language_other,
    places.never_meets,
    places.sessions_too_many,
    places.session_without_place,
    places.meetings_unused,
    minutes.session_and_meeting,
    minutes.modules_and_session,
    minutes.parts_left_out,
    terms.term_early,
    outcomes.outcome_unserved,
    grading.weights_off,
    grading.due_unclear,
    grading.due_on_a_day_off,
    times.zone_unknown,
    times.zone_missing,
    times.clock_odd,
    times.place_unknown,
    times.holiday_odd,
    times.workshop_day_off,
    times.groups_in_one_place,
)


def syllabus_rules(looking: Looking) -> Iterator[Finding]:
    """Every syllabus of the course holds together; see the table in `checks.syllabus`."""
    for read in looking.course.syllabi:
        for rule in SYLLABUS_RULES:
            yield from rule(read, looking)
