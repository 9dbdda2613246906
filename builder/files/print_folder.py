"""The folder of handouts: where files stand, what they were made from, and which of them a person has changed.

`_build/print/SLUG/` holds what may be given to students, its folder `facilitator-only` the rest, so that nobody copies
a key for the class by taking everything.  `.made-from.json` beside them says by digests what each file was made from;
the book links only what is not stale.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from builder.files.atomic import write_atomic, write_if_changed
from builder.findings import BuilderError, Finding, Where, error

#: The default folder, from the course folder, and its folder for the person in front of the room.
PRINT = "_build/print"
FACILITATOR_ONLY = "facilitator-only"

#: Where the instructor edition's sources have every file, from their root.
FOR_INSTRUCTORS = "_build/for-instructors"

_RECORD = ".made-from.json"
#: Who made a PDF stands in its data; one that was annotated is appended to, or written by another program.
_MADE_BY = b"teaching-module builder"


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a module's folder: by file name the digest of the sources."""

    format: int = 1
    files: dict[str, str] = {}


def made_from(module: Path) -> str:
    """Return the digest of what a module's handouts are made from: module.md and quiz.yml."""
    digest = hashlib.sha256()
    for name in ("module.md", "quiz.yml"):
        path = module / name
        data = path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""
        digest.update(f"{name}\n{len(data)}\n".encode() + data)
    return digest.hexdigest()


def record(folder: Path, digests: dict[str, str]) -> None:
    """Write what files of a module's folder were made from; what was recorded of others stays."""
    known = {**recorded(folder), **digests}
    there = {name: digest for name, digest in sorted(known.items()) if (folder / name).is_file()}
    write_if_changed(folder / _RECORD, msgspec.json.format(msgspec.json.encode(_Record(files=there))) + b"\n")


def recorded(folder: Path) -> dict[str, str]:
    """Return what a module's folder says that its files were made from; nothing where it says nothing readable."""
    try:
        return msgspec.json.decode((folder / _RECORD).read_bytes(), type=_Record).files
    except (OSError, msgspec.DecodeError):
        return {}


def fresh(folder: Path, module: Path | None) -> tuple[str, ...]:
    """Return the names of files in a module's folder that were made from the module as it is, sorted.

    module: its folder; None where the files were chosen before and all count.
    """
    now = made_from(module) if module is not None else None
    found = (name for name, digest in recorded(folder).items() if now is None or digest == now)
    return tuple(sorted(name for name in found if _is_inside(folder, name)))


def _is_inside(folder: Path, name: str) -> bool:
    path = (folder / name).resolve()
    return path.is_file() and path.is_relative_to(folder.resolve())


def copy_fresh(course: Path, sources: Path, slugs: Iterable[str]) -> None:
    """Put every file that is not stale beside the instructor edition's sources, where its book looks."""
    for slug in slugs:
        folder, target = course / PRINT / slug, sources / FOR_INSTRUCTORS / slug
        digests = recorded(folder)
        names = fresh(folder, course / "modules" / slug)
        for name in names:
            write_if_changed(target / name, (folder / name).read_bytes())
        if names:
            record(target, {name: digests[name] for name in names})


def writable(folder: Path) -> None:
    """Make a folder, and see that files can be put into it; raises BuilderError where not."""
    probe = folder / ".writable"
    write_atomic(probe, b"")
    try:
        probe.unlink()
    except OSError as problem:
        message = f"it cannot be written: {problem.strerror or problem}"
        raise BuilderError(error("not-writable", message, Where(file=str(folder)), "choose another --out")) from problem


def put(path: Path, data: bytes, is_untouched: bool) -> Finding | None:
    """Write a handout; one that a person changed is left alone, and the finding says how to keep both.

    is_untouched: whether the file that stands there is as the builder left it.
    """
    if path.exists() and not is_untouched:
        message = "it was changed after the builder made it, or made by something else, and is left as it is"
        help_ = "to keep both, rename it or write to another folder with --out; to have the new one, delete it"
        return error("handout-edited", message, Where(file=str(path)), help_)
    write_if_changed(path, data)
    return None


def pdf_is_untouched(data: bytes) -> bool:
    """Return whether a PDF is as the builder left it."""
    return _MADE_BY in data and len(re.findall(rb"startxref", data)) == 1
