"""A course as the rules look at it: modules with the lines of what they hold, pages, and every file's name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.files.course import MODULES, CourseFolder, ModuleFolder
from builder.files.lines import lines_of
from builder.files.module_read import ModuleFile
from builder.files.quiz_place import quiz_name
from builder.files.source_text import read_text
from builder.files.syllabus_yml import read_syllabi, syllabus_names
from builder.findings import Finding
from builder.model.course import Course, CourseModule, Page
from builder.model.settings import Settings

_LEFT_OUT = frozenset({"_build", "node_modules", "__pycache__"})


def survey(course: CourseFolder) -> tuple[Course, tuple[Finding, ...]]:
    """Return the course as a value, with findings about pages and syllabi that cannot be read."""
    files = frozenset(course_files(course.folder))
    pages, findings = _pages(course, files)
    syllabi, problems = read_syllabi(course.folder)
    return (
        Course(
            title=course.config.title,
            settings=course.config.settings,
            toc=(course.toc.front, *course.toc.entries),
            modules=tuple(
                _module(course.folder, entry, course.config.settings)
                for entry in course.folders
                if entry.file is not None
            ),
            pages=pages,
            files=files,
            syllabi=syllabi,
            syllabus_names=syllabus_names(course.folder),
        ),
        (*findings, *problems),
    )


def _module(folder: Path, entry: ModuleFolder, settings: Settings) -> CourseModule:
    file, module = entry.file, entry.module
    if file is None or module is None:
        raise ValueError(entry.slug)
    return CourseModule(
        module=module,
        file=file.file,
        quiz_file=quiz_name(folder, entry.slug, settings),
        keys=_keys(file),
        items={known.item.id: known.line for known in entry.quiz.entries} if entry.quiz is not None else {},
        article=entry.inspection,
        article_files=_articles(folder / MODULES / entry.slug),
        kept=entry.kept,
    )


def _keys(file: ModuleFile) -> Mapping[str, int]:
    lines = lines_of(file.text)
    return {
        key: lines.number(file.yaml_start + offset)
        for (key, _), offset in zip(file.yaml.entries, file.yaml.keys, strict=True)
    }


def _articles(module: Path) -> Mapping[str, str]:
    return {
        path.name: _digest(path)
        for path in sorted(module.glob("article.*"))
        if path.is_file() and not path.is_symlink()
    }


def _digest(path: Path) -> str:
    """Return a file's digest; nothing for one that cannot be read, which then counts as changed."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _pages(course: CourseFolder, files: frozenset[str]) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the Markdown pages of the table of contents that are no modules, and those under course/."""
    modules = {f"{MODULES}/{entry.slug}.md" for entry in course.folders}
    named = {f"{name}.md" for name in (course.toc.root, *(entry.file for entry in course.toc.entries))}
    wanted = named | {file for file in files if file.startswith("course/") and file.endswith(".md")}
    pages: list[Page] = []
    findings: list[Finding] = []
    for file in sorted((wanted & files) - modules):
        text, problems = read_text(course.folder / file, file)
        findings += problems
        if text is not None:
            pages.append(Page(file=file, text=text))
    return tuple(pages), tuple(findings)


def course_files(folder: Path) -> Iterator[str]:
    """Yield every file of a course by its name from there; what is built and what is hidden is left out."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _LEFT_OUT)
        inside = Path(here).relative_to(folder)
        for name in names:
            if not name.startswith("."):
                yield (inside / name).as_posix()
