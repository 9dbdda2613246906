"""Writing to disk, all or nothing: a killed run leaves what was there, or what should be there."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from builder.findings import BuilderError, Where, error


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BuilderError(
            error(
                "not-writable",
                f"it cannot be written: {reason[0].lower()}{reason[1:]}",
                Where(file=str(path)),
                "check the rights of the folder, and that nothing else stands in its place",
            )
        ) from problem


def write_atomic(path: Path, data: bytes) -> None:
    """Put `data` at `path`: the file is the old one or the new one, never a part of one.

    Raises BuilderError where it cannot be written.
    """
    partial = path.with_name(f".{path.name}.partial")
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)  # what a killed run left
        try:
            with partial.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _take_mode(partial, path)
            partial.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                partial.unlink()
            raise


def _take_mode(temporary: Path, path: Path) -> None:
    """Give the new file the old one's rights; a new name gets those any new file here gets."""
    if path.exists():
        shutil.copymode(path, temporary)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put `data` at `path` unless it is there already; return whether anything was written.

    A file that did not change keeps its time, by which Sphinx tells what to build again.
    """
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    write_atomic(path, data)
    return True


def new_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Make the folder `path` with these files (names may hold slashes); it appears whole or not at all.

    Raises BuilderError where the folder is there already or cannot be written.  What a killed run left
    of an earlier try is cleared away.
    """
    partial = path.with_name(f".{path.name}.partial")
    with _told(path):
        if path.exists():
            raise FileExistsError(17, "it is there already", str(path))
        if partial.exists():
            shutil.rmtree(partial)
        try:
            for name, data in sorted(contents.items()):
                target = partial / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise


def move(source: Path, target: Path) -> None:
    """Move a file or a folder to a place where nothing is, in one step; raises BuilderError where that cannot be."""
    with _told(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(target) and not (source.exists() and source.samefile(target)):  # `rename` may replace
            raise FileExistsError(17, "it is there already", str(target))
        source.rename(target)
