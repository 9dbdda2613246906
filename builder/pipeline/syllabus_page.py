"""The page of a syllabus that no page shows yet: a heading, one directive, and an entry in the table of contents."""

from __future__ import annotations

import msgspec

from builder.book.settings import lookup, read_settings
from builder.files.atomic import write_if_changed
from builder.files.course import CourseFolder
from builder.files.source_text import read_text
from builder.files.syllabus_yml import FOLDER, syllabus_names
from builder.files.toc import FILE as TOC
from builder.files.toc import read_toc, with_entry
from builder.findings import BuilderError, Finding, Where, error, note
from builder.model.course import CourseSyllabus
from builder.model.syllabus import Syllabus
from builder.text.inert import inert
from builder.text.inline import escape
from builder.text.syllabus_pages import shown_in, syllabus_meant
from builder.wording import phrase

#: Where course pages stand.
PAGES = "course"


class NewPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page to write: its files by path from the course folder, the table of contents with it, what was done."""

    files: dict[str, str]
    toc: str
    said: str


def is_shown(course: CourseFolder, name: str) -> bool:
    """Return whether a page of the table of contents, or under course/, shows a syllabus."""
    named = {f"{entry.file}.md" for entry in (course.toc.front, *course.toc.entries)}
    pages = {course.folder / page for page in named} | set((course.folder / PAGES).glob("*.md"))
    there = syllabus_names(course.folder)
    for page in sorted(pages):
        text, _ = read_text(page, page.name) if page.is_file() else (None, ())
        if any(syllabus_meant(named, there) == name for named, _ in shown_in(text or "")):
            return True
    return False


def add_pages(course: CourseFolder, syllabi: tuple[CourseSyllabus, ...]) -> tuple[Finding, ...]:
    """Write a page for each syllabus that no page shows, with its line in the table of contents, and say so.

    A page that cannot be added is told: the book lacks it, and everything else of the syllabus is made.
    """
    findings: list[Finding] = []
    for one in syllabi:
        if is_shown(course, one.name):
            continue
        try:
            page = page_for(course, one.name, one.syllabus)
        except BuilderError as problem:
            findings.append(msgspec.structs.replace(problem.finding, severity="warning"))
            continue
        for file, text in page.files.items():
            write_if_changed(course.folder / file, text.encode())
        write_if_changed(course.folder / TOC, page.toc.encode())
        toc, _ = read_toc(page.toc)
        course = msgspec.structs.replace(course, toc=toc or course.toc)
        findings.append(
            note("syllabus-page-added", page.said, help="`builder build` shows it; the page is yours to edit")
        )
    return tuple(findings)


def page_for(course: CourseFolder, name: str, syllabus: Syllabus) -> NewPage:
    """Return the page of a syllabus, at the end of the part that has the word for it as its caption.

    Raises BuilderError where a file of that name is there, or the table of contents has no sure place.
    """
    page = f"{PAGES}/syllabus-{name}"
    file = f"{page}.md"
    if (course.folder / file).exists() or (course.folder / file).is_symlink():
        help_ = f"write `{{builder-syllabus}} {name}` as a directive into it, or rename the file"
        message = f"there is a file of this name, which does not show the syllabus {name}"
        raise BuilderError(error("page-taken", message, Where(file=file), help_))
    toc, findings = with_entry(course.toc, page, phrase(syllabus.language, "schedule.name"))
    if toc is None:  # a table of contents without parts has no place for a caption
        toc, findings = with_entry(course.toc, page, None)
    if toc is None:
        raise BuilderError(findings[0])
    said = f"added {file}, which shows {FOLDER}/{name}.yml, and its line in {TOC}"
    return NewPage(files={file: page_text(course, name, syllabus)}, toc=toc, said=said)


def page_text(course: CourseFolder, name: str, syllabus: Syllabus) -> str:
    """Return a page: the syllabus's title as plain text, and the directive; its language where it is not the book's."""
    language = str(lookup(read_settings(course.folder), "sphinx.config.language") or "en")
    front = f"---\nlanguage: {syllabus.language}\n---\n\n" if syllabus.language != language else ""
    title = inert(escape(" ".join(syllabus.title.split())))
    return f"{front}# {title}\n\n```{{builder-syllabus}} {name}\n```\n"
