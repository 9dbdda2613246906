"""Which sentences of a text are chosen: a summary and talking points, whole and in the text's order.

The rank is LexRank with a share for the words of the title; each choice is weighed against what was chosen
before (maximal marginal relevance, Carbonell and Goldstein 1998), so that nothing is said twice.  The numbers
were settled on the talking points of real digests (`benchmarks/chosen_sentences.py`).
"""

from __future__ import annotations

import re

import msgspec

from builder.drafting.chosen.fitness import stands_alone, without_note
from builder.drafting.chosen.ranking import Bag, bags, lexrank, nearness, roots
from builder.drafting.chosen.table import Table
from builder.drafting.chosen.terms import definitions_in
from builder.model.article import Article, Paragraph
from builder.text.inline import plain
from builder.text.sentences import sentences

_TITLE = 0.3
_RANK = 0.7
#: What a sentence loses that opens with somebody's name: it says who did something, not what came of it.
_NAMES = 0.3
_NAMED = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+ )(?:[A-ZÀ-Þ]\. )*[A-ZÀ-Þ][\w’'-]+(?!\w)")
#: What a summary gains from standing early, where a text says what it is about.
_EARLY = 0.2
#: So near are two sentences that say the same.
_SAME = 0.6


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of the article, plain and word for word, with the number of its paragraph."""

    text: str
    paragraph: int


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of a text in order, each with its bag and rank; fit: the places of those that can stand alone."""

    sentences: tuple[Sentence, ...]
    bags: tuple[Bag, ...]
    ranks: tuple[float, ...]
    fit: tuple[int, ...]


def ranked(text: tuple[Paragraph, ...], article: Article, known: Table) -> Ranked:
    """Return the sentences of a text, ranked.  Those that define a key term are not fit: they stand with the terms."""
    title, language = plain(article.title or ""), article.language
    reports = article.citation is not None
    every = tuple(
        Sentence(text=without_note(sentence), paragraph=paragraph.number)
        for paragraph in text
        for sentence in sentences(plain(paragraph.text))
    )
    held = bags([sentence.text for sentence in every], language)
    named = frozenset(roots(title, language))
    gains = (_TITLE * len(named & bag.weights.keys()) / max(1, len(named)) for bag in held)
    losses = (_NAMES * (_NAMED.match(sentence.text) is not None) for sentence in every)
    ranks = tuple(rank + gain - loss for rank, gain, loss in zip(lexrank(held), gains, losses, strict=True))
    fit = tuple(
        place
        for place, sentence in enumerate(every)
        if stands_alone(sentence.text, known, language, title, reports=reports)
        and not any(definitions_in(sentence.text, known, language))
    )
    return Ranked(sentences=every, bags=tuple(held), ranks=ranks, fit=fit)


def picked(ranked: Ranked, number: int, *, beside: tuple[int, ...] = (), early: bool = False) -> tuple[int, ...]:
    """Return the places of so many sentences, in the text's order; fewer where the rest says the same again.

    beside: places that were chosen before.
    """
    gain = _EARLY / max(1, len(ranked.sentences)) if early else 0.0
    scores = [rank - gain * place for place, rank in enumerate(ranked.ranks)]
    most = max(scores, default=1.0)
    chosen: list[int] = []
    left = [place for place in ranked.fit if place not in beside]
    nearest = dict.fromkeys(left, 0.0)
    for place in left:
        nearest[place] = max((nearness(ranked.bags[place], ranked.bags[other]) for other in beside), default=0.0)
    while len(chosen) < number:
        left = [place for place in left if nearest[place] < _SAME]
        if not left:
            break
        best = max(left, key=lambda place: _RANK * scores[place] - (1 - _RANK) * most * nearest[place])
        chosen.append(best)
        left.remove(best)
        for place in left:
            nearest[place] = max(nearest[place], nearness(ranked.bags[place], ranked.bags[best]))
    return tuple(sorted(chosen))
