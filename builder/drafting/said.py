"""The sentences of an article, each with where it stands and who speaks there.

The study speaks in the summary and the talking points, the digest in its advice; the words of a scholar
who is quoted stand in definitions.  Other text has no voice that a program could be sure of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.model.article import Article, Point, paragraphs
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count

Voice = Literal["study", "advice", "other"]

_MARKS = '“”"«»„‟'
#: Notes, dashes between clauses and brackets make a sentence hard to quote in a stem.
_ODD = re.compile(r"\[\d+\]|[()\[\]]|https?:|\bp\. ?\d")


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence, plain, without its final stop.

    section: the part of the article, as an item's source names it.  paragraph: its number, None where it has none.
    """

    text: str
    section: str
    paragraph: int | None
    voice: Voice


def said(article: Article) -> tuple[Said, ...]:
    """Return the article's sentences in the order: talking points, key insight, then the numbered paragraphs."""
    return tuple(_said(article))


def _said(article: Article) -> Iterator[Said]:
    running = [plain(paragraph.text) for paragraph in paragraphs(article)]
    for group in article.talking_points:
        for point in group.points:
            chosen = any(plain(point.text) in text for text in running)  # it comes again, and belongs, in its paragraph
            if not point.points and not chosen:
                yield from _each(point.text, "talking_points", None, "study")
    for text in article.key_insight:
        yield from _each(text, "key_insight", None, "advice")
    voices: dict[str, Voice] = {"summary": "study", "informing_practice": "advice"}
    for paragraph in paragraphs(article):
        voice = voices.get(paragraph.section, "other")
        yield from _each(paragraph.text, paragraph.section, paragraph.number, voice)


def _each(text: str, section: str, paragraph: int | None, voice: Voice) -> Iterator[Said]:
    for sentence in sentences(plain(text)):
        bare = sentence.strip().rstrip(".;")
        if bare:
            yield Said(text=bare, section=section, paragraph=paragraph, voice=voice)


def stands_alone(text: str, language: str, *, fewest: int = 6, most: int = 30) -> bool:
    """Return whether a sentence or clause can be quoted by itself.

    It has a fit length, points at nothing outside, turns nothing round, and is no question or quotation.
    """
    known = lexicon(language)
    if known is None or not fewest <= count(text) <= most or any(mark in text for mark in _MARKS):
        return False
    if text.endswith(("?", ",")) or _ODD.search(text) or ":" in text or _dangles(text, known):
        return False
    return not known.finds("pointing", text) and not known.finds("negative", text)


def _dangles(text: str, known: Lexicon) -> bool:
    """Return whether a text opens or ends with a word that points outside it."""
    words = rf"(?:{'|'.join(known.dangling)})"
    opens = re.match(rf"{words}(?!\w)(?! {alternatives(known.relative)} )", text, re.IGNORECASE)
    return opens is not None or re.search(rf"(?<!\w){words}\Z", text, re.IGNORECASE) is not None


def every_nested_point(article: Article) -> tuple[Point, ...]:
    """Return the talking points that have points of their own."""
    return tuple(point for group in article.talking_points for point in group.points if point.points)
