"""Feedback: rules F01 and F02."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.items.reading import Context, answers, choices
from builder.checks.quotations import holds
from builder.model.item import Essay, Item
from builder.text.inline import plain
from builder.text.words import are_cognates, words

_FEWEST_WORDS, _FEWEST_QUOTED = 2, 3
_QUOTED = re.compile(r"[“«„\"]\s?([^“”«»„\"]+?)\s?[”»“\"]")
#: "Because it is right" gives no reason.
_MOST_EMPTY = 4
#: In so few words the answer's own are all that is said: "The answer is “Frame”."
_SHORT = 10


def f01_feedback(item: Item, context: Context) -> Iterator[str]:
    """Feedback says why, and more than that the answer is right; an essay's model answer and points do as well."""
    if not item.feedback:
        if not isinstance(item, Essay) or not (item.answer or item.points):
            yield "there is no feedback: `feedback:` says why the answer is right"
    elif not isinstance(item, Essay) and _says_nothing(item.feedback, answers(item), context, _FEWEST_WORDS):
        yield "the feedback does not say why"


def f02_distractors(item: Item, context: Context) -> Iterator[str]:
    """Each wrong option says where it does belong, or what is wrong with it."""
    wrong = [option for option in choices(item) if not option.key]
    for option in wrong:
        if option.feedback and _says_nothing(option.feedback, (option.text,), context):
            yield f"the feedback of “{option.text}” says no more than that it is wrong"
    if any(not option.feedback for option in wrong):
        yield "a wrong option has no feedback of its own"


def _says_nothing(feedback: str, asked: tuple[str, ...], context: Context, fewest: int = 1) -> bool:
    """Return whether praise, pointers and the answer itself are all that a feedback says."""
    text = plain(feedback)
    quoted = (words_ for words_ in _QUOTED.findall(text) if len(words_.split()) >= _FEWEST_QUOTED)
    if any(holds(context.holding, words_.strip(" .,;")) for words_ in quoted):
        return False  # the source itself says why
    if context.words.find("reasons", text) and len(words(text)) > _MOST_EMPTY:
        return False
    named = {word for answer in asked for word in words(answer)} if len(words(text)) <= _SHORT else set()
    rest = [w for w in words(context.words.without("empty", text)) if not any(are_cognates(w, n) for n in named)]
    return len(rest) < fewest
