"""A course folder, read whole: settings, table of contents, every module with its quiz and article.

What is broken is told and left out, so that one bad file does not hide the others.  Links that lead
out of the course are not followed.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.files import snapshot
from builder.files.config import Config, read_config
from builder.files.journal import is_unfinished, journals
from builder.files.module_read import ModuleFile, read_module
from builder.files.quiz_place import MODULES, away, drafts_name, find_quiz, kept_quiz
from builder.files.quiz_yml import QuizFile, with_origins
from builder.files.slug import nearest_slug
from builder.files.source_text import read_text
from builder.files.toc import FILE as TOC
from builder.files.toc import Toc, read_toc
from builder.findings import BuilderError, Finding, Where, error, has_errors, warning
from builder.model.article import Inspection
from builder.model.course import KeptQuiz
from builder.model.module import Module
from builder.model.settings import Settings

__all__ = ["MODULES", "CourseFolder", "ModuleFolder", "page_of", "read_course", "read_folder"]


class ModuleFolder(msgspec.Struct, frozen=True, kw_only=True):
    """One folder under modules/: what could be read of it.

    inspection: what the last import saw in the article; None for a module written by hand.
    drafts: the file with the items that the last import drafted, from the course folder.
    kept: the quiz that the committed page holds, where the quiz itself may be in a private folder that is not here.
    """

    slug: str
    file: ModuleFile | None
    quiz: QuizFile | None
    module: Module | None
    inspection: Inspection | None
    drafts: str = ""
    kept: KeptQuiz | None = None


class CourseFolder(msgspec.Struct, frozen=True, kw_only=True):
    """A course folder as read."""

    folder: Path
    config: Config
    toc: Toc
    folders: tuple[ModuleFolder, ...]


def page_of(slug: str) -> str:
    """Return the name that _toc.yml has for a module's page."""
    return f"{MODULES}/{slug}"


def read_course(folder: Path) -> tuple[CourseFolder, tuple[Finding, ...]]:
    """Return the course in `folder`, with findings; raises BuilderError where there is none."""
    toc, findings = _toc(folder)
    config, config_findings = read_config(folder)
    found = [*findings, *config_findings]
    folders = []
    settings = config.settings
    for path in _module_paths(folder):
        module_folder, problems = read_folder(folder, path, settings)
        folders.append(module_folder)
        found += problems
    found += _away(folder, settings, tuple(folders))
    found += _clashes(tuple(entry.slug for entry in folders))
    found += _toc_and_folders(toc, tuple(folders))
    order = {entry.file: number for number, entry in enumerate(toc.entries)}
    ordered = sorted(folders, key=lambda f: (order.get(page_of(f.slug), len(order)), f.slug))
    return CourseFolder(folder=folder, config=config, toc=toc, folders=tuple(ordered)), tuple(found)


def _toc(folder: Path) -> tuple[Toc, tuple[Finding, ...]]:
    text, findings = read_text(folder / TOC, TOC)
    if text is None:
        if findings:
            raise BuilderError(findings[0])
        raise BuilderError(
            error(
                "course-missing",
                "this folder is no course: it has no _toc.yml",
                Where(file=str(folder)),
                "name the course with --course DIR, or make one with `builder new DIR`",
            )
        )
    toc, findings = read_toc(text)
    if toc is None:
        raise BuilderError(findings[0])
    return toc, findings


def _module_paths(folder: Path) -> list[Path]:
    """Return the folders under modules/ that are modules, sorted; hidden ones and links outside are not."""
    root = folder / MODULES
    if not root.is_dir():
        return []
    inside = folder.resolve()
    return sorted(
        path
        for path in root.iterdir()
        if path.is_dir() and not path.name.startswith((".", "_")) and path.resolve().is_relative_to(inside)
    )


def _away(folder: Path, settings: Settings, folders: tuple[ModuleFolder, ...]) -> tuple[Finding, ...]:
    missing = [entry for entry in folders if entry.quiz is None and entry.inspection is not None]
    kept = tuple(entry.slug for entry in folders if entry.kept is not None)
    bare = tuple(entry.slug for entry in missing if not (folder / f"{page_of(entry.slug)}.ipynb").exists())
    return away(folder, settings, kept, bare)


