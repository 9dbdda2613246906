"""Which terms can stand beside a key term as wrong options: the same kind of thing, and yet another one.

A definition says in its first noun what its term is ("a document in which ..."); a reader who knows what
a document is sets every person and process aside.  So only terms whose definitions name the same kind of
thing are rivals: those of the module first, then those of other modules of the course (recipe 2.1, step 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from builder.model.article import Article, Definition, Point, paragraphs
from builder.model.module import Module
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.things import thing_of
from builder.text.words import are_cognates, content_words, hits, share, words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_TERM_WORDS = 4
#: Rule P04: what shares so many of its defining words may be the thing that is asked for.
_MAY_BE_TRUE = 0.4


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A term that may be offered: its name, its definition in plain text, and the title of the module it is from.

    home: None for a term of the article itself.
    """

    name: str
    definition: str
    home: str | None = None


def terms_of(article: Article) -> tuple[Term, ...]:
    """Return the key terms of an article."""
    return tuple(_term(definition) for definition in article.definitions)


def neighbours_of(slug: str, language: str, modules: Iterable[Module]) -> tuple[Term, ...]:
    """Return the key terms of the other modules in a language, each to be offered under its module's title."""
    return tuple(
        msgspec.structs.replace(_term(definition), home=plain(module.front.title))
        for module in modules
        if module.slug != slug and module.front.language == language
        for definition in module.definitions
    )


def _term(definition: Definition) -> Term:
    said = plain(definition.definition).strip("“”«»\"'‘’ ")
    return Term(name=plain(definition.term), definition=said)


def rivals(term: Term, stem: str, pool: Sequence[Term], article: Article) -> tuple[Term, ...]:
    """Return the terms of `pool` that could be meant by the stem and are not, the nearest first."""
    kind = thing_of(term.definition, article.language)
    if kind is None:
        return ()
    fit = (
        other
        for other in pool
        if thing_of(other.definition, article.language) == kind
        and _same_shape(term.name, other.name, article)
        and not hits(stem, other.name, article.language)  # it would stand in the stem (rule C02)
        and share(other.definition, content_words(stem, article.language), article.language) < _MAY_BE_TRUE
    )
    nearest = sorted(fit, key=lambda other: (other.home is not None, -likeness(other.name, term.name)))
    return tuple(_apart(term, nearest, article.language))


def _apart(term: Term, others: Sequence[Term], language: str) -> Iterator[Term]:
    """Yield the terms that are no cognate, part or variant of the key or of one before (rules P04, O03)."""
    taken = [term.name]
    for other in others:
        if not any(hits(name, other.name, language) or hits(other.name, name, language) for name in taken):
            taken.append(other.name)
            yield other


def _same_shape(term: str, name: str, article: Article) -> bool:
    """Return whether two terms could answer one question: both names, or both concepts; both one, or both many."""
    if not content_words(name) or len(name.split()) > _MOST_TERM_WORDS:
        return False
    return _is_name(term, article) == _is_name(name, article) and _is_plural(term) == _is_plural(name)


def _is_name(text: str, article: Article) -> bool:
    """Return whether a term is an acronym or a proper name: a capital that the running text never drops.

    The capital of a single key term tells nothing where all key terms of the article have one.
    """
    running = _running_words(article)
    tokens = _WORD.findall(text)
    if any(sum(c.isupper() for c in token) > 1 for token in tokens):
        return True
    if len(tokens) > 1:
        return any(token[0].isupper() and token.lower() not in running for token in tokens[1:])
    headwords = [plain(d.term) for d in article.definitions]
    if not tokens or not tokens[0][0].isupper():
        return False
    if all(word[:1].isupper() for word in headwords):
        return False
    return tokens[0].lower() not in running and not _defined(text, running)


def _defined(text: str, running: frozenset[str]) -> bool:
    """Return whether the running text uses a cognate of the word in lower case: then it is no name."""
    return any(are_cognates(text.lower(), word) for word in running)


def _is_plural(text: str) -> bool:
    last = (words(text) or ("",))[-1]
    return last.endswith("s") and not last.endswith(("ss", "us", "is", "as", "ics"))


def _running_words(article: Article) -> frozenset[str]:
    """Return the words that stand in lower case somewhere in the article's text."""

    def nested(points: tuple[Point, ...]) -> list[str]:
        return [text for point in points for text in (point.text, *nested(point.points))]

    texts = [paragraph.text for paragraph in paragraphs(article)]
    texts += [text for group in article.talking_points for text in nested(group.points)]
    texts += [*article.key_insight, *article.keywords, *(d.definition for d in article.definitions)]
    return frozenset(word for text in texts for word in _WORD.findall(plain(text)) if word.islower())
