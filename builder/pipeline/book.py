"""From a course to its book: the pages of an edition, and the build."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from typing import Literal, NamedTuple

import msgspec

from builder.adopting.both import is_made_so
from builder.book.build import build_book
from builder.book.materials import digest_of, materials_of, numbered, told_apart
from builder.book.settings import course_of, read_settings
from builder.checks.front_matter import cannot_be_shown_in_part
from builder.checks.links import private_links
from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, CourseFolder, ModuleFolder, page_of, read_course
from builder.files.print_folder import copy_fresh, copy_fresh_syllabi
from builder.files.survey import survey
from builder.files.syllabus_yml import read_syllabi
from builder.findings import BuilderError, Finding, Where, error, has_errors
from builder.model.article import passages
from builder.model.course import KeptQuiz
from builder.model.module import Module
from builder.model.publishing import published_items
from builder.model.settings import Settings
from builder.pipeline.syllabi import book_address, entries_of, files_of_old, scheduled
from builder.pipeline.taking import Product, take_along
from builder.syllabus.digest import syllabus_digest
from builder.writers.notebook import hand_edits, write_notebook
from builder.writers.page import Cell, Page, instructor_page, student_page
from builder.writers.quiz import ShownQuiz

Edition = Literal["student", "instructor"]
OnProgress = Callable[[str, int, int], None]

_PICTURES = frozenset(".png .jpg .jpeg .gif .svg .webp .avif".split())

#: What the instructor edition's sources take over from the course besides its pages.
_COPIED = frozenset(".md .ipynb .rst .yml .bib .css .js .png .jpg .jpeg .gif .svg .webp .avif .pdf .woff2".split())


class _Place(NamedTuple):
    """Where an edition is built from and to, in the order in which `build_book` takes them."""

    sources: Path
    out: Path
    doctrees: Path


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did; `index` is the front page, None where there is none; `files` are those to take along."""

    index: Path | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()


def pages(course: CourseFolder, edition: Edition) -> dict[str, bytes]:
    """Return the notebook of every module by its path in the course."""
    settings = course.config.settings
    return {
        f"{page_of(folder.slug)}.ipynb": write_notebook(_page(folder, folder.module, edition, settings))
        for folder in course.folders
        if folder.module is not None
    }


def _page(folder: ModuleFolder, module: Module, edition: Edition, settings: Settings) -> Page:
    if edition == "instructor":
        return instructor_page(told_apart(folder, module), numbered(folder), settings, kept_as_shown(folder))
    return compiled_page(folder, msgspec.structs.replace(module, items=published_items(module, settings)))


def compiled_page(folder: ModuleFolder, module: Module) -> Page:
    """Return the student edition of a module's page, with the items that the module is given."""
    held = passages(folder.inspection) if folder.inspection is not None else ()
    return student_page(told_apart(folder, module), numbered(folder), held, kept_as_shown(folder))


def kept_as_shown(folder: ModuleFolder) -> KeptQuiz | None:
    """Return the quiz that a page keeps, with nothing in it that a student's page must not hold.

    Raises BuilderError where the committed page holds something else for a quiz.
    """
    if folder.kept is None:
        return None
    try:
        quiz = msgspec.convert(folder.kept.payload, ShownQuiz)
    except msgspec.ValidationError as problem:
        where = Where(file=f"{page_of(folder.slug)}.ipynb")
        help_ = "restore the notebook from Git, or bring the folder of private quizzes here"
        raise BuilderError(error("notebook-edited", "its quiz is none of the builder's", where, help_)) from problem
    return KeptQuiz(source=folder.kept.source, payload=msgspec.to_builtins(quiz))


def check_notebooks(folder: Path) -> tuple[Finding, ...]:
    """Return the findings about the course, and an error for every notebook that is missing or stale."""
    course, findings = read_course(folder)
    return findings + stale_notebooks(course)


def stale_notebooks(course: CourseFolder) -> tuple[Finding, ...]:
    """Return an error for every notebook that is missing or does not show what the files say."""
    return tuple(
        error(
            "notebook-stale" if (course.folder / path).exists() else "notebook-missing",
            "the page does not show what module.md and quiz.yml say",
            Where(file=path),
            "run `builder build`; in a course kept in Git, commit the notebook",
        )
        for path, data in sorted(pages(course, "student").items())
        if _on_disk(course.folder / path) != data
    )


