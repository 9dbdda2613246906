"""From syllabi to files to hand out, to print and to import: calendars, tables, PDF and Word, in a folder each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from builder.book.settings import course_of, read_settings
from builder.checks.table import check_syllabi
from builder.files.course import MODULES, CourseFolder, page_of, read_course
from builder.files.print_folder import SYLLABUS, as_made, drop, put, recorded, writable
from builder.files.survey import survey
from builder.files.syllabus_yml import file_of
from builder.findings import Finding, Where, note
from builder.model.course import CourseSyllabus
from builder.model.schedule import Schedule
from builder.model.sheet import Format, Layout, Paper, Sheet
from builder.pipeline.syllabi import book_address, entries_of, named_syllabi, scheduled, timetabled
from builder.pipeline.syllabus_page import add_pages
from builder.pipeline.syllabus_products import calendar
from builder.syllabus.digest import syllabus_digest
from builder.syllabus.file_names import calendar_names
from builder.writers.calendar import is_silent_change
from builder.writers.office import is_untouched
from builder.writers.pdf.press import Press
from builder.writers.schedule_table import coverage_table, schedule_table
from builder.writers.sheets.syllabus import syllabus_sheet
from builder.writers.word.document import docx_of

OnProgress = Callable[[str, int, int], None]
#: Bytes, or None where a file cannot be made, and what there is to say.
Made = tuple[bytes | None, tuple[Finding, ...]]

FORMATS: tuple[Format, ...] = ("pdf", "docx")

#: What the rules find without which days and times would be wrong: nothing is made.
_STOPPING = frozenset({"syllabus-zone", "syllabus-country"})


class SyllabusOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is to make.

    names: the syllabi, all of the course if empty.  formats, papers, large: of the paper; calendars and tables are
    always made.  page: whether a syllabus that no page of the book shows gets one.
    out: where the folders go, the course's `_build/syllabus` if None.
    """

    names: tuple[str, ...] = ()
    formats: tuple[Format, ...] = FORMATS
    papers: tuple[Paper, ...] = ("a4",)
    large: bool = False
    page: bool = True
    out: Path | None = None


class SyllabiBuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a run made: the files in the order in which they were made, and what there is to say."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


class _Product(msgspec.Struct, frozen=True, kw_only=True):
    """A file to make: the syllabus, the file's name, and how it is made.

    is_sealed: whether a file without a record shows by itself that it is as the builder left it.
    """

    syllabus: str
    name: str
    made_from: str
    make: Callable[[], Made]
    is_sealed: Callable[[bytes], bool]


def build_syllabi(folder: Path, order: SyllabusOrder, on_progress: OnProgress | None = None) -> SyllabiBuilt:
    """Make the files of syllabi; one that cannot be read is told, and the others are made.

    Raises BuilderError where there is no course, no syllabus (of a name), or nothing can be written.
    """
    course, found = read_course(folder)
    read, told = named_syllabi(course.folder, order.names)
    told = (*told, *_ruled(course, read))
    entries = entries_of(course)
    wrong = {finding.where.file for finding in told if finding.severity == "error"}
    known = course_of(read_settings(course.folder))
    schedules = [scheduled(one, entries, known) for one in read if one.file not in wrong]
    out = order.out if order.out is not None else course.folder / SYLLABUS
    writable(out)
    findings = [*told, *(finding for finding in found if _concerns(finding, schedules))]
    if order.page:
        findings += add_pages(course, tuple(one for one in read if one.file not in wrong))
    files: list[Path] = []
    press = Press(course.folder)
    products = [product for schedule in schedules for product in _products(schedule, course, order, press)]
    for schedule in schedules:
        made = {product.name for product in products if product.syllabus == schedule.name}
        _drop_old_calendars(out / schedule.name, made)
    for done, product in enumerate(products, 1):
        data, problems = product.make()
        findings += [_placed(problem, product.syllabus) for problem in problems]
        if data is not None:
            path, told = _put(out / product.syllabus, product, data)
            files += [path] if path is not None else []
            findings += told
        if on_progress is not None:
            on_progress("building", done, len(products))
    return SyllabiBuilt(files=tuple(files), findings=tuple(dict.fromkeys(findings)))


