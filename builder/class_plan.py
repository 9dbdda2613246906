"""The timed plan of a class: what fits into its minutes, and what is left out.

Every part has the minutes it should have and, if it can be done in less, the least it needs.  `_claims` is the order
in which parts are given time.  What no part needs is `spare`, so that the parts always sum to the total.

Sources: opening recall and retrieval with feedback before new work (Roediger & Karpicke 2006), a quiet read in class
(think time before talk, Rowe 1974), an exit line to close; the usual frame of a 50-minute class has 45 planned.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.model.item import Essay, Item
from builder.model.module import Prompt

PartKind = Literal["open", "recall", "read", "terms", "prompt", "quiz", "exit", "break", "spare"]

#: In which order a class does things.
ORDER: tuple[PartKind, ...] = ("open", "recall", "read", "terms", "prompt", "break", "quiz", "exit", "spare")

#: How long a class is taken to be where nobody says it.
USUAL_MINUTES = 50

#: A class of this length or more has a break, which counts.
BREAK_FROM, BREAK_MINUTES = 90, 10

#: Welcome, what will come up, ground rules.
OPEN_MINUTES = 2
EXIT_MINUTES = 3
#: To find the place, and to mark what one wants to talk about.
MARKING_MINUTES = 1
#: An opening recall: two items, or one.
RECALL, RECALL_LEAST = 5, 3
#: A minute a term, at most so many; the least is two terms read aloud.
TERMS_MOST, TERMS_LEAST = 5, 2
#: A prompt without minutes of its own is thinking, talking in pairs and sharing.
PROMPT_MINUTES = 14
#: A prompt that is cut has time to think, to talk and to share; in less than this it is left out.
LEAST_PROMPT = 5
#: Going over the answers of a quiz; the fewest items that make one.
FEEDBACK_MINUTES, FEWEST_ITEMS = 2, 3
#: Minutes to answer an item: in sentences, or by a choice or a word.
_ESSAY, _OTHER = 2, 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the class.

    number: of a prompt, from 1; 0 for others.  wanted: the minutes it should have.
    items: how many items of the quiz are done, from the first on.
    """

    kind: PartKind
    minutes: int
    wanted: int
    number: int = 0
    items: int = 0

    @property
    def is_cut(self) -> bool:
        """Whether it has less time than it should have."""
        return self.minutes < self.wanted


class ClassPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What is done when; the minutes of the parts sum to `total`.

    left_out: the parts for which there was no time, `minutes` 0.
    """

    total: int
    parts: tuple[Part, ...]
    left_out: tuple[Part, ...] = ()

    def of(self, kind: PartKind, number: int = 0) -> Part | None:
        """Return a part, None where it has no time."""
        return next((part for part in self.parts if (part.kind, part.number) == (kind, number)), None)


class Hour(msgspec.Struct, frozen=True, kw_only=True):
    """What a class could do, before anybody asks how long it is.

    reading: (usual, in a second language) minutes to read the article in class; None if it is read before.
    recalls, terms: how many items of earlier modules, and how many key terms, there are.
    """

    prompts: tuple[Prompt, ...] = ()
    items: tuple[Item, ...] = ()
    terms: int = 0
    recalls: int = 0
    reading: tuple[int, int] | None = None


class _Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A wish for time: it begins a part, or (`grows`) adds to one that has begun."""

    kind: PartKind
    minutes: int
    wanted: int
    number: int = 0
    items: int = 0
    grows: bool = False


def class_plan(hour: Hour, total: int) -> ClassPlan:
    """Return the plan of a class of `total` minutes; the parts sum to it.

    Raises ValueError for fewer minutes than an exit line takes.
    """
    if total < EXIT_MINUTES:
        raise ValueError(f"a class has at least {EXIT_MINUTES} minutes")
    given: dict[tuple[PartKind, int], Part] = {}
    left_out: list[Part] = []
    rest = total
    for claim in _claims(hour, total):
        key = (claim.kind, claim.number)
        part = _given(claim, given.get(key), rest)
        if part is not None:
            rest -= part.minutes - (given[key].minutes if key in given else 0)
            given[key] = part
        elif not claim.grows:
            left_out.append(_part(claim, 0))
    spare = [Part(kind="spare", minutes=rest, wanted=rest)] * (rest > 0)
    parts = tuple(sorted([*given.values(), *spare], key=_place))
    return ClassPlan(total=total, parts=parts, left_out=tuple(sorted(left_out, key=_place)))


