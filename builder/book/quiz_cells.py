"""A notebook's quiz on paper becomes a form on the page.

The notebook shows its quiz as text wherever a notebook is read; the same cell's metadata holds the
disguised quiz.  The exchange happens in what Sphinx is about to parse and nowhere else: the notebook
on disk, and the copy that students download, keep the paper quiz.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

from builder.book.quiz_form import form_html

_LOGGER = logging.getLogger(__name__)


def show_forms(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace, in the text that Sphinx parses for a notebook, each quiz cell's source by its form."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb"):
        return
    try:
        source[0] = with_forms(source[0], course_id(app.config.project, app.config.author))
    except (KeyError, TypeError, ValueError) as exc:
        _LOGGER.warning("the quiz cannot be shown as a form: %s", exc, location=docname, type="builder", subtype="quiz")


def course_id(title: str, author: str) -> str:
    """Return the name under which a browser keeps the answers of a course: a short digest of title and author.

    Pages of several courses opened from one disk share one storage.
    """
    return hashlib.sha256(f"{title}\n{author}".encode()).hexdigest()[:10]


def with_forms(notebook: str, course: str = "") -> str:
    """Return the notebook's JSON with a form in place of each quiz; text that is no notebook stays as it is.

    Raises KeyError, TypeError or ValueError for a quiz in the cells' metadata that is not one of ours.
    """
    try:
        loaded = json.loads(notebook)
    except ValueError:
        return notebook  # myst-nb reports it
    cells = loaded.get("cells") if isinstance(loaded, dict) else None
    quizzes = [(cell, quiz) for cell in cells or () if (quiz := _quiz_of(cell)) is not None]
    if not quizzes:
        return notebook
    language = _language_of(loaded)
    for cell, quiz in quizzes:
        cell["source"] = _raw(form_html(quiz, language, course))
    return json.dumps(loaded, ensure_ascii=False)


def _quiz_of(cell: Any) -> dict[str, Any] | None:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    ours = metadata.get("builder") if isinstance(metadata, dict) else None
    quiz = ours.get("quiz") if isinstance(ours, dict) else None
    return quiz if isinstance(quiz, dict) and cell.get("cell_type") == "markdown" else None


def _language_of(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    ours = metadata.get("builder") if isinstance(metadata, dict) else None
    language = ours.get("language") if isinstance(ours, dict) else None
    return language if isinstance(language, str) else "en"


def _raw(html: str) -> str:
    """Return a MyST fence that puts `html` on the page as it is: longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`+", html)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{{raw}} html\n{html.strip()}\n{fence}\n"
