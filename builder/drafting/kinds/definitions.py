"""The kinds that ask for what definitions say: features in one's own words, and matching of terms.

Features: a definition that joins two things or more by "and" ("force and the authority to use it").
Matching: four definitions or more, each with its term and cognates masked.
"""

from __future__ import annotations

import re

from builder.drafting.candidate import Candidate, id_of
from builder.drafting.kinds.definition_term import MASK, masked_definition
from builder.drafting.objectives import objective_numbers
from builder.model.article import Article, Definition
from builder.model.item import Essay, Matching, Pair, Quote
from builder.text.inline import escape, plain
from builder.text.words import count
from builder.wording import phrase

_AND = re.compile(r",? (?:and|y|e|et)(?!\w)|; |، | و", re.IGNORECASE)
#: A choice between things ("a riot or a civil war") is one feature, not several.
_OR = re.compile(r"(?<!/)(?<!\w)(?:or|o|u|ou|أو)(?!\w)", re.IGNORECASE)
_SUCH_AS = re.compile(r"(?<!\w)(?:such as|como|comme|tels? que|telles? que)(?!\w)", re.IGNORECASE)
_FEWEST_WORDS, _MOST_WORDS = 12, 60
_FEWEST_PAIRS, _MOST_PAIRS = 4, 5
_MOST_MATCH_WORDS = 35


def features(article: Article) -> tuple[Candidate, ...]:
    """Return a candidate for each definition that says two things or more."""
    return tuple(_features(article, d) for d in article.definitions if _has_features(plain(d.definition)))


def _has_features(definition: str) -> bool:
    """Return whether a definition is whole and joins features by "and", with no choice or example among them."""
    whole = definition.rstrip("”’\"'»)").endswith((".", "!"))
    return (
        whole
        and _FEWEST_WORDS <= count(definition) <= _MOST_WORDS
        and _AND.search(definition) is not None
        and not _OR.search(definition)
        and not _SUCH_AS.search(definition)
    )


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
    return Candidate(kind="features", about=about, key=term, item=item, score=float(len(_AND.findall(said))))


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
