"""The page of a syllabus that no page shows yet: a heading, one directive, and an entry in the table of contents."""

from __future__ import annotations

import re

import msgspec

from builder.book.settings import lookup, read_settings
from builder.files.course import CourseFolder
from builder.files.source_text import read_text
from builder.files.syllabus_yml import FOLDER
from builder.files.toc import FILE as TOC
from builder.files.toc import with_entry
from builder.findings import BuilderError, Where, error
from builder.model.syllabus import Syllabus
from builder.text.inert import inert
from builder.text.inline import escape
from builder.wording import phrase

#: Where course pages stand.
PAGES = "course"
_DIRECTIVE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}|:{3,})\{builder-syllabus\}[ \t]*(?P<name>[A-Za-z0-9_-]*)", re.MULTILINE)
#: What a page shows that names no syllabus, where there are several.
_DEFAULT = "course"


class NewPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page to write: its files by path from the course folder, the table of contents with it, what was done."""

    files: dict[str, str]
    toc: str
    said: str


def is_shown(course: CourseFolder, name: str) -> bool:
    """Return whether a page of the table of contents, or under course/, shows a syllabus."""
    named = {f"{entry.file}.md" for entry in (course.toc.front, *course.toc.entries)}
    pages = {course.folder / page for page in named} | set((course.folder / PAGES).glob("*.md"))
    others = [path.stem for path in (course.folder / FOLDER).glob("*.yml")]
    unnamed = others[0] if len(others) == 1 else _DEFAULT
    for page in sorted(pages):
        text, _ = read_text(page, page.name) if page.is_file() else (None, ())
        if any((found["name"] or unnamed) == name for found in _DIRECTIVE.finditer(text or "")):
            return True
    return False


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
