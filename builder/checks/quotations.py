"""Whether the article holds a quotation, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import msgspec

from builder.model.article import Article, Point
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import folded, words


def texts(article: Article) -> tuple[str, ...]:
    """Return every text of the article that may be quoted, plain: not the reference, byline or credits."""

    def points(entries: tuple[Point, ...]) -> Iterator[str]:
        for point in entries:
            yield point.text
            yield from points(point.points)

    def found() -> Iterator[str]:
        yield article.title or ""
        for group in article.talking_points:
            yield group.lead or ""
            yield from points(group.points)
        for definition in article.definitions:
            yield definition.term
            yield definition.definition
        yield from article.key_insight
        yield from article.summary
        yield from article.informing_practice
        yield from article.keywords
        for section in article.sections:
            yield section.heading or ""
            yield from section.paragraphs

    return tuple(folded(plain(text)) for text in found() if text)


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """The article's texts made ready for many look-ups."""

    exact: tuple[str, ...]
    lower: tuple[str, ...]


def holding(article: Article) -> Holding:
    """Return the article's texts, made ready for `holds`."""
    exact = texts(article)
    return Holding(exact=exact, lower=tuple(text.lower() for text in exact))


def holds(article: Holding, quotation: str) -> bool:
    """Return whether the article holds the words; the case of letters is not compared.

    Rule P02 lets an option's initial change its case, so case alone never makes a quotation false.
    """
    wanted = folded(plain(quotation)).lower()
    return bool(wanted) and any(wanted in text for text in article.lower)


#: So much of a quotation's words, in order, must stand in a sentence for it to be worth showing.
_NEAR = 0.4
#: Words of so few letters are in every sentence.
_SMALL = 3


def nearest(article: Holding, quotation: str) -> str | None:
    """Return the sentence of the article that is most like a quotation, None where none is much like it."""
    wanted = words(folded(plain(quotation)))
    best: tuple[float, str] = (_NEAR, "")
    for text in article.exact:
        for sentence in sentences(text):
            share = _shared(wanted, words(sentence))
            if share > best[0]:
                best = (share, sentence)
    return best[1] or None


def _shared(wanted: tuple[str, ...], said: tuple[str, ...]) -> float:
    """Return how much of `wanted` stands in `said`, in order, 0 to 1; small words alone are nothing."""
    telling = {word for word in wanted if len(word) > _SMALL}
    if not telling or 2 * len(telling & set(said)) < len(telling):
        return 0.0
    matcher = difflib.SequenceMatcher(None, wanted, said, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(wanted)
