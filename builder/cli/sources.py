"""Finding what the command line names: files, folders of files, or standard input."""

from __future__ import annotations

import os
import re
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


def read_article(source: str) -> tuple[str, bytes, str | None]:
    """Return the name and the bytes of a file or of a page from the web, and the page's address.

    Raises BuilderError if it cannot be read.
    """
    return _page(source) if is_address(source) else (*read_source(source), None)


def read_source(source: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a file; raises BuilderError if it cannot be read."""
    if source == "-":
        return "article.txt", sys.stdin.buffer.read()
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


def is_address(source: str) -> bool:
    """Return whether a source is an address and not a file: whether it begins with a scheme and two slashes."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://", source) is not None


def _page(address: str) -> tuple[str, bytes, str]:
    from builder.fetch import Wanted, fetch
    from builder.readers.formats import limit, suffix_by_content

    page = fetch(address, Wanted(limit, suffix_by_content))
    return page.name, page.data, page.address


def paths_of(sources: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return the files that are named, and of each folder those with a suffix of a known format, sorted.

    Raises BuilderError for a folder that holds none.
    """
    found: list[str] = []
    for source in sources:
        inside = sorted(_inside(source, frozenset(suffixes))) if _is_folder(source) else [source]
        if not inside:
            known = ", ".join(suffix for suffix in suffixes if suffix)
            message = "the folder holds no article file"
            raise BuilderError(error("source-folder-empty", message, Where(file=source), f"articles end in: {known}"))
        found += inside
    return tuple(dict.fromkeys(found))


def _is_folder(source: str) -> bool:
    return source != "-" and not is_address(source) and Path(source).is_dir()


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
            name, data, address = read_article(path)
        except BuilderError as problem:
            yield Source(name=path, finding=problem.finding)
        else:
            folder = Path(path).parent if path != "-" and address is None else None
            yield Source(name=name, data=data, folder=folder, address=address)


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
