"""The words of each page for the search: a small script a page, loaded for the results that are shown.

Sphinx's index knows which page holds a word, and fetches the page to show the place; a book on a disk
cannot fetch.  Nothing is in these scripts that the page does not show.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from builder.files.atomic import write_if_changed
from builder.text.script_json import script_json

FOLDER = "_static/builder/text"

#: Tags between which words belong together; any other ends a word.
_TAG = re.compile(r"</?(?:a|abbr|b|bdi|cite|code|em|i|mark|q|small|span|strong|sub|sup)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*>", re.DOTALL)
#: What a reader works with, and does not read.
_CONTROL = re.compile(r"<(button|form|select|script|style|textarea)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
#: Figures and ticks, which tell nobody who searches anything.
_FIGURES = re.compile(
    r'<table class="builder-syllabus-table builder-syllabus-(?:workload|coverage)-table.*?(?:</table>|\Z)', re.DOTALL
)
_TOOLTIP = re.compile(r'<span class="builder-term-text".*?</span>', re.DOTALL)
_QUIZ = 'class="builder-quiz'


def write_excerpts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Write the script of a page (`html-page-context`)."""
    del templatename, context
    if doctree is None or app.builder.format != "html":
        return
    said = script_json([pagename, list(passages(doctree))])
    write_if_changed(Path(app.outdir) / FOLDER / f"{pagename}.js", f"builderSearch.text(...{said});\n".encode())


def passages(document: nodes.document) -> Iterator[tuple[str, str, str]]:
    """Yield the sections of a page as (place, heading, words), without those under them."""
    for section in document.findall(nodes.section):
        title = next((child.astext() for child in section.children if isinstance(child, nodes.title)), "")
        words = " ".join(
            text
            for child in section.children
            if not isinstance(child, nodes.section | nodes.title)
            for text in _words(child)
        )
        yield (section["ids"][0] if section["ids"] else "", title, " ".join(words.split()))


def _words(node: nodes.Node) -> Iterator[str]:
    """Yield what a reader sees of a node; no question of a quiz and no tooltip."""
    if isinstance(node, nodes.raw):
        said = node.astext()
        if _QUIZ not in said and "html" in node.get("format", ""):
            read = _FIGURES.sub(" ", _CONTROL.sub(" ", _TOOLTIP.sub("", said)))
            yield html.unescape(_BREAK.sub(" ", _TAG.sub("", read)))
    elif isinstance(node, nodes.Text):
        yield str(node)
    elif not isinstance(node, nodes.Invisible):
        inline = isinstance(node, nodes.TextElement)
        inside = [text for child in node.children for text in _words(child)]
        yield "".join(inside) if inline else " ".join(inside)
