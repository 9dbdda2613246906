"""Prompts: the article's own questions with plans, and what the stock adds: minutes, grouping, purpose, look for.

A question keeps its words.  Its plan is fixed wording with pointers into the article, chosen by the
question's shape and place, so that the plans of one module differ and the same article always gets the
same ones.  Times: think 2, pair 4, share 8 minutes after the usual advice for think-pair-share.
"""

from __future__ import annotations

import msgspec

from builder.drafting.chosen.asking import asked
from builder.drafting.chosen.picking import Sentence
from builder.drafting.objectives import objective_numbers
from builder.drafting.pointing import opening
from builder.drafting.protocols import EXIT, GROUPS, PAIRS, PLENARY, PURPOSES, WRITTEN, Offer, Purpose, offers
from builder.model.article import Article, Paragraph, every_point, paragraphs
from builder.model.module import Plan, Prompt
from builder.text.inline import escape, plain
from builder.text.words import are_cognates, content_words
from builder.wording import phrase

_WORTH_POINTING_AT = 0.2


#: What a class does with a question in turn, so that no two in a row are run alike.
_ROUND = (PAIRS, GROUPS, PLENARY, WRITTEN)


def draft_prompts(article: Article) -> tuple[Prompt, ...]:
    """Return the article's questions, word for word, each with a plan; then what is offered from the stock."""
    own = own_prompts(article)
    purposes = frozenset(PURPOSES[place % len(PURPOSES)] for place in range(len(own)))
    return own + offered_prompts(article, purposes)


def own_prompts(article: Article) -> tuple[Prompt, ...]:
    """Return the article's questions with plans; of an essay these are what its text asks."""
    own = tuple(Prompt(text=text, plan=_plan(article, text, place)) for place, text in enumerate(article.questions))
    return own + tuple(_of_the_text(article, sentence, place) for place, sentence in enumerate(asked(article)))


def offered_prompts(article: Article, asked_for: frozenset[Purpose]) -> tuple[Prompt, ...]:
    """Return questions of the stock with plans; asked_for: what others ask for already."""
    return tuple(_offered(article, offer) for offer in offers(article, asked_for))


def _of_the_text(article: Article, sentence: Sentence, place: int) -> Prompt:
    """Return a question that an essay itself asks, its paragraph the first thing to look at."""
    plan = _plan(article, escape(sentence.text), place)
    home = next(_paragraph_at(article, p) for p in paragraphs(article) if p.number == sentence.paragraph)
    look_for = tuple(dict.fromkeys((home, *plan.look_for)))
    return Prompt(text=escape(sentence.text), plan=msgspec.structs.replace(plan, look_for=look_for))


def _plan(article: Article, question: str, place: int) -> Plan:
    protocol, point = _ROUND[place % len(_ROUND)], _best_point(article, question)
    paragraph = _best_paragraph(article, question)
    look_for = [_point_at(article, point)] if point else []
    look_for += [_paragraph_at(article, paragraph)] if paragraph else []
    form = phrase(article.language, f"protocol.{protocol.name}")
    return _planned(article, PURPOSES[place % len(PURPOSES)], form, protocol.minutes, tuple(look_for), point)


def _offered(article: Article, offer: Offer) -> Prompt:
    """Return a question of the stock as a prompt whose plan says that it is one."""
    language, protocol = article.language, offer.protocol
    form = phrase(language, f"protocol.{protocol.name}")
    form = phrase(language, "protocol.offered", format=form, version=protocol.version)
    text = escape(offer.question)
    if protocol is EXIT:
        purpose = phrase(language, "prompt.purpose_evidence")
        return Prompt(text=text, plan=Plan(minutes=protocol.minutes, format=form, purpose=purpose))
    look_for = tuple(_supported(article, number) for number in offer.points)
    look_for += tuple(_paragraph_at(article, p) for p in paragraphs(article) if p.number in offer.paragraphs)
    point = offer.points[0] if offer.points else None
    return Prompt(text=text, plan=_planned(article, offer.purpose, form, protocol.minutes, look_for, point))


def _planned(
    article: Article, purpose: Purpose, form: str, minutes: int, look_for: tuple[str, ...], point: int | None
) -> Plan:
    language = article.language
    step = phrase(language, "prompt.step_down_point", number=point) if point else phrase(language, "prompt.step_down")
    return Plan(
        minutes=minutes,
        format=form,
        purpose=phrase(language, f"prompt.purpose_{purpose}"),
        look_for=look_for,
        push=phrase(language, f"prompt.push_{purpose}"),
        step_down=step,
        objectives=_objectives(article, purpose),
    )


#: Which drafted objectives a discussion serves, by what it asks for; the first that the module has.
_SERVES: dict[Purpose, tuple[str, ...]] = {
    "evidence": ("explain", "define"),
    "case": ("apply",),
    "disagreement": ("evaluate", "distinguish", "judge"),
}


def _objectives(article: Article, purpose: Purpose) -> tuple[int, ...]:
    numbers = objective_numbers(article)
    return tuple(numbers[name] for name in _SERVES[purpose] if name in numbers)[:1]


def _likenesses(question: str, texts: tuple[str, ...], language: str) -> list[float]:
    """Return how much each text has of the question, 0 to 1; a word that few of the texts have counts more."""
    wanted = content_words(plain(question), language)
    held = [frozenset(w for w in wanted if _in(w, content_words(plain(text), language))) for text in texts]
    weights = {word: 1 / max(1, sum(word in has for has in held)) for word in wanted}
    total = sum(weights[word] for word in sorted(wanted))
    return [sum(weights[word] for word in sorted(has)) / total if total else 0.0 for has in held]


def _in(word: str, words: frozenset[str]) -> bool:
    return any(are_cognates(word, other) for other in words)


def _best_point(article: Article, question: str) -> int | None:
    """Return the number of the talking point that shares most with the question, from 1; of equals the first."""
    points = every_point(article.talking_points)
    if not points:
        return None
    scores = _likenesses(question, points, article.language)
    return scores.index(max(scores)) + 1


def _best_paragraph(article: Article, question: str) -> Paragraph | None:
    numbered = paragraphs(article)
    scores = _likenesses(question, tuple(paragraph.text for paragraph in numbered), article.language)
    best = max(scores, default=0.0)
    return numbered[scores.index(best)] if best >= _WORTH_POINTING_AT else None


def _point_at(article: Article, number: int) -> str:
    words = opening(every_point(article.talking_points)[number - 1])
    return phrase(article.language, "prompt.look_for_point", number=number, words=words)


def _paragraph_at(article: Article, paragraph: Paragraph) -> str:
    words = opening(paragraph.text)
    return phrase(article.language, "prompt.look_for_paragraph", number=paragraph.number, words=words)


def _supported(article: Article, number: int) -> str:
    """Return a pointer at a talking point, and in brackets at the paragraph that says most of it."""
    paragraph = _best_paragraph(article, every_point(article.talking_points)[number - 1])
    pointer = _point_at(article, number)
    return f"{pointer} ({_paragraph_at(article, paragraph)})" if paragraph else pointer
