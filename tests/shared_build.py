"""What takes long to build and is only looked at: built once in a run, also where several workers share the run."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def built_once(run: pytest.Config, factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Return a folder that `build` was given to fill; the first worker that asks builds, the others wait for it."""
    if not hasattr(run, "workerinput"):
        folder = factory.mktemp(name) / name
        build(folder)
        return folder
    shared = factory.getbasetemp().parent  # each worker has a folder of its own in the folder of the run
    folder, whole = shared / name, shared / f"{name}.whole"
    with FileLock(shared / f"{name}.lock"):
        if not whole.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a build that failed has left
            build(folder)
            whole.touch()
    return folder
