"""Finding what the command line names: files, folders of files, or standard input."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from builder.findings import BuilderError, Where, error

if TYPE_CHECKING:
    from builder.pipeline import Source

#: Folders of a course, and of programs, that hold no articles of anybody's.
_LEFT_OUT = frozenset({"_build", "modules", "node_modules", "__pycache__"})


def read_source(source: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file; raises BuilderError if it cannot be read."""
    if source == "-":
        return "article.txt", sys.stdin.buffer.read()
    if source.startswith(("http://", "https://")):
        help_ = "open it in a browser, save the page (or its text) and name the file"
        raise BuilderError(error("source-address", "addresses are not fetched", Where(file=source), help_))
    path = Path(source)
    try:
        return path.name, path.read_bytes()
    except FileNotFoundError:
        raise BuilderError(
            error("source-missing", "there is no such file", Where(file=source), "check the name and the folder")
        ) from None
    except IsADirectoryError:
        raise BuilderError(
            error("source-folder", "this is a folder", Where(file=source), "name the article files in it")
        ) from None
    except (OSError, ValueError) as problem:  # ValueError: a name with a null character
        reason = getattr(problem, "strerror", None) or str(problem)
        raise BuilderError(
            error("source-unreadable", f"it cannot be read: {reason}", Where(file=source), "check that you may read it")
        ) from problem


def paths_of(sources: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return the files that are named, and of each folder those with a suffix of a known format, sorted.

    Raises BuilderError for a folder that holds none.
    """
    found: list[str] = []
    for source in sources:
        inside = sorted(_inside(source, frozenset(suffixes))) if source != "-" and Path(source).is_dir() else [source]
        if not inside:
            known = ", ".join(suffix for suffix in suffixes if suffix)
            message = "the folder holds no article file"
            raise BuilderError(error("source-folder-empty", message, Where(file=source), f"articles end in: {known}"))
        found += inside
    return tuple(dict.fromkeys(found))


def _inside(folder: str, suffixes: frozenset[str]) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _LEFT_OUT]
        for name in names:
            if not name.startswith((".", "~$")) and (suffix := Path(name).suffix.lower()) and suffix in suffixes:
                yield str(Path(here, name))


def read_all(paths: Sequence[str]) -> Iterator[Source]:
    """Yield each file with its bytes, or with why it cannot be read."""
    from builder.pipeline import Source

    for path in paths:
        try:
            name, data = read_source(path)
        except BuilderError as problem:
            yield Source(name=path, finding=problem.finding)
        else:
            yield Source(name=name, data=data, folder=Path(path).parent if path != "-" else None)


def slug_in(text: str) -> str:
    """Return the slug that a person names, be it by the folder or a file in it, as shells complete them."""
    text = unicodedata.normalize("NFC", text)  # as macOS does not
    parts = [part for part in text.replace("\\", "/").split("/") if part not in ("", ".")]
    if "modules" in parts[:-1]:
        parts = parts[parts.index("modules") + 1 :]
    return parts[0].removesuffix(".ipynb") if parts else text


def syllabus_in(text: str) -> str:
    """Return the syllabus that a person names, be it by its name or by its file."""
    return unicodedata.normalize("NFC", text).replace("\\", "/").rpartition("/")[2].removesuffix(".yml")
