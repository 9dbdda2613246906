"""The texts of a course in which a module may be named: the table of contents, syllabi, Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from builder.files.quiz_place import MODULES
from builder.files.source_text import read_text
from builder.files.survey import course_files
from builder.files.syllabus_yml import FOLDER as SYLLABI
from builder.files.toc import FILE as TOC
from builder.files.yaml_read import read_yaml
from builder.findings import BuilderError


def texts_with(folder: Path, slug: str) -> dict[str, str]:
    """Return the texts, by file, that hold a module's folder name, and the table of contents.

    Articles stay as they came, and links out of the course are not followed.  Raises BuilderError for a file that
    holds the name and cannot be read: what it says of the module would be passed over.
    """
    found = {}
    for file in sorted(course_files(folder)):
        path = folder / file
        if not _may_name(file) or path.is_symlink() or not path.is_file():
            continue
        if file != TOC and not any(name.encode() in _bytes(path) for name in (slug, quote(slug))):
            continue
        text, problems = read_text(path, file)
        if text is not None and file.startswith(f"{SYLLABI}/"):
            _, problems = read_yaml(text, file)
        if problems or text is None:
            raise BuilderError(problems[0])
        found[file] = text
    return found


def other_mentions(folder: Path, slug: str, pages: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield the file and line of what names a module's page where nothing is rewritten: it may be anything.

    That is _config.yml, and pages that are no Markdown, as notebooks by hand; pages: as the table of contents has them.
    """
    inside = re.compile(rf"{MODULES}/{re.escape(slug)}(?![\w-])")
    yield from _rows(folder, "_config.yml", inside)
    wanted = re.compile(rf"(?<![\w-]){re.escape(slug)}(?=[./#\"'`)>])")
    for page in pages:
        for file in (f"{page}.ipynb", f"{page}.rst"):
            if not page.startswith(f"{MODULES}/"):
                yield from _rows(folder, file, wanted)


def _rows(folder: Path, file: str, wanted: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    path = folder / file
    if path.is_file() and not path.is_symlink():
        rows = _bytes(path).decode("utf-8", errors="replace").split("\n")
        yield from ((file, number) for number, row in enumerate(rows, 1) if wanted.search(row))


def _may_name(file: str) -> bool:
    path = PurePosixPath(file)
    if path.parts[0] == MODULES and path.name.startswith("article."):
        return False
    return file == TOC or path.suffix == ".md" or (path.parts[0] == SYLLABI and path.suffix in (".yml", ".yaml"))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
