"""The kind insight: what the key insight asks of whom.

"X should Y" asks for Y, "In Z, X should Y" for Y in the case of Z.  The digest's advice is its own, so the
stem names it as that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.drafting.scores import score_of
from builder.model.article import Article
from builder.model.item import Essay, Quote
from builder.text.inline import escape
from builder.text.words import count
from builder.wording import phrase

_MOST_ACTOR_WORDS, _MOST_CASE_WORDS = 16, 18
_FEWEST_ANSWER_WORDS = 4
_FEWEST_POINT_WORDS = 3


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each sentence of the key insight that asks somebody to do something."""
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[Candidate]:
    known = lexicon(article.language)
    if known is None:
        return
    words = alternatives(known.advice)
    for sentence in said(article):
        pattern = rf"(?:(?P<case>[^,;]+), )?(?P<actor>[^,;]+?) (?P<word>{words}) (?P<rest>.+)"
        match = re.fullmatch(pattern, sentence.text, re.IGNORECASE)
        if sentence.section == "key_insight" and match is not None and _can_be_asked(match, article.language):
            yield _candidate(article, sentence, match)


def _can_be_asked(match: re.Match[str], language: str) -> bool:
    known = lexicon(language)
    return (
        stands_alone(match["actor"], language, fewest=1, most=_MOST_ACTOR_WORDS)
        and (match["case"] is None or stands_alone(match["case"], language, fewest=3, most=_MOST_CASE_WORDS))
        and count(match["rest"]) >= _FEWEST_ANSWER_WORDS
        and known is not None
        and not known.finds("pointing", match["rest"])
    )


def _candidate(article: Article, sentence: Said, match: re.Match[str]) -> Candidate:
    language = article.language
    actor, case = match["actor"], match["case"]
    stem = phrase(language, "item.insight", actor=actor)
    if case is not None:
        stem = phrase(language, "item.insight_case", actor=actor, case=case)
    item = Essay(
        id=id_of("in", sentence.text),
        stem=escape(stem),
        answer=escape(f"{actor[:1].upper()}{actor[1:]} {match['word']} {match['rest']}"),
        points=tuple(map(escape, _points(match["rest"], language))),
        feedback=escape(phrase(language, "item.in_full", words=sentence.text)),
        source=Quote(section=sentence.section, quote=sentence.text),
        objective=objective_numbers(article).get("evaluate"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=actor)
    return Candidate(kind="insight", about=about, key=match["rest"], item=item, score=score_of(article, sentence))


def _points(rest: str, language: str) -> tuple[str, ...]:
    """Return the parts that commas and a last "and" set side by side, or two verbs in -ing; else nothing."""
    known = lexicon(language)
    last = alternatives(known.last) if known is not None else "and"
    doing = re.fullmatch(rf"(?:\w+ )?(?P<one>\w+ing .+) {last} (?P<two>\w+ing .+)", rest, re.IGNORECASE)
    if doing is not None:
        return doing["one"], doing["two"]
    parts = re.split(rf", (?:{last} )?", rest, flags=re.IGNORECASE)
    joined = re.fullmatch(rf".*, {last} [^,]+", rest, re.IGNORECASE) is not None
    return tuple(parts) if joined and all(count(part) >= _FEWEST_POINT_WORDS for part in parts) else ()
