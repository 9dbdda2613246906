"""The quiz in Markdown, to be read or printed where nothing marks it: no key and no feedback in it."""

from __future__ import annotations

from builder.model.item import Cloze, Essay, Item, Matching, MultipleResponse, Ordering, ShortAnswer, TrueFalse
from builder.quiz_order import shown_options, shown_rows
from builder.text.inert import inert
from builder.text.languages import ended
from builder.wording import phrase

_BOX = "☐"

#: Underscores to write on.  The first is escaped, so that a line of them is no rule across the page;
#: a blank follows, so that they begin no emphasis.
_SHORT_RULE = "\\____"
_RULE = "\\" + "_" * 60
_ESSAY_LINES = 6


def letter(index: int) -> str:
    """Return the letter of an option, "A" for 0; after "Z" comes "AA"."""
    return (letter(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def mark(index: int, language: str) -> str:
    """Return the letter of an option as it stands before its text."""
    return ended(f"{letter(index)}.", language)


def paper_quiz(items: tuple[Item, ...], language: str) -> str:
    """Return a numbered list of the items, each with boxes to tick or lines to write on."""
    return "\n\n".join(_numbered(number, _entry(item, language)) for number, item in enumerate(items, 1))


def _numbered(number: int, blocks: list[str]) -> str:
    head = f"{number}. "
    text = "\n\n".join(block for block in blocks if block)
    return head + text.replace("\n", "\n" + " " * len(head)).replace("\n" + " " * len(head) + "\n", "\n\n")


def _entry(item: Item, language: str) -> list[str]:
    stem = inert(item.stem)
    match item:
        case Cloze():
            return [f"{phrase(language, 'quiz.fill')} {stem}"]
        case ShortAnswer():
            return [stem, _RULE]
        case Essay():
            return [stem, *[_RULE] * _ESSAY_LINES]
        case Matching() | Ordering():
            return _rows(item, stem, language)
        case _:
            return _choices(item, stem, language)


def _rows(item: Matching | Ordering, stem: str, language: str) -> list[str]:
    rows = [f"{_SHORT_RULE} {inert(text)}" for text in shown_rows(item)]
    ask = phrase(language, "quiz.match_paper" if isinstance(item, Matching) else "quiz.order")
    return [f"{stem} {ask}", _lines(rows), _lines(_lettered(item, language))]


def _choices(item: Item, stem: str, language: str) -> list[str]:
    options = _lettered(item, language)
    if isinstance(item, MultipleResponse):
        stem = f"{stem} {phrase(language, 'quiz.choose_all')}"
    if isinstance(item, TrueFalse):
        options = [inert(text) for text in shown_options(item, language)]
    return [stem, _lines([f"{_BOX} {text}" for text in options])]


def _lettered(item: Item, language: str) -> list[str]:
    return [f"{mark(index, language)} {inert(text)}" for index, text in enumerate(shown_options(item, language))]


def _lines(lines: list[str]) -> str:
    """Return one paragraph that breaks after each line."""
    return "\\\n".join(lines)
