"""A notebook's quiz on paper becomes a form on the page.

The notebook shows its quiz as text wherever a notebook is read; the same cell's metadata holds the
disguised quiz.  The exchange happens in what Sphinx is about to parse and nowhere else: the notebook
on disk, and the copy that students download, keep the paper quiz.
"""

from __future__ import annotations

import json
import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

from builder.book.notebooks import loaded, ours
from builder.book.quiz_form import form_html
from builder.book.section_marks import with_marks
from builder.text.course_id import course_id

_LOGGER = logging.getLogger(__name__)


def prepare_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace each quiz by its form in the text that Sphinx parses for a notebook, and mark its sections."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb"):
        return
    notebook = loaded(source[0])
    if notebook is None:
        return
    try:
        with_quiz = with_forms(notebook, course_id(app.config.project, app.config.author))
        source[0] = json.dumps(with_marks(with_quiz), ensure_ascii=False)
    except (KeyError, TypeError, ValueError) as exc:
        _LOGGER.warning("the quiz cannot be shown as a form: %s", exc, location=docname, type="builder", subtype="quiz")


def with_forms(notebook: dict[str, Any], course: str = "") -> dict[str, Any]:
    """Return a notebook with a form in place of each quiz.

    Raises KeyError, TypeError or ValueError for a quiz in the cells' metadata that is not one of ours.
    """
    language = ours(notebook.get("metadata")).get("language")
    language = language if isinstance(language, str) else "en"
    cells = [
        cell if (quiz := _quiz_of(cell)) is None else {**cell, "source": _raw(form_html(quiz, language, course))}
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def _quiz_of(cell: Any) -> dict[str, Any] | None:
    if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
        return None
    quiz = ours(cell.get("metadata")).get("quiz")
    return quiz if isinstance(quiz, dict) else None


def _raw(html: str) -> str:
    """Return a MyST fence that puts `html` on the page as it is: longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", html)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{{raw}} html\n{html.strip()}\n{fence}\n"
