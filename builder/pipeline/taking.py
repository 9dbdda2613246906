"""From a built book to files to take along: each module as one page, the course as one EPUB."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from builder.book.downloads import EPUB_FOLDER, EPUB_NAME, PAGE_FILES, sources_digest
from builder.book.notebooks import paper_quiz_in
from builder.book.settings import lookup, read_settings
from builder.book.static_files import static_text
from builder.book.take_along.epub import BookPage, chapters
from builder.book.take_along.page_file import Source, page_file
from builder.files.atomic import write_if_changed
from builder.files.course import CourseFolder, page_of
from builder.text.inline import plain
from builder.text.languages import direction
from builder.wording import phrase
from builder.writers.epub import Chapter, EpubBook, write_epub

Product = Literal["html", "page", "epub"]


def take_along(course: CourseFolder, to: Product) -> tuple[tuple[Path, ...], bool]:
    """Write what is to be made of a built book; return the files, and whether any differs from what was there."""
    return write_page_files(course) if to == "page" else write_course_epub(course)


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


def write_course_epub(course: CourseFolder) -> tuple[tuple[Path, ...], bool]:
    """Write the built student edition as one EPUB; return the file, and whether it is new."""
    built = course.folder / "_build/html"
    entries = [entry for entry in course.toc.entries if (built / f"{entry.file}.html").is_file()]
    pages = tuple(_book_page(course, built, name) for name in ("index", *(entry.file for entry in entries)))
    made, pictures = chapters(pages, lambda path: _read(built, path))
    parts: list[tuple[str, list[Chapter]]] = [("", [made["index.html"]])]
    for entry in entries:
        if parts[-1][0] != (entry.caption or ""):
            parts.append((entry.caption or "", []))
        parts[-1][1].append(made[f"{entry.file}.html"])
    settings = read_settings(course.folder)
    language = str(lookup(settings, "sphinx.config.language") or "en")
    title = str(lookup(settings, "title") or plain(made["index.html"].title))
    data = write_epub(
        EpubBook(
            title=title,
            language=language,
            direction=direction(language),
            author=str(lookup(settings, "author") or ""),
            modified=f"{_last_review(course)}T00:00:00Z",
            contents=phrase(language, "book.contents"),
            summary=phrase(language, "book.epub_summary"),
            parts=tuple((caption, tuple(inside)) for caption, inside in parts),
            stylesheet=static_text("epub.css"),
            pictures=pictures,
            made_from=sources_digest(course.folder, ("index", *(entry.file for entry in entries))),
        )
    )
    target = course.folder / EPUB_FOLDER / EPUB_NAME
    new = not target.exists() or target.read_bytes() != data
    write_if_changed(target, data)
    return (target,), new


def _book_page(course: CourseFolder, built: Path, name: str) -> BookPage:
    notebook = course.folder / f"{name}.ipynb"
    quiz = paper_quiz_in(notebook.read_text(encoding="utf-8")) if notebook.is_file() else ""
    return BookPage(address=f"{name}.html", html=(built / f"{name}.html").read_bytes(), quiz=quiz)


def _last_review(course: CourseFolder) -> str:
    """Return the day of the last review: an EPUB must say when it was changed, and no clock is asked."""
    days = [folder.module.front.reviewed for folder in course.folders if folder.module is not None]
    return max((day for day in days if day), default="2000-01-01")
