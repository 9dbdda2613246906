"""What was taken from a collection, kept beside a module in `.import/upstream/`: the base of its later updates.

module.md and quiz.yml stand there as they were taken, and `source.json` says from where, under which name, and
the digest of each other file.  No folder of a machine stands in it: a collection is named as seen from the
course, or by its folder's name alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath

import msgspec

from builder.files.quiz_place import QUIZ
from builder.files.snapshot import FOLDER

UPSTREAM = f"{FOLDER}/upstream"
_RECORD = f"{UPSTREAM}/source.json"


class Upstream(msgspec.Struct, frozen=True, kw_only=True):
    """From where a module was taken: the collection as named and titled, the module's name there, digests of files."""

    format: int = 1
    collection: str
    title: str = ""
    slug: str
    files: dict[str, str]


def upstream_files(upstream: Upstream, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of `.import/upstream/` for a module that was taken as `files`."""
    record = msgspec.json.format(msgspec.json.encode(upstream), indent=1) + b"\n"
    taken = {f"{UPSTREAM}/{name}": files[name] for name in ("module.md", QUIZ) if name in files}
    return {**taken, _RECORD: record}


def read_upstream(module: Path) -> Upstream | None:
    """Return from where a module was taken; None for one that was not, or where that cannot be read."""
    paths = (module / FOLDER, module / UPSTREAM, module / _RECORD)
    if any(path.is_symlink() for path in paths):
        return None
    try:
        return msgspec.json.decode((module / _RECORD).read_bytes(), type=Upstream)
    except (OSError, msgspec.DecodeError, RecursionError):
        return None


def digest(data: bytes) -> str:
    """Return a file's digest, whatever Git on another system made of its line ends."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def named_from(course: Path, collection: str) -> str:
    """Return how a collection is named in a course: relative to it if a person named it so, else by its own name."""
    if PurePath(collection).is_absolute():
        return PurePath(collection).name
    return PurePosixPath(*PurePath(os.path.relpath(collection, course)).parts).as_posix()
