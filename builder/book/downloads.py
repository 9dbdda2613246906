"""Files that stand beside the pages: the reading list for reference managers, and files to take along.

What is to be taken along was made by an earlier build (`builder build --to page`) and stands in `_build`.
It is linked only if it was made from the sources, pictures and settings as they are: no page offers what is
not there or is old.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from builder.book.course_list import course_list, toc_pages
from builder.book.settings import CONFIG_NAME
from builder.book.static_files import static_digest
from builder.book.take_along.page_file import source_of
from builder.catalog.bibliography import bibtex, csl_json
from builder.catalog.readings import readings
from builder.files.atomic import write_if_changed
from builder.files.syllabus_yml import file_of, syllabus_names
from builder.text.places import relative_path

#: Where `builder build --to page` and `--to epub` leave their files.
PAGE_FILES = "_build/page"
EPUB_FOLDER = "_build/epub"
EPUB_NAME = "course.epub"
#: In so many first bytes a file says what it was made from.
_HEAD = 2000

_FOLDER = "downloads"
_ATTRIBUTE = "builder_page_files"

_BIBLIOGRAPHY = (("BibTeX", "downloads/reading-list.bib"), ("CSL-JSON", "downloads/reading-list.json"))


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file to take along: its path in the book, its kind as a phrase names it, and its size in bytes."""

    path: str
    kind: str
    size: int


def copy_files(app: Sphinx, env: BuildEnvironment) -> None:
    """Put the files to take along that are fresh beside the pages, and nothing else there (`env-updated`).

    By then every page was read, so that its pictures are known; none is written yet.
    """
    found: dict[str, Download] = {}
    if app.builder.format == "html":
        found = {**_page_files(app, env), **_epub(app, env)}
        kept = {download.path for download in found.values()}
        for path in sorted((Path(app.outdir) / _FOLDER).glob("*")):
            if path.suffix in (".html", ".epub") and f"{_FOLDER}/{path.name}" not in kept:
                path.unlink()  # what an earlier build of the same folder offered
    setattr(app, _ATTRIBUTE, found)


def _page_files(app: Sphinx, env: BuildEnvironment) -> dict[str, Download]:
    found = {}
    folder = Path(app.confdir) / PAGE_FILES
    for page, entry in course_list(app).modules.items() if folder.is_dir() else ():
        file = folder / f"{entry.slug}.html"
        if file.is_file() and _head_of(file) == page_digest(Path(app.confdir), page, _pictures(env, (page,))):
            found[page] = _offer(app, file, f"{entry.slug}.html", "page")
    return found


def _epub(app: Sphinx, env: BuildEnvironment) -> dict[str, Download]:
    file, root = Path(app.confdir) / EPUB_FOLDER / EPUB_NAME, app.config.root_doc
    pages = tuple(dict.fromkeys((root, *toc_pages(app))))
    comment = _comment_of(file)
    if comment is None or comment != epub_digest(Path(app.confdir), pages, _pictures(env, pages)):
        return {}
    return {root: _offer(app, file, EPUB_NAME, "epub")}


def _offer(app: Sphinx, file: Path, name: str, kind: str) -> Download:
    path = f"{_FOLDER}/{name}"
    write_if_changed(Path(app.outdir) / path, file.read_bytes())
    return Download(path=path, kind=kind, size=file.stat().st_size)


def _head_of(file: Path) -> str:
    with file.open("rb") as stream:
        return source_of(stream.read(_HEAD))


def _comment_of(file: Path) -> str | None:
    """Return what an EPUB says it was made from, None where there is no whole one."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.comment.decode("ascii", "replace")
    except (OSError, zipfile.BadZipFile):
        return None


def _pictures(env: BuildEnvironment, pages: tuple[str, ...]) -> frozenset[str]:
    """Return the digests of the pictures that pages show."""
    wanted = set(pages)
    shown = [Path(env.srcdir) / source for source, (names, _) in env.images.items() if names & wanted]
    return frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in shown if path.is_file())


def page_download(app: Sphinx, page: str) -> Download | None:
    """Return the file of a page (of the front page: the EPUB), None where there is none or it is old."""
    found: dict[str, Download] = getattr(app, _ATTRIBUTE, {})
    return found.get(page)


def page_digest(folder: Path, page: str, pictures: frozenset[str]) -> str:
    """Return a digest of what a page's file is made from; pictures: the digests of those on the page."""
    return _digest(folder, (f"{page}.ipynb", CONFIG_NAME), pictures)


def epub_digest(folder: Path, pages: Iterable[str], pictures: frozenset[str]) -> str:
    """Return a digest of what a course's EPUB is made from: the sources of its pages, their order, their pictures."""
    sources = [f"{page}{suffix}" for page in sorted(pages) for suffix in (".ipynb", ".md", ".rst")]
    syllabi = [file_of(name) for name in syllabus_names(folder)]
    return _digest(folder, (*sources, *syllabi, "_toc.yml", CONFIG_NAME), pictures)


def _digest(folder: Path, names: Iterable[str], pictures: frozenset[str]) -> str:
    digest = hashlib.sha256(static_digest().encode())
    for name in names:
        path = folder / name
        if path.is_file():
            digest.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    digest.update("\n".join(sorted(pictures)).encode())
    return digest.hexdigest()


def bibliography_files(app: Sphinx, docname: str) -> list[tuple[str, str]]:
    """Return the labels and addresses of the reading list's files from a page; none for other builders than HTML."""
    if app.builder.format != "html":
        return []
    page = str(app.builder.get_target_uri(docname))
    return [(name, relative_path(page, path)) for name, path in _BIBLIOGRAPHY]


def write_bibliography(app: Sphinx) -> None:
    """Write the reading list's files (`builder-inited`)."""
    if app.builder.format != "html":
        return
    references = [reading.reference for reading in readings(tuple(course_list(app).modules.values()))]
    for (_, path), write in zip(_BIBLIOGRAPHY, (bibtex, csl_json), strict=True):
        write_if_changed(Path(app.outdir) / path, write(references).encode())
