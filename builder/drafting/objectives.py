"""Learning objectives, drafted from key terms and talking points.

Rules OBJ01-OBJ04: each begins with one verb that can be observed, there are three to five where the
article has enough to ask for, and one at least asks to analyse or more.
"""

from __future__ import annotations

from builder.model.article import Article, every_point
from builder.text.words import content_words, share
from builder.wording import phrase

_MOST_TERMS = 4


def draft_objectives(article: Article) -> tuple[str, ...]:
    """Return at most five objectives; fewer, or none, where the article offers nothing to ask for."""
    return tuple(_drafted(article).values())


def objective_numbers(article: Article) -> dict[str, int]:
    """Return the numbers of the drafted objectives, from 1, by what they ask: define, explain, distinguish ..."""
    return {name: number for number, name in enumerate(_drafted(article), 1)}


def _drafted(article: Article) -> dict[str, str]:
    language = article.language
    points = every_point(article.talking_points)
    drafted: dict[str, str] = {}
    if article.definitions:
        terms = [
            phrase(language, "marks.quoted", words=definition.term) for definition in article.definitions[:_MOST_TERMS]
        ]
        drafted["define"] = phrase(language, "objective.define", terms=_listed(terms, language))
    if points:
        drafted["explain"] = phrase(language, "objective.explain", point=_central(article, points).rstrip("."))
    if article.summary and article.informing_practice:
        drafted["distinguish"] = phrase(language, "objective.distinguish")
    if article.key_insight and article.summary:
        drafted["evaluate"] = phrase(language, "objective.evaluate")
    if points and _is_plain(article):
        drafted["judge"] = phrase(language, "chosen.judge", sentence=_other(article, points))
    if points:
        drafted["apply"] = phrase(language, "objective.apply")
    return drafted


def _is_plain(article: Article) -> bool:
    """Return whether an article gives no advice, so that the others of the higher objectives cannot be asked."""
    return article.kind == "article" and not article.key_insight and not article.informing_practice


def _other(article: Article, points: tuple[str, ...]) -> str:
    """Return the last talking point that is not the central one: an essay concludes with what it claims."""
    central = _central(article, points)
    return next((point for point in reversed(points) if point != central), central)


def _listed(terms: list[str], language: str) -> str:
    if len(terms) == 1:
        return terms[0]
    return phrase(language, "objective.and", first=phrase(language, "marks.comma").join(terms[:-1]), last=terms[-1])


def _central(article: Article, points: tuple[str, ...]) -> str:
    """Return the talking point that holds most of the title and keywords; of equals the first."""
    home = " ".join([article.title or "", *article.keywords])
    return max(points, key=lambda point: share(home, content_words(point, article.language), article.language))
