"""The theme's own words (buttons, landmarks, the contents of a page) in the language of the page.

The themes speak the one language of the whole book; a course may hold modules in several, and who hears a
page read aloud should not hear its buttons in another.  What is not in our tables the theme says itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import get_translation

from builder.wording import group

Translate = Callable[[str], str]

#: The group of phrases in `wording/XX.toml`; the English ones are the theme's, word for word.
_GROUP = "theme"


def speak_the_pages_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the theme's templates our words (`html-page-context`, after the theme's own handlers)."""
    del app, pagename, templatename, doctree  # part of the event
    words = theme_words(context["language"])
    said_by_sphinx = _over(words, get_translation("sphinx"))
    context["_"] = context["gettext"] = said_by_sphinx
    context["translate"] = _over(words, context.get("translate") or said_by_sphinx)
    for name in ("theme_search_bar_text", "theme_toc_title"):
        if isinstance(context.get(name), str):
            context[name] = words.get(context[name], context[name])
    for button in context.get("header_buttons", ()):
        if button.get("tooltip") in words:
            button["tooltip"] = words[button["tooltip"]]  # a group's is not given to `translate`
    if "body" in context:
        context["body"] = _permalinks(context["body"], words)


def theme_words(language: str) -> dict[str, str]:
    """Return our words by the theme's English ones.

    >>> theme_words("es")["Search"]
    'Buscar'
    """
    ours = group(language, _GROUP)
    return {english: ours[name] for name, english in group("en", _GROUP).items()}


def _over(words: dict[str, str], otherwise: Translate) -> Translate:
    return lambda text: words.get(str(text)) or str(otherwise(text))


def _permalinks(body: str, words: dict[str, str]) -> str:
    """Return a page whose headings' links say in its language what they are (Sphinx writes them before us)."""
    english = "Link to this heading"
    return body.replace(f'title="{english}"', f'title="{words[english]}"')
