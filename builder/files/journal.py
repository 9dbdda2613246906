"""Several files of a course changed as one: a killed run is finished by the next, or never was.

What is to be written is first put down whole, beside what it replaces (`.import/next`: the files, and a plan
with the digest of each before and after).  Then each file is replaced at once, module.md first, and the
folder goes.  Whoever finds such a folder knows by the digests how far the run came.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from builder.files.atomic import new_folder, write_if_changed
from builder.files.quiz_place import MODULES, private_home
from builder.files.snapshot import FOLDER as SNAPSHOT
from builder.model.settings import Settings

#: The folder of an unfinished change, in a module's `.import/`.
NEXT = "next"
_PLAN = "plan.json"


class _Step(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the change by its path from the course, and its digest before and after; None: no file."""

    file: str
    before: str | None
    after: str | None


class _Plan(msgspec.Struct, frozen=True, kw_only=True):
    steps: tuple[_Step, ...]


def write_together(course: Path, home: str, files: Mapping[str, bytes | None]) -> None:
    """Write or remove these files of a course (by their paths in it) as one change, in this order.

    `home` is the folder, from the course, in which the change is put down first.  Raises BuilderError where
    something cannot be written; what was begun then is finished by `finish`.
    """
    changed = {file: data for file, data in files.items() if _on_disk(course / file) != data}
    if not changed:
        return
    steps = [
        _Step(file=file, before=_digest(_on_disk(course / file)), after=_digest(data)) for file, data in changed.items()
    ]
    contents = {str(number): data for number, data in enumerate(changed.values()) if data is not None}
    new_folder(course / home / NEXT, {**contents, _PLAN: msgspec.json.encode(_Plan(steps=tuple(steps)))})
    _apply(course, course / home / NEXT, tuple(steps))


def journals(slug: str, settings: Settings) -> tuple[str, ...]:
    """Return the folders in which a change of a module may be put down: with private quizzes one is private."""
    homes = (f"{MODULES}/{slug}", private_home(slug, settings))
    return tuple(f"{home}/{SNAPSHOT}" for home in homes if home is not None)


def journal_for(slug: str, settings: Settings, files: Mapping[str, bytes | None]) -> str:
    """Return the folder in which a change is put down: the private one if a private file is among its files."""
    homes = journals(slug, settings)
    private = settings.private is not None and any(file.startswith(f"{settings.private}/") for file in files)
    return homes[-1] if private else homes[0]


def is_unfinished(course: Path, home: str) -> bool:
    """Return whether a change was put down there and not finished."""
    return (course / home / NEXT).is_dir() and not (course / home / NEXT).is_symlink()


def finish(course: Path, home: str) -> Literal["nothing", "finished", "dropped"]:
    """Finish a change that a killed run left, or drop one that had not begun and does not fit any more.

    Where a person has edited a file since, theirs stays: if nothing was replaced yet the change is dropped,
    so that it is made anew from what stands there now; else the other files are finished.
    """
    place = course / home / NEXT
    if not is_unfinished(course, home):
        return "nothing"
    steps = _planned(course, home)
    states = [_digest(_on_disk(course / step.file)) for step in steps]
    edited = [step for step, now in zip(steps, states, strict=True) if now not in (step.before, step.after)]
    begun = any(now == step.after != step.before for step, now in zip(steps, states, strict=True))
    if not steps or (edited and not begun):
        _put_away(place)
        return "dropped"
    _apply(course, place, tuple(step for step in steps if step not in edited), count=steps)
    return "finished"


def _planned(course: Path, home: str) -> tuple[_Step, ...]:
    """Return the steps of a plan; none where it cannot be read or names a file that is not the module's.

    A course that came from somebody else may hold a plan that somebody made up.
    """
    try:
        steps = msgspec.json.decode((course / home / NEXT / _PLAN).read_bytes(), type=_Plan).steps
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ()
    return steps if all(_is_of_module(course, home, step.file) for step in steps) else ()


def _apply(course: Path, place: Path, steps: tuple[_Step, ...], count: tuple[_Step, ...] = ()) -> None:
    """Replace the files of a change, but for those that are as they should be, and take its folder away."""
    numbers = {step.file: number for number, step in enumerate(count or steps)}
    for step in steps:
        if _digest(_on_disk(course / step.file)) == step.after:
            continue
        if step.after is None:
            with contextlib.suppress(FileNotFoundError):
                (course / step.file).unlink()
            continue
        data = _on_disk(place / str(numbers[step.file]))
        if data is not None and _digest(data) == step.after:
            write_if_changed(course / step.file, data)
    _put_away(place)


def _put_away(place: Path) -> None:
    """Take the folder of a change away, the plan first: without it, the rest says nothing."""
    with contextlib.suppress(OSError):
        (place / _PLAN).unlink()
    shutil.rmtree(place, ignore_errors=True)


def _is_of_module(course: Path, home: str, file: str) -> bool:
    """Return whether a file of a plan is one of the module's that the plan lies in, by its name and by its place.

    It stands in modules/SLUG or in the private folder of SLUG, and in no folder with a dot but `.import`.
    """
    parts = PurePosixPath(file).parts
    slug = PurePosixPath(home).parent.name
    plain = all(part == SNAPSHOT or not part.startswith(".") for part in parts)
    if not plain or "\\" in file or slug not in parts[:-1]:
        return False
    folder = PurePosixPath(*parts[: parts.index(slug) + 1])
    inside = (course / file).parent.resolve().is_relative_to((course / folder).resolve())
    return inside and (course / folder).resolve().is_relative_to(course.resolve())


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _digest(data: bytes | None) -> str | None:
    return hashlib.sha256(data).hexdigest() if data is not None else None
