"""Quiz items as questions on paper: boxes to tick, lines to write on, and nothing that tells the key."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model.item import Cloze, Essay, Item, Matching, MultipleChoice, MultipleResponse, Ordering, TrueFalse
from builder.model.sheet import Option, Question, Text
from builder.quiz_order import shown_options, shown_rows
from builder.text.inert import inert
from builder.wording import phrase
from builder.writers.paper_quiz import letter
from builder.writers.sheets.inline import said, text_of

#: A gap in the text, and as wide as a hand writes.
_GAP, _WIDE_GAP = r"\_\_\_\_", "\u2060".join([r"\_"] * 14)
_ESSAY_LINES = 3


def question(item: Item, number: int, language: str, *, version: str = "", points: bool = False) -> Question:
    """Return an item as a question.

    version: of a quiz; its options stand in that version's order.  points: whether it says what it is worth.
    """
    return Question(
        number=number,
        stem=stem_of(item),
        note=said(_note(item, language)),
        rows=tuple(text_of(inert(row)) for row in shown_rows(item, version)),
        options=_options(item, language, version),
        tick=not isinstance(item, Matching),
        lines=_lines(item),
        points=points_of(item) if points else 0,
    )


def questions(items: Iterable[Item], language: str) -> tuple[Question, ...]:
    """Return items as questions, numbered from 1."""
    return tuple(question(item, number, language) for number, item in enumerate(items, 1))


def stem_of(item: Item) -> Text:
    """Return an item's stem, the gaps of a cloze wide enough to write in."""
    stem = inert(item.stem)
    return text_of(stem.replace(_GAP, _WIDE_GAP) if isinstance(item, Cloze) else stem)


def points_of(item: Item) -> int:
    """Return what a right answer is worth on a printed quiz: a point for each thing asked for.

    Of several right options the number would tell how many they are, so such an item is worth two.
    """
    match item:
        case Matching():
            return len(item.pairs)
        case Cloze():
            return len(item.answers)
        case Essay():
            return max(len(item.points), 2)
        case MultipleResponse() | Ordering():
            return 2
        case _:
            return 1


def _note(item: Item, language: str) -> str:
    match item:
        case MultipleResponse():
            return phrase(language, "quiz.choose_all")
        case Matching():
            return phrase(language, "quiz.match_paper")
        case Ordering():
            return phrase(language, "quiz.order")
        case Cloze():
            return phrase(language, "quiz.fill")
        case _:
            return ""


def _options(item: Item, language: str, version: str) -> tuple[Option, ...]:
    if isinstance(item, Ordering):
        return ()
    texts = shown_options(item, language, version)
    lettered = not isinstance(item, TrueFalse)
    return tuple(
        Option(text=text_of(inert(text)), letter=letter(place) if lettered else "") for place, text in enumerate(texts)
    )


def _lines(item: Item) -> int:
    if isinstance(item, Essay):
        return _ESSAY_LINES
    chosen = isinstance(item, MultipleChoice | MultipleResponse | TrueFalse | Matching | Ordering | Cloze)
    return 0 if chosen else 1
