"""The Sphinx extension that `_config.yml` names under `sphinx.extra_extensions`.

With it a stock `jupyter-book build .` gives the pages that `builder build` gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from builder.book.course_list import read_course_list
from builder.book.defaults import apply_defaults
from builder.book.downloads import copy_files, write_bibliography
from builder.book.english_words import mark_english
from builder.book.excerpts import write_excerpts
from builder.book.head import prepare_head
from builder.book.icons import forget_icons, merge_icons, note_icons, write_icons
from builder.book.listings import setup_listings
from builder.book.maths import choose_maths, register_maths
from builder.book.module_list import write_module_list
from builder.book.module_page import shape_page
from builder.book.old_addresses import write_old_addresses
from builder.book.pages import TEMPLATES, copy_assets, escape_page_title, prepare_page
from builder.book.paper import copy_print_files
from builder.book.places import Places
from builder.book.planner import copy_holidays
from builder.book.quiz_cells import prepare_notebook
from builder.book.search_page import leave_out_what_is_for_content
from builder.book.search_words import index_without_marks
from builder.book.service_worker import write_service_worker
from builder.book.settings import lookup, read_settings
from builder.book.shell import prepare_shell, stale_neighbours
from builder.book.syllabus_pages import read_shown_syllabi
from builder.book.theme_words import speak_the_pages_language
from builder.findings import BuilderError

#: Before the handlers that use these settings (500), external-toc's among them.
_FIRST = 1

#: Before the theme renders its parts (500).
_BEFORE_THEME = 400

#: After the theme's handlers (500).
_LAST = 900


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension to Sphinx."""
    register_maths(app)
    app.add_transform(Places)
    app.connect("config-inited", _configure, priority=_FIRST)
    app.connect("config-inited", index_without_marks, priority=_LAST)
    app.connect("builder-inited", copy_assets)
    app.connect("builder-inited", read_course_list)
    app.connect("builder-inited", write_bibliography)
    app.connect("env-updated", write_module_list)
    setup_listings(app)
    app.connect("source-read", prepare_notebook)
    app.connect("doctree-read", note_icons)
    app.connect("env-purge-doc", forget_icons)
    app.connect("env-merge-info", merge_icons)
    app.connect("env-updated", write_icons)
    app.connect("env-updated", copy_files)
    app.connect("env-updated", copy_holidays)
    app.connect("env-updated", copy_print_files)
    app.connect("env-updated", read_shown_syllabi)
    app.connect("env-updated", stale_neighbours)  # after it: pages name their files
    app.connect("doctree-read", shape_page, priority=_LAST)  # after Sphinx has collected the metadata
    app.connect("build-finished", write_old_addresses)
    app.connect("build-finished", write_service_worker, priority=_LAST)  # others copy their files then
    app.connect("html-page-context", prepare_page, priority=_BEFORE_THEME)
    app.connect("html-page-context", prepare_shell, priority=_BEFORE_THEME + 1)
    app.connect("html-page-context", prepare_head, priority=_BEFORE_THEME + 1)
    app.connect("html-page-context", write_excerpts)
    app.connect("html-page-context", leave_out_what_is_for_content)
    app.connect("html-page-context", speak_the_pages_language, priority=_LAST)
    app.connect("html-page-context", mark_english, priority=_LAST)  # after it: a body is text by then
    app.connect("html-page-context", escape_page_title, priority=_LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _configure(app: Sphinx, config: Config) -> None:
    try:
        settings = read_settings(Path(app.confdir))
    except BuilderError as exc:
        raise ConfigError(str(exc)) from exc
    apply_defaults(config, settings)
    choose_maths(app, settings)
    config["templates_path"] = [str(TEMPLATES), *config.templates_path]
    if lookup(settings, "launch_buttons.thebe") is not True:
        _drop_thebe(app)


def _drop_thebe(app: Sphinx) -> None:
    """Take out sphinx-thebe, which Jupyter Book always loads.

    It runs code on a server, names an address in the net on every page and stumbles over its own
    script ("already declared").  An extension cannot be unloaded, but its listeners can be.
    """
    for listeners in list(app.events.listeners.values()):
        for listener in list(listeners):
            if listener.handler.__module__.partition(".")[0] == "sphinx_thebe":
                app.disconnect(listener.id)
    app.registry.css_files[:] = [entry for entry in app.registry.css_files if entry[0] != "sphinx-thebe.css"]
