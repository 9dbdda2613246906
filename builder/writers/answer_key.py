"""The answer key of a quiz in Markdown, item by item: instructor edition only.

Options stand in the order and under the letters of the page and of paper, so that a facilitator can read
the key beside either.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

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
)
from builder.model.module import Module
from builder.model.publishing import is_published
from builder.model.settings import Settings
from builder.quiz_order import option_order, shown_options
from builder.text.inert import inert
from builder.text.languages import direction, ended
from builder.wording import group, phrase
from builder.writers.paper_quiz import letter, mark

_RIGHT = "✓"


def answer_key(module: Module, settings: Settings, numbers: frozenset[int] = frozenset()) -> str:
    """Return the key: one line at a glance, then for each item the answer, why, its source, and who stands behind it.

    numbers: the paragraphs that the page shows with their numbers, to which sources link.
    """
    language = module.front.language
    entries = [
        _numbered(number, _entry(item, module, settings, numbers)) for number, item in enumerate(module.items, 1)
    ]
    return "\n\n".join([*_glance(module.items, language), *entries])


def _glance(items: tuple[Item, ...], language: str) -> Iterator[str]:
    """Yield the letters of the right options, in one line to mark by."""
    letters = [(number, right_letters(item, language)) for number, item in enumerate(items, 1)]
    marked = [f"{number}\u00a0**{inert(letters)}**" for number, letters in letters if letters]
    if marked:
        yield _labelled(language, "key.glance", " · ".join(marked))


def right_letters(item: Item, language: str, version: str = "") -> str:
    """Return the letters of what is right, as the item stands in a version of the quiz; "" for what is written."""
    match item:
        case MultipleChoice() | MultipleResponse():
            right = [place for place, index in enumerate(option_order(item, version)) if item.options[index].key]
            return phrase(language, "marks.comma").join(ended(letter(place), language) for place in right)
        case TrueFalse():
            return phrase(language, "quiz.true" if item.answer else "quiz.false")
        case Matching():
            options = shown_options(item, language, version)
            return " ".join(ended(letter(options.index(pair.match)), language) for pair in item.pairs)
        case _:
            return ""


def _numbered(number: int, blocks: list[str]) -> str:
    """Return blocks as one entry of a numbered list."""
    head = f"{number}. "
    lines = "\n\n".join(filter(None, blocks)).split("\n")
    return head + "\n".join((" " * len(head) + line if place and line else line) for place, line in enumerate(lines))


def _entry(item: Item, module: Module, settings: Settings, numbers: frozenset[int]) -> list[str]:
    language = module.front.language
    return [
        inert(item.stem),
        _answer(item, language),
        _labelled(language, "key.why", inert(item.feedback)) if item.feedback else "",
        _labelled(language, "key.source", _source(item.source, language, numbers)) if item.source else "",
        f"*{_standing(item, module, settings)}*",
    ]


def paper_entry(item: Item, language: str) -> str:
    """Return an item's answer, why, and source, as Markdown for paper: what repeats the source is not said twice."""
    repeats = item.source is not None and item.feedback is not None and item.source.quote in item.feedback
    blocks = [
        inert(item.stem),
        _answer(item, language),
        _labelled(language, "key.why", inert(item.feedback)) if item.feedback and not repeats else "",
        _labelled(language, "key.source", _source(item.source, language, frozenset())) if item.source else "",
    ]
    return "\n\n".join(filter(None, blocks)).replace("\\\n  ", " – ")  # on paper a line break is a blank


def _labelled(language: str, name: str, text: str) -> str:
    return f"**{phrase(language, name)}{phrase(language, 'marks.colon')}** {text}"


def _source(source: Quote, language: str, numbers: frozenset[int]) -> str:
    """Return where the words of an item stand, and the words."""
    name = group(language, "heading").get(source.section, source.section.replace("_", " "))
    mark = f"¶{source.paragraph}" if source.paragraph is not None else ""
    if source.paragraph in numbers:
        mark = f"[{mark}](#p{source.paragraph})"
    place = phrase(language, "marks.comma").join(filter(None, [inert(name), mark]))
    return f"{place}{phrase(language, 'marks.colon')} {phrase(language, 'marks.quoted', words=inert(source.quote))}"