def _on_disk(path: Path) -> bytes | None:
    """Return a notebook's bytes with line feeds, as a checkout on Windows may have turned them; None if absent."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return None


def _edited(course: CourseFolder, compiled: Mapping[str, bytes]) -> tuple[Finding, ...]:
    found = []
    kept = {entry.slug for entry in course.folders if entry.kept is not None}
    for path, data in sorted(compiled.items()):
        there = _on_disk(course.folder / path)
        slug = PurePath(path).stem
        today = _made_today(slug, data, keeps_quiz=slug in kept)
        edits = hand_edits(there, today) if there is not None and there != data else ()
        if edits:
            help_ = (
                f"to keep it, run `builder adopt {slug}`, which carries it into module.md and quiz.yml and shows "
                f"what it cannot place; to go on without that, run `builder adopt {slug} --drop-rest`, which puts "
                "the edited notebook into .trash; then build again"
            )
            message = f"the notebook was edited by hand: {'; '.join(edits)}"
            found.append(error("notebook-edited", message, Where(file=path), help_))
    return tuple(found)


def _made_today(slug: str, data: bytes, *, keeps_quiz: bool) -> Callable[[str, str], bool]:
    """Return what tells of an edited cell whether the page that is made today, `data`, says it.

    keeps_quiz: whether that page has its quiz from the edited notebook itself, so that it proves nothing.
    """
    cells = [
        Cell(id=cell["id"], source="".join(cell["source"]), quiz=cell["metadata"].get("builder", {}).get("quiz"))
        for cell in json.loads(data)["cells"]
    ]
    quiz = {cell.id for cell in cells if cell.quiz is not None} if keeps_quiz else set()
    return lambda id_, source: id_ not in quiz and is_made_so(cells, slug, id_, source)


def build(
    folder: Path,
    *,
    edition: Edition = "student",
    to: Product = "html",
    jobs: int = 1,
    clean: bool = False,
    on_progress: OnProgress | None = None,
) -> Built:
    """Compile the modules and build the book of one edition, and what is to be made of it (student edition only).

    Findings that are errors stop it before anything is written.  Raises BuilderError where there is
    no course, or where nothing can be written; ValueError for an instructor edition to take along.
    """
    if to != "html" and edition == "instructor":
        raise ValueError("files to take along are made of the student edition: they are passed on, and hold no answers")
    course, findings = read_course(folder)
    read_settings(folder)  # what it cannot read stops the build here, before a notebook is written
    compiled: dict[str, bytes] = {}
    if not has_errors(findings) and edition == "student":
        findings += _published_by_mistake(course)
    if not has_errors(findings):
        compiled = pages(course, edition)
        findings += _edited(course, compiled) if edition == "student" else ()
    if has_errors(findings):
        return Built(index=None, findings=findings)
    place = _place(folder, edition)
    if edition == "instructor":
        _fill_sources(course, place.sources)
    for path, data in sorted(compiled.items()):
        write_if_changed(place.sources / path, data)
    findings += build_book(*place, jobs=jobs, clean=clean, on_progress=on_progress)
    files: tuple[Path, ...] = ()
    if to != "html" and not has_errors(findings):
        files, new = take_along(course, to, on_progress)
        if new:  # the pages link to what is there: they are written again
            again = build_book(*place, jobs=jobs, on_progress=on_progress)
            findings = tuple(dict.fromkeys((*findings, *again)))
    findings += files_of_old(course)
    index = place.out / "index.html"
    return Built(index=index if index.exists() and not has_errors(findings) else None, findings=findings, files=files)


def _place(folder: Path, edition: Edition) -> _Place:
    if edition == "student":
        return _Place(sources=folder, out=folder / "_build/html", doctrees=folder / "_build/.doctrees")
    root = folder / "_build/instructor"
    return _Place(sources=root / "source", out=root / "html", doctrees=root / ".doctrees")


def _fill_sources(course: CourseFolder, sources: Path) -> None:
    """Copy what the instructor edition takes over from the course: pages, pictures, paper that is fresh."""
    _copy_sources(course.folder, sources)
    fresh = [(slug, digest_of(own, course)) for slug, own in materials_of(course).items()]
    copy_fresh(course.folder, sources, fresh)
    copy_fresh_syllabi(course.folder, sources, _syllabi(course))


def _syllabi(course: CourseFolder) -> list[tuple[str, str]]:
    """Return the syllabi that can be read, each with the digest of what its files show."""
    read, _ = read_syllabi(course.folder)
    entries = entries_of(course) if read else {}
    known = course_of(read_settings(course.folder))
    return [(one.name, syllabus_digest(scheduled(one, entries, known), book_address(course))) for one in read]


def _published_by_mistake(course: CourseFolder) -> tuple[Finding, ...]:
    """Return the errors that would give students answers, or an article that may not be shown."""
    surveyed, _ = survey(course)
    unknown = [finding for entry in surveyed.modules for finding in cannot_be_shown_in_part(entry)]
    return (*private_links(surveyed), *unknown)


def _copy_sources(folder: Path, sources: Path) -> None:
    """Copy the course's pages and pictures, not its modules: those are compiled anew for the edition."""
    if sources.exists():
        shutil.rmtree(sources)
    for path in sorted((folder / MODULES).glob("*/**/*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.suffix in _PICTURES and path.is_file() and not path.is_symlink() and not hidden:
            write_if_changed(sources / inside, path.read_bytes())
    for here, folders, names in os.walk(folder):
        inside = Path(here).relative_to(folder)
        left_out = ("_build", MODULES) if inside == Path() else ("_build",)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix in _COPIED and not path.is_symlink():
                write_if_changed(sources / inside / name, path.read_bytes())
