"""How much a sentence matters in its article, for choosing among candidates of one kind."""

from __future__ import annotations

from builder.drafting.said import Said
from builder.model.article import Article, every_point
from builder.text.inline import plain
from builder.text.words import content_words, hits, share

#: The score of a sentence that restates a talking point, or is one.
RESTATES = 3.0
_ON_TOPIC = 2.0
_SHARED = 0.5
_TITLE_WORDS = 2
_LONG = 25


def score_of(article: Article, sentence: Said) -> float:
    """Return a sentence's score: 3 for restating a talking point, 2 each for the insight and a keyword, less if long.

    A part of a point counts as a part of the score, so that of two equals the nearer one goes first.
    """
    language = article.language
    words = content_words(sentence.text, language)
    points = every_point(article.talking_points)
    nearest = max((share(plain(point), words, language) for point in points), default=0.0)
    score = RESTATES if nearest >= _SHARED else nearest
    score += _ON_TOPIC * (sentence.section == "key_insight")
    score += _ON_TOPIC * is_on_topic(article, sentence)
    return score - 0.5 * (len(sentence.text.split()) > _LONG) if score < RESTATES else score


def is_on_topic(article: Article, sentence: Said) -> bool:
    """Return whether a sentence holds a keyword; where the article has none, two words of its title."""
    language = article.language
    words = content_words(sentence.text, language)
    if article.keywords:
        return any(share(plain(keyword), words, language) == 1.0 for keyword in article.keywords)
    title = plain(article.title or "")
    return len(hits(sentence.text, title, language)) >= min(_TITLE_WORDS, len(content_words(title, language))) > 0
