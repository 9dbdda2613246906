"""The stock of discussion protocols: fixed questions of ours, offered where an article lacks one of its own.

Each module is to ask for evidence, for another case and for disagreement (rule D05).  What the article's own
questions leave out is offered from this stock, and every module ends with an exit line.  The wording is
`builder/wording/` (`offer`, `protocol`); it asks and states nothing.  A protocol whose wording changes gets
the next version, so that a printed plan says which one it shows.

Sources of the forms: think-pair-share (Lyman 1981), jigsaw (Aronson 1978); spectrum line, dilemma,
stakeholder map, claim or evidence and exit line are common classroom forms without one author.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from builder.chosen import paragraph_of
from builder.drafting.chosen.asking import is_general
from builder.drafting.chosen.fitness import has_formula
from builder.drafting.chosen.table import table
from builder.model.article import Article, every_point, paragraphs
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count
from builder.wording import phrase

Purpose = Literal["evidence", "case", "disagreement"]
PURPOSES: tuple[Purpose, ...] = ("evidence", "case", "disagreement")

_MOST_INSIGHT_WORDS = 22
_FEWEST_POINTS, _MOST_POINTS = 3, 6
#: A question that quotes a sentence is heard at once if it has 30 words at most (rule D02), its own among them.
_MOST_QUOTED_WORDS = 20


class Protocol(NamedTuple):
    """A way to run a discussion: the name of its phrases, its minutes, its version."""

    name: str
    minutes: int
    version: int = 1


PAIRS = Protocol("pairs", 14)
GROUPS = Protocol("groups", 15)
PLENARY = Protocol("plenary", 10)
WRITTEN = Protocol("written", 10)

CLAIM = Protocol("claim", 15)
JIGSAW = Protocol("jigsaw", 15)
STAKEHOLDERS = Protocol("stakeholders", 15)
SPECTRUM = Protocol("spectrum", 12)
DILEMMA = Protocol("dilemma", 12)
EXIT = Protocol("exit", 3)

#: Every protocol that a plan may name.
STOCK: tuple[Protocol, ...] = (
    PAIRS, GROUPS, PLENARY, WRITTEN, CLAIM, JIGSAW, STAKEHOLDERS, SPECTRUM, DILEMMA, EXIT,
)  # fmt: skip


class Offer(NamedTuple):
    """A question of the stock: its words, what it asks for, how it is run, and where answers may be found.

    points: numbers of talking points, from 1.  paragraphs: numbers of paragraphs.
    """

    question: str
    purpose: Purpose
    protocol: Protocol
    points: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()


def offers(article: Article, asked: frozenset[Purpose]) -> Iterator[Offer]:
    """Yield a question for each purpose that nothing asks for yet, the one that fits best, and an exit line."""
    if not _can_be_discussed(article):
        return
    for purpose in PURPOSES:
        if purpose not in asked:
            yield next(offer for find in _FOR[purpose] if (offer := find(article)) is not None)
    yield Offer(phrase(article.language, "offer.exit"), "evidence", EXIT)


def _can_be_discussed(article: Article) -> bool:
    return bool(article.talking_points) or len(paragraphs(article)) >= _FEWEST_POINTS


def _points(article: Article) -> tuple[int, ...]:
    return tuple(range(1, len(every_point(article.talking_points)) + 1))


def _jigsaw(article: Article) -> Offer | None:
    """Return the jigsaw: each group needs a talking point, and there must be a text that supports it."""
    points = _points(article)
    if not (_FEWEST_POINTS < len(points) <= _MOST_POINTS and paragraphs(article)):
        return None
    return Offer(phrase(article.language, "offer.jigsaw"), "evidence", JIGSAW, points)


def _claim(article: Article) -> Offer | None:
    points = _points(article)
    if not (len(points) >= _FEWEST_POINTS and paragraphs(article)):
        return None
    return Offer(phrase(article.language, "offer.claim"), "evidence", CLAIM, points[:_MOST_POINTS])


def _quoting(purpose: Purpose, protocol: Protocol) -> Callable[[Article], Offer | None]:
    """Return the offer of a question about one talking point of an article without advice, which quotes it whole."""

    def offer(article: Article) -> Offer | None:
        number = _quoted(article).get(purpose)
        if number is None:
            return None
        said = plain(every_point(article.talking_points)[number - 1]).rstrip(".")
        question = phrase(article.language, f"chosen.{purpose}", sentence=said)
        return Offer(question, purpose, protocol, (number,))

    return offer


def _quoted(article: Article) -> dict[Purpose, int]:
    """Return which talking point the question of each purpose quotes, no point twice.

    Only a general claim has a case in which it would not hold, and more speaks against it than against a fact.
    """
    known = table(article.language)
    if article.kind != "article" or article.key_insight or article.informing_practice or known is None:
        return {}
    every = {number: plain(point) for number, point in enumerate(every_point(article.talking_points), 1)}
    short = [n for n, point in every.items() if count(point) <= _MOST_QUOTED_WORDS and not has_formula(point)]
    general = [number for number in short if is_general(every[number], known)]
    left = sorted((number for number in short if number not in general[:1]), key=lambda n: n not in general)
    case: tuple[tuple[Purpose, int], ...] = tuple(("case", number) for number in general[:1])
    others: tuple[Purpose, ...] = ("disagreement", "evidence")
    return dict((*case, *zip(others, left, strict=False)))


def _test_of_definition(article: Article) -> Offer | None:
    """Return the question for a case that would test what the article itself says a term means."""
    for definition in article.definitions:
        number = paragraph_of(definition.source)
        if number is not None:
            term = phrase(article.language, "marks.quoted", words=plain(definition.term))
            question = phrase(article.language, "chosen.definition", term=term)
            return Offer(question, "case", GROUPS, (), (number,))
    return None


def _main_claim(article: Article) -> Offer:
    return Offer(phrase(article.language, "offer.main_claim"), "evidence", PLENARY)


def _stakeholders(article: Article) -> Offer | None:
    """Return the stakeholder map: only advice has somebody who would gain or lose by it."""
    advice = tuple(p.number for p in paragraphs(article) if p.section == "informing_practice")
    if not advice:
        return None
    return Offer(phrase(article.language, "offer.stakeholders"), "case", STAKEHOLDERS, (), advice[:_MOST_POINTS])


def _transfer(article: Article) -> Offer:
    name = "transfer" if _points(article) else "main_claim_case"
    return Offer(phrase(article.language, f"offer.{name}"), "case", GROUPS)


def _spectrum(article: Article) -> Offer | None:
    """Return the spectrum line over the key insight, if that is one sentence which can be quoted whole."""
    found = sentences(plain(" ".join(article.key_insight)))
    if len(found) != 1 or count(found[0]) > _MOST_INSIGHT_WORDS or found[0].endswith("?"):
        return None
    return Offer(phrase(article.language, "offer.spectrum", insight=found[0].rstrip(".")), "disagreement", SPECTRUM)


def _dilemma(article: Article) -> Offer | None:
    """Return the dilemma over the first paragraph of advice."""
    advice = next((p.number for p in paragraphs(article) if p.section == "informing_practice"), None)
    if advice is None:
        return None
    question = phrase(article.language, "offer.dilemma", number=advice)
    return Offer(question, "disagreement", DILEMMA, (), (advice,))


def _objection(article: Article) -> Offer:
    if not _points(article):
        return Offer(phrase(article.language, "offer.main_claim_objection"), "disagreement", PAIRS)
    return Offer(phrase(article.language, "offer.objection", number=1), "disagreement", PAIRS, (1,))


#: What is tried for each purpose, the most particular first; the last one always fits.
_FOR: dict[Purpose, tuple[Callable[[Article], Offer | None], ...]] = {
    "evidence": (_jigsaw, _quoting("evidence", PAIRS), _claim, _main_claim),
    "case": (_quoting("case", GROUPS), _test_of_definition, _stakeholders, _transfer),
    "disagreement": (_quoting("disagreement", DILEMMA), _spectrum, _dilemma, _objection),
}
