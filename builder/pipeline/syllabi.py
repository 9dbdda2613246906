"""The syllabi of a course: read, put on their days, joined with the modules they teach."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.book.materials import materials_of
from builder.book.settings import course_of, lookup, read_settings
from builder.files.course import CourseFolder
from builder.files.print_folder import SYLLABUS, recorded
from builder.files.slug import nearest_slug
from builder.files.syllabus_yml import FOLDER, file_of, read_syllabi, syllabus_names
from builder.findings import BuilderError, Finding, Where, error, note
from builder.model.course import Course, CourseSyllabus
from builder.model.entry import Entry
from builder.model.schedule import Schedule
from builder.pipeline.syllabus_facts import facts_of
from builder.syllabus.digest import syllabus_digest
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays
from builder.syllabus.schedule import schedule_of
from builder.writers.entry import entry_of
from builder.writers.sheets.materials import Materials


def timetabled(course: Course, folder: CourseFolder) -> Course:
    """Return a course with the timetables of its syllabi and what is known of them, as the rules look at them."""
    found = (with_timetables(read) for read in course.syllabi)
    syllabi = (msgspec.structs.replace(own, facts=facts_of(own, own.timetables, folder)) for own in found)
    return msgspec.structs.replace(course, syllabi=tuple(syllabi))


def with_timetables(read: CourseSyllabus) -> CourseSyllabus:
    """Return a syllabus with the timetable of each group."""
    return msgspec.structs.replace(read, timetables=timetables(read.syllabus, public_holidays(read.syllabus)))


def entries_of(course: CourseFolder) -> dict[str, Entry]:
    """Return what the modules' pages say of themselves, by slug, in the order of the course."""
    return entries_from(course, materials_of(course))


def entries_from(course: CourseFolder, materials: Mapping[str, Materials]) -> dict[str, Entry]:
    """Return the same from materials that are there already."""
    kept = {folder.slug: folder.kept for folder in course.folders}
    return {slug: entry_of(own.shown, kept.get(slug)) for slug, own in materials.items()}


def book_address(course: CourseFolder) -> str:
    """Return where the book stands on the web, without a slash at the end; "" where `html.baseurl` is not set."""
    return str(lookup(read_settings(course.folder), "html.baseurl") or "").rstrip("/")


def scheduled(read: CourseSyllabus, entries: Mapping[str, Entry], course: str) -> Schedule:
    """Return a syllabus as every output shows it; course: by which calendars know its course (`course_of`)."""
    own = with_timetables(read)
    return schedule_of(own.name, own.syllabus, own.timetables, entries, course)


def files_of_old(course: CourseFolder) -> tuple[Finding, ...]:
    """Return which syllabi have files that show an older plan, so that their pages link none of these."""
    read, _ = read_syllabi(course.folder)
    made = {one.name: recorded(course.folder / SYLLABUS / one.name) for one in read}
    entries = entries_of(course) if any(made.values()) else {}
    found = []
    for one in read:
        if not made[one.name]:
            continue
        now = syllabus_digest(scheduled(one, entries, course_of(read_settings(course.folder))), book_address(course))
        if any(file.made_from != now for file in made[one.name].values()):
            message = "calendar, paper and tables show an older plan, so that its page does not link them"
            help_ = f"make them anew with `builder syllabus build {one.name}`, then build again"
            found.append(note("syllabus-files-old", message, Where(file=one.file), help_))
    return tuple(found)


def named_syllabi(folder: Path, names: tuple[str, ...]) -> tuple[tuple[CourseSyllabus, ...], tuple[Finding, ...]]:
    """Return the syllabi of these names, all if none is named, with what is found in their files.

    Raises BuilderError where there is no syllabus of a name, with the nearest one, or none at all.
    """
    read, findings = read_syllabi(folder)
    there = syllabus_names(folder)
    for name in names:
        if name not in there:
            near = nearest_slug(name, there)
            known = f"did you mean {near}?" if near else f"the syllabi here: {', '.join(there) or 'none'}"
            raise BuilderError(error("syllabus-unknown", f"there is no {file_of(name)}", Where(file=FOLDER), known))
    if not names and not there:
        help_ = "`builder syllabus plan --help` drafts one; docs/syllabus.md shows how one is written"
        raise BuilderError(error("syllabus-unknown", "the course has no syllabus", Where(file=FOLDER), help_))
    wanted = names or there
    files = {file_of(name) for name in wanted}
    return (
        tuple(one for one in read if one.name in wanted),
        tuple(finding for finding in findings if not names or finding.where.file in files),
    )
