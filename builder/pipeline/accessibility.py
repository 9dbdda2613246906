"""`builder check --accessibility`: WCAG 2.2 on the pages that a build made for students, with a report."""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder import __version__
from builder.checks.accessibility.looking import Asked, look_at
from builder.files.atomic import write_if_changed
from builder.files.built import HTML
from builder.files.built_pages import built_pages
from builder.files.course import read_course
from builder.findings import BuilderError, Finding, Where, error
from builder.pipeline.review import known_modules
from builder.writers.accessibility_report import write_report

#: Where the report stands, from the course folder: never among the files for students.
REPORT = "_build/accessibility/report.html"


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What a look at a built book found, and the report that it wrote."""

    report: Path
    findings: tuple[Finding, ...]


def check_accessibility(folder: Path, slugs: tuple[str, ...] = (), *, date: str = "") -> Looked:
    """Look at the built pages, write the report, and return where it stands and what was found.

    slugs: the modules whose pages are looked at; the whole book where none is named.  date: the day that the report
    names, none where it is "".  Raises BuilderError where there is no course, no such module, or nothing built.
    """
    course, _ = read_course(folder)
    known_modules(course, slugs)
    pages = built_pages(folder, course.config.settings, slugs)
    if not pages:
        what = "there is no built student edition to look at" if not slugs else "no page of these modules is built"
        raise BuilderError(error("built-missing", what, Where(file=HTML), "run `builder build`"))
    report = look_at(
        pages, Asked(course=course.config.title, version=__version__, date=date, limited=tuple(sorted(slugs)))
    )
    write_if_changed(folder / REPORT, write_report(report))
    return Looked(report=folder / REPORT, findings=report.findings)
