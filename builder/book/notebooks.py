"""What a committed notebook says of itself, under `metadata.builder`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from builder.model.entry import Entry
from builder.text.languages import is_language_tag


def loaded(text: str) -> dict[str, Any] | None:
    """Return a notebook's JSON, None for text that is no notebook (myst-nb reports it)."""
    try:
        notebook = json.loads(text)
    except ValueError:
        return None
    return notebook if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) else None


def ours(metadata: object) -> Mapping[str, Any]:
    """Return what the builder wrote into the metadata of a notebook or a cell; empty where that is nothing."""
    found = metadata.get("builder") if isinstance(metadata, Mapping) else None
    if isinstance(found, str):  # Sphinx keeps a notebook's nested metadata as JSON
        try:
            found = json.loads(found)
        except ValueError:
            return {}
    return found if isinstance(found, Mapping) else {}


def entry_in(metadata: object) -> Entry | None:
    """Return the entry of a module's page in its notebook's metadata, None where there is none that can be read."""
    try:
        return msgspec.convert(ours(metadata)["module"], Entry)
    except (KeyError, msgspec.ValidationError):
        return None


#: Cells that are no running text: a glossary asks where a term is used, not where it is listed or asked for.
_NOT_RUNNING = re.compile(
    r"(?:title|objectives|definitions|prompts|quiz-heading|quiz|continued-reading|credits|imprint)(?:-\d+)?"
)
_MARKS = re.compile(r"<[^>]*>|[*_`\\]|\]\([^)]*\)")


def running_text(notebook: Mapping[str, Any]) -> str:
    """Return the running text of a notebook of ours, its marks left out."""
    cells = [cell for cell in notebook["cells"] if isinstance(cell, Mapping) and cell.get("cell_type") == "markdown"]
    running = [cell.get("source", "") for cell in cells if not _NOT_RUNNING.fullmatch(str(cell.get("id", "")))]
    text = "\n".join(source if isinstance(source, str) else "".join(source) for source in running)
    return _MARKS.sub("", text)


def page_language(meta: Mapping[str, Any]) -> str | None:
    """Return the language in a notebook's `metadata.builder` or a page's front matter, if it is one."""
    for language in (ours(meta).get("language"), meta.get("language")):
        if is_language_tag(language):
            return str(language)
    return None


def paper_quiz_in(text: str) -> str:
    """Return the quiz of a notebook as it is on paper (Markdown), empty where it has none."""
    notebook = loaded(text)
    cells = notebook["cells"] if notebook is not None else []
    with_quiz = [cell for cell in cells if isinstance(cell, Mapping) and "quiz" in ours(cell.get("metadata"))]
    quizzes = [cell.get("source", "") for cell in with_quiz]
    return "\n\n".join(source if isinstance(source, str) else "".join(source) for source in quizzes)
