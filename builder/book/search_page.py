"""The search page loads only what it works with: it holds neither code nor tabs nor anything that folds."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

#: Of the themes' and extensions' files, those for code to copy, for tabs and cards, and for what folds.
_FOR_CONTENT = frozenset(
    (
        "clipboard.min.js", "copybutton.js", "copybutton.css", "togglebutton.js", "togglebutton.css",
        "design-tabs.js", "sphinx-design.min.css",
    )
)  # fmt: skip


def leave_out_what_is_for_content(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take files off the search page that only other pages need (`html-page-context`)."""
    del app, templatename, doctree
    if pagename == "search":
        for kind in ("script_files", "css_files"):
            context[kind] = [file for file in context[kind] if _name(file) not in _FOR_CONTENT]


def _name(file: object) -> str:
    return PurePosixPath(str(getattr(file, "filename", file) or "")).name
