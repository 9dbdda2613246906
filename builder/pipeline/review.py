"""Looking after a course: what its rules find, how far each module is, who has reviewed it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import msgspec

from builder.book.settings import read_settings
from builder.checks.sections import missing
from builder.checks.table import check as check_rules
from builder.checks.table import check_syllabi as check_syllabus_rules
from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, CourseFolder, no_module, page_of, read_course
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.quiz_edit import with_accepted
from builder.files.quiz_place import private_home
from builder.files.survey import survey
from builder.findings import BuilderError, Finding, has_errors, in_order
from builder.model.course import Course
from builder.model.module import Module, Status
from builder.model.settings import Settings
from builder.pipeline.book import stale_notebooks
from builder.pipeline.syllabi import named_syllabi, timetabled

#: What accepting a module settles, or the next build does.
_SETTLED = frozenset({"draft-unreviewed", "item-unreviewed", "review-unsigned", "notebook-stale", "notebook-missing"})


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """How far a module is: one row of `builder status`.

    drafted, authored: how many of its items nobody has changed, and how many a person wrote or changed.
    missing: the usual parts it lacks.  page: whether its notebook shows what the files say.
    """

    slug: str
    title: str
    status: Status | Literal["unreadable"]
    reviewer: str | None = None
    reviewed: str | None = None
    drafted: int = 0
    authored: int = 0
    missing: tuple[str, ...] = ()
    page: Literal["current", "stale", "missing", "unknown"] = "unknown"
    errors: int = 0
    warnings: int = 0


def check(folder: Path, *, today: dt.date, slugs: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return what all rules find in the course, or in the modules that are named.

    Raises BuilderError where there is no course, or no such module.
    """
    course, _, findings = _looked_at(folder, today)
    known_modules(course, slugs)
    if not slugs:
        return findings
    settings = course.config.settings
    return tuple(finding for finding in findings if any(_is_about(finding, slug, settings) for slug in slugs))


def check_syllabi(folder: Path, *, today: dt.date, names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return what the rules find in the syllabi of these names, in all if none is named.

    Raises BuilderError where there is no course, or no such syllabus.
    """
    course, _ = read_course(folder)
    read, findings = named_syllabi(folder, names)
    surveyed, _ = survey(course)
    wanted = msgspec.structs.replace(surveyed, syllabi=read)
    return in_order((*findings, *check_syllabus_rules(timetabled(wanted, course), today.year)))


def _is_about(finding: Finding, slug: str, settings: Settings) -> bool:
    """Return whether a finding is about a module: its folder, a file in it, its page, or its private quiz."""
    file, head = finding.where.file or "", page_of(slug)
    folders = tuple(f"{name}/" for name in (head, private_home(slug, settings)) if name is not None)
    return file in (head, f"{head}.ipynb", f"{head}.md") or file.startswith(folders)


def _looked_at(folder: Path, today: dt.date) -> tuple[CourseFolder, Course, tuple[Finding, ...]]:
    course, found = read_course(folder)
    surveyed, problems = survey(course)
    stale = tuple(msgspec.structs.replace(f, severity="warning") for f in stale_notebooks(course))
    findings = (*found, *problems, *_config(folder), *stale, *check_rules(timetabled(surveyed, course), today.year))
    return course, surveyed, in_order(findings)


def _config(folder: Path) -> tuple[Finding, ...]:
    try:
        read_settings(folder)
    except BuilderError as problem:
        return (problem.finding,)
    return ()


def known_modules(course: CourseFolder, slugs: tuple[str, ...]) -> None:
    """Raise BuilderError, with the nearest name, where one of the slugs is no module of the course."""
    there = tuple(entry.slug for entry in course.folders)
    for slug in slugs:
        if slug not in there:
            raise no_module(course, slug)


def status(folder: Path, *, today: dt.date) -> tuple[Row, ...]:
    """Return a row for each module, the one that needs most work first; one that cannot be read is one too."""
    course, surveyed, findings = _looked_at(folder, today)
    settings = course.config.settings
    readable = {entry.module.slug: entry.module for entry in surveyed.modules}
    rows = [
        _row(entry.slug, readable.get(entry.slug), tuple(f for f in findings if _is_about(f, entry.slug, settings)))
        for entry in course.folders
    ]
    return tuple(sorted(rows, key=_worst_first))


def _row(slug: str, module: Module | None, findings: tuple[Finding, ...]) -> Row:
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    if module is None:
        return Row(slug=slug, title="", status="unreadable", errors=errors, warnings=warnings)
    front, codes = module.front, {finding.code for finding in findings}
    drafted = sum(item.origin == "drafted" for item in module.items)
    return Row(
        slug=slug,
        title=front.title,
        status=front.status,
        reviewer=front.reviewer,
        reviewed=front.reviewed,
        drafted=drafted,
        authored=len(module.items) - drafted,
        missing=(*_without(front.citation, "citation"), *_without(front.licence, "licence"), *missing(module)),
        page="missing" if "notebook-missing" in codes else "stale" if "notebook-stale" in codes else "current",
        errors=errors,
        warnings=warnings,
    )


def _without(value: str | None, name: str) -> tuple[str, ...]:
    return () if (value or "").strip() else (name,)


def _worst_first(row: Row) -> tuple[int, bool, int, bool, int, str]:
    return -row.errors, row.status == "reviewed", -len(row.missing), row.page == "current", -row.warnings, row.slug


def accept(folder: Path, slug: str, *, reviewer: str, day: str, today: dt.date) -> tuple[bool, tuple[Finding, ...]]:
    """Mark a module as reviewed and its drafted items as accepted; return whether a file changed, and what is found.

    A module with errors is not accepted.  Raises BuilderError where there is no course or module, and where
    the front matter is written so that it cannot be changed safely.
    """
    findings = check(folder, today=today, slugs=(slug,))
    if has_errors(findings):
        return False, findings
    course, _ = read_course(folder)
    file = next(entry.file for entry in course.folders if entry.slug == slug)
    text = file.text if file is not None else ""
    for key, value in (("status", "reviewed"), ("reviewer", reviewer), ("reviewed", day)):
        text = with_field(_again(slug, text, f"{MODULES}/{slug}/module.md"), key, value)
    changed = _accept_items(folder, slug)  # first: items of a module that is no draft any more would look forgotten
    changed |= write_if_changed(folder / MODULES / slug / "module.md", text.encode())
    return changed, tuple(finding for finding in findings if finding.code not in _SETTLED)


def _accept_items(folder: Path, slug: str) -> bool:
    course, _ = read_course(folder)
    entry = next(entry for entry in course.folders if entry.slug == slug)
    if entry.quiz is None or entry.module is None:
        return False
    drafted = tuple(item.id for item in entry.module.items if item.origin == "drafted")
    return write_if_changed(folder / entry.quiz.file, with_accepted(entry.quiz, drafted).encode())


def _again(slug: str, text: str, name: str) -> ModuleFile:
    file, findings = read_module(slug, text, name)
    if file is None:
        raise BuilderError(findings[0])
    return file