def _standing(item: Item, module: Module, settings: Settings) -> str:
    """Return who stands behind an item, which objective it serves, and whether students see it."""
    language = module.front.language
    if item.origin == "authored":
        name = "authored"
    elif item.accepted:
        name = "accepted"
    else:
        name = "reviewed" if module.front.status == "reviewed" else "drafted"
    said = [phrase(language, f"key.{name}")]
    said += [phrase(language, "key.serves", number=item.objective)] * (item.objective is not None)
    said += [phrase(language, "key.held")] * (not is_published(item, module, settings))
    return inert(" · ".join(said))


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _told(text: str, feedback: str | None) -> str:
    """Return an entry with what is told to who chose it, on a line of its own."""
    return f"{text}\\\n  {inert(feedback)}" if feedback else text


@singledispatch
def _answer(item: Item, language: str) -> str:  # noqa: ARG001 - the shape of all that follow
    raise TypeError(type(item).__name__)


@_answer.register(MultipleChoice)
@_answer.register(MultipleResponse)
def _(item: MultipleChoice | MultipleResponse, language: str) -> str:
    rows = []
    for place, index in enumerate(option_order(item)):
        option = item.options[index]
        text = f"{mark(place, language)} {inert(option.text)}"
        rows.append(_told(f"**{text}** {_RIGHT}" if option.key else text, option.feedback))
    return _list(rows)


@_answer.register
def _(item: TrueFalse, language: str) -> str:
    return _list([f"**{phrase(language, 'quiz.true' if item.answer else 'quiz.false')}** {_RIGHT}"])


@_answer.register
def _(item: Matching, language: str) -> str:
    options = shown_options(item, language)
    arrow = "←" if direction(language) == "rtl" else "→"  # arrows are not mirrored with the text
    rows = [
        _told(
            f"{inert(pair.left)} {arrow} **{mark(options.index(pair.match), language)} {inert(pair.match)}**",
            pair.feedback,
        )
        for pair in item.pairs
    ]
    spare = [f"{mark(options.index(text), language)} {inert(text)}" for text in dict.fromkeys(item.spare)]
    own = {pair.match for pair in item.pairs}
    spare = [row for row, text in zip(spare, dict.fromkeys(item.spare), strict=True) if text not in own]
    rows += [_labelled(language, "key.spare", phrase(language, "marks.semicolon").join(spare))] * bool(spare)
    return _list(rows)


@_answer.register
def _(item: Cloze, language: str) -> str:
    return _list([_accepted(gap, language) for gap in item.answers])


@_answer.register
def _(item: ShortAnswer, language: str) -> str:
    return _list([_accepted(item.answers, language)])


def _accepted(wordings: tuple[str, ...], language: str) -> str:
    """Return the model answer, and the wordings that count as well."""
    other = {text.casefold(): text for text in reversed(wordings) if text.casefold() != wordings[0].casefold()}
    others = phrase(language, "marks.comma").join(map(inert, reversed(other.values())))
    too = f"{phrase(language, 'key.accepted_too')}{phrase(language, 'marks.colon')} {others}"
    return f"**{inert(wordings[0])}**" + (f" ({too})" if others else "")


@_answer.register
def _(item: Ordering, language: str) -> str:  # noqa: ARG001
    return "\n".join(f"{place}. **{inert(text)}**" for place, text in enumerate(item.answers, 1))


@_answer.register
def _(item: Essay, language: str) -> str:
    answer = inert(item.answer) if item.answer else ""
    if not item.points:
        return _list([answer or phrase(language, "key.no_answer")])
    points = f"{phrase(language, 'key.points')}{phrase(language, 'marks.colon')}"
    return "\n\n".join(filter(None, [_list([answer]) if answer else "", points, _list([*map(inert, item.points)])]))
