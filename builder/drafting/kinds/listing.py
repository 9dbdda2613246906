"""The kind list: the points that stand under one talking point, or the things a sentence names one by one.

A list in a sentence is taken only where it ends the sentence, its entries are short, and commas alone
part them but for the last: then nothing but the list can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, every_nested_point, said, stands_alone
from builder.drafting.scores import RESTATES, score_of
from builder.model.article import Article, Point
from builder.model.item import Essay, Quote
from builder.text.inline import escape, plain
from builder.text.words import count
from builder.wording import phrase

_FEWEST, _MOST = 2, 6
#: Two entries and an "and" may be one thing; three are a list.
_FEWEST_IN_SENTENCE = 3
_FEWEST_LEAD_WORDS, _MOST_LEAD_WORDS = 4, 30
_MOST_ENTRY_WORDS = 9


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each talking point with a short list under it, and for each sentence that lists."""
    return tuple(_candidates(article))


def _candidates(article: Article) -> Iterator[Candidate]:
    for point in every_nested_point(article):
        entries = tuple(plain(inner.text).strip().rstrip(".;,") for inner in point.points)
        if _is_short_list(point) and not _numbers(entries) and not _holds_several(entries, article.language):
            lead = plain(point.text).rstrip(" :.")
            source = Quote(section="talking_points", quote=lead)
            yield _candidate(article, lead, entries, source, RESTATES)
    known = lexicon(article.language)
    for sentence in said(article) if known is not None else ():
        found = listed(sentence.text, known) if known is not None else None
        if found is not None and sentence.voice == "study" and _can_be_asked(article, sentence, found[0]):
            source = Quote(section=sentence.section, paragraph=sentence.paragraph, quote=sentence.text)
            yield _candidate(article, *found, source, score_of(article, sentence))


def _is_short_list(point: Point) -> bool:
    return (
        _FEWEST <= len(point.points) <= _MOST
        and _FEWEST_LEAD_WORDS <= count(plain(point.text)) <= _MOST_LEAD_WORDS
        and not any(inner.points for inner in point.points)
    )


def listed(sentence: str, known: Lexicon) -> tuple[str, tuple[str, ...]] | None:
    """Return what leads to the list at the end of a sentence, and its entries; None where there is no such list."""
    match = re.fullmatch(
        rf"(?P<lead>.+? {alternatives(known.listing)}) (?P<entries>[^,;:]+(?:, [^,;:]+)*?),? "
        rf"{alternatives(known.last)} (?P<final>[^,;:]+)",
        sentence,
        re.IGNORECASE,
    )
    if match is None or "," in match["lead"]:
        return None
    entries = (*match["entries"].split(", "), match["final"])
    inside = re.compile(rf"(?<!\w){alternatives((*known.last, 'or', 'o', 'ou', 'which', 'that', 'who'))}(?!\w)")
    if not _FEWEST_IN_SENTENCE <= len(entries) <= _MOST or any(inside.search(entry) for entry in entries):
        return None
    short = all(count(entry) <= _MOST_ENTRY_WORDS for entry in entries)
    return (match["lead"], entries) if short and not _numbers(entries) else None


def _holds_several(entries: tuple[str, ...], language: str) -> bool:
    """Return whether an entry names two things or more: a reader counts the things, a list its bullets."""
    known = lexicon(language)
    joins = (*known.last, "or", "o", "u", "ou", "as well as") if known is not None else ("و",)
    inside = re.compile(rf"(?<!\w){alternatives(joins)}(?!\w)|[,;،]", re.IGNORECASE)
    return any(inside.search(entry) for entry in entries)


def _numbers(entries: tuple[str, ...]) -> bool:
    """Return whether any entry is told by its figure: figures are not asked for (rule P03)."""
    return any(entry[:1].isdigit() for entry in entries)


def _can_be_asked(article: Article, sentence: Said, lead: str) -> bool:
    restates = score_of(article, sentence) >= RESTATES
    return restates and stands_alone(lead, article.language, fewest=_FEWEST_LEAD_WORDS, most=_MOST_LEAD_WORDS)


def _candidate(article: Article, lead: str, entries: tuple[str, ...], source: Quote, score: float) -> Candidate:
    language = article.language
    known = lexicon(language)
    number = known.number(len(entries)) if known is not None else str(len(entries))
    item = Essay(
        id=id_of("li", source.quote),
        stem=escape(phrase(language, "item.list", lead=lead, number=number)),
        answer=escape("; ".join(entries)),
        points=tuple(map(escape, entries)),
        source=source,
        objective=objective_numbers(article).get("explain"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=lead)
    return Candidate(kind="list", about=about, key=" ".join(entries), item=item, score=score)
