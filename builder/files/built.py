"""The files that students get of a course: notebooks, and everything that a build made for them."""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from builder.files.pdf_text import pdf_text
from builder.files.quiz_place import MODULES
from builder.model.built import BuiltFile, Channel
from builder.text.zip_errors import ZIP_ERRORS

HTML = "_build/html"

#: Where Jupyter Book puts its other products.  Ours for instructors (`_build/instructor`) and those that a person
#: asked for with a key (`_build/print`, `_build/export`) are not for students.
_OTHERS = ("_build/epub", "_build/pdf", "_build/latex")
#: The modules' files to take along; those that are fresh stand in the book too.
_PAGES = "_build/page"

_FOLDERS: dict[str, Channel] = {
    "_sources": "source",
    "_downloads": "download",
    "_static": "static",
    "_images": "picture",
}
_NAMES: dict[str, Channel] = {"searchindex.js": "search", "objects.inv": "inventory"}
_ENDS: dict[str, Channel] = {".html": "page", ".epub": "epub", ".pdf": "pdf", ".ipynb": "notebook"}

#: More bytes than this are not unpacked from one file.
_MOST = 200_000_000


def built_files(folder: Path) -> Iterator[BuiltFile]:
    """Yield the course's notebooks and the files of its student edition, in the order of their names."""
    for path in sorted((folder / MODULES).glob("*.ipynb")):
        if path.is_file():
            yield _file(folder, path, "notebook")
    for path in _under(folder / HTML):
        yield _file(folder, path, _channel(path.relative_to(folder / HTML)))
    for path in _under(folder / _PAGES):
        yield _file(folder, path, "page")
    for other in _OTHERS:
        for path in _under(folder / other):
            if path.suffix.lower() in (".epub", ".pdf"):
                yield _file(folder, path, _ENDS[path.suffix.lower()])


def _under(folder: Path) -> Iterator[Path]:
    found = (Path(here, name) for here, _, names in os.walk(folder) for name in names)
    yield from sorted(path for path in found if path.is_file())


def _channel(path: Path) -> Channel:
    """Return by which way a file of the book reaches students, from its path inside the book."""
    if len(path.parts) > 1 and path.parts[0] in _FOLDERS:
        return _FOLDERS[path.parts[0]]
    return _NAMES.get(path.name) or _ENDS.get(path.suffix.lower(), "file")


def _file(folder: Path, path: Path, channel: Channel) -> BuiltFile:
    name = path.relative_to(folder).as_posix()
    try:
        data = path.read_bytes()
    except OSError as problem:
        return BuiltFile(name=name, channel=channel, text="", unread=f"it cannot be read: {problem.strerror}")
    text, unread = _text(data, path)
    inside = _chapters(data) if channel == "epub" and not unread else ()
    return BuiltFile(name=name, channel=channel, text=text, chapters=inside, unread=unread)


def _chapters(data: bytes) -> tuple[tuple[str, str], ...]:
    """Return the pages of an EPUB that was unpacked before, within bounds."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        names = sorted(name for name in packed.namelist() if name.lower().endswith((".xhtml", ".html")))
        return tuple((name, _decoded(packed.read(name))) for name in names)


def _text(data: bytes, path: Path) -> tuple[str, str]:
    """Return the text of a file, unpacked, and what of it could not be read."""
    if data.startswith(b"PK\x03\x04"):
        return _unzipped(data)
    if data.startswith(b"%PDF"):
        return pdf_text(data, path)
    if data.startswith(b"# Sphinx inventory"):
        return _inventory(data), ""
    return _decoded(data), ""


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    return data.decode("utf-8", errors="replace")


def _inventory(data: bytes) -> str:
    """Return an inventory's text: four lines of head, then what zlib packed."""
    head = re.match(rb"(?:[^\n]*\n){4}", data)
    try:
        return _decoded(zlib.decompressobj().decompress(data[head.end() :] if head else data, _MOST))
    except zlib.error:
        return _decoded(data)


def _unzipped(data: bytes) -> tuple[str, str]:
    texts: list[str] = []
    left = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for entry in sorted(packed.infolist(), key=lambda entry: entry.filename):
                with packed.open(entry) as stream:
                    part = stream.read(left)
                left -= len(part)
                texts += [entry.filename, _decoded(part)]
                if left <= 0:
                    return "\n".join(texts), "it unpacks to more than any book"
    except ZIP_ERRORS:
        return "\n".join([*texts, _decoded(data)]), "it is packed in a way that cannot be undone"
    return "\n".join(texts), ""
