"""From a built book to files to take along: each module as one page, the course as one EPUB."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from builder.book.downloads import PAGE_FILES
from builder.book.settings import lookup, read_settings
from builder.book.static_files import static_text
from builder.book.take_along.page_file import Source, page_file
from builder.files.atomic import write_if_changed
from builder.files.course import CourseFolder, page_of

Product = Literal["html", "page", "epub"]


def take_along(course: CourseFolder, to: Product) -> tuple[tuple[Path, ...], bool]:
    """Write what is to be made of a built book; return the files, and whether any differs from what was there."""
    return write_page_files(course)


def write_page_files(course: CourseFolder) -> tuple[tuple[Path, ...], bool]:
    """Write each module of a built student edition as one file; return the files, and whether any is new.

    Files of modules that are no longer there are removed.
    """
    built, out = course.folder / "_build/html", course.folder / PAGE_FILES
    base = str(lookup(read_settings(course.folder), "html.baseurl") or "")
    written = []
    new = False
    for slug, page in _built_modules(course, built):
        address = page.relative_to(built).as_posix()
        notebook = (course.folder / f"{page_of(slug)}.ipynb").read_bytes()
        source = Source(html=page.read_bytes(), address=address, base=base, digest=hashlib.sha256(notebook).hexdigest())
        target = out / f"{slug}.html"
        data = page_file(source, lambda path: _read(built, path), static_text)
        new |= not target.exists() or target.read_bytes() != data
        write_if_changed(target, data)
        written.append(target)
    for path in sorted(out.glob("*")) if out.is_dir() else ():
        if path not in written:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            new = True
    return tuple(written), new


def _built_modules(course: CourseFolder, built: Path) -> Iterator[tuple[str, Path]]:
    for folder in course.folders:
        page = built / f"{page_of(folder.slug)}.html"
        if page.is_file():
            yield folder.slug, page


def _read(built: Path, path: str) -> bytes | None:
    """Return a file of the book, None for what is not in it."""
    file = (built / path).resolve()
    return file.read_bytes() if file.is_relative_to(built.resolve()) and file.is_file() else None
