"""Whether two files hold the same article: by their words, whatever the files are called and made with."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from builder.model.article import Article, Point
from builder.text.inline import plain

_WORDS = 5
_WORD = re.compile(r"[^\W_]+")

#: An edition and the next share most runs of words; a copy shares all, for a word that was mended counts.
_VERSION = 0.7
#: A text that was written anew in parts; a site's footer or licence is never so much of an article.
_HALF = 0.5
#: Two texts that share so many runs are about one thing in one wording; by chance no two do.
_RELATED = 0.2

#: A run of words as a number, so that a course's articles fit in memory side by side.
Runs = frozenset[int]


def runs_of(article: Article) -> Runs:
    """Return the runs of five words of an article, but for its byline, each as a number."""
    words = [word for text in _texts(article) for word in _WORD.findall(plain(text).casefold())]
    return frozenset(
        zlib.crc32(" ".join(words[start : start + _WORDS]).encode()) for start in range(len(words) - _WORDS + 1)
    )


def _texts(article: Article) -> Iterator[str]:
    yield from (article.title or "", article.citation or "")
    for group in article.talking_points:
        yield group.lead or ""
        for point in group.points:
            yield from _point(point)
    yield from (*article.key_insight, *article.summary, *article.informing_practice, *article.questions)
    for definition in article.definitions:
        yield from (definition.term, definition.definition, definition.source or "")
    yield from (text for section in article.sections for text in (section.heading or "", *section.paragraphs))
    yield from (*article.continued_reading, *article.keywords, *article.credits)
    yield from (note.text for note in article.footnotes)


def _point(point: Point) -> Iterator[str]:
    yield point.text
    for inner in point.points:
        yield from _point(inner)


def is_same(one: Runs, other: Runs) -> bool:
    """Return whether two articles have the same text, whatever a site puts around it."""
    return bool(one) and one == other


def is_version(one: Runs, other: Runs) -> bool:
    """Return whether most of the shorter of two articles stands in the other."""
    return bool(one and other) and len(one & other) >= _VERSION * min(len(one), len(other))


def is_half(one: Runs, other: Runs) -> bool:
    """Return whether half of the shorter of two articles stands in the other."""
    return bool(one and other) and len(one & other) >= _HALF * min(len(one), len(other))


def is_related(one: Runs, other: Runs) -> bool:
    """Return whether a good part of the shorter of two articles stands in the other."""
    return bool(one and other) and len(one & other) >= _RELATED * min(len(one), len(other))
