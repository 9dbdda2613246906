"""The kind who says so: is a claim the study's, the digest's advice, or a quoted scholar's?

The options are fixed wording and name voices, so they state nothing about the topic.  A claim is asked
about only if no word in it tells by itself whose it is ("the study found").
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import score_of
from builder.model.article import Article
from builder.model.item import MultipleChoice, Option, Quote
from builder.text.inline import escape
from builder.wording import phrase

_VOICES = ("study", "advice", "scholar")


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each claim of the talking points, and for each piece of advice."""
    if not (article.informing_practice or article.key_insight) or not article.summary:
        return ()  # where one voice speaks alone there is nothing to tell apart
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None:
        return
    for sentence in said(article):
        advises = known.finds("advice", sentence.text)
        fits = (sentence.section == "talking_points" and not advises) or (
            sentence.section == "informing_practice" and advises
        )
        if (
            fits
            and not known.finds("voices", sentence.text)
            and stands_alone(sentence.text, article.language, fewest=8)
        ):
            yield _candidate(article, sentence)


def _candidate(article: Article, sentence: Said) -> Candidate:
    language = article.language
    item = MultipleChoice(
        id=id_of("vo", sentence.text),
        stem=escape(phrase(language, "item.voice", claim=sentence.text)),
        options=tuple(_option(voice, sentence, language) for voice in _VOICES),
        feedback=escape(
            phrase(language, f"item.voice_{sentence.voice}_why", place=phrase(language, f"place.{sentence.section}"))
        ),
        source=Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text),
        objective=objective_numbers(article).get("distinguish"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=sentence.text)
    return Candidate(
        kind=f"voice-{sentence.voice}", about=about, key=sentence.text, item=item, score=score_of(article, sentence)
    )


def _option(voice: str, sentence: Said, language: str) -> Option:
    text = phrase(language, f"item.voice_{voice}")
    if voice == sentence.voice:
        return Option(text=text, key=True)
    return Option(text=text, feedback=escape(phrase(language, f"item.voice_{voice}_not")))
