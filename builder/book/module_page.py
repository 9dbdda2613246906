"""A module's page in the book: sections by name and voice, key terms with their definitions.

Everything here stands in the page's notebook already; the book gives it a shape.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

from builder.book.notebooks import entry_in
from builder.book.section_marks import MARK
from builder.book.term_marks import mark_terms
from builder.model.entry import Entry
from builder.model.module import RUNNING_TEXT

_VOICE = re.compile(r'<span class="(?P<classes>builder-voice builder-[a-z]+)"')

#: Sections whose text is read: there a key term carries its definition where it first occurs.
_READ = frozenset(f"builder-in-{kind.replace('_', '-')}" for kind in RUNNING_TEXT)


def shape_page(app: Sphinx, document: nodes.document) -> None:
    """Give the sections of a module's page their classes, and its key terms their definitions (`doctree-read`)."""
    entry = entry_in(app.env.metadata[app.env.docname])
    if entry is not None:
        shape(document, entry)


def shape(document: nodes.document, entry: Entry) -> None:
    """Give a parsed page of a module its shape, in place."""
    for section, name in dress(document):
        if name == "title":
            _mark_glance(section)
    mark_terms(document, entry.terms, _READ)


def dress(document: nodes.document) -> list[tuple[nodes.Element, str]]:
    """Give each marked section its classes, take the marks out, and return the sections with their names."""
    found: list[tuple[nodes.Element, str]] = []
    for raw in list(document.findall(nodes.raw)):
        match, voice = MARK.match(raw.astext()), _VOICE.match(raw.astext())
        section = _section_of(raw)
        if section is None:
            continue
        if match is not None:
            section["classes"].append(f"builder-in-{match['section']}")
            if all(name != match["section"] for _, name in found):  # an author's own sections share a name
                section["ids"].append(f"builder-{match['section']}")  # the same in every language
            _remove(raw)
            found.append((section, match["section"]))
        elif voice is not None and _is_under_heading(raw, section):
            section["classes"].append(voice["classes"].replace("builder-voice ", "") + "-says")
            raw.parent["classes"].append("builder-says")
    return found


def _section_of(node: nodes.Node) -> nodes.section | None:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node


def _remove(raw: nodes.raw) -> None:
    """Take out a mark with its closing tag; they stand alone in a paragraph."""
    mark = raw.parent if isinstance(raw.parent, nodes.paragraph) else raw
    mark.parent.remove(mark)


def _is_under_heading(raw: nodes.raw, section: nodes.section) -> bool:
    paragraph = raw.parent
    blocks = [child for child in section.children if not isinstance(child, nodes.title | nodes.Invisible)]
    return isinstance(paragraph, nodes.paragraph) and paragraph.index(raw) == 0 and blocks[:1] == [paragraph]


def _mark_glance(section: nodes.Element) -> None:
    for child in section.children:
        if isinstance(child, nodes.bullet_list):
            child["classes"].append("builder-glance")
            return
