"""The kind order: events that the text dates with a year, to be put in order of time.

An event is a sentence that opens with its year ("In 1994, ..."); the year is left out of what is shown.
Fewer than four, and there is nothing to put in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.lexicon import alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.drafting.said import Said, said, stands_alone
from builder.model.article import Article
from builder.model.item import Ordering, Quote
from builder.text.inline import escape
from builder.wording import phrase

_FEWEST, _MOST = 4, 6
_FEWEST_WORDS, _MOST_WORDS = 4, 20
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"


def candidates(article: Article) -> tuple[Candidate, ...]:
    """Return one candidate over up to six dated events, none where there are fewer than four."""
    events: dict[str, tuple[str, Said]] = {}
    for year, event, sentence in _events(article):
        events.setdefault(year, (event, sentence))
    if len(events) < _FEWEST:
        return ()
    language = article.language
    rows = [(year, *events[year]) for year in sorted(events)][:_MOST]
    first = rows[0][2]
    dated = "; ".join(f"{year}: {event}" for year, event, _ in rows)
    item = Ordering(
        id=id_of("or", "\n".join(sentence.text for _, _, sentence in rows)),
        stem=escape(phrase(language, "item.order")),
        answers=tuple(escape(event) for _, event, _ in rows),
        feedback=escape(phrase(language, "item.order_feedback", events=dated)),
        source=Quote(section=first.section, paragraph=first.paragraph, quote=first.text),
        objective=objective_numbers(article).get("explain"),
        origin="drafted",
    )
    return (Candidate(kind="order", about=phrase(language, "item.order"), item=item),)


def _events(article: Article) -> Iterator[tuple[str, str, Said]]:
    """Yield each dated event: its year, its words without the year, its sentence."""
    known = lexicon(article.language)
    if known is None:
        return
    opening = re.compile(rf"{alternatives(known.dated)} {_YEAR},? (?P<event>.+)", re.IGNORECASE)
    for sentence in said(article):
        match = opening.fullmatch(sentence.text)
        if match is None or re.search(r"\d{4}", match["event"]):
            continue
        if stands_alone(match["event"], article.language, fewest=_FEWEST_WORDS, most=_MOST_WORDS):
            yield match["year"], match["event"][:1].upper() + match["event"][1:], sentence
