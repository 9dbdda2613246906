"""What is said to the theme page by page: language and direction, and the assets that the page uses."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.fileutil import copy_asset

from builder.book.icons import NAME as ICONS
from builder.book.notebooks import entry_in, page_language
from builder.book.static_files import HOLIDAYS, STATIC
from builder.text.languages import direction

TEMPLATES = Path(__file__).parent / "templates"

#: Our files stand in a folder of their own, so that a person's `_static/quiz.css` is not theirs.
_ASSETS = "builder"

#: The scripts of a quiz, each using those before it.
QUIZ_SCRIPTS = ("quiz-seal.js", "quiz-replies.js", "quiz-passage.js", "quiz-progress.js", "quiz.js")

#: What course pages need: the sign of a list in a page's HTML, and its assets.
_WITH = {
    'class="builder-glossary': ("course.css",),
    'class="builder-keywords': ("course.css",),
    'class="builder-readings': ("course.css",),
    'class="builder-words': ("course.css",),
    'class="builder-syllabus"': ("course.css", "syllabus.css"),
    'class="builder-progress': ("course.css",),
    'class="builder-card-deck': ("course.css", "cards.js"),
    'class="builder-flashcards': ("course.css", "flashcards.css", "flashcards.js"),
}

#: The class of a planner.
_PLANNER = 'class="builder-planner"'

#: The scripts of a planner, each using those before it; calendars need the digest that a quiz is sealed with.
PLANNER_SCRIPTS = (
    "quiz-seal.js", "planner-days.js", "planner-dates.js", "planner-weeks.js", "planner-holidays.js",
    "planner-file.js", "planner-calendar.js", "planner-lacks.js", "planner-plan.js", "planner-looks.js",
    "planner-forms.js", "planner-modules.js", "planner-sessions.js", "planner-shown.js", "planner-words.js",
    "planner-kept.js", "planner-parts.js", "planner.js",
)  # fmt: skip

#: The class of a quiz form; pages without one do not load its script.
_FORM = 'class="builder-quiz'


def copy_assets(app: Sphinx) -> None:
    """Put our style sheets and scripts beside the theme's, before pages are written (they name a checksum)."""
    if app.builder.format == "html":
        copy_asset(STATIC, Path(app.outdir) / "_static" / _ASSETS, excluded=_is_copied_elsewhere)


def _is_copied_elsewhere(path: str) -> bool:
    """Return whether a folder is not for every book (`planner.py`)."""
    return Path(path).name == HOLIDAYS


def prepare_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Set the page's language and direction, and ask for the assets that it uses."""
    del templatename, doctree  # part of the event
    language = page_language(context.get("meta") or {}) or context.get("language") or "en"
    context["language"] = language
    context["direction"] = direction(language)
    app.add_css_file(f"{_ASSETS}/{ICONS}")
    app.add_css_file(f"{_ASSETS}/book.css")
    if entry_in(context.get("meta")) is not None:
        app.add_css_file(f"{_ASSETS}/module.css")
        app.add_js_file(f"{_ASSETS}/page.js", loading_method="defer", priority=650)
    if pagename == "search":
        _ask_for(app, ("course.css", "search.js"))
    for mark, names in _WITH.items():
        if mark in context.get("body", ""):
            _ask_for(app, names)
    app.add_js_file(f"{_ASSETS}/focus.js", loading_method="defer", priority=705)
    app.add_js_file(f"{_ASSETS}/offline.js", loading_method="defer", priority=710)
    app.add_js_file(f"{_ASSETS}/progress.js", loading_method="defer", priority=700)
    if _PLANNER in context.get("body", ""):
        _ask_for(app, ("course.css", "planner.css"))
        for place, name in enumerate(PLANNER_SCRIPTS):
            app.add_js_file(f"{_ASSETS}/{name}", loading_method="defer", priority=600 + place)
    if _FORM in context.get("body", ""):
        app.add_css_file(f"{_ASSETS}/quiz.css")
        for place, name in enumerate(QUIZ_SCRIPTS):
            app.add_js_file(f"{_ASSETS}/{name}", loading_method="defer", priority=600 + place)


def escape_page_title(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Escape the title that the theme puts into its print heading as it stands.

    sphinx-book-theme 1.3.0 takes the title's text and marks it as HTML nowhere and escapes it nowhere, so
    that a title with `<script>` in it would run.  This must come after the theme's own handler.
    """
    del app, pagename, templatename, doctree  # part of the event
    if "pagetitle" in context:
        context["pagetitle"] = html.escape(str(context["pagetitle"]))


def _ask_for(app: Sphinx, names: tuple[str, ...]) -> None:
    for name in names:
        if name.endswith(".css"):
            app.add_css_file(f"{_ASSETS}/{name}")
        else:
            app.add_js_file(f"{_ASSETS}/{name}", loading_method="defer", priority=660)
