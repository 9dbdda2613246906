"""The kinds that take one sentence apart: reason, condition, contrast and consequence.

"A because B" asks for B, "A only if B" for B, "A, while B" for the second arm, "A, so that B" for B.
The answer is written, never chosen, so that no wrong reason is put into the world; the model answer is
the clause itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import RESTATES, is_on_topic, score_of
from builder.model.article import Article
from builder.model.item import Essay, Quote
from builder.text.inline import escape
from builder.text.words import count
from builder.wording import phrase

#: An answer of fewer words is hardly one.
_SHORTEST_ANSWER = 3
_LONGEST_ANSWER = 30

#: What cannot stand before the relation word: it weakens or denies what follows, or makes another word of it ("as if").
_WEAK = re.compile(
    r"\b(only|partly|perhaps|maybe|simply|just|either|as|even|what|solo|quizás|como|incluso|aun|seulement|peut-être|comme|même)"
    r"\s*\Z",
    re.IGNORECASE,
)


def reasons(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence that gives a reason."""
    return tuple(_candidates(article, "reason", "re"))


def conditions(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence that says on what its claim depends."""
    return tuple(_candidates(article, "condition", "co"))


def contrasts(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence of two arms that are set against each other."""
    return tuple(_candidates(article, "contrast", "ct"))


def consequences(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence that says what follows from its claim."""
    return tuple(_candidates(article, "consequence", "cq"))


def _candidates(article: Article, kind: str, prefix: str) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None:
        return
    for sentence in said(article):
        parts = _parts(sentence, known, kind)
        if parts is None or not _matters(article, sentence):
            continue  # a detail or an example: nobody need remember why storks and births go together
        if _can_be_asked(parts, article.language):
            yield _candidate(article, sentence, kind, prefix, parts)


def _matters(article: Article, sentence: Said) -> bool:
    return is_on_topic(article, sentence) or score_of(article, sentence) >= RESTATES


def _parts(sentence: Said, known: Lexicon, kind: str) -> tuple[str, str, str] | None:
    """Return (claim, relation word, answer); None where the sentence does not have exactly one such word."""
    words = alternatives(getattr(known, kind))
    comma = "," if kind in ("contrast", "consequence") else ",?"
    pattern = rf"(?P<claim>.+?\w){comma} (?P<word>{words})(?:\s|(?<=['’]))(?P<answer>.+)"
    match = re.fullmatch(pattern, sentence.text, re.IGNORECASE)
    every = rf"(?<!\w){words}(?:(?!\w)|(?<=['’]))"
    if match is None or len(re.findall(every, sentence.text, re.IGNORECASE)) != 1:
        return None
    if _WEAK.search(match["claim"]) or sentence.text.endswith(("?", "؟")):
        return None
    return match["claim"], match["word"], match["answer"]


def _can_be_asked(parts: tuple[str, str, str], language: str) -> bool:
    claim, _, answer = parts
    known = lexicon(language)
    length = count(answer)
    return (
        stands_alone(claim, language, fewest=5, most=28)
        and _SHORTEST_ANSWER <= length <= _LONGEST_ANSWER
        and known is not None
        and not known.finds("pointing", answer)
    )


def _candidate(article: Article, sentence: Said, kind: str, prefix: str, parts: tuple[str, str, str]) -> Candidate:
    claim, word, answer = parts
    language = article.language
    joined = word if word.endswith(("'", "’")) else f"{word} "
    item = Essay(
        id=id_of(prefix, sentence.text),
        stem=escape(phrase(language, f"item.{kind}", claim=claim)),
        answer=escape(f"{joined}{answer}" if kind == "reason" else answer),
        feedback=escape(phrase(language, "item.in_full", words=sentence.text)),
        source=Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text),
        objective=objective_numbers(article).get("explain"),
        origin="drafted",
    )
    return Candidate(
        kind=kind,
        about=phrase(language, "marks.quoted", words=claim),
        key=answer,
        item=item,
        score=score_of(article, sentence),
    )
