"""What a student's page may know of a quiz: stems and options in the clear, everything else sealed.

Nothing in the clear depends on which option is right: options stand in an order that the item's id
alone decides, and every response has a blob of the same length.  A blob says whether its response is
right, and the feedback to it; never which other response would be.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from builder.model.item import Item, kind_of
from builder.quiz_order import shown_options, shown_rows
from builder.text.inline import plain
from builder.writers.replies import answer, replies, typed_replies, wordings
from builder.writers.seal import Place, among_dummies, normalised, room, sealed

Kind = Literal[
    "multiple-choice",
    "multiple-response",
    "true-false",
    "matching",
    "cloze",
    "short-answer",
    "ordering",
    "essay",
]


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """The blobs of an item.

    parts: for each part a blob for each response, in the order in which responses are shown; for a part
        that is typed, the accepted wordings among dummies.
    other: for each typed part, what is said to any other wording.
    answer: the right answer and why it is right.
    """

    parts: tuple[tuple[str, ...], ...]
    answer: str
    other: tuple[str, ...] = ()


class ShownItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item as students see it.

    options: what is chosen from, in the order shown.  rows: what is matched or put in order.
    gaps: how many answers are typed.  paragraph: where the article speaks of it, None without a number.
    objective: the number of the learning objective that it serves.
    """

    id: str
    kind: Kind
    stem: str
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    gaps: int = 0
    paragraph: int | None = None
    objective: int | None = None
    sealed: Sealed


class ShownQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz as students see it."""

    format: Literal[1] = 1
    slug: str
    items: tuple[ShownItem, ...]


def payload(slug: str, items: tuple[Item, ...], language: str) -> dict[str, Any]:
    """Return the quiz as a student's page holds it: a `ShownQuiz`, ready for JSON; slug: the module's lasting name."""
    quiz = ShownQuiz(slug=slug, items=tuple(_shown(item, slug, language) for item in items))
    built: dict[str, Any] = msgspec.to_builtins(quiz)
    return built


def _shown(item: Item, slug: str, language: str) -> ShownItem:
    options = shown_options(item, language)
    rows = shown_rows(item)
    return ShownItem(
        id=item.id,
        kind=kind_of(item),  # type: ignore[arg-type]  # a kind of an item is one of ours
        stem=item.stem,
        options=options,
        rows=rows,
        gaps=len(wordings(item)),
        paragraph=item.source.paragraph if item.source is not None else None,
        objective=item.objective,
        sealed=_sealed(item, slug, options, rows),
    )


def _sealed(item: Item, slug: str, options: tuple[str, ...], rows: tuple[str, ...]) -> Sealed:
    text, longest = answer(item, options, rows)
    blob = sealed(Place(slug=slug, item=item.id, part="answer"), "", text, room((text, longest)))
    if wordings(item):
        parts, other = _typed(item, slug)
        return Sealed(parts=parts, other=other, answer=blob)
    return Sealed(parts=_chosen(item, slug, options, rows), answer=blob)


def _chosen(item: Item, slug: str, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    texts = tuple(tuple(reply.packed() for reply in part) for part in replies(item, options, rows))
    length = room(tuple(text for part in texts for text in part))
    return tuple(
        tuple(
            sealed(Place(slug=slug, item=item.id, part=str(number)), str(response), text, length)
            for response, text in enumerate(part)
        )
        for number, part in enumerate(texts)
    )


def _typed(item: Item, slug: str) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    right, wrong = (reply.packed() for reply in typed_replies(item))
    length = room((right, wrong))
    parts, other = [], []
    for number, accepted in enumerate(wordings(item)):
        place = Place(slug=slug, item=item.id, part=str(number))
        keys = dict.fromkeys(normalised(plain(wording)) for wording in accepted)
        parts.append(among_dummies(place, tuple(sealed(place, key, right, length) for key in keys), length))
        other.append(sealed(place, "", wrong, length))
    return tuple(parts), tuple(other)
