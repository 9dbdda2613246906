"""The answer key of a quiz in Markdown: instructor edition only."""

from __future__ import annotations

from functools import singledispatch

from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from builder.text.inert import inert
from builder.wording import phrase


def answer_key(items: tuple[Item, ...], language: str) -> str:
    """Return a numbered list: the answer of each item, why, and the words of the article it rests on."""
    return "\n".join(f"{number}. {_entry(item, language)}" for number, item in enumerate(items, 1))


def _entry(item: Item, language: str) -> str:
    parts = [f"**{inert(_answer(item, language))}**"]
    if item.feedback:
        parts.append(inert(item.feedback))
    if item.source:
        parts.append(inert(f"“{item.source.quote}”"))
    return " — ".join(parts)


@singledispatch
def _answer(item: Item, language: str) -> str:  # noqa: ARG001 - the shape of all that follow
    raise TypeError(type(item).__name__)


@_answer.register(MultipleChoice)
@_answer.register(MultipleResponse)
def _(item: MultipleChoice | MultipleResponse, language: str) -> str:  # noqa: ARG001
    return "; ".join(option.text for option in item.options if option.key)


@_answer.register
def _(item: TrueFalse, language: str) -> str:
    return phrase(language, "quiz.true" if item.answer else "quiz.false")


@_answer.register
def _(item: Matching, language: str) -> str:  # noqa: ARG001
    return "; ".join(f"{pair.left} → {pair.match}" for pair in item.pairs)


@_answer.register
def _(item: Cloze, language: str) -> str:  # noqa: ARG001
    return "; ".join(" / ".join(gap) for gap in item.answers)


@_answer.register
def _(item: ShortAnswer, language: str) -> str:  # noqa: ARG001
    return " / ".join(item.answers)


@_answer.register
def _(item: Ordering, language: str) -> str:  # noqa: ARG001
    return " → ".join(item.answers)


@_answer.register
def _(item: Essay, language: str) -> str:
    return " ".join(filter(None, [item.answer, *item.points])) or phrase(language, "key.no_answer")
