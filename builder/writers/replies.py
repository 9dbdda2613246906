"""What is said to each response to an item, and of its right answer; the words of it are plain text."""

from __future__ import annotations

from typing import Any

import msgspec

from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    Quote,
    ShortAnswer,
    TrueFalse,
)
from builder.quiz_order import option_order
from builder.text.inline import plain
from builder.writers.seal import packed


class Reply(msgspec.Struct, frozen=True):
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


def wordings(item: Item) -> tuple[tuple[str, ...], ...]:
    """Return, answer by answer, the wordings that are accepted; nothing for an item that is not typed."""
    match item:
        case Cloze():
            return item.answers
        case ShortAnswer():
            return (item.answers,)
        case _:
            return ()


def typed_replies(item: Item) -> tuple[Reply, Reply]:
    """Return the reply to an accepted wording, and the reply to any other."""
    here = _paragraph(item.source)
    return Reply(True, None, here), Reply(False, None, here)


def replies(item: Item, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[tuple[Reply, ...], ...]:
    """Return, part by part, the reply to each response that can be chosen; nothing where none can."""
    here = _paragraph(item.source)
    match item:
        case MultipleChoice():
            return (tuple(_chosen(option, here) for option in _in_order(item)),)
        case MultipleResponse():
            return tuple((Reply(not option.key, None, here), _chosen(option, here)) for option in _in_order(item))
        case TrueFalse():
            return (tuple(Reply(item.answer is said, None, here) for said in (True, False)),)
        case Matching():
            return tuple(tuple(_matched(pair, text, here) for text in options) for pair in item.pairs)
        case Ordering():
            return tuple(tuple(Reply(text == row, None, here) for text in item.answers) for row in rows)
        case _:
            return ()


def _in_order(item: MultipleChoice | MultipleResponse) -> list[Option]:
    return [item.options[index] for index in option_order(item)]


def _chosen(option: Option, here: int | None) -> Reply:
    return Reply(option.key, option.feedback, _paragraph(option.source) or here)


def _matched(pair: Pair, text: str, here: int | None) -> Reply:
    """Return the reply to a match; a pair's feedback tells its match and is for who found it."""
    right = text == pair.match
    return Reply(right, pair.feedback if right else None, here)


def _paragraph(source: Quote | None) -> int | None:
    return source.paragraph if source else None


def answer(item: Item, options: tuple[str, ...], rows: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return what "show the answer" shows, and a text at least as long whichever answer is right."""
    why: dict[str, Any] = {
        "feedback": plain(item.feedback or ""),
        "paragraph": _paragraph(item.source),
        "quote": plain(item.source.quote) if item.source else None,
    }
    match item:
        case MultipleChoice() | MultipleResponse():
            places = [int(option.key) for option in _in_order(item)]
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
