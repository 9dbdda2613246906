"""What every course needs of Sphinx, set under whatever a person chose in `_config.yml`.

Jupyter Book's own defaults are meant for notebooks that compute and for one author's book: they show
an empty second bar, take dollar amounts for formulas, build every Markdown file in the folder, claim
somebody's copyright of 2023.  A course of modules wants none of that, and a person should not have to
know it.  Everything here runs once, at `config-inited`.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import msgspec
from sphinx.config import Config

from builder.book.settings import is_set, lookup


class Default(msgspec.Struct, frozen=True, kw_only=True):
    """A Sphinx setting, our value, and the paths in `_config.yml` (besides `sphinx.config`) that overrule it."""

    name: str
    value: Any
    unless: tuple[str, ...] = ()


#: Settings that take our value unless a person gave theirs.
DEFAULTS = (
    # Words stay the author's: no quotes turned, no "Mr.Smith" or "read.me" taken for an address.
    Default(name="smartquotes", value=False),
    Default(name="myst_linkify_fuzzy_links", value=False),
    # Nothing executes.
    Default(name="nb_execution_mode", value="off", unless=("execute.execute_notebooks",)),
    # A page is what the table of contents names; module.md, README and the like are not pages.
    Default(name="external_toc_exclude_missing", value=True, unless=("only_build_toc_files",)),
    # `[...](#a-heading)` works, as it does where code hosts show Markdown.
    Default(name="myst_heading_anchors", value=3, unless=("parse.myst_heading_anchors",)),
    # No claim is made in anybody's name.
    Default(name="copyright", value="", unless=("copyright",)),
    Default(name="author", value="", unless=("author",)),
)

#: With these two an article's "$75 million to $100 million" is a formula and `{{ x }}` is a program.
_MYST_WITHOUT = ("dollarmath", "substitution")
_MYST_WITH = ("deflist", "colon_fence", "attrs_inline", "attrs_block")

#: Dot folders hold what the builder remembers; external-toc leaves them in even when it drops the rest.
NEVER_PAGES = ("_build", ".*", "**/.*")

#: Without these the theme shows an empty bar with a second search field over the page.
_THEME: dict[str, Any] = {
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    # It lies over the text that one has just scrolled back to.
    "back_to_top_button": False,
    # A place for a host's advertisements.
    "primary_sidebar_end": [],
    # "By ..." under every page would name the course's author as the article's.
    "footer_content_items": ["copyright.html", "last-updated.html", "extra-footer.html"],
}


def apply_defaults(config: Config, settings: Mapping[str, Any]) -> None:
    """Set in Sphinx's configuration what every course needs and `settings` (`_config.yml`) leaves open."""
    for default in DEFAULTS:
        if not any(is_set(settings, path) for path in (f"sphinx.config.{default.name}", *default.unless)):
            config[default.name] = default.value
    title = lookup(settings, "title")
    if isinstance(title, str) and title and not is_set(settings, "sphinx.config.project"):
        config["project"] = title  # what Sphinx calls a project is the course
    config["exclude_patterns"] = [*config.exclude_patterns, *_missing(NEVER_PAGES, config.exclude_patterns)]
    config["myst_enable_extensions"] = _myst_extensions(config, settings)
    config["html_theme_options"] = _theme_options(config, settings)
    config["html_context"] = {"default_mode": "auto", **config.html_context}


def _missing(wanted: tuple[str, ...], present: list[str]) -> list[str]:
    return [entry for entry in wanted if entry not in present]


def _myst_extensions(config: Config, settings: Mapping[str, Any]) -> list[str]:
    given = list(config.myst_enable_extensions)
    if is_set(settings, "parse.myst_enable_extensions") or is_set(settings, "sphinx.config.myst_enable_extensions"):
        return given
    kept = [name for name in given if name not in _MYST_WITHOUT]
    return [*kept, *_missing(_MYST_WITH, kept)]


def _theme_options(config: Config, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return ours, under Jupyter Book's, under the person's.

    `sphinx.config.html_theme_options` replaces all that Jupyter Book would have said to the theme
    (the home link, the announcement, the repository's buttons), so that part is asked for again.
    """
    own = lookup(settings, "sphinx.config.html_theme_options")
    own = own if isinstance(own, dict) else {}
    base = _jupyter_book_theme_options(settings) if own else dict(config.html_theme_options)
    if not config.language.startswith("en") and "search_bar_text" not in own:
        base.pop("search_bar_text", None)  # English; without it the theme says it in the book's language
    return {**_THEME, **base, **own}


def _jupyter_book_theme_options(settings: Mapping[str, Any]) -> dict[str, Any]:
    from jupyter_book.config import get_final_config  # noqa: PLC0415 - slow, and rarely needed

    without = deepcopy(dict(settings))
    del without["sphinx"]["config"]["html_theme_options"]
    final, _ = get_final_config(user_yaml=without, cli_config={"latex_individualpages": False}, validate=False)
    return dict(final["html_theme_options"])
