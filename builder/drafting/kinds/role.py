"""The kind role: which factor, among factors of the same article, does what the sentence says.

"P was reinforced by A, B, and C" asks for one of A, B, C; what another sentence names in the opposite role
("D hindered Q") distracts, since it is plausible and the article itself says where it does belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.kinds.listing import listed
from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import score_of
from builder.model.article import Article, paragraphs
from builder.model.item import MultipleChoice, Option, Quote
from builder.text.inline import escape, plain
from builder.text.sentences import sentences
from builder.text.words import content_words, count, share
from builder.wording import phrase

_FEWEST_WORDS, _MOST_WORDS = 2, 10
#: Rule P04: a distractor may be true if one sentence has this share of its words and of the question's.
_MAY_BE_TRUE = 0.6


class _Factor(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence names as doing something: its words, the sentence, and which of the two roles it has."""

    text: str
    sentence: Said
    role: str


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence of the study that lists what helps or hinders something."""
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None:
        return
    every = tuple(said(article))
    factors = tuple(factor for sentence in every for factor in _active(sentence, known))
    for sentence in every:
        found = listed(sentence.text, known)
        role = _role(found[0], known) if found is not None else None
        if found is None or role is None or sentence.voice != "study":
            continue
        lead, entries = found
        if stands_alone(lead, article.language, fewest=4):
            others = tuple(f for f in factors if f.role != role and _is_false(f, lead, entries, article))
            yield from _candidate(article, sentence, lead, entries, others)


def _role(lead: str, known: Lexicon) -> str | None:
    """Return the role that the last words before a list give to it, None where they give none."""
    tail = " ".join(lead.split()[-3:])
    roles = [role for role in ("helps", "hinders") if known.finds(role, tail)]
    return roles[0] if len(roles) == 1 else None


def _active(sentence: Said, known: Lexicon) -> Iterator[_Factor]:
    """Yield the factor of a sentence like "A hindered B": what stands before its only role verb."""
    for role, verbs in (("helps", known.helps), ("hinders", known.hinders)):
        match = re.match(rf"(?P<factor>[^,;:]+?) {alternatives(verbs)} \w", sentence.text, re.IGNORECASE)
        words = count(match["factor"]) if match is not None else 0
        if match is not None and _FEWEST_WORDS <= words <= _MOST_WORDS:
            yield _Factor(text=match["factor"], sentence=sentence, role=role)


def _is_false(factor: _Factor, lead: str, entries: tuple[str, ...], article: Article) -> bool:
    """Return whether nothing in the article joins a factor to the question (rule P04)."""
    language = article.language
    together = f"{lead} {factor.text}"
    texts = [s for p in paragraphs(article) for s in sentences(plain(p.text))]
    if any(share(together, content_words(text, language), language) >= _MAY_BE_TRUE for text in texts):
        return False
    return all(share(factor.text, content_words(entry, language), language) < 0.5 for entry in entries)


def _candidate(
    article: Article, sentence: Said, lead: str, entries: tuple[str, ...], others: tuple[_Factor, ...]
) -> Iterator[Candidate]:
    """Yield the candidate whose key is nearest in length to two distractors, none where there are fewer."""
    if len(others) < 2:
        return
    language = article.language
    key = min(entries, key=lambda entry: sum(abs(len(entry) - len(other.text)) for other in others))
    near = sorted(others, key=lambda other: abs(len(other.text) - len(key)))[:2]
    options = [Option(text=escape(_capital(key)), key=True)]
    for other in near:
        told = phrase(language, "item.role_not", words=other.sentence.text)
        options.append(Option(text=escape(_capital(other.text)), feedback=escape(told)))
    item = MultipleChoice(
        id=id_of("ro", sentence.text),
        stem=escape(phrase(language, "item.role", lead=lead)),
        options=tuple(options),
        feedback=escape(phrase(language, "item.in_full", words=sentence.text)),
        source=Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text),
        objective=objective_numbers(article).get("explain"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=lead)
    yield Candidate(kind="role", about=about, key=" ".join(entries), item=item, score=score_of(article, sentence))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
