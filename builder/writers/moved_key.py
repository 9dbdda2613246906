"""Items with another right answer, to see whether a student's file tells which one is right."""

from __future__ import annotations

import msgspec

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


def moved_keys(item: Item) -> tuple[Item, ...]:
    """Return the item with every other key that it could as well have; nothing else is changed.

    Answers that are typed become others of the same length, since files may tell a length.
    """
    match item:
        case MultipleChoice() | MultipleResponse():
            flags = [option.key for option in item.options]
            return tuple(_keyed(item, flags[-by:] + flags[:-by]) for by in range(1, len(flags)))
        case TrueFalse():
            return (msgspec.structs.replace(item, answer=not item.answer),)
        case Matching():
            matches = [pair.match for pair in item.pairs]
            return tuple(_matched(item, matches[by:] + matches[:by]) for by in range(1, len(matches)))
        case Ordering():
            return tuple(
                msgspec.structs.replace(item, answers=item.answers[by:] + item.answers[:by])
                for by in range(1, len(item.answers))
            )
        case Cloze():
            return (msgspec.structs.replace(item, answers=tuple(tuple(map(_other, gap)) for gap in item.answers)),)
        case ShortAnswer():
            return (msgspec.structs.replace(item, answers=tuple(map(_other, item.answers))),)
        case Essay():
            return (_essay(item),)


def _keyed(item: MultipleChoice | MultipleResponse, flags: list[bool]) -> Item:
    options = tuple(msgspec.structs.replace(option, key=key) for option, key in zip(item.options, flags, strict=True))
    return msgspec.structs.replace(item, options=options)


def _matched(item: Matching, matches: list[str]) -> Item:
    pairs = tuple(msgspec.structs.replace(pair, match=match) for pair, match in zip(item.pairs, matches, strict=True))
    return msgspec.structs.replace(item, pairs=pairs)


def _essay(item: Essay) -> Item:
    return msgspec.structs.replace(
        item, answer=_other(item.answer) if item.answer else None, points=tuple(map(_other, item.points))
    )


def _other(text: str) -> str:
    """Return another text with the same number of bytes, and of marks that a page takes out."""
    return "".join(chr(ord(c) + (-1 if c in "zZ9" else 1)) if c.isascii() and c.isalnum() else c for c in text)
