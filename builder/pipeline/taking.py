"""From a built book to files to take along: each module as one page, the course as one EPUB."""

from __future__ import annotations

import hashlib
import html
import re
import shutil
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from builder.book.downloads import EPUB_FOLDER, EPUB_NAME, PAGE_FILES, epub_digest, page_digest
from builder.book.notebooks import paper_quiz_in
from builder.book.settings import lookup, read_settings
from builder.book.static_files import static_text
from builder.book.take_along.epub import BookPage, chapters
from builder.book.take_along.page_file import Source, page_file
from builder.files.atomic import write_if_changed
from builder.files.course import CourseFolder, page_of
from builder.findings import BuilderError, Where, error
from builder.text.languages import direction
from builder.wording import phrase
from builder.writers.epub import Chapter, EpubBook, write_epub

Product = Literal["html", "page", "epub"]
OnProgress = Callable[[str, int, int], None]

_BOOK = "_build/html"
_PICTURE = re.compile(rb"_images/([^\"'?#<>\s]+)")


def take_along(
    course: CourseFolder, to: Product, on_progress: OnProgress | None = None
) -> tuple[tuple[Path, ...], bool]:
    """Write what is to be made of a built book; return the files, and whether any differs from what was there.

    Raises BuilderError where something cannot be written.
    """
    return write_page_files(course, on_progress) if to == "page" else write_course_epub(course, on_progress)


def write_page_files(course: CourseFolder, on_progress: OnProgress | None = None) -> tuple[tuple[Path, ...], bool]:
    """Write each module of a built student edition as one file; return the files, and whether any is new.

    Files of modules that are no longer there are removed.
    """
    built, out = course.folder / _BOOK, course.folder / PAGE_FILES
    base = str(lookup(read_settings(course.folder), "html.baseurl") or "")
    pages = tuple(_built_modules(course, built))
    written = []
    new = False
    for done, (slug, page) in enumerate(pages, 1):
        text = page.read_bytes()
        digest = page_digest(course.folder, page_of(slug), _pictures(built, (text,)))
        source = Source(html=text, address=page.relative_to(built).as_posix(), base=base, digest=digest)
        target = out / f"{slug}.html"
        new |= write_if_changed(target, page_file(source, lambda path: _read(built, path), static_text))
        written.append(target)
        _tell(on_progress, "writing page files", done, len(pages))
    return tuple(written), _removed(out, frozenset(written)) or new


def _tell(on_progress: OnProgress | None, step: str, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(step, done, total)


def _removed(folder: Path, kept: frozenset[Path]) -> bool:
    """Remove what earlier runs left in a folder of ours; return whether there was anything."""
    old = [path for path in sorted(folder.glob("*")) if path not in kept] if folder.is_dir() else []
    for path in old:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError as problem:
            message = f"it cannot be removed: {problem.strerror or problem}"
            help_ = "check the rights of the folder, or remove it yourself"
            raise BuilderError(error("not-writable", message, Where(file=str(path)), help_)) from problem
    return bool(old)


def _built_modules(course: CourseFolder, built: Path) -> Iterator[tuple[str, Path]]:
    for folder in course.folders:
        page = built / f"{page_of(folder.slug)}.html"
        if page.is_file():
            yield folder.slug, page


def _read(built: Path, path: str) -> bytes | None:
    """Return a file of the book, None for what is not in it."""
    try:
        file = (built / path).resolve()
        return file.read_bytes() if file.is_relative_to(built.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def _pictures(built: Path, pages: tuple[bytes, ...]) -> frozenset[str]:
    """Return the digests of the pictures that pages show, of those that the book was built from."""
    names = {unquote(html.unescape(name.decode(errors="replace"))) for page in pages for name in _PICTURE.findall(page)}
    shown = (_read(built, f"_images/{name}") for name in sorted(names))
    return frozenset(hashlib.sha256(data).hexdigest() for data in shown if data is not None)


def write_course_epub(course: CourseFolder, on_progress: OnProgress | None = None) -> tuple[tuple[Path, ...], bool]:
    """Write the built student edition as one EPUB; return the file, and whether it is new."""
    _tell(on_progress, "writing the EPUB", 0, 0)
    built = course.folder / _BOOK
    named = tuple(_named(course, built))
    pages = tuple(_book_page(course, built, name) for name, _ in named)
    made, pictures = chapters(pages, lambda path: _read(built, path))
    parts: list[tuple[str, list[Chapter]]] = []
    for name, caption in named:
        if not parts or parts[-1][0] != caption:
            parts.append((caption, []))
        parts[-1][1].append(made[f"{name}.html"])
    settings = read_settings(course.folder)
    language = str(lookup(settings, "sphinx.config.language") or "en")
    title = str(lookup(settings, "title") or made[f"{course.toc.root}.html"].title)
    author = str(lookup(settings, "author") or "")
    summary = phrase(language, "book.epub_summary")
    if not all(chapter.described for chapter in made.values()):
        summary += " " + phrase(language, "book.epub_undescribed")
    shown = _pictures(built, tuple(page.html for page in pages))
    data = write_epub(
        EpubBook(
            name=str(lookup(settings, "html.baseurl") or f"{title}\n{author}"),
            title=title,
            language=language,
            direction=direction(language),
            author=author,
            modified=f"{_last_review(course)}T00:00:00Z",
            contents=phrase(language, "book.contents"),
            summary=summary,
            parts=tuple((caption, tuple(inside)) for caption, inside in parts),
            stylesheet=static_text("epub.css"),
            pictures=pictures,
            made_from=epub_digest(course.folder, (name for name, _ in named), shown),
        )
    )
    target = course.folder / EPUB_FOLDER / EPUB_NAME
    return (target,), write_if_changed(target, data)


def _named(course: CourseFolder, built: Path) -> Iterator[tuple[str, str]]:
    """Yield the built pages that the table of contents names, and the captions of their parts ("" for none)."""
    yield course.toc.root, ""
    seen = {course.toc.root}
    for entry in course.toc.entries:
        if entry.file not in seen and (built / f"{entry.file}.html").is_file():
            seen.add(entry.file)
            yield entry.file, entry.caption or ""
    for glob in course.toc.globs:
        pages = (path.relative_to(built).with_suffix("").as_posix() for path in built.rglob("*.html"))
        for name in sorted(pages):
            source = any((course.folder / f"{name}{suffix}").is_file() for suffix in (".ipynb", ".md", ".rst"))
            if name not in seen and source and fnmatchcase(name, glob):
                seen.add(name)
                yield name, ""


def _book_page(course: CourseFolder, built: Path, name: str) -> BookPage:
    notebook = course.folder / f"{name}.ipynb"
    quiz = paper_quiz_in(notebook.read_text(encoding="utf-8")) if notebook.is_file() else ""
    return BookPage(address=f"{name}.html", html=(built / f"{name}.html").read_bytes(), quiz=quiz)


def _last_review(course: CourseFolder) -> str:
    """Return the day of the last review: an EPUB must say when it was changed, and no clock is asked."""
    days = [folder.module.front.reviewed for folder in course.folders if folder.module is not None]
    return max((day for day in days if day), default="2000-01-01")
