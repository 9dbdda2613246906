"""What stands in a collection's module: every file that is taken with it, and what is told of those that are not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from builder.files.course import MODULES, CourseFolder, ModuleFolder
from builder.files.quiz_place import QUIZ
from builder.files.snapshot import FOLDER
from builder.findings import Finding, Where, note, warning
from builder.model.module import Module
from builder.text.links import links

_KEPT = ("module.md", "article.json", QUIZ)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def taken_files(collection: CourseFolder, entry: ModuleFolder) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """Return the files of a module by their names in its folder, and findings about those that are left behind.

    Hidden files stay behind, but for what its last import wrote; links are not followed.
    """
    folder = collection.folder / MODULES / entry.slug
    places = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if _is_taken(folder, path)
    }
    places |= {f"{FOLDER}/{name}": folder / FOLDER / name for name in _KEPT}
    places[f"{FOLDER}/{QUIZ}"] = collection.folder / entry.drafts
    if entry.quiz is not None:
        places[QUIZ] = collection.folder / entry.quiz.file
    files: dict[str, bytes] = {}
    told: list[Finding] = []
    for name, path in sorted(places.items()):
        if path.is_symlink() or (path.parent.is_symlink() and path.parent != folder):
            help_ = "links are not followed, they may lead anywhere; put the file itself there, or do without"
            told.append(warning("link-not-followed", "this is a link, and was not taken", Where(file=str(path)), help_))
        elif path.is_file():
            files[name] = path.read_bytes()
    if QUIZ not in files:
        help_ = "bring the collection's folder of private quizzes along, or write a quiz.yml"
        told.append(note("no-quiz", "the collection's module has no quiz here", Where(file=str(folder)), help_))
    return files, tuple(told)


def _is_taken(folder: Path, path: Path) -> bool:
    parts = path.relative_to(folder).parts
    return not any(part.startswith((".", "_")) for part in parts) and (path.is_symlink() or path.is_file())


def taken_told(course: Path, slug: str, module: Module, files: dict[str, bytes]) -> Iterator[Finding]:
    """Yield what is told of a module that was taken: no licence, links to what is not in this course."""
    name = f"{MODULES}/{slug}/module.md"
    if not (module.front.licence or "").strip():
        help_ = "ask its author, and write `licence:`; without one you may not show the article to everybody"
        yield warning("licence-missing", "the module names no licence of its article", Where(file=name, line=1), help_)
    for section in module.sections:
        for link in links(section.body):
            path = link.address.partition("#")[0].partition("?")[0]
            if not path or _OUTSIDE.match(link.address):
                continue
            target = posixpath.normpath(f"{MODULES}/{slug}/{path}")
            inside = target.removeprefix(f"{MODULES}/{slug}/")
            if inside not in files and not _is_there(course, target):
                code = "picture-missing" if link.kind == "picture" else "link-dead"
                where = Where(file=name, line=section.body_line + link.line - 1)
                help_ = "take that from the collection too, or take the link out"
                yield warning(code, f"it leads to {link.address}, which is not in this course", where, help_)


def _is_there(course: Path, target: str) -> bool:
    """Return whether a course has a file, or a module or page from which one of that name is made."""
    if target.startswith(("..", "/")):
        return False
    stem = target.rpartition(".")[0] or target
    return any((course / name).exists() for name in (target, stem, f"{stem}.md", f"{stem}/module.md"))
