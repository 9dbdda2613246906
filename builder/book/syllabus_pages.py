"""Pages that show a syllabus: which one, computed once a build from its file and the modules of the book.

A page names a syllabus; what it shows is known when all pages are read (`env-updated`), so that a change of the file or
of a module has the page written again, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import cast

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from builder.book.course_list import course_list
from builder.book.notebooks import page_language
from builder.book.syllabus_files import SyllabusFile, fresh_files, offer, remove_others
from builder.files.syllabus_yml import file_of, read_syllabi, syllabus_names
from builder.findings import Finding
from builder.model.course import CourseSyllabus
from builder.model.schedule import Schedule
from builder.syllabus.digest import syllabus_digest
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays
from builder.syllabus.schedule import schedule_of
from builder.text.course_id import course_id
from builder.text.places import relative_path
from builder.text.syllabus_pages import syllabus_meant
from builder.wording import phrase
from builder.writers.course.syllabus import syllabus_html
from builder.writers.course.syllabus_parts import SyllabusView

_LOGGER = logging.getLogger(__name__)

_WANTED = "builder_syllabi"
_SHOWN = "builder_shown_syllabi"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What a page shows: a schedule with its files, or why there is none (a phrase with what it names)."""

    schedule: Schedule | None = None
    files: tuple[SyllabusFile, ...] = ()
    problem: str = ""
    named: dict[str, str] = {}
    finding: Finding | None = None

    @property
    def digest(self) -> str:
        """A digest of all that the page shows of it, but for the titles of pages."""
        made = syllabus_digest(self.schedule, "") if self.schedule is not None else f"{self.problem} {self.named}"
        return f"{made} {self.files}"


def note_syllabus(env: BuildEnvironment, name: str, line: int) -> None:
    """Note that the page that is being read shows a syllabus, by name or, with none, the course's own."""
    _wanted(env)[env.docname] = (name, line)
    if name and (Path(env.srcdir) / file_of(name)).is_file():
        env.note_dependency(file_of(name))


def forget_syllabus(env: BuildEnvironment, docname: str) -> None:
    """Forget what a page shows, before it is read again."""
    _wanted(env).pop(docname, None)


def merge_syllabi(env: BuildEnvironment, docnames: Iterable[str], other: BuildEnvironment) -> None:
    """Take over what another process has read."""
    _wanted(env).update({page: wanted for page, wanted in _wanted(other).items() if page in set(docnames)})


def _wanted(env: BuildEnvironment) -> dict[str, tuple[str, int]]:
    return cast("dict[str, tuple[str, int]]", env.__dict__.setdefault(_WANTED, {}))


def read_shown_syllabi(app: Sphinx, env: BuildEnvironment) -> None:
    """Read the syllabi that pages show, put their files beside the pages, say what cannot be shown (`env-updated`)."""
    wanted = {page: found for page, found in sorted(_wanted(env).items()) if page in env.found_docs}
    shown: dict[str, Shown] = {}
    if wanted:
        read, findings = read_syllabi(Path(app.confdir))
        for page, (name, line) in wanted.items():
            shown[page] = _chosen(app, name, read, findings)
            _warn(app, page, line, shown[page])
    if app.builder.format == "html":
        remove_others(Path(app.outdir), {file.path for one in shown.values() for file in one.files})
    setattr(app, _SHOWN, shown)


def shown_digest(app: Sphinx, page: str) -> str:
    """Return a digest of the syllabus that a page shows, empty where it shows none."""
    shown: dict[str, Shown] = getattr(app, _SHOWN, {})
    return shown[page].digest if page in shown else ""


def _chosen(app: Sphinx, name: str, read: tuple[CourseSyllabus, ...], findings: tuple[Finding, ...]) -> Shown:
    """Return what a page shows that asks for a syllabus by name; without one, the course's own or the only one."""
    faults = {Path(one.where.file or "").stem: one for one in reversed(findings) if one.severity == "error"}
    there = syllabus_names(Path(app.confdir))
    meant = syllabus_meant(name, there)
    if meant is None:
        return Shown(problem="several", named={"names": ", ".join(there)}) if there else Shown(problem="none")
    name = meant
    syllabus = next((one for one in read if one.name == name), None)
    if syllabus is not None:
        return _scheduled(app, syllabus)
    fault = faults.get(name)
    if fault is None:
        return Shown(problem="missing", named={"name": name, "file": file_of(name)})
    named = {"name": name, "file": fault.where.file or file_of(name), "line": str(fault.where.line or 1)}
    return Shown(problem="unreadable", named=named, finding=fault)


def _scheduled(app: Sphinx, read: CourseSyllabus) -> Shown:
    entries = {entry.slug: entry for entry in course_list(app).modules.values()}
    tables = timetables(read.syllabus, public_holidays(read.syllabus))
    known = course_id(app.config.project, app.config.author)
    schedule = schedule_of(read.name, read.syllabus, tables, entries, known)
    if app.builder.format != "html":
        return Shown(schedule=schedule)
    files = fresh_files(Path(app.confdir), read.name, syllabus_digest(schedule, str(app.config.html_baseurl or "")))
    return Shown(schedule=schedule, files=offer(Path(app.outdir), read.name, files))


def _warn(app: Sphinx, page: str, line: int, shown: Shown) -> None:
    if shown.schedule is not None:
        return
    named = shown.named
    message = phrase("en", f"syllabus_page.{shown.problem}", **named)
    location: tuple[str, int] | str = (page, line)
    if shown.finding is not None:
        what = f"{named['file']} has an error in line {named['line']}: {shown.finding.message}"
        message = f"The syllabus “{named['name']}” cannot be shown: {what}"
        location = f"{Path(app.confdir) / named['file']}:{named['line']}"
    elif shown.problem == "missing":
        own = Path(app.env.doc2path(page, base=False)).as_posix()
        gone = f"take the line of {page} out of _toc.yml and delete {own}"
        message = f"{message.removesuffix('.')}: there is no {named['file']}. Put that file back, or {gone}."
    _LOGGER.warning("%s", " ".join(message.split()), location=location, type="builder", subtype="syllabus")


def shown_html(app: Sphinx, docname: str, mark: nodes.Node) -> str:
    """Return the syllabus of a page as HTML, or the sentence that says why there is none."""
    shown: Shown = getattr(app, _SHOWN, {}).get(docname, Shown(problem="none"))
    language = page_language(app.env.metadata[docname]) or course_list(app).language
    if shown.schedule is None:
        words = phrase(language, f"syllabus_page.{shown.problem}", **shown.named)
        return f'<p class="builder-nothing">{escape(words)}</p>'
    pages = course_list(app).pages
    own = str(app.builder.get_target_uri(docname))
    title = app.env.titles.get(docname)
    view = SyllabusView(
        schedule=shown.schedule,
        link=lambda slug: str(app.builder.get_relative_uri(docname, pages[slug])),
        around=language,
        title=title.astext() if title is not None else "",
        level=1 + _sections_above(mark),
        files=tuple((file.words(shown.schedule), relative_path(own, file.path)) for file in shown.files),
    )
    return syllabus_html(view)


def _sections_above(node: nodes.Node) -> int:
    number = 0
    while node.parent is not None:
        node = node.parent
        number += isinstance(node, nodes.section)
    return number
