"""Quiz items, one record a kind; `kind` is the tag in quiz.yml and in every export.

What is shared stands in `ItemBase`.  A new kind is a new record here, a control in `writers/quiz.py`
and a row in each exporter.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from builder.model.said import said

Origin = Literal["drafted", "authored"]
Text = Annotated[str, msgspec.Meta(min_length=1)]
Id = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=60)]


class Quote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where an item's words stand in the article: section, paragraph number if it has one, exact words."""

    section: Annotated[Text, said("the part of the article: summary, definitions ...")]
    quote: Annotated[Text, said("the exact words of the article")]
    paragraph: Annotated[Annotated[int, msgspec.Meta(ge=1)] | None, said("the paragraph's number (¶)")] = None


class Option(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One option; `key: true` marks a right one.  `feedback` is shown to who chose it."""

    text: Annotated[Text, said("what the option says; inline Markdown")]
    key: Annotated[bool, said("true under each right option")] = False
    feedback: Annotated[str | None, said("what a reader who chose it is told")] = None
    source: Quote | None = None


class Pair(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A left side and the match that belongs to it."""

    left: Annotated[Text, said("what is to be matched")]
    match: Annotated[Text, said("what belongs to it")]
    feedback: Annotated[str | None, said("what a reader who missed it is told")] = None


class ItemBase(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, tag_field="kind"
):
    """What every item has.

    stem: the question, inline Markdown.
    feedback: why the key is right, shown after an answer.
    objective: the number of the objective in module.md that it serves, from 1.
    origin: `authored` once a person wrote or changed it; no re-import touches such an item.
    accepted: whether a person took a draft as it is; it is frozen then, and students see it in any setting.
    """

    id: Annotated[Id, said("the item's name: letters, digits, - and _; it never changes")]
    stem: Annotated[Text, said("the question or instruction; inline Markdown")]
    feedback: Annotated[str | None, said("why the right answer is right, shown after an answer")] = None
    source: Quote | None = None
    objective: Annotated[Annotated[int, msgspec.Meta(ge=1)] | None, said("the number of the objective it serves")] = (
        None
    )
    origin: Annotated[Origin, said("authored once a person wrote or changed it")] = "authored"
    accepted: Annotated[bool, said("true once a person took the draft as it is; `builder quiz accept` writes it")] = (
        False
    )


Options = Annotated[tuple[Option, ...], msgspec.Meta(min_length=2, max_length=8)]


class MultipleChoice(ItemBase, frozen=True, kw_only=True, tag="multiple-choice"):
    """One right option among several."""

    options: Options


class MultipleResponse(ItemBase, frozen=True, kw_only=True, tag="multiple-response"):
    """Any number of right options, at least one."""

    options: Options


class TrueFalse(ItemBase, frozen=True, kw_only=True, tag="true-false"):
    """A statement to judge; authored only."""

    answer: bool


class Matching(ItemBase, frozen=True, kw_only=True, tag="matching"):
    """Left sides to match; `spare` are matches that belong to none."""

    pairs: Annotated[tuple[Pair, ...], msgspec.Meta(min_length=2, max_length=12)]
    spare: tuple[Text, ...] = ()


class Cloze(ItemBase, frozen=True, kw_only=True, tag="cloze"):
    """A text with gaps, each written `____`; `answers` holds, gap by gap, the accepted wordings."""

    answers: Annotated[tuple[Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)], ...], msgspec.Meta(min_length=1)]


class ShortAnswer(ItemBase, frozen=True, kw_only=True, tag="short-answer"):
    """A word or phrase to write; `answers` are the accepted wordings, the first is the model answer."""

    answers: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Ordering(ItemBase, frozen=True, kw_only=True, tag="ordering"):
    """Things to put in order; `answers` are in the right order."""

    answers: Annotated[tuple[Text, ...], msgspec.Meta(min_length=2, max_length=8)]


class Essay(ItemBase, frozen=True, kw_only=True, tag="essay"):
    """A free answer; `answer` is a model answer, `points` what a good answer holds."""

    answer: str | None = None
    points: tuple[Text, ...] = ()


Item = MultipleChoice | MultipleResponse | TrueFalse | Matching | Cloze | ShortAnswer | Ordering | Essay

ITEM_KINDS: tuple[type[Item], ...] = (
    MultipleChoice,
    MultipleResponse,
    TrueFalse,
    Matching,
    Cloze,
    ShortAnswer,
    Ordering,
    Essay,
)


class Quiz(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quiz.yml: the format's number, the items in the order they are shown, and which drafts never return."""

    format: Literal[1]
    items: tuple[Item, ...] = ()
    rejected: Annotated[tuple[Id, ...], said("drafts that a person rejected; they are not drafted again")] = ()


def is_recognised(item: Item) -> bool:
    """Return whether an answer is chosen from what is shown, not recalled and written."""
    return isinstance(item, MultipleChoice | MultipleResponse | TrueFalse | Matching | Ordering)


def kind_of(item: Item) -> str:
    """Return the kind as quiz.yml writes it, e.g. "multiple-choice"."""
    return str(type(item).__struct_config__.tag)
