"""Sentences and definitions that were chosen from the article, when the article changed.

What it still holds word for word stays, a corrected sentence takes the place of what it was, the rest goes.
A new choice is made only where nothing of the earlier one is left: which sentences are best is a close call,
and a reader of two versions should not see others because of a comma.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from builder.chosen import is_label, is_paragraph_source
from builder.drafting.again.pairs import pairs
from builder.drafting.chosen import Chosen, Sentence, Term, choose
from builder.drafting.chosen.fitness import without_note
from builder.drafting.chosen.table import table
from builder.drafting.chosen.terms import definitions_in
from builder.frames import seen
from builder.model.article import Article, Definition, every_point, paragraphs
from builder.model.module import Module
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.sentences import sentences

#: A sentence that keeps so much of its letters is the same one, corrected.
_CORRECTED = 0.75
#: Of a term the article may say more than that in other words.
_DEFINED = 0.5


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen from an article now, and the texts of the earlier choice that went."""

    chosen: Chosen
    gone: tuple[str, ...] = ()


def choose_again(article: Article, earlier: Module, old: Article) -> Choice:
    """Return the earlier choice, as far as the article still holds it; a fresh one of what it holds nothing of."""
    fresh, said, before = choose(article), _said(article), {sentence.text for sentence in _said(old)}
    news = [sentence for sentence in said if sentence.text not in before]
    was_summary, was_points, was_terms = _earlier(earlier)
    summary = [] if article.summary else _kept(was_summary, article, news)
    points = [] if article.talking_points else _kept(was_points, article, news)
    terms = [] if article.definitions else [_term_now(term, article, said) for term in was_terms]
    taken = {sentence.text for sentence in (*summary, *points) if sentence is not None}
    chosen = Chosen(
        terms=tuple(filter(None, terms)) or fresh.terms,
        points=tuple(filter(None, points)) or tuple(s for s in fresh.points if s.text not in taken),
        summary=tuple(filter(None, summary)) or tuple(s for s in fresh.summary if s.text not in taken),
        left_out=fresh.left_out,
    )
    lost = [
        *(text for text, now in zip(was_summary, summary, strict=False) if now is None),
        *(text for text, now in zip(was_points, points, strict=False) if now is None),
        *(plain(term.definition) for term, now in zip(was_terms, terms, strict=False) if now is None),
    ]
    stands = {seen(sentence.text) for sentence in (*chosen.summary, *chosen.points)}
    return Choice(chosen=chosen, gone=tuple(text for text in lost if seen(text) not in stands))


def _said(article: Article) -> list[Sentence]:
    return [
        Sentence(text=without_note(sentence), paragraph=paragraph.number)
        for paragraph in paragraphs(article)
        for sentence in sentences(plain(paragraph.text))
    ]


def _earlier(module: Module) -> tuple[list[str], list[str], list[Definition]]:
    """Return the chosen sentences of a draft, of its summary and its talking points, and the chosen key terms."""
    language = module.front.language
    summary = [plain(text) for text in module.summary if not is_label(text, language)]
    labelled = len(summary) < len(module.summary)
    groups = tuple(g for g in module.talking_points if g.lead is not None and is_label(g.lead, language))
    terms = [d for d in module.definitions if d.source is not None and is_paragraph_source(d.source)]
    return summary if labelled else [], [plain(text) for text in every_point(groups)], terms


def _kept(texts: Sequence[str], article: Article, news: Sequence[Sentence]) -> list[Sentence | None]:
    """Return what has become of chosen sentences, each in its place; None of one that is gone."""
    found = [_held(text, article) for text in texts]
    left = [place for place, sentence in enumerate(found) if sentence is None]
    corrected = pairs([texts[place] for place in left], [sentence.text for sentence in news], same=_CORRECTED)
    for number, place in enumerate(left):
        if number in corrected:
            found[place] = news[corrected[number]]
    return found


def _held(text: str, article: Article) -> Sentence | None:
    number = _paragraph(text, article)
    return Sentence(text=text, paragraph=number) if number is not None else None


def _paragraph(text: str, article: Article) -> int | None:
    """Return the number of the first paragraph that holds the words, None where none does."""
    words = seen(text)
    return next((p.number for p in paragraphs(article) if words in seen(p.text)), None)


def _term_now(was: Definition, article: Article, said: Sequence[Sentence]) -> Term | None:
    """Return a chosen key term as the article has it now, None where it defines it no more."""
    term, definition = plain(was.term), plain(was.definition)
    number = _paragraph(definition, article)
    if number is not None:
        return Term(term=term, definition=definition, paragraph=number)
    known = table(article.language)
    for sentence in said if known is not None else ():
        for found in definitions_in(sentence.text, known, article.language) if known is not None else ():
            same = seen(found.term).casefold() == seen(term).casefold()
            if same and likeness(seen(found.definition), seen(definition)) >= _DEFINED:
                return Term(term=term, definition=found.definition, paragraph=sentence.paragraph)
    return None
