"""A new module's files in their places: its folder, the private folder if the course has one, the table of contents."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from builder.files.atomic import new_folder, write_if_changed
from builder.files.course import MODULES
from builder.files.quiz_place import QUIZ, private_home
from builder.files.toc import FILE as TOC
from builder.findings import BuilderError
from builder.model.settings import Settings

_SCHEMA = "schemas/quiz.schema.json"

#: The schema of quiz.yml, as seen from a module's folder.
QUIZ_SCHEMA = f"../../{_SCHEMA}"


def place_module(folder: Path, slug: str, files: dict[str, bytes], toc: bytes, settings: Settings) -> None:
    """Write a new module and its toc entry, all or none.

    With private quizzes, quiz.yml and the import's copy of it go into the private folder, and nowhere else.
    Raises BuilderError where something cannot be written.
    """
    written: list[Path] = []
    try:
        for name, contents in _folders(slug, files, settings).items():
            new_folder(folder / name, contents)
            written.append(folder / name)
        write_if_changed(folder / TOC, toc)
    except BuilderError:
        for path in written:
            shutil.rmtree(path, ignore_errors=True)  # half an import is none
        raise


def _folders(slug: str, files: dict[str, bytes], settings: Settings) -> dict[str, dict[str, bytes]]:
    home, place = private_home(slug, settings), f"{MODULES}/{slug}"
    if home is None:
        return {place: files}
    private = {name: data for name, data in files.items() if PurePosixPath(name).name == QUIZ}
    public = {name: data for name, data in files.items() if name not in private}
    schema = f"{'../' * len(PurePosixPath(home).parts)}{_SCHEMA}"
    return {
        home: {name: data.replace(QUIZ_SCHEMA.encode(), schema.encode(), 1) for name, data in private.items()},
        place: public,
    }
