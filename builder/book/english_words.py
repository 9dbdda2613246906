"""Our own words that are English on a page in another language, marked so that they are read out as English.

A language may have no catalogue of our words, or half of one (`builder/wording/`); English stands in for
what is not there (WCAG 2.2, 3.1.2: the language of parts).  Marked is text that is made of our English
phrases and nothing else, and a label before its colon; what scripts say later is not.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

import msgspec
from docutils import nodes
from sphinx.application import Sphinx

from builder.wording import english_texts

#: A tag and the text behind it.
_TEXT = re.compile(r"(?P<tag><[^<>]*>)(?P<blank>\s*)(?P<text>[^<>]*[^<>\s])")

_MARK = '<span lang="en" dir="ltr">'

#: Where nothing may stand but text, what nobody reads, and what is marked.
_PLAIN = (_MARK, "<option", "<script", "<style", "<title", "<textarea", "<!--")

#: Texts are put together of phrases, each with its mark of an end.
_BREAK = re.compile(r"(?<=[.:])\s+")
_PLACE = re.compile(r"\{\w+\}")
_LONGEST = 600


class _Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of our phrases: whole ones, and patterns of those with places."""

    whole: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def holds(self, piece: str) -> bool:
        bare = piece.rstrip(".:")
        return bare in self.whole or any(pattern.fullmatch(bare) for pattern in self.patterns)


def mark_english(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Mark our English words in the body of a page (`html-page-context`, after all that writes into it)."""
    del app, pagename, templatename, doctree  # part of the event
    if "body" in context:
        context["body"] = marked(context["body"], context["language"])


def marked(text: str, language: str) -> str:
    """Return HTML of a page in `language` with our English words marked; as it is where we have all words.

    >>> marked("<p>Minutes: 10</p> <h2>Update<a>#</a></h2>", "pt")
    '<p><span lang="en" dir="ltr">Minutes:</span> 10</p> <h2><span lang="en" dir="ltr">Update</span><a>#</a></h2>'
    """
    english = english_texts(language)
    return _TEXT.sub(lambda match: _marked(match, _vocabulary(english)), text) if english else text


def _marked(match: re.Match[str], vocabulary: _Vocabulary) -> str:
    if match["tag"].startswith(_PLAIN) or len(match["text"]) > _LONGEST:
        return match[0]
    pieces = _BREAK.split(html.unescape(match["text"]))
    if all(map(vocabulary.holds, pieces)):
        return f"{match['tag']}{match['blank']}{_MARK}{match['text']}</span>"
    label, colon, rest = match["text"].partition(":")
    if colon and html.unescape(label) in vocabulary.whole:
        return f"{match['tag']}{match['blank']}{_MARK}{label}:</span>{rest}"
    return match[0]


@cache
def _vocabulary(texts: tuple[str, ...]) -> _Vocabulary:
    pieces = {piece.rstrip(".:") for text in texts for piece in _BREAK.split(text)}
    worded = {piece for piece in pieces if re.search(r"[^\W\d]{2}", _PLACE.sub("", piece))}
    placed = sorted(piece for piece in worded if _PLACE.search(piece))
    patterns = tuple(
        re.compile(r"[^.:]{1,80}?".join(re.escape(part) for part in _PLACE.split(piece))) for piece in placed
    )
    return _Vocabulary(whole=frozenset(worded - set(placed)), patterns=patterns)
