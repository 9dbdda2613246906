"""The kinds that ask for what definitions say: features in one's own words, and matching of terms.

Features: a definition that joins two clauses ("that runs late and stops where one asks") or ends in a list;
the clauses or the things are the points by which an answer is rated.
Matching: four definitions or more, each with its term and cognates masked.
"""

from __future__ import annotations

import re

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.kinds.definition_term import MASK, masked_definition
from builder.drafting.lexicon import Lexicon, alternatives, lexicon
from builder.drafting.objectives import objective_numbers
from builder.model.article import Article, Definition
from builder.model.item import Essay, Matching, Pair, Quote
from builder.text.inline import escape, plain
from builder.text.words import count
from builder.wording import phrase

#: A choice between things ("a riot or a civil war") is one feature, not several.
_OR = re.compile(r"(?<!/)(?<!\w)(?:or|o|u|ou|أو)(?!\w)", re.IGNORECASE)
#: "between the end of one and the beginning of the other" is one feature, too.
_BETWEEN = re.compile(r"(?<!\w)(?:between|both|entre|tanto|à la fois|بين)(?!\w)", re.IGNORECASE)
_SUCH_AS = re.compile(
    r"(?<!\w)(?:such as|that is|como|es decir|comme|tels? que|telles? que|c['’]est-à-dire)(?!\w)", re.IGNORECASE
)
_FEWEST_WORDS, _MOST_WORDS = 12, 60
_FEWEST_LISTED, _MOST_ENTRY_WORDS, _MOST_LEAD_WORDS = 3, 8, 16
_FEWEST_PAIRS, _MOST_PAIRS = 4, 5
_MOST_MATCH_WORDS = 35


def features(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each definition that says two things or more which a marker can count."""
    return tuple(candidate for definition in article.definitions for candidate in _features(article, definition))


def _features(article: Article, definition: Definition) -> tuple[Candidate, ...]:
    language = article.language
    term, said = plain(definition.term), plain(definition.definition)
    known = lexicon(language)
    if known is None or not _is_fit(said):
        return ()
    text = said.strip("“”\"'‘’«» ").rstrip('.! ”’"')
    found = _listed_at_the_end(text, known)
    if found is not None:
        lead, points = found
        stem = phrase(language, "item.features_list", term=term, lead=lead)
    else:
        points = _clauses(text, known)
        stem = phrase(language, "item.features", term=term)
    if len(points) < 2:
        return ()
    item = Essay(
        id=id_of("df", said),
        stem=escape(stem),
        answer=escape(said),
        points=tuple(map(escape, points)),
        source=Quote(section="definitions", quote=said),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=term)
    return (Candidate(kind="features", about=about, key=term, item=item, score=float(len(points))),)


def _is_fit(definition: str) -> bool:
    """Return whether a definition is whole, of a fit length, and says nothing twice or by a choice."""
    whole = definition.rstrip("”’\"'»)").endswith((".", "!"))
    return (
        whole
        and _FEWEST_WORDS <= count(definition) <= _MOST_WORDS
        and not _OR.search(definition)
        and not _SUCH_AS.search(definition)
        and not _BETWEEN.search(definition)
    )


def _listed_at_the_end(text: str, known: Lexicon) -> tuple[str, tuple[str, ...]] | None:
    """Return what leads to three things or more at the end of a definition, and these things."""
    leads = alternatives((*known.listing, *known.lists))
    last = rf"{alternatives(known.last)}(?:/or)?"
    match = re.fullmatch(
        rf"(?P<lead>.*(?:(?<!\w){leads}(?= )|:)) (?P<entries>[^,;:]+(?:, [^,;:]+)*?),? {last} (?P<final>[^,;:]+)",
        text,
        re.IGNORECASE,
    )
    if match is None:
        return None
    entries = (*match["entries"].split(", "), match["final"])
    inside = re.compile(rf"(?<!\w){alternatives(known.last)}(?!\w)", re.IGNORECASE)
    if len(entries) < _FEWEST_LISTED or any(inside.search(e) or count(e) > _MOST_ENTRY_WORDS for e in entries):
        return None
    return _end_of(match["lead"].rstrip(":")), entries


def _end_of(lead: str) -> str:
    """Return the last words of a lead, enough to know where in the definition one is."""
    last = lead.split()[-_MOST_LEAD_WORDS:]
    return lead if len(last) == len(lead.split()) else f"… {' '.join(last)}"


def _clauses(text: str, known: Lexicon) -> tuple[str, ...]:
    """Return the clauses behind "that" or "which" that an "and" joins, nothing where there are not just two."""
    opening = re.search(rf"(?<!\w){alternatives(known.relative)} ", text, re.IGNORECASE)
    joined = list(re.finditer(rf",? (?={alternatives(known.joining)}(?!\w))", text, re.IGNORECASE))
    if opening is None or len(joined) != 1 or joined[0].start() <= opening.end():
        return ()
    second = re.sub(rf"\A{alternatives(known.last)} ", "", text[joined[0].end() :], flags=re.IGNORECASE)
    again = re.match(rf"{alternatives(known.relative)} ", second, re.IGNORECASE)
    return text[opening.end() : joined[0].start()], second[again.end() :] if again else second


def matching(article: Article) -> tuple[Candidate, ...]:
    """Return one candidate over up to five definitions, none where there are fewer than four."""
    language = article.language
    rows = [(plain(d.term), masked_definition(d, language)) for d in article.definitions]
    fit = [(term, said) for term, said in rows if said is not None and count(said) <= _MOST_MATCH_WORDS]
    fit = [(term, said) for term, said in fit if said.count(MASK) <= 1][:_MOST_PAIRS]
    if len(fit) < _FEWEST_PAIRS or len({term.casefold() for term, _ in fit}) < len(fit):
        return ()
    quote = next(d for d in article.definitions if plain(d.term) == fit[0][0])
    item = Matching(
        id=id_of("ma", "\n".join(said for _, said in fit)),
        stem=escape(phrase(language, "item.matching")),
        pairs=tuple(Pair(left=escape(term), match=escape(said)) for term, said in fit),
        feedback=escape(phrase(language, "item.matching_feedback")),
        source=Quote(section="definitions", quote=plain(quote.definition)),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    return (Candidate(kind="matching", about=phrase(language, "item.matching"), key="", item=item),)