def divided(total: int, wanted: tuple[int | None, ...]) -> tuple[int, ...]:
    """Return the minutes of a session for each of its modules, in proportion to what each takes (None: not known).

    Each has an exit line's minutes at least; they sum to `total`, unless it has less than that for each.

    >>> divided(75, (50, None)), divided(50, (40, 20, 40)), divided(12, (90, 5)), divided(5, (50, 50))
    ((38, 37), (20, 10, 20), (9, 3), (3, 3))
    """
    takes = [minutes or USUAL_MINUTES for minutes in wanted]
    shares, before = [], 0
    for number in range(len(takes)):
        until = (2 * total * sum(takes[: number + 1]) + sum(takes)) // (2 * sum(takes))  # rounded half up
        shares.append(max(until - before, EXIT_MINUTES))
        before = until
    while sum(shares) > total and max(shares) > EXIT_MINUTES:
        shares[shares.index(max(shares))] -= 1
    return tuple(shares)


def _given(claim: _Claim, before: Part | None, rest: int) -> Part | None:
    """Return the part that a claim makes, all of what it asks or nothing; the first prompt takes less if it must."""
    if claim.grows:
        if before is None or claim.minutes > rest or (claim.items and claim.items != before.items + 1):
            return None
        return msgspec.structs.replace(
            before, minutes=before.minutes + claim.minutes, items=max(before.items, claim.items)
        )
    if claim.minutes <= rest:
        return _part(claim, claim.minutes)
    may_be_cut = (claim.kind, claim.number) == ("prompt", 1) and rest >= LEAST_PROMPT
    return _part(claim, rest) if may_be_cut else None


def _part(claim: _Claim, minutes: int) -> Part:
    return Part(kind=claim.kind, number=claim.number, minutes=minutes, wanted=claim.wanted, items=claim.items)


def _place(part: Part) -> tuple[int, int]:
    return ORDER.index(part.kind), part.number


def _claims(hour: Hour, total: int) -> tuple[_Claim, ...]:
    """Return the claims in the order in which they are heard: what is named last is left out first.

    The exit line, an opening, a break, the reading, a short quiz with feedback and one prompt make a class; then terms,
    recall, the other prompts that fit; at last more time for what has begun.
    """
    prompts, quiz = _prompts(hour.prompts), _quiz(hour.items)
    usual, slow = (minutes + MARKING_MINUTES for minutes in hour.reading) if hour.reading else (0, 0)
    terms = min(hour.terms, TERMS_MOST)
    short = min(terms, TERMS_LEAST)
    recall = {0: 0, 1: RECALL_LEAST}.get(hour.recalls, RECALL)
    least = min(recall, RECALL_LEAST)
    wishes = [
        _Claim(kind="exit", minutes=EXIT_MINUTES, wanted=EXIT_MINUTES),
        _Claim(kind="open", minutes=OPEN_MINUTES, wanted=OPEN_MINUTES),
        _Claim(kind="break", minutes=BREAK_MINUTES if total >= BREAK_FROM else 0, wanted=BREAK_MINUTES),
        _Claim(kind="read", minutes=usual, wanted=slow),
        *quiz[:1],
        *prompts[:1],
        _Claim(kind="terms", minutes=short, wanted=terms),
        _Claim(kind="recall", minutes=least, wanted=recall),
        *prompts[1:],
        _Claim(kind="read", minutes=slow - usual, wanted=slow, grows=True),
        *quiz[1:],
        _Claim(kind="terms", minutes=terms - short, wanted=terms, grows=True),
        _Claim(kind="recall", minutes=recall - least, wanted=recall, grows=True),
    ]
    return tuple(wish for wish in wishes if wish.minutes > 0)


def _prompts(prompts: tuple[Prompt, ...]) -> list[_Claim]:
    minutes = [prompt.plan.minutes or PROMPT_MINUTES for prompt in prompts]
    return [_Claim(kind="prompt", minutes=each, wanted=each, number=number) for number, each in enumerate(minutes, 1)]


def _quiz(items: tuple[Item, ...]) -> list[_Claim]:
    """Return the claims of a quiz: its first items with time to go over the answers, then item by item."""
    costs = [_ESSAY if isinstance(item, Essay) else _OTHER for item in items]
    if not costs:
        return []
    wanted = sum(costs) + FEEDBACK_MINUTES
    few = min(FEWEST_ITEMS, len(costs))
    begin = _Claim(kind="quiz", minutes=sum(costs[:few]) + FEEDBACK_MINUTES, wanted=wanted, items=few)
    more = [
        _Claim(kind="quiz", minutes=cost, wanted=wanted, items=number, grows=True)
        for number, cost in enumerate(costs[few:], few + 1)
    ]
    return [begin, *more]
