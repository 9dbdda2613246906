"""Rules for what is taught with a module: its items one by one and together, its objectives and prompts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.checks.items import context_of, lint_item, lint_quiz
from builder.checks.items.provenance import NOT_HELD
from builder.checks.looking import Looking
from builder.checks.objectives import lint_objectives
from builder.checks.prompts import lint_prompts
from builder.checks.sections import article_of, line_of
from builder.coverage import parts
from builder.findings import Finding, Severity, Where, note
from builder.model.alignment import alignment
from builder.model.article import Article
from builder.model.course import CourseModule
from builder.model.item import Item
from builder.quiz_order import key_place
from builder.text.inline import plain
from builder.text.words import folded

_FIRST_WORDS = 9


def item_rules(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every item follows the rules of its kind; see the table in `checks.items`."""
    others = (other.module for other in looking.course.modules if other is not entry)
    terms = {d.term: plain(d.definition) for module in others for d in module.definitions}
    context = context_of(_with_terms(entry), terms)
    for item in entry.module.items:
        for found in lint_item(item, context):
            if not found.message.startswith(NOT_HELD):
                yield _at(entry, found, item)


def _with_terms(entry: CourseModule) -> Article:
    """Return the module's article, with the module's key terms where it has no section of them itself."""
    article = article_of(entry)
    if article.definitions:
        return article
    return msgspec.structs.replace(article, definitions=entry.module.definitions)


def quiz_rules(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """The items of a quiz ask for one idea once, give none away, and are well mixed."""
    items = entry.module.items
    for found in lint_quiz(items, article_of(entry), [key_place(item) for item in items]):
        yield _at(entry, found, next((item for item in items if item.id == found.where.path), None))


def _at(entry: CourseModule, found: Finding, item: Item | None) -> Finding:
    line = entry.items.get(item.id) if item is not None else None
    place = Where(file=entry.quiz_file, line=line, path=item.id if item is not None else None)
    return msgspec.structs.replace(found, where=place)


def objective_rules(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every objective says one thing that a student can be seen to do."""
    objectives = entry.module.objectives
    for found in lint_objectives(objectives, entry.module.front.language):
        words = objectives[int(found.where.path) - 1] if found.where.path else ""
        yield msgspec.structs.replace(found, where=line_of(entry, "objectives", words))


def prompt_rules(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every prompt is open, short, timed and anchored in the article, and asks nobody to tell about themselves.

    The article's own questions keep their words: of them it is only noted.
    """
    prompts = entry.module.prompts
    given = {folded(plain(question)) for question in (entry.article.questions if entry.article else ())}
    for found in lint_prompts(prompts, entry.module.front.language):
        words = prompts[int(found.where.path) - 1].text if found.where.path else ""
        severity: Severity = "note" if folded(plain(words)) in given else found.severity
        yield msgspec.structs.replace(found, where=line_of(entry, "prompts", words), severity=severity)


def coverage_rules(entry: CourseModule, looking: Looking) -> Iterator[Finding]:
    """Every talking point, key term and key insight is asked about, every objective by item and prompt (rule V01)."""
    module = entry.module
    if not module.items:
        return  # `quiz-missing` says it
    missing = [f"“{_short(part.text)}”" for part in parts(module) if not part.items and not part.prompts]
    table = alignment(module)
    gaps = (
        ("nothing asks about", missing),
        ("no item serves objective", [str(row.number) for row in table.rows if not row.items]),
        ("no prompt serves objective", [str(row.number) for row in table.rows if not row.prompts]),
        ("no objective is served by", list(table.items) if table.rows else []),
    )
    told = [f"{what} {', '.join(which)}" for what, which in gaps if which]
    if told:
        help_ = f"`builder quiz report {module.slug}` shows the table"
        yield note("V01", "; ".join(told), Where(file=entry.quiz_file), help_)


def _short(text: str) -> str:
    words = plain(text).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
