"""The kind method: on what evidence the study rests."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said
from builder.model.article import Article, paragraphs
from builder.model.item import Essay, Quote
from builder.text.inline import escape, plain
from builder.text.sentences import sentences
from builder.text.words import count
from builder.wording import phrase

_FEWEST, _MOST = 8, 45
_MOST_TOGETHER = 60


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return one candidate: the sentence of the summary that says most of what the study did."""
    found = tuple(_candidates(article))
    return (max(found, key=lambda candidate: candidate.score),) if found else ()


def _candidates(article: Article) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None or not article.citation:
        return
    for sentence in said(article):
        marks = sum(
            re.search(rf"(?<!\w)(?:{word})(?!\w)", sentence.text, re.IGNORECASE) is not None for word in known.method
        )
        if sentence.section != "summary" or not marks or count(sentence.text) > _MOST:
            continue
        answer = _answer(article, sentence, known)
        if count(answer) < _FEWEST:
            continue
        item = Essay(
            id=id_of("me", sentence.text),
            stem=escape(phrase(article.language, "item.method")),
            answer=escape(answer),
            source=Quote(section="summary", paragraph=sentence.paragraph, quote=sentence.text),
            objective=objective_numbers(article).get("explain"),
            origin="drafted",
        )
        about = phrase(article.language, "item.method")
        yield Candidate(kind="method", about=about, key=sentence.text, item=item, score=float(marks))


def _answer(article: Article, sentence: Said, known: Lexicon) -> str:
    """Return the sentence with those beside it that tell of the evidence too, up to sixty words."""
    whole = next((plain(p.text) for p in paragraphs(article) if p.number == sentence.paragraph), "")
    start = max(0, whole.find(sentence.text))
    before, behind = sentences(whole[:start]), sentences(whole[start:])[1:]
    answer = f"{sentence.text}."
    if before and _opens_with_pronoun(answer, known) and re.search(r"\d", before[-1]):
        answer = f"{before[-1]} {answer}"  # "She interviewed ...": who, and where, stands before
    for text in behind:
        if count(f"{answer} {text}") > _MOST_TOGETHER or not _goes_on(text, known):
            break
        answer = f"{answer} {text}"
    return answer


def _opens_with_pronoun(text: str, known: Lexicon) -> bool:
    return re.match(rf"{alternatives(known.dangling)}(?!\w)", text, re.IGNORECASE) is not None


def _goes_on(text: str, known: Lexicon) -> bool:
    """Return whether a sentence tells more of the evidence: its parts, its numbers or its years, and no result."""
    parts = re.match(rf"{alternatives(known.parts)}(?!\w)", text, re.IGNORECASE) is not None
    more = parts or re.search(r"\d", text) is not None or known.finds("method", text)
    return more and not known.finds("results", text)
