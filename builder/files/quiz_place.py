"""Where a module's quiz stands, and what its page keeps where the quiz is not here.

A quiz is `modules/SLUG/quiz.yml`, or with the setting `private: FOLDER` it may be `FOLDER/SLUG/quiz.yml`,
in a folder that Git ignores.  Who clones such a course has no quiz, but has the committed page: the quiz on
it, which is disguised, stays as it is.  To take a quiz off a page for good, write one with `items: []`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from builder.files.quiz_yml import QuizFile, read_quiz
from builder.files.snapshot import FOLDER as SNAPSHOT
from builder.files.source_text import read_text
from builder.findings import Finding, Where, error, note, warning
from builder.model.course import KeptQuiz
from builder.model.settings import Settings

MODULES = "modules"
QUIZ = "quiz.yml"


def private_home(slug: str, settings: Settings) -> str | None:
    """Return the folder of a module's private files, as a person names it; None where no setting names one."""
    return f"{settings.private}/{slug}" if settings.private is not None else None


def quiz_name(folder: Path, slug: str, settings: Settings) -> str:
    """Return the quiz of a module as a person names it: the one that is there, else where a new one belongs."""
    return _name(folder, slug, settings, QUIZ)


def drafts_name(folder: Path, slug: str, settings: Settings) -> str:
    """Return what the last import drafted, as a person names it; it has keys, and stands where the quiz does."""
    return _name(folder, slug, settings, f"{SNAPSHOT}/{QUIZ}")


def _name(folder: Path, slug: str, settings: Settings, file: str) -> str:
    beside = f"{MODULES}/{slug}/{file}"
    home = private_home(slug, settings)
    return beside if home is None or (folder / beside).exists() else f"{home}/{file}"


def find_quiz(folder: Path, slug: str, settings: Settings) -> tuple[QuizFile | None, tuple[Finding, ...]]:
    """Return a module's quiz and findings; no quiz and no finding where there is none.  Two are an error."""
    name = quiz_name(folder, slug, settings)
    text, findings = read_text(folder / name, name)
    quiz, problems = read_quiz(text, name) if text is not None else (None, findings)
    home = private_home(slug, settings)
    other = f"{home}/{QUIZ}"
    if home is None or other == name or not (folder / other).exists():
        return quiz, problems
    help_ = f"keep one of the two: `private` in _config.yml says that quizzes belong into {home}"
    message = f"the module has two quizzes, {name} and {other}"
    return quiz, (*problems, error("quiz-twice", message, Where(file=name), help_))


def kept_quiz(folder: Path, slug: str) -> KeptQuiz | None:
    """Return the quiz that the module's committed page holds, None where it holds none."""
    text, _ = read_text(folder / MODULES / f"{slug}.ipynb", "")
    try:
        cells = json.loads(text or "{}")["cells"]
        found = ((_quiz_of(cell), _joined(cell["source"])) for cell in cells)
        return next((KeptQuiz(payload=quiz, source=source) for quiz, source in found if quiz), None)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _quiz_of(cell: dict[str, Any]) -> dict[str, Any] | None:
    quiz = cell.get("metadata", {}).get("builder", {}).get("quiz")
    return quiz if isinstance(quiz, dict) and quiz.get("items") else None


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def away(folder: Path, settings: Settings, kept: tuple[str, ...], bare: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what to say of modules whose quiz is not here: of those whose page keeps it, and those without a page."""
    if settings.private is None:
        return ()
    found = [_kept(settings.private, kept)] if kept and not (folder / settings.private).is_dir() else []
    if not found:
        found = [_kept(f"{settings.private}/{slug}", (slug,)) for slug in kept]
    if not (folder / settings.private).is_dir():
        help_ = f"bring the folder {settings.private} here and build, or commit the page of a course that has it"
        message = "no quiz is here, and no page that keeps one: the page is made without"
        found += [warning("quiz-not-here", message, Where(file=f"{MODULES}/{slug}"), help_) for slug in bare]
    return tuple(found)


def _kept(missing: str, slugs: tuple[str, ...]) -> Finding:
    one = len(slugs) == 1
    where = Where(file=f"{MODULES}/{slugs[0]}" if one else "_config.yml")
    who = "the page keeps the quiz that it had" if one else f"{len(slugs)} pages keep the quiz that they had"
    help_ = "bring the folder here to change a quiz; to drop one, write a quiz.yml with `items: []`"
    return note("quiz-kept", f"{missing} is not here: {who}", where, help_)