def read_folder(folder: Path, path: Path, settings: Settings) -> tuple[ModuleFolder, list[Finding]]:
    """Return what could be read of the module's folder `path` in the course `folder`, and findings."""
    slug = path.name
    name = f"{MODULES}/{slug}/module.md"
    found: list[Finding] = []
    text, findings = read_text(path / "module.md", name)
    found += findings
    module_file: ModuleFile | None = None
    if text is not None:
        module_file, findings = read_module(slug, text, name)
        found += findings
    elif not findings:
        help_ = "import its article again, or remove the folder"
        found.append(error("module-missing", "the folder has no module.md", Where(file=f"{MODULES}/{slug}"), help_))
    quiz, findings = find_quiz(folder, slug, settings)
    found += findings
    inspection, findings = snapshot.read_inspection(path)
    found += findings
    drafts = drafts_name(folder, slug, settings)
    base = snapshot.read_items((folder / drafts).parent.parent)
    if any(is_unfinished(folder, home) for home in journals(slug, settings)):
        help_ = "run `builder import` or `builder pick` again: it finishes what was begun"
        found.append(warning("change-unfinished", "a change was broken off", Where(file=f"{MODULES}/{slug}"), help_))
    module = None
    if module_file is not None:
        items = with_origins(quiz.items, base) if quiz is not None else ()
        module = msgspec.structs.replace(module_file.module, items=items)
    away_from_here = settings.private is not None and quiz is None and not has_errors(tuple(found))
    return (
        ModuleFolder(
            slug=slug,
            file=module_file,
            quiz=quiz,
            module=module,
            inspection=inspection,
            drafts=drafts,
            kept=kept_quiz(folder, slug) if away_from_here else None,
        ),
        found,
    )


def _clashes(slugs: tuple[str, ...]) -> list[Finding]:
    first: dict[str, str] = {}
    found = []
    for slug in slugs:
        before = first.setdefault(slug.casefold(), slug)
        if before != slug:
            message = f"modules/{before} and modules/{slug} differ in case only"
            help_ = "rename one folder: on many file systems the two are one"
            found.append(error("slug-doubled", message, Where(file=f"{MODULES}/{slug}"), help_))
    return found


def no_module(course: CourseFolder, slug: str) -> BuilderError:
    """Return that a course has no module of this name, with the name that it has now, or the nearest."""
    for entry in course.folders:
        if entry.file is not None and slug in entry.file.module.front.renamed_from:
            message = f"there is no module {slug}: it is called {entry.slug} now"
            return BuilderError(
                error("module-unknown", message, Where(file=page_of(entry.slug)), f"write {entry.slug}")
            )
    near = nearest_slug(slug, tuple(entry.slug for entry in course.folders))
    help_ = f"did you mean {near}?" if near else f"the modules are the folders in {MODULES}/"
    return BuilderError(error("module-unknown", f"there is no module {slug}", Where(file=MODULES), help_))


def _half_renamed(toc: Toc, folders: tuple[ModuleFolder, ...], new: str) -> str | None:
    """Return the module that a killed `builder rename` was about to move to `new` (see `files.former_names`)."""
    for folder in folders:
        former = folder.file.module.front.renamed_from if folder.file is not None else ()
        if former and former[-1] in (folder.slug, new) and not toc.names(page_of(folder.slug)):
            return folder.slug
    return None


def _toc_and_folders(toc: Toc, folders: tuple[ModuleFolder, ...]) -> list[Finding]:
    slugs = {folder.slug for folder in folders}
    found, broken_off = [], set()
    for entry in toc.entries:
        head, _, slug = entry.file.rpartition("/")
        if head == MODULES and slug not in slugs:
            message = f"there is no module {entry.file}"
            help_ = "correct the name, remove the line, or import the article"
            old = _half_renamed(toc, folders, slug)
            if old is not None:
                broken_off.add(old)
                message = f"a rename of {old} to {slug} was broken off"
                help_ = f"run `builder rename {old} {slug}` again, which finishes it; change nothing by hand"
            where = Where(file=TOC, line=entry.line)
            found.append(error("toc-without-module", message, where, help_))
    for slug in sorted(slugs - broken_off):
        if not toc.names(page_of(slug)):
            help_ = f"add `- file: {page_of(slug)}` to _toc.yml, or remove the folder"
            where = Where(file=f"{MODULES}/{slug}")
            found.append(warning("module-not-in-toc", "no page of the book shows this module", where, help_))
    return found
