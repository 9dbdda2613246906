"""Puts a finished build in the place of the last one, file by file.

Pages are built beside the folder that people read, so a build that fails or is killed leaves that
folder alone.  What is new goes in by renaming, what is the same stays untouched: a server that has the
folder open keeps it, and a copy to a website moves only what changed.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

#: Pages last: a page that is there finds its assets.
_PAGE = ".html"


def publish(new: Path, out: Path) -> None:
    """Make `out` hold exactly the files of `new`, and remove `new`.

    What is no longer wanted goes first: it may stand where a folder must be, or differ in case only.
    A run that is killed midway leaves every file whole; the next one does the rest.
    """
    if not out.is_dir():
        out.unlink(missing_ok=True)
        new.replace(out)
        return
    wanted = set(_files(new))
    for name in set(_files(out)) - wanted:
        (out / name).unlink()
    _remove_empty_folders(out)
    for name in sorted(wanted, key=lambda path: (path.suffix == _PAGE, path)):
        _put(new / name, out / name)
    shutil.rmtree(new)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files under a folder, by their paths inside it."""
    for parent, _, names in os.walk(folder):
        for name in names:
            yield (Path(parent) / name).relative_to(folder)


def _put(source: Path, target: Path) -> None:
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _remove_empty_folders(folder: Path) -> None:
    for parent, _, _ in os.walk(folder, topdown=False):
        path = Path(parent)
        if path != folder and not any(path.iterdir()):
            path.rmdir()
