"""Files that stand beside the pages: the reading list for reference managers, and files to take along.

What is to be taken along was made by an earlier build (`builder build --to page`) and stands in `_build`.
It is linked only if it was made from the notebooks as they are: no page offers what is not there or is old.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
from sphinx.application import Sphinx

from builder.book.course_list import course_list, toc_pages
from builder.book.take_along.page_file import source_of
from builder.catalog.bibliography import bibtex, csl_json
from builder.catalog.readings import readings
from builder.files.atomic import write_if_changed
from builder.text.places import relative_path

#: Where `builder build --to page` and `--to epub` leave their files.
PAGE_FILES = "_build/page"
EPUB_FOLDER = "_build/epub"
EPUB_NAME = "course.epub"
#: In so many first bytes a file says what it was made from.
_HEAD = 2000

_ATTRIBUTE = "builder_page_files"

_BIBLIOGRAPHY = (("BibTeX", "downloads/reading-list.bib"), ("CSL-JSON", "downloads/reading-list.json"))


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """A file to take along: its path in the book, its kind as a phrase names it, and its size in bytes."""

    path: str
    kind: str
    size: int


def copy_page_files(app: Sphinx) -> None:
    """Put the modules' files beside the pages (`builder-inited`)."""
    found: dict[str, Download] = {}
    folder = Path(app.confdir) / PAGE_FILES
    for page, entry in course_list(app).modules.items() if app.builder.format == "html" and folder.is_dir() else ():
        file, notebook = folder / f"{entry.slug}.html", Path(app.srcdir) / f"{page}.ipynb"
        if file.is_file() and notebook.is_file() and _is_made_from(file, notebook):
            path = f"downloads/{entry.slug}.html"
            write_if_changed(Path(app.outdir) / path, file.read_bytes())
            found[page] = Download(path=path, kind="page", size=file.stat().st_size)
    setattr(app, _ATTRIBUTE, found)


def page_download(app: Sphinx, page: str) -> Download | None:
    """Return the file of a page (of the front page: the EPUB), None where there is none or it is old."""
    found: dict[str, Download] = getattr(app, _ATTRIBUTE, {})
    return found.get(page)


def copy_epub(app: Sphinx) -> None:
    """Put the course's EPUB beside the pages if it was made from the pages' sources as they are (`builder-inited`)."""
    file = Path(app.confdir) / EPUB_FOLDER / EPUB_NAME
    if app.builder.format != "html" or not zipfile.is_zipfile(file):
        return
    with zipfile.ZipFile(file) as archive:
        made_from = archive.comment.decode("ascii", "replace")
    if made_from == sources_digest(Path(app.srcdir), (app.config.root_doc, *toc_pages(app))):
        path = f"downloads/{EPUB_NAME}"
        write_if_changed(Path(app.outdir) / path, file.read_bytes())
        found: dict[str, Download] = getattr(app, _ATTRIBUTE, {})
        found[app.config.root_doc] = Download(path=path, kind="epub", size=file.stat().st_size)
        setattr(app, _ATTRIBUTE, found)


def sources_digest(folder: Path, names: Iterable[str]) -> str:
    """Return a digest of the files that pages are made from, by their paths without suffix."""
    digest = hashlib.sha256()
    for name in names:
        for path in (folder / f"{name}.ipynb", folder / f"{name}.md"):
            if path.is_file():
                digest.update(f"{name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_made_from(file: Path, notebook: Path) -> bool:
    with file.open("rb") as stream:
        made_from = source_of(stream.read(_HEAD))
    return made_from == hashlib.sha256(notebook.read_bytes()).hexdigest()


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
        target = Path(app.outdir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(write(references), encoding="utf-8")
