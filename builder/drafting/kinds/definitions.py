"""The kinds that ask for what definitions say: features in one's own words, and matching of terms.

Features: a definition that joins two clauses ("that runs late and stops where one asks") or lists things.
Matching: four definitions or more, each with its term and cognates masked.
"""

from __future__ import annotations

import re

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.kinds.definition_term import MASK, masked_definition
from builder.drafting.lexicon import lexicon
from builder.drafting.objectives import objective_numbers
from builder.model.article import Article, Definition
from builder.model.item import Essay, Matching, Pair, Quote
from builder.text.inline import escape, plain
from builder.text.words import count
from builder.wording import phrase

#: Three things or more, parted by commas.
_LIST = re.compile(r",[^,;]+,? (?:and(?:/or)?|y|e|et)(?!\w)|، [^،]+،? و")
#: A choice between things ("a riot or a civil war") is one feature, not several.
_OR = re.compile(r"(?<!/)(?<!\w)(?:or|o|u|ou|أو)(?!\w)", re.IGNORECASE)
#: "between the end of one and the beginning of the other" is one feature, too.
_BETWEEN = re.compile(r"(?<!\w)(?:between|both|entre|tanto|à la fois|بين)(?!\w)", re.IGNORECASE)
_SUCH_AS = re.compile(
    r"(?<!\w)(?:such as|that is|como|es decir|comme|tels? que|telles? que|c['’]est-à-dire)(?!\w)", re.IGNORECASE
)
_FEWEST_WORDS, _MOST_WORDS = 12, 60
_FEWEST_PAIRS, _MOST_PAIRS = 4, 5
_MOST_MATCH_WORDS = 35


def features(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each definition that says two things or more."""
    return tuple(
        _features(article, d) for d in article.definitions if _has_features(plain(d.definition), article.language)
    )


def _has_features(definition: str, language: str) -> bool:
    """Return whether a definition is whole and joins clauses or lists things, with no choice or example among them."""
    whole = definition.rstrip("”’\"'»)").endswith((".", "!"))
    return (
        whole
        and _FEWEST_WORDS <= count(definition) <= _MOST_WORDS
        and _joins(definition, language)
        and not _OR.search(definition)
        and not _SUCH_AS.search(definition)
        and not _BETWEEN.search(definition)
    )


def _joins(definition: str, language: str) -> bool:
    """Return whether two clauses are joined ("that runs ... and that stops ..."), or three things listed."""
    known = lexicon(language)
    return _LIST.search(definition) is not None or (known is not None and known.finds("joining", definition))


def _features(article: Article, definition: Definition) -> Candidate:
    language = article.language
    term, said = plain(definition.term), plain(definition.definition)
    item = Essay(
        id=id_of("df", said),
        stem=escape(phrase(language, "item.features", term=term)),
        answer=escape(said),
        source=Quote(section="definitions", quote=said),
        objective=objective_numbers(article).get("define"),
        origin="drafted",
    )
    about = phrase(language, "marks.quoted", words=term)
    return Candidate(kind="features", about=about, key=term, item=item, score=float(count(said)))


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