def _put(place: Path, product: _Product, data: bytes) -> tuple[Path | None, tuple[Finding, ...]]:
    """Write a product; return its path, None where a person changed it, and what there is to say."""
    path = place / product.name
    before = as_made(place, product.name) if path.suffix == ".ics" else b""
    problem = put(place, product.name, data, product.made_from, product.is_sealed)
    if problem is not None:
        return None, (problem,)
    return path, (_raise_revision(product.syllabus),) if is_silent_change(before, data) else ()


def _raise_revision(name: str) -> Finding:
    message = "its calendar changes, and `revision:` does not: some calendar programs keep what they have"
    help_ = "raise `revision:` before you hand the calendar out again"
    return note("syllabus-revision", message, Where(file=file_of(name)), help_)


def _ruled(course: CourseFolder, read: tuple[CourseSyllabus, ...]) -> Iterator[Finding]:
    """Yield what the rules find amiss, so that nobody hands out a syllabus that does not hold together unawares.

    An unknown time zone or country is an error, since times and days would be wrong; all else is in the files as it
    is (a session without a day is named in each), and a warning.
    """
    surveyed, _ = survey(course)
    looked_at = timetabled(msgspec.structs.replace(surveyed, syllabi=read), course)
    for finding in check_syllabi(looked_at, year=0):
        if finding.severity == "error" and finding.code not in _STOPPING:
            yield msgspec.structs.replace(finding, severity="warning")
        elif finding.severity != "note":
            yield finding


def _products(schedule: Schedule, course: CourseFolder, order: SyllabusOrder, press: Press) -> Iterator[_Product]:
    """Yield the files of a syllabus: calendars and tables first, since paper takes longest."""
    made_from = syllabus_digest(schedule, book_address(course))
    product = partial(_Product, syllabus=schedule.name, made_from=made_from, is_sealed=_never)
    addresses = _addresses(course)
    for agenda, name in zip(schedule.agendas, calendar_names(schedule), strict=True):
        if agenda.lessons or agenda.due:  # a calendar without events is none (RFC 5545, 3.6)
            yield product(name=name, make=partial(_told_nothing, partial(calendar, schedule, agenda, addresses)))
    yield product(name=f"{schedule.name}.csv", make=partial(_told_nothing, partial(schedule_table, schedule)))
    yield product(name=f"{schedule.name}-coverage.csv", make=partial(_told_nothing, partial(coverage_table, schedule)))
    sheet = syllabus_sheet(schedule)
    for paper in order.papers:
        layout = Layout(paper=paper, large=order.large)
        name = f"{schedule.name}-{paper}{'-large' * order.large}"
        if "pdf" in order.formats:
            yield product(name=f"{name}.pdf", make=partial(press.pdf, (sheet,), layout))
        if "docx" in order.formats:
            make = partial(_word, sheet, layout, course.folder)
            yield product(name=f"{name}.docx", make=make, is_sealed=is_untouched)


def _never(data: bytes) -> bool:  # noqa: ARG001 - only a Word file shows by itself who changed it
    return False


def _told_nothing(make: Callable[[], bytes]) -> Made:
    return make(), ()


def _word(sheet: Sheet, layout: Layout, folder: Path) -> Made:
    return docx_of((sheet,), layout, folder)


def _addresses(course: CourseFolder) -> dict[str, str]:
    """Return where modules' pages stand on the web, by slug; nothing where `html.baseurl` is not set."""
    base = book_address(course)
    return {folder.slug: f"{base}/{page_of(folder.slug)}.html" for folder in course.folders} if base else {}


def _drop_old_calendars(folder: Path, made: set[str]) -> None:
    """Remove the calendars of groups that the syllabus no longer has, so that nobody imports one."""
    drop(folder, [name for name in recorded(folder) if name.endswith(".ics") and name not in made])


def _concerns(finding: Finding, schedules: list[Schedule]) -> bool:
    """Return whether a finding about the course is about a module that is taught."""
    taught = {slug for one in schedules for session in one.syllabus.sessions for slug in session.modules}
    file = finding.where.file or ""
    return any(file.startswith((f"{MODULES}/{slug}/", f"{page_of(slug)}/")) for slug in taught)


def _placed(finding: Finding, name: str) -> Finding:
    """Return a finding of a writer with the syllabus that it is about, where it names no place itself."""
    return finding if str(finding.where) else msgspec.structs.replace(finding, where=Where(file=f"syllabi/{name}.yml"))
