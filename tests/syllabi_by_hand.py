"""Syllabi as a person writes them, put on their days: what the tests of outputs start from."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import dedent

from builder.files.syllabus_yml import read_syllabus
from builder.findings import has_errors
from builder.model.entry import Entry
from builder.model.schedule import Schedule
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays
from builder.syllabus.schedule import schedule_of


def schedule(written: str, entries: Iterable[Entry] = (), name: str = "course", course: str = "a course") -> Schedule:
    """Return the schedule of a syllabus of a course; its first line, `format: 1`, may be left out."""
    read, findings = read_syllabus(f"format: 1\n{dedent(written)}", f"syllabi/{name}.yml")
    assert not has_errors(findings), findings
    assert read is not None
    made = timetables(read.syllabus, public_holidays(read.syllabus))
    return schedule_of(name, read.syllabus, made, {entry.slug: entry for entry in entries}, course)


def entry(slug: str, title: str = "", **more: object) -> Entry:
    """Return what a module says of itself."""
    return Entry(slug=slug, title=title or slug.title(), language="en", **{"reading_minutes": 5, **more})
