"""`builder check --public`: what a public repository of the course would show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from builder.book.settings import CONFIG_NAME, lookup, read_settings
from builder.checks.public import Shown, check_public
from builder.files.course import MODULES, read_course
from builder.files.quiz_place import QUIZ
from builder.files.quiz_yml import read_quiz
from builder.files.source_text import read_text
from builder.files.survey import survey
from builder.files.versioned import read_versioned
from builder.findings import Finding, in_order
from builder.pipeline.review import known_modules

#: Settings that show a way to the repository on each page, in Jupyter Book's words and in the theme's.
_BUTTONS = (
    "html.use_repository_button",
    "html.use_edit_page_button",
    "html.use_issues_button",
    "launch_buttons.binderhub_url",
    "launch_buttons.jupyterhub_url",
    "launch_buttons.colab_url",
    "launch_buttons.deepnote_url",
    "sphinx.config.html_theme_options.use_repository_button",
    "sphinx.config.html_theme_options.use_edit_page_button",
    "sphinx.config.html_theme_options.use_source_button",
    "sphinx.config.html_theme_options.use_issues_button",
)


def check_published(folder: Path, slugs: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return what whoever sees the course's repository, or follows a button on its pages, could read.

    slugs: the modules that are looked at; the whole course where none is named.  Raises BuilderError where there is
    no course, or no such module.
    """
    course, findings = read_course(folder)
    known_modules(course, slugs)
    settings = read_settings(folder)
    surveyed, _ = survey(course)
    versioned = read_versioned(folder)
    listed = (versioned.tracked | versioned.loose) or frozenset(_quizzes(folder))
    shown = Shown(
        course=surveyed,
        versioned=versioned,
        quizzes={file: _items(folder, file) for file in sorted(listed) if PurePosixPath(file).name == QUIZ},
        buttons=_buttons(folder, settings),
        sources=lookup(settings, "sphinx.config.html_copy_source") is not False,
        linked=lookup(settings, "sphinx.config.html_show_sourcelink") is True,
    )
    broken = tuple(finding for finding in findings if finding.severity == "error")
    found = in_order((*broken, *check_public(shown)))
    homes = tuple(f"{root}/{slug}/" for slug in slugs for root in (MODULES, course.config.settings.private) if root)
    return tuple(finding for finding in found if not slugs or (finding.where.file or "").startswith(homes))


def _quizzes(folder: Path) -> Iterator[str]:
    """Yield the modules' quizzes where no Git can name them."""
    yield from (path.relative_to(folder).as_posix() for path in (folder / MODULES).glob(f"*/{QUIZ}"))


def _items(folder: Path, file: str) -> int | None:
    """Return how many items a quiz holds; None for one that is not on disk, and may be in Git."""
    if not (folder / file).exists():
        return None
    text, _ = read_text(folder / file, file)
    quiz, _ = read_quiz(text, file) if text is not None else (None, ())
    return len(quiz.items) if quiz is not None else 0


def _buttons(folder: Path, settings: Mapping[str, Any]) -> dict[str, int]:
    """Return the settings that put such a button on each page, with their lines in _config.yml."""
    text, _ = read_text(folder / CONFIG_NAME, CONFIG_NAME)
    return {name.rpartition(".")[2]: _line(text or "", name) for name in _BUTTONS if lookup(settings, name)}


def _line(text: str, name: str) -> int:
    """Return the line on which the last key of a path stands, 0 where it cannot be told."""
    match = re.search(rf"^[ \t]*[\"']?{re.escape(name.rpartition('.')[2])}[\"']?[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match is not None else 0
