"""A course: the folder of modules with its table of contents, settings and other pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from builder.model.article import Inspection
from builder.model.module import Module
from builder.model.settings import Settings
from builder.model.syllabus import Syllabus
from builder.model.syllabus_facts import SyllabusFacts
from builder.model.timetable import Timetable


class TocEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A page named in _toc.yml: its path without suffix, the part's caption, the line it stands on."""

    file: str
    caption: str | None
    line: int


class KeptQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """The quiz of a committed page whose quiz.yml is not here: its paper form, and the disguised quiz as it stands."""

    source: str
    payload: Mapping[str, Any]


class CourseModule(msgspec.Struct, frozen=True, kw_only=True):
    """A module in its course, with what is needed to say where something stands.

    file, quiz_file: module.md and quiz.yml as a person names them, from the course folder.
    keys: the lines of the front matter's keys.  items: the lines of the items, by id.
    article: what the last import saw; None for a module written by hand.
    article_files: the digest (SHA-256) of each file beside module.md whose name begins with "article.".
    kept: the quiz that the page keeps while quiz.yml is not here.
    """

    module: Module
    file: str
    quiz_file: str
    keys: Mapping[str, int]
    items: Mapping[str, int]
    article: Inspection | None = None
    article_files: Mapping[str, str] = {}
    kept: KeptQuiz | None = None


class CourseSyllabus(msgspec.Struct, frozen=True, kw_only=True):
    """A syllabus in its course, with what is needed to say where something stands.

    name: its file's name without `.yml`.  file: as a person names it.  places: the line of each value by its path
    in the file, as in `sessions[2].date`.  timetables: one a group; empty until they are computed, as `facts` are.
    """

    name: str
    syllabus: Syllabus
    file: str
    places: Mapping[str, int]
    timetables: tuple[Timetable, ...] = ()
    facts: SyllabusFacts = SyllabusFacts()

    def line(self, path: str) -> int:
        """Return the line of a value; where it has none, that of the part in which it would stand."""
        while path and path not in self.places:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places.get(path, 1)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A Markdown page of the course that is no module: its file and its text."""

    file: str
    text: str


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What a course folder holds, modules in the order of the table of contents, then by slug.

    files: every file of the course by its path from the course folder, what is built and hidden left out.
    syllabi: those that could be read, by name.  syllabus_names: of all, also of those that could not.
    """

    title: str
    settings: Settings = Settings()
    toc: tuple[TocEntry, ...] = ()
    modules: tuple[CourseModule, ...] = ()
    pages: tuple[Page, ...] = ()
    files: frozenset[str] = frozenset()
    syllabi: tuple[CourseSyllabus, ...] = ()
    syllabus_names: tuple[str, ...] = ()
