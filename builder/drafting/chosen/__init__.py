"""Drafts for articles without digest sections: key terms, a summary and talking points in the article's words.

table     the words of each language     terms     definitional sentences     fitness   what can stand alone
ranking   how much of the text a sentence says     picking   which are chosen     readable  what cannot be drafted from

Everything is chosen, nothing written: whole sentences, or a span of one, with the number of their paragraph.
Nothing is drafted for a section that the article has, and what is left out is told with its reason.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from builder.chosen import label, paragraph_source
from builder.drafting.chosen.picking import Sentence, picked, ranked
from builder.drafting.chosen.readable import why_not
from builder.drafting.chosen.table import table
from builder.drafting.chosen.terms import Term, terms_of
from builder.model.article import Article, Definition, Paragraph, Point, PointGroup, paragraphs
from builder.text.inline import escape, plain
from builder.text.sentences import sentences

_FEWEST_POINTS, _MOST_POINTS = 3, 6
#: One talking point for so many sentences.
_SENTENCES_A_POINT = 7
#: A shorter text is read as fast as its summary.
_WORTH_A_SUMMARY = 16
#: From so many sentences on a summary has three, then four of them.
_LONG, _VERY_LONG = 40, 90

__all__ = ["Chosen", "Sentence", "Term", "choose", "left_out", "summary_of", "with_chosen"]


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What is drafted for an article from its running text, and what is not and why (a line for each)."""

    terms: tuple[Term, ...] = ()
    points: tuple[Sentence, ...] = ()
    summary: tuple[Sentence, ...] = ()
    left_out: tuple[str, ...] = ()


def _text(article: Article) -> tuple[Paragraph, ...]:
    """Return the paragraphs from which sentences are chosen: all but the digest's advice."""
    return tuple(p for p in paragraphs(article) if p.section != "informing_practice")


@lru_cache(maxsize=8)  # module, quiz and report ask for the same article
def choose(article: Article) -> Chosen:
    """Return the key terms, talking points and summary of an article, each where it has none of its own."""
    left_out: list[str] = []
    terms = () if article.definitions or not _text(article) else terms_of(article)
    wanted = [name for name, has in _has(article).items() if not has]
    reason = why_not(_text(article), article.language)
    points: tuple[Sentence, ...] = ()
    summary: tuple[Sentence, ...] = ()
    if "key terms" in wanted and not terms:
        why = reason if table(article.language) is None else None
        left_out.append(f"key terms: {why or 'no sentence of the article defines one beyond doubt'}")
    if reason is None:
        summary, points = _sentences(article, wanted)
        if "summary" in wanted and not summary:
            left_out.append(f"a summary: {_no_summary(article)}")
        if "talking points" in wanted and not points:
            left_out.append("talking points: too few sentences of the article can stand alone")
    elif lacking := [name for name in ("summary", "talking points") if name in wanted]:
        left_out.append(f"{' and '.join(lacking)}: {reason}")
    return Chosen(terms=terms, points=points, summary=summary, left_out=tuple(left_out))


def _no_summary(article: Article) -> str:
    number = sum(len(sentences(plain(paragraph.text))) for paragraph in _text(article))
    if number < _WORTH_A_SUMMARY:
        return "the article is short enough to be read instead"
    return "too few sentences of the article can stand alone"


def _has(article: Article) -> dict[str, bool]:
    """Return which sections an article has; a summary is wanted only where there is other text."""
    return {
        "key terms": bool(article.definitions),
        "summary": bool(article.summary) or not article.sections,
        "talking points": bool(article.talking_points) or not _text(article),
    }


def _sentences(article: Article, wanted: list[str]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Return the summary and the talking points; no sentence is both."""
    known = table(article.language)
    if known is None:
        return (), ()
    text = ranked(_text(article), article, known)
    number = len(text.sentences)
    summary: tuple[int, ...] = ()
    if "summary" in wanted and number >= _WORTH_A_SUMMARY:
        summary = picked(text, 2 + (number >= _LONG) + (number >= _VERY_LONG), early=True)
        summary = summary if len(summary) > 1 else ()
    points: tuple[int, ...] = ()
    if "talking points" in wanted:
        most = min(max(round(number / _SENTENCES_A_POINT), _FEWEST_POINTS), _MOST_POINTS)
        points = picked(text, most, beside=summary)
        points = points if len(points) >= _FEWEST_POINTS else ()
    return tuple(text.sentences[place] for place in summary), tuple(text.sentences[place] for place in points)


def with_chosen(article: Article, chosen: Chosen | None = None) -> Article:
    """Return the article with the terms and talking points that are drafted for it; its paragraphs stay as they are."""
    chosen = chosen or choose(article)
    changes: dict[str, object] = {}
    if chosen.terms:
        changes["definitions"] = tuple(
            Definition(
                term=escape(term.term[:1].upper() + term.term[1:]),  # as glossaries have it
                definition=escape(term.definition),
                source=paragraph_source(term.paragraph),
            )
            for term in chosen.terms
        )
    if chosen.points:
        lead = label("points", tuple(point.paragraph for point in chosen.points), article.language)
        points = tuple(Point(text=escape(point.text)) for point in chosen.points)
        changes["talking_points"] = (PointGroup(lead=lead, points=points),)
    return msgspec.structs.replace(article, **changes) if changes else article


def summary_of(article: Article, choice: Chosen | None = None) -> tuple[str, ...]:
    """Return the paragraphs of a module's summary: the article's own, else chosen sentences and the line for them."""
    chosen = (choice or choose(article)).summary
    if article.summary or not chosen:
        return article.summary
    said = tuple(escape(sentence.text) for sentence in chosen)
    return (*said, label("summary", tuple(sentence.paragraph for sentence in chosen), article.language))


def left_out(article: Article) -> tuple[str, ...]:
    """Return what could not be drafted from the article's text, a line with the reason for each."""
    return tuple(f"{line}; write it in module.md if you want it" for line in choose(article).left_out)
