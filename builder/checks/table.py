"""The table of rules, and what they find in a course."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks import across, chosen, front_matter, held, languages, links, references, sections, teaching
from builder.checks.looking import CourseRule, Looking, ModuleRule
from builder.checks.syllabus.pages import syllabus_not_there
from builder.checks.syllabus.table import syllabus_rules
from builder.findings import Finding, in_order
from builder.model.course import Course

#: Rules that look at one module after the other.
MODULE_RULES: tuple[ModuleRule, ...] = (
    front_matter.citation_missing,
    front_matter.licence_missing,
    front_matter.text_not_licensed,
    front_matter.address_missing,
    front_matter.article_unknown,
    front_matter.language_missing,
    front_matter.draft_unreviewed,
    front_matter.review_undated,
    front_matter.update_due,
    front_matter.article_changed,
    front_matter.translation_unknown,
    front_matter.former_name_taken,
    sections.heading_added,
    sections.quotation_not_found,
    sections.quotation_changed,
    chosen.chosen_changed,
    references.reference_gone,
    teaching.item_rules,
    teaching.quiz_rules,
    teaching.coverage_rules,
    teaching.objective_rules,
    teaching.prompt_rules,
    sections.item_unreviewed,
    sections.objective_unknown,
    sections.content_missing,
    held.items_held,
)

#: Rules that look at the course as a whole.
COURSE_RULES: tuple[CourseRule, ...] = (
    across.title_doubled,
    across.citation_doubled,
    across.term_clashes,
    across.item_id_in_two_modules,
    across.toc_without_file,
    across.page_not_in_toc,
    across.front_page_untouched,
    languages.language_without_words,
    languages.translation_faults,
    links.picture_without_words,
    links.links_to_private_files,
    links.dead_links,
    syllabus_rules,
    syllabus_not_there,
)


def check(course: Course, year: int) -> tuple[Finding, ...]:
    """Return what all rules find in a course; `year` is the present one, by which research is old or new."""
    return in_order(tuple(_found(Looking(course=course, year=year))))


def check_syllabi(course: Course, year: int) -> tuple[Finding, ...]:
    """Return what the rules of syllabi find in a course."""
    return in_order(tuple(syllabus_rules(Looking(course=course, year=year))))


def _found(looking: Looking) -> Iterator[Finding]:
    for entry in looking.course.modules:
        for module_rule in MODULE_RULES:
            yield from module_rule(entry, looking)
    for course_rule in COURSE_RULES:
        yield from course_rule(looking)
