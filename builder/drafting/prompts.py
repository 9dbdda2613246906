"""Plans for the article's own questions: minutes, grouping, purpose, what to look for.

A question keeps its words.  Its plan is fixed wording with pointers into the article, chosen by the
question's shape and place, so that the plans of one module differ and the same article always gets the
same ones.  Times: think 2, pair 4, share 8 minutes after the usual advice for think-pair-share.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.model.article import Article, Paragraph, every_point, paragraphs
from builder.model.module import Plan, Prompt
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words
from builder.wording import phrase

_QUOTED_WORDS = 9
_WORTH_POINTING_AT = 0.2


class Protocol(NamedTuple):
    """A way to run a discussion: the name of its phrases, and its minutes."""

    name: str
    minutes: int


_PAIRS = Protocol("pairs", 14)
_GROUPS = Protocol("groups", 15)
_PLENARY = Protocol("plenary", 10)
_WRITTEN = Protocol("written", 10)

#: What a class does with a question in turn, so that no two in a row are run alike.
_ROUND = (_PAIRS, _GROUPS, _PLENARY, _WRITTEN)
_PURPOSES = ("evidence", "case", "disagreement")


def draft_prompts(article: Article) -> tuple[Prompt, ...]:
    """Return the article's questions, word for word, each with a plan."""
    return tuple(Prompt(text=text, plan=_plan(article, text, place)) for place, text in enumerate(article.questions))


def _plan(article: Article, question: str, place: int) -> Plan:
    language = article.language
    protocol = _ROUND[place % len(_ROUND)]
    point = _best_point(article, question)
    step = phrase(language, "prompt.step_down_point", number=point) if point else phrase(language, "prompt.step_down")
    return Plan(
        minutes=protocol.minutes,
        format=phrase(language, f"protocol.{protocol.name}"),
        purpose=phrase(language, f"prompt.purpose_{_PURPOSES[place % len(_PURPOSES)]}"),
        look_for=_look_for(article, question, point),
        push=phrase(language, f"prompt.push_{_PURPOSES[place % len(_PURPOSES)]}"),
        step_down=step,
    )


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


def _look_for(article: Article, question: str, point: int | None) -> tuple[str, ...]:
    language = article.language
    found = []
    if point:
        text = every_point(article.talking_points)[point - 1]
        found.append(phrase(language, "prompt.look_for_point", number=point, words=_opening(text)))
    paragraph = _best_paragraph(article, question)
    if paragraph is not None:
        words = _opening(paragraph.text)
        found.append(phrase(language, "prompt.look_for_paragraph", number=paragraph.number, words=words))
    return tuple(found)


def _opening(text: str) -> str:
    """Return the first words of a text, so that a pointer still helps when a person moves things."""
    words = plain(text).split()
    opening = " ".join(words[:_QUOTED_WORDS])
    return re.sub(r"[\s,;:–—]+\Z", "", opening) + ("…" if len(words) > _QUOTED_WORDS else "")
