"""The folder of handouts: where files stand, what they were made from, and which of them a person has changed.

`_build/print/SLUG/` holds what may be given to students, its folder `facilitator-only` the rest, so that nobody copies
a key for the class by taking everything.  `.made-from.json` beside them says of each file what it was made from, and
its own digest as it was written: a file that is not as it was written is a person's, is never overwritten and never
linked by the book.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

import msgspec

from builder.files.atomic import write_if_changed
from builder.findings import BuilderError, Finding, Where, error

#: The default folder, from the course folder, and its folder for the person in front of the room.
PRINT = "_build/print"
#: Where handouts that follow a syllabus go: a folder of its name, so that none takes the place of the course's own.
PRINT_BY_SYLLABUS = "_build/print-by-syllabus"
FACILITATOR_ONLY = "facilitator-only"
#: Where the instructor edition's sources have every file, from their root.
FOR_INSTRUCTORS = "_build/for-instructors"
#: The default folder of what is made of syllabi, one folder each; the instructor edition's sources have it too.
SYLLABUS = "_build/syllabus"

_RECORD = ".made-from.json"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one file: the digest of what it was made from, and its own (both SHA-256)."""

    made_from: str
    sha256: str


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """The record of a folder, by file name."""

    format: Literal[1] = 1
    files: dict[str, Made] = {}


def recorded(folder: Path) -> dict[str, Made]:
    """Return what a folder says of its files; nothing where it says nothing readable."""
    try:
        return msgspec.json.decode((folder / _RECORD).read_bytes(), type=_Record).files
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def _write_record(folder: Path, files: dict[str, Made]) -> None:
    there = {name: made for name, made in sorted(files.items()) if _inside(folder, name) is not None}
    write_if_changed(folder / _RECORD, msgspec.json.format(msgspec.json.encode(_Record(files=there))) + b"\n")


def _inside(folder: Path, name: str) -> Path | None:
    """Return a file of a folder by its name, None for what is not there or leads out of it."""
    try:
        path = (folder / name).resolve()
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, links in a circle
        return None


def fresh(folder: Path, now: str) -> dict[str, bytes]:
    """Return the files that were made from what is there `now` (a digest) and that nobody has changed since."""
    found = {}
    for name, made in sorted(recorded(folder).items()):
        path = _inside(folder, name) if made.made_from == now else None
        data = _read(path) if path is not None else None
        if data is not None and _digest(data) == made.sha256:
            found[name] = data
    return found


def as_made(folder: Path, name: str) -> bytes:
    """Return a file as the builder made it; nothing where it is not there, or a person changed it."""
    made, path = recorded(folder).get(name), _inside(folder, name)
    data = _read(path) if path is not None else None
    return data if data is not None and made is not None and _digest(data) == made.sha256 else b""


def copy_fresh(course: Path, sources: Path, now: Iterable[tuple[str, str]]) -> None:
    """Put every file that is not stale beside the instructor edition's sources, where its book looks.

    now: the modules' slugs, each with the digest of what its handouts show.
    """
    for slug, digest in now:
        _copy(course / PRINT / slug, sources / FOR_INSTRUCTORS / slug, digest)


def copy_fresh_syllabi(course: Path, sources: Path, now: Iterable[tuple[str, str]]) -> None:
    """Do the same for syllabi; now: their names, each with the digest of what its files show."""
    for name, digest in now:
        _copy(course / SYLLABUS / name, sources / SYLLABUS / name, digest)


def _copy(folder: Path, target: Path, digest: str) -> None:
    files = fresh(folder, digest)
    for name, data in files.items():
        write_if_changed(target / name, data)
    if files:
        _write_record(target, {name: Made(made_from=digest, sha256=_digest(data)) for name, data in files.items()})


def writable(folder: Path) -> None:
    """Make a folder, and see that files can be put into it; raises BuilderError where not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        reason = problem.strerror or str(problem)
        message = f"it cannot be written: {reason[0].lower()}{reason[1:]}"
        help_ = "check the rights of the folder, and that nothing else stands in its place; or choose another --out"
        raise BuilderError(error("not-writable", message, Where(file=str(folder)), help_)) from problem


def put(folder: Path, name: str, data: bytes, made_from: str, is_sealed: Callable[[bytes], bool]) -> Finding | None:
    """Write a handout into a folder and record it; one that a person changed is left alone, and the finding says so.

    is_sealed: whether a file without a record shows by itself that it is as the builder left it.
    """
    path = folder / name
    if path.exists():
        there = _read(path)
        known = recorded(folder).get(name)
        if there is None:
            return _not_ours(path, "it cannot be read, so nobody knows whose it is")
        ours = there == data or (_digest(there) == known.sha256 if known is not None else is_sealed(there))
        if not ours:
            return _not_ours(path, "it was changed after the builder made it, or made by something else")
    write_if_changed(path, data)
    _write_record(folder, {**recorded(folder), name: Made(made_from=made_from, sha256=_digest(data))})
    return None


def drop(folder: Path, names: Iterable[str]) -> None:
    """Remove files of ours that are no longer made; one that a person changed stays."""
    known = recorded(folder)
    for name in names:
        path = _inside(folder, name)
        if path is not None and name in known and _digest(_read(path) or b"") == known[name].sha256:
            path.unlink()
    if known:
        _write_record(folder, known)


def _not_ours(path: Path, why: str) -> Finding:
    help_ = "to keep both, rename it or write to another folder with --out; to have the new one, delete it"
    return error("handout-edited", f"{why}, and is left as it is", Where(file=str(path)), help_)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def old_print(course: Path, slug: str) -> tuple[str, ...]:
    """Return the folder of handouts under a module's name, which a module of another name no longer fills."""
    return (f"{PRINT}/{slug}",) if (course / PRINT / slug).is_dir() else ()
