"""What a student's page may know of a quiz: stems and options in the clear, everything else sealed.

Nothing in the clear depends on which option is right: options stand in an order that the item's id
alone decides, and every response has a blob of the same length.  A blob says whether its response is
right, and the feedback to it; never which other response would be.
"""

from __future__ import annotations

import hashlib
import re
from functools import singledispatch
from typing import Any, Literal

import msgspec

from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    Quote,
    ShortAnswer,
    TrueFalse,
    kind_of,
)
from builder.text.inline import plain
from builder.wording import phrase
from builder.writers.seal import Place, among_dummies, normalised, packed, room, sealed

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

_NUMBER = re.compile(r"(\D*)(\d[\d.,\u00a0\u202f]*)(\D*)")


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
    gaps: how many answers are typed.
    """

    id: str
    kind: Kind
    stem: str
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    gaps: int = 0
    sealed: Sealed


class ShownQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz as students see it."""

    format: Literal[1] = 1
    slug: str
    items: tuple[ShownItem, ...]


def payload(slug: str, items: tuple[Item, ...], language: str) -> dict[str, Any]:
    """Return the quiz as a student's page holds it: a `ShownQuiz`, ready for JSON."""
    quiz = ShownQuiz(slug=slug, items=tuple(_shown(item, slug, language) for item in items))
    built: dict[str, Any] = msgspec.to_builtins(quiz)
    return built


def shown_options(item: Item, language: str) -> tuple[str, ...]:
    """Return what an item gives to choose from, in the order of the page and of paper."""
    match item:
        case MultipleChoice() | MultipleResponse():
            return tuple(item.options[index].text for index in option_order(item))
        case TrueFalse():
            return (phrase(language, "quiz.true"), phrase(language, "quiz.false"))
        case Matching():
            return _by_own_text(item.id, {*(pair.match for pair in item.pairs), *item.spare})
        case _:
            return ()


def shown_rows(item: Item) -> tuple[str, ...]:
    """Return what is to be matched or put in order, in the order of the page and of paper."""
    match item:
        case Matching():
            return tuple(pair.left for pair in item.pairs)
        case Ordering():
            return _by_own_text(item.id, item.answers)
        case _:
            return ()


def option_order(item: MultipleChoice | MultipleResponse) -> tuple[int, ...]:
    """Return the places in the file of the options, in the order in which they are shown.

    The item's id decides, never the key.  Options that are numbers, years or amounts stand by size.
    """
    found = [_NUMBER.fullmatch(plain(option.text)) for option in item.options]
    numbers = [match for match in found if match]
    if len(numbers) == len(found) and len({(match[1], match[3]) for match in numbers}) == 1:
        sizes = [_size(match[2]) for match in numbers]
        return tuple(sorted(range(len(sizes)), key=lambda index: (sizes[index], index)))
    return tuple(sorted(range(len(item.options)), key=lambda index: _seed(item.id, str(index))))


def _size(digits: str) -> float:
    grouped = re.sub(r"[.,\u00a0\u202f](?=\d{3}(?!\d))", "", digits.rstrip(".,\u00a0\u202f"))
    try:
        return float(grouped.replace(",", "."))
    except ValueError:  # a date such as 1.2.2003 has no size
        return 0.0


def _by_own_text(item_id: str, texts: tuple[str, ...] | set[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (_seed(item_id, text), text)))


def _seed(item_id: str, own: str) -> bytes:
    return hashlib.sha256(f"{item_id}\n{own}".encode()).digest()


def _shown(item: Item, slug: str, language: str) -> ShownItem:
    options = shown_options(item, language)
    rows = shown_rows(item)
    return ShownItem(
        id=item.id,
        kind=kind_of(item),  # type: ignore[arg-type]  # a kind of an item is one of ours
        stem=item.stem,
        options=options,
        rows=rows,
        gaps=_gaps(item),
        sealed=_sealed(item, slug, options, rows),
    )


def _gaps(item: Item) -> int:
    match item:
        case Cloze():
            return len(item.answers)
        case ShortAnswer():
            return 1
        case _:
            return 0


class _Reply(msgspec.Struct, frozen=True):
    """What is said to one response."""

    right: bool
    feedback: str | None = None
    paragraph: int | None = None

    def packed(self) -> bytes:
        """Return the reply as it is sealed; a right one is no longer than a wrong one."""
        return packed(
            {
                "verdict": "right" if self.right else "wrong",
                "feedback": plain(self.feedback or ""),
                "paragraph": self.paragraph,
            }
        )


