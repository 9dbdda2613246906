"""The kind who says so: is a claim the study's, the digest's own word on practice, or a quoted scholar's?

The options are fixed wording and name voices, so they state nothing about the topic.  A scholar is one
of them only where a definition has a source that is not the study itself; with two voices there is no
choice of three.  A claim is asked about only if no word in it tells by itself whose it is ("the study
found", "should").  Both voices: one thing that was found and one that is advised are to be written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import score_of
from builder.model.article import Article, every_point
from builder.model.item import Essay, MultipleChoice, Option, Quote
from builder.text.inline import escape, plain
from builder.text.words import content_words, share
from builder.wording import phrase

_VOICES = ("study", "advice", "scholar")
#: "Enloe, C." in a reference; an organisation has no initial.
_NAME = re.compile(r"(?P<name>[^\W\d_][\w'’-]+), (?:[^\W\d_]\.)")
#: What shares so many words with a sentence of the study repeats it, in whichever part it stands.
_REPEATS = 0.4
_MOST_FOUND_WORDS = 40
_DEFINES = 0.6


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each claim of the talking points, and for what the digest adds on practice."""
    term = quoted_scholar(article)
    if not (article.informing_practice or article.key_insight) or not article.summary or term is None:
        return ()  # where fewer than three voices speak there is nothing to choose from
    return tuple(_candidates(article, term))


def quoted_scholar(article: Article) -> str | None:
    """Return the first term whose definition is that of a scholar who is not an author of the study."""
    own = set(_NAME.findall(plain(article.citation or "")))
    for definition in article.definitions:
        source = plain(definition.source or "")
        if set(_NAME.findall(source)) - own:
            return plain(definition.term)
    return None


def _candidates(article: Article, term: str) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None:
        return
    for sentence in said(article):
        fits = sentence.section == "talking_points" or (
            sentence.section == "informing_practice" and _adds(sentence, article)
        )
        if (
            fits
            and not known.finds("advice", sentence.text)
            and not known.finds("voices", sentence.text)
            and stands_alone(sentence.text, article.language, fewest=8, most=28)
        ):
            yield _candidate(article, sentence, term)


def _adds(sentence: Said, article: Article) -> bool:
    """Return whether a sentence on practice concerns the topic and says nothing that the study says."""
    language = article.language
    words = content_words(sentence.text, language)
    topic = any(share(plain(keyword), words, language) == 1.0 for keyword in article.keywords)
    told = [plain(point) for point in every_point(article.talking_points)]
    told += [other.text for other in said(article) if other.section == "summary"]
    return topic and all(share(text, words, language) < _REPEATS for text in told)


def both(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each finding, to be named beside a piece of advice, where both voices speak."""
    known = lexicon(article.language)
    every = said(article)
    if known is None or not any(s.section == "summary" and known.finds("method", s.text) for s in every):
        return ()  # a text on concepts finds nothing; its talking points are claims
    found = [s for s in every if s.section == "talking_points" and _tells(s, article)]
    advised = [s for s in every if s.section == "key_insight" and known.finds("advice", s.text)]
    return tuple(_both(article, sentence, advised[0]) for sentence in found) if advised else ()


def _both(article: Article, found: Said, advised: Said) -> Candidate:
    language = article.language
    voices = (("study", found), ("advice", advised))
    told = tuple(phrase(language, f"item.both_{name}", words=sentence.text) for name, sentence in voices)
    item = Essay(
        id=id_of("bo", f"{found.text}\n{advised.text}"),
        stem=phrase(language, "item.both"),
        answer=escape(" ".join(told)),
        points=tuple(phrase(language, f"item.both_{name}_point") for name in ("study", "advice")),
        source=Quote(section=found.section, paragraph=found.paragraph, quote=found.text),
        objective=objective_numbers(article).get("distinguish"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=found.text)
    return Candidate(kind="both-voices", about=about, key=found.text, item=item, score=score_of(article, found))


def _tells(sentence: Said, article: Article) -> bool:
    """Return whether a sentence tells by itself what is the case: no advice, no procedure, no definition."""
    language = article.language
    known = lexicon(language)
    words = content_words(sentence.text, language)
    return (
        known is not None
        and not known.finds("advice", sentence.text)
        and not known.finds("procedure", sentence.text)
        and stands_alone(sentence.text, language, most=_MOST_FOUND_WORDS)
        and all(share(plain(d.definition), words, language) < _DEFINES for d in article.definitions)
    )


def _why(sentence: Said, language: str) -> str:
    place = phrase(language, f"place.{sentence.section}")
    return phrase(language, f"item.voice_{sentence.voice}_why", place=place)


def _candidate(article: Article, sentence: Said, term: str) -> Candidate:
    language = article.language
    item = MultipleChoice(
        id=id_of("vo", sentence.text),
        stem=escape(phrase(language, "item.voice", claim=sentence.text)),
        options=tuple(_option(voice, sentence, language, term) for voice in _VOICES),
        feedback=escape(_why(sentence, language)),
        source=Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text),
        objective=objective_numbers(article).get("distinguish"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=sentence.text)
    return Candidate(
        kind=f"voice-{sentence.voice}", about=about, key=sentence.text, item=item, score=score_of(article, sentence)
    )


def _option(voice: str, sentence: Said, language: str, term: str) -> Option:
    text = phrase(language, f"item.voice_{voice}")
    if voice == sentence.voice:
        return Option(text=text, key=True)
    return Option(text=text, feedback=escape(phrase(language, f"item.voice_{voice}_not", term=term)))
