"""Whether the article holds a quotation, and where."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.model.article import Article, Point
from builder.text.inline import plain
from builder.text.words import folded


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