def _sealed(item: Item, slug: str, options: tuple[str, ...], rows: tuple[str, ...]) -> Sealed:
    place = Place(slug=slug, item=item.id, part="answer")
    text, longest = _answer(item, options, rows)
    answer = sealed(place, "", text, room((text, longest)))
    wordings = _wordings(item)
    if wordings:
        return _sealed_wordings(item, slug, wordings, answer)
    replies = _replies(item, options, rows)
    texts = tuple(tuple(reply.packed() for reply in part) for part in replies)
    length = room(tuple(text for part in texts for text in part)) if texts else 0
    parts = tuple(
        tuple(
            sealed(Place(slug=slug, item=item.id, part=str(number)), str(response), text, length)
            for response, text in enumerate(part)
        )
        for number, part in enumerate(texts)
    )
    return Sealed(parts=parts, answer=answer)


def _sealed_wordings(item: Item, slug: str, wordings: tuple[tuple[str, ...], ...], answer: str) -> Sealed:
    right = _Reply(True, None, _paragraph(item.source)).packed()
    wrong = _Reply(False, None, _paragraph(item.source)).packed()
    length = room((right, wrong))
    parts, other = [], []
    for number, accepted in enumerate(wordings):
        place = Place(slug=slug, item=item.id, part=str(number))
        keys = dict.fromkeys(normalised(plain(wording)) for wording in accepted)
        blobs = tuple(sealed(place, key, right, length) for key in keys)
        parts.append(among_dummies(place, blobs, length))
        other.append(sealed(place, "", wrong, length))
    return Sealed(parts=tuple(parts), other=tuple(other), answer=answer)


def _wordings(item: Item) -> tuple[tuple[str, ...], ...]:
    match item:
        case Cloze():
            return item.answers
        case ShortAnswer():
            return (item.answers,)
        case _:
            return ()


def _paragraph(*sources: Quote | None) -> int | None:
    return next((source.paragraph for source in sources if source and source.paragraph), None)


@singledispatch
def _replies(item: Item, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    """Return, part by part, the reply to each response that can be given; none for a free answer."""
    del item, options, rows
    return ()


@_replies.register
def _(item: MultipleChoice, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    del options, rows
    shown = [item.options[index] for index in option_order(item)]
    return (tuple(_Reply(o.key, o.feedback, _paragraph(o.source, item.source)) for o in shown),)


@_replies.register
def _(item: MultipleResponse, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    del options, rows
    shown = [item.options[index] for index in option_order(item)]
    return tuple(
        (
            _Reply(not o.key, None, _paragraph(item.source)),
            _Reply(o.key, o.feedback, _paragraph(o.source, item.source)),
        )
        for o in shown
    )


@_replies.register
def _(item: TrueFalse, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    del options, rows
    return (tuple(_Reply(item.answer is said, None, _paragraph(item.source)) for said in (True, False)),)


@_replies.register
def _(item: Matching, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    del rows
    return tuple(
        tuple(
            _Reply(text == pair.match, pair.feedback if text == pair.match else None, _paragraph(item.source))
            for text in options
        )
        for pair in item.pairs
    )


@_replies.register
def _(item: Ordering, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[_Reply, ...], ...]:
    del options
    return tuple(tuple(_Reply(text == row, None, _paragraph(item.source)) for text in item.answers) for row in rows)


def _answer(item: Item, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return what "show the answer" shows, and a text at least as long whichever answer is right."""
    why: dict[str, Any] = {
        "feedback": plain(item.feedback or ""),
        "paragraph": _paragraph(item.source),
        "quote": item.source.quote if item.source else None,
    }
    match item:
        case MultipleChoice() | MultipleResponse():
            places = [int(item.options[index].key) for index in option_order(item)]
        case TrueFalse():
            places = [int(item.answer), int(not item.answer)]
        case Matching():
            places = [options.index(pair.match) for pair in item.pairs]
        case Ordering():
            places = _positions(rows, item.answers)
        case Cloze():
            return _twice(packed({**why, "texts": [plain(gap[0]) for gap in item.answers]}))
        case ShortAnswer():
            return _twice(packed({**why, "texts": [plain(item.answers[0])]}))
        case Essay():
            texts = [plain(item.answer)] if item.answer else []
            return _twice(packed({**why, "texts": texts, "points": [plain(point) for point in item.points]}))
    longest = [max(len(options), len(rows), 2) - 1] * len(places)
    return packed({**why, "places": places}), packed({**why, "places": longest})


def _twice(text: bytes) -> tuple[bytes, bytes]:
    return text, text


def _positions(rows: tuple[str, ...], answers: tuple[str, ...]) -> list[int]:
    """Return where each row belongs, from 0; rows that read the same take their places in turn."""
    left = list(enumerate(answers))
    found = []
    for row in rows:
        entry = next(entry for entry in left if entry[1] == row)
        left.remove(entry)
        found.append(entry[0])
    return found
