"""What the last import wrote, kept beside the module in `.import/` and committed.

module.md and quiz.yml as drafted are the base of a three-way merge and tell which items a person
changed; article.json is what the importer saw, and gives the paragraphs their numbers.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.files.quiz_yml import read_quiz
from builder.findings import Finding, Where, error, warning
from builder.model.article import Inspection
from builder.model.item import Item

FOLDER = ".import"


def snapshot_files(module: str, quiz: str, inspection: Inspection) -> dict[str, bytes]:
    """Return the files of `.import/` by name."""
    article = msgspec.json.format(msgspec.json.encode(inspection), indent=1) + b"\n"
    return {
        f"{FOLDER}/module.md": module.encode(),
        f"{FOLDER}/quiz.yml": quiz.encode(),
        f"{FOLDER}/article.json": article,
    }


def read_inspection(module: Path) -> tuple[Inspection | None, tuple[Finding, ...]]:
    """Return what the last import saw; None for a module without article, or where it cannot be read."""
    path = module / FOLDER / "article.json"
    if (module / FOLDER).is_symlink() or path.is_symlink():
        help_ = "put the folder itself there: links are not followed, they may lead out of the course"
        return None, (
            error("link-not-followed", "this is a link", Where(file=f"modules/{module.name}/{FOLDER}"), help_),
        )
    try:
        return msgspec.json.decode(path.read_bytes(), type=Inspection), ()
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    except (msgspec.DecodeError, OSError, UnicodeDecodeError, RecursionError):
        where = Where(file=f"modules/{module.name}/{FOLDER}/article.json")
        help_ = "restore the file; without it paragraphs are numbered as they stand in module.md"
        return None, (warning("snapshot-broken", "what the import saw cannot be read", where, help_),)


def read_items(module: Path) -> tuple[Item, ...]:
    """Return the items as the last import drafted them; none where there was no import."""
    if (module / FOLDER).is_symlink():
        return ()
    try:
        text = (module / FOLDER / "quiz.yml").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ()
    quiz, _ = read_quiz(text, "")
    return quiz.items if quiz is not None else ()
