"""Key terms that carry their definition where they first occur in the text.

A term is a link to its definition, so that it works without a script and by touch; the definition stands
behind it as a tooltip that style sheets show while the pointer or the focus is on the term (WCAG 2.2,
1.4.13; ARIA Authoring Practices, "Tooltip").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from docutils import nodes

from builder.model.entry import KeyTerm
from builder.text.term_names import pattern_of

#: Where a term is left as it is: in a heading, a link, code, a formula, and in the definitions themselves.
_LEFT = (nodes.title, nodes.reference, nodes.literal, nodes.definition_list, nodes.FixedTextElement, nodes.math)


def mark_terms(document: nodes.document, terms: tuple[KeyTerm, ...], read: frozenset[str]) -> None:
    """Mark the first occurrence of each term in the sections of a page that are `read` (classes of sections)."""
    left = dict(sorted(((term, pattern_of(term.term)) for term in terms), key=lambda pair: -len(pair[0].term)))
    for text in list(document.findall(nodes.Text)):
        if left and _may_hold(text, read):
            _mark(text, left)


def _may_hold(text: nodes.Text, read: frozenset[str]) -> bool:
    inside = False
    for node in _ancestors(text):
        if isinstance(node, _LEFT) or "builder-says" in node.get("classes", ()):
            return False
        inside = inside or not read.isdisjoint(node.get("classes", ()))
    return inside


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, nodes.Element):
            yield node


def _mark(text: nodes.Text, left: dict[KeyTerm, re.Pattern[str]]) -> None:
    """Replace a text by the same text with the terms in it marked; terms that are met leave `left`."""
    said = str(text)
    places: list[tuple[int, int, KeyTerm]] = []
    for term, pattern in list(left.items()):
        for match in pattern.finditer(said):
            if all(match.end() <= start or match.start() >= end for start, end, _ in places):
                places.append((match.start(), match.end(), term))
                del left[term]
                break
    if not places:
        return
    pieces: list[nodes.Node] = []
    at = 0
    for start, end, term in sorted(places, key=lambda place: place[0]):
        pieces += [nodes.Text(said[at:start]), nodes.raw("", _html(term, said[start:end]), format="html")]
        at = end
    text.parent.replace(text, [*pieces, nodes.Text(said[at:])])


def _html(term: KeyTerm, words: str) -> str:
    about = f"about-{term.anchor}"
    return (
        f'<span class="builder-term"><a class="builder-term-link" href="#{term.anchor}" aria-describedby="{about}">'
        f'{escape(words)}</a><span class="builder-term-text" role="tooltip" id="{about}">'
        f"{escape(term.definition)}</span></span>"
    )
