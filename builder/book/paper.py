"""Handouts that a module's page links: those that exist, are not stale, and may be where the page is.

The student edition offers the student handout and the reading alone.  The instructor edition offers every file that
`builder build --edition instructor` has put beside its sources; none of them comes under the student edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from builder.book.course_list import course_list
from builder.book.materials import digest_of, materials_of
from builder.files.atomic import write_if_changed
from builder.files.course import read_course
from builder.files.print_folder import FOR_INSTRUCTORS, PRINT, fresh, recorded
from builder.text.places import relative_path
from builder.wording import phrase

_FOLDER = "downloads/print"
_ATTRIBUTE = "builder_print_files"

#: Files that students are offered.
_FOR_STUDENTS = re.compile(r"(?:student|reading)-(?:a4|letter)(?:-large)?\.pdf")
_NAME = re.compile(
    r"(?:facilitator-only/)?(?P<kind>[a-z]+)(?:-(?P<version>[A-Z](?:-to-[A-Z])?))?(?:-(?P<paper>a4|letter))?(?P<large>-large)?"
    r"\.(?P<format>pdf|docx|pptx)"
)
_PAPERS = {"a4": "A4", "letter": "Letter"}
_KINDS = ("student", "reading", "prompts", "cards", "quiz", "key", "facilitator")


class PrintFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to print: its path in the book, its name from the module's folder of print, its size in bytes."""

    path: str
    name: str
    size: int


def copy_print_files(app: Sphinx, env: BuildEnvironment) -> None:  # noqa: ARG001 - the shape of the event
    """Put the handouts that pages link beside the pages, and take away what earlier builds put (`env-updated`)."""
    found: dict[str, tuple[PrintFile, ...]] = {}
    if app.builder.format == "html":
        course = Path(app.confdir)
        files = _for_instructors(course, app) if is_instructor_edition(course) else _for_students(course)
        for page, entry in course_list(app).modules.items():
            offered = tuple(_offered(Path(app.outdir), entry.slug, files.get(entry.slug, {})))
            if offered:
                found[page] = offered
        _remove_others(Path(app.outdir), {file.path for files in found.values() for file in files})
    setattr(app, _ATTRIBUTE, found)


def is_instructor_edition(sources: Path) -> bool:
    """Return whether a book is built from the sources of the instructor edition, which lie at one place."""
    return sources.resolve().parts[-3:] == ("_build", "instructor", "source")


def _for_students(course: Path) -> dict[str, dict[str, bytes]]:
    """Return, by module, the files that students are offered: fresh, and of kinds that are theirs."""
    if not (course / PRINT).is_dir():
        return {}
    read, _ = read_course(course)
    every = {slug: fresh(course / PRINT / slug, digest_of(own, read)) for slug, own in materials_of(read).items()}
    return {
        slug: {name: data for name, data in files.items() if _FOR_STUDENTS.fullmatch(name)}
        for slug, files in every.items()
    }


def _for_instructors(sources: Path, app: Sphinx) -> dict[str, dict[str, bytes]]:
    """Return, by module, the files that the build has chosen and put beside the sources."""
    folders = {entry.slug: sources / FOR_INSTRUCTORS / entry.slug for entry in course_list(app).modules.values()}
    return {
        slug: {name: (folder / name).read_bytes() for name in recorded(folder)}
        for slug, folder in folders.items()
    }  # fmt: skip


def _offered(out: Path, slug: str, files: dict[str, bytes]) -> Iterator[PrintFile]:
    for name in sorted(files, key=_place):
        path = f"{_FOLDER}/{slug}/{name.replace('/', '-')}"
        write_if_changed(out / path, files[name])
        yield PrintFile(path=path, name=name, size=len(files[name]))


def _place(name: str) -> tuple[int, str]:
    parts = _NAME.fullmatch(name)
    return (
        _KINDS.index(parts["kind"]) if parts is not None and parts["kind"] in _KINDS else len(_KINDS),
        name.rpartition(".")[0],
    )


def _remove_others(out: Path, kept: set[str]) -> None:
    folder = out / _FOLDER
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else ():
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(out).as_posix() not in kept:
            path.unlink()


def print_files(app: Sphinx, page: str) -> tuple[PrintFile, ...]:
    """Return the handouts that a page links."""
    found: dict[str, tuple[PrintFile, ...]] = getattr(app, _ATTRIBUTE, {})
    return found.get(page, ())


def print_links(app: Sphinx, page: str, language: str) -> str:
    """Return the list of a page's handouts, each with its format and size; empty where there are none."""
    files = [(file, _NAME.fullmatch(file.name)) for file in print_files(app, page)]
    own = str(app.builder.get_target_uri(page))
    rows = "\n".join(
        f'<li><a href="{escape(address)}" download>{escape(_words(file, parts, language))}</a></li>'
        for file, parts in files
        for address in [relative_path(own, file.path)]
        if parts is not None and parts["kind"] in _KINDS
    )
    if not rows:
        return ""
    title = escape(phrase(language, "book.paper"))
    return (
        f'<section class="builder-paper d-print-none" aria-labelledby="builder-paper">\n'
        f'<h2 id="builder-paper">{title}</h2>\n<ul>\n{rows}\n</ul>\n</section>'
    )


def _words(file: PrintFile, parts: re.Match[str], language: str) -> str:
    comma = phrase(language, "marks.comma")
    name = phrase(language, f"sheet.{parts['kind']}")
    if parts["version"]:
        name += f" {parts['version'].replace('-to-', '–')}"
    said = [name, _PAPERS.get(parts["paper"] or "", ""), phrase(language, "book.large_print") if parts["large"] else ""]
    return f"{comma.join(filter(None, said))} ({parts['format'].upper()}, {-(-file.size // 1000)} KB)"
