"""Which of the candidates that the rules let pass make the quiz: six to eight, mixed, each idea once.

Recipe: one item of each kind in turn, the best of its kind first, until there are eight; no two on one
idea (rule P05), none that another's stem gives away (X01); at most half are recognised rather than
recalled (V02).  Where a sentence would give away a key that is chosen already, the next best is taken;
and a term that so many sentences name that it keeps other items out is itself left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from builder.drafting.candidate import Candidate
from builder.findings import Finding
from builder.model.item import Item, is_recognised
from builder.text.words import content_words

MOST = 8
#: With fewer, a third item of a kind is better than none.
_FEWEST = 6

#: The rules over several items, handed in by the pipeline: the items of a quiz to findings.
Across = Callable[[tuple[Item, ...]], tuple[Finding, ...]]

#: The kinds in the order in which they are chosen, and how many of each a quiz may have.
_MOST_OF: dict[str, int] = {
    "definition-term": 2,
    "role": 1,
    "list": 1,
    "reason": 2,
    "insight": 1,
    "contrast": 1,
    "consequence": 1,
    "method": 1,
    "term": 2,
    "cloze": 3,
    "order": 1,
    "voice-study": 1,
    "voice-advice": 1,
    "both-voices": 1,
    "condition": 1,
    "features": 1,
    "matching": 1,
}

#: The order in which they are shown: what is recognised first, what is written last.
_SHOWN = (
    "definition-term",
    "matching",
    "term",
    "cloze",
    "role",
    "voice-study",
    "voice-advice",
    "order",
    "method",
    "list",
    "reason",
    "condition",
    "contrast",
    "consequence",
    "features",
    "insight",
    "both-voices",
)

_THIRD = 3
_SAME_WORDS = 0.5
_DEFINITIONS = frozenset({"definition-term", "matching", "term", "features"})

Refused = tuple[Candidate, tuple[Finding, ...]]


def assembled(
    candidates: Sequence[Candidate], across: Across, keeping: tuple[Item, ...] = ()
) -> tuple[tuple[Item, ...], tuple[Refused, ...]]:
    """Return the drafted items in the order in which they are shown, and who clashed with what was chosen before.

    `keeping` are items that stay in the quiz and count towards its size; nothing that repeats them is drafted.
    """
    terms = dict.fromkeys(c.key for c in candidates if c.kind == "definition-term")
    pools = [list(candidates), *([c for c in candidates if c.key != term] for term in terms)]
    tries = [_greedy(pool, across, keeping) for pool in pools]
    chosen, refused = max(tries, key=lambda result: len(result[0]))  # of equals the first, which leaves nothing out
    shown = sorted(chosen, key=lambda c: (_SHOWN.index(c.kind), -c.score))
    return tuple(c.item for c in shown if c.item is not None), tuple(refused)


def _greedy(
    candidates: Sequence[Candidate], across: Across, keeping: tuple[Item, ...]
) -> tuple[list[Candidate], list[Refused]]:
    """Return one candidate of each kind in turn until there are enough, and those that clashed with one before."""
    waiting = {kind: _best_first(candidates, kind) for kind in _MOST_OF}
    chosen: list[Candidate] = []
    refused: dict[str, Refused] = {}
    for number in range(1, max(_MOST_OF.values()) + 1):
        for kind, most in _MOST_OF.items():
            if number + _kept(waiting[kind], keeping) > most or len(chosen) + len(keeping) >= (
                MOST if number < _THIRD else _FEWEST
            ):
                continue
            for candidate in waiting[kind]:
                if candidate in chosen or not _is_new(candidate, chosen, keeping):
                    continue
                problems = _clashes(candidate, chosen, keeping, across)
                if not problems:
                    chosen.append(candidate)
                    break
                refused.setdefault(_id(candidate), (candidate, problems))
    return _balanced(chosen, keeping), list(refused.values())


def _id(candidate: Candidate) -> str:
    return candidate.item.id if candidate.item is not None else candidate.about


def _kept(candidates: Sequence[Candidate], keeping: tuple[Item, ...]) -> int:
    """Return how many items of a kind stay in the quiz: an id opens with the letters of its kind."""
    letters = {_id(candidate).partition("-")[0] for candidate in candidates}
    return sum(item.id.partition("-")[0] in letters for item in keeping)


def _best_first(candidates: Sequence[Candidate], kind: str) -> list[Candidate]:
    return sorted((c for c in candidates if c.kind == kind), key=lambda c: -c.score)


def _is_new(candidate: Candidate, chosen: Sequence[Candidate], keeping: tuple[Item, ...]) -> bool:
    """Return whether no other item has this one's key or most of its words (rule P05)."""
    if any(_id(candidate) == item.id or _same_words(candidate.item, item) for item in keeping):
        return False
    return not any(_same_idea(candidate, other) for other in chosen)


def _clashes(
    candidate: Candidate, chosen: Sequence[Candidate], keeping: tuple[Item, ...], across: Across
) -> tuple[Finding, ...]:
    """Return what the rules over several items find only because of this candidate (rule X01)."""
    there = (*keeping, *(c.item for c in chosen if c.item is not None))
    before = across(there)
    with_it = across((*there, candidate.item)) if candidate.item is not None else ()
    return tuple(finding for finding in with_it if finding not in before)


def _same_idea(one: Candidate, other: Candidate) -> bool:
    if one.key and one.key.casefold() == other.key.casefold():
        return True
    if "matching" in (one.kind, other.kind) and {one.kind, other.kind} <= _DEFINITIONS:
        return True
    return _same_words(one.item, other.item)


def _same_words(one: Item | None, other: Item | None) -> bool:
    first, second = _quoted(one), _quoted(other)
    common = first & second
    return bool(common) and len(common) > _SAME_WORDS * min(len(first), len(second))


def _quoted(item: Item | None) -> frozenset[str]:
    return content_words(item.source.quote) if item is not None and item.source is not None else frozenset()


def _balanced(chosen: list[Candidate], keeping: tuple[Item, ...]) -> list[Candidate]:
    """Return the items with as many that are written as are recognised.

    From the last recognised one on, each is asked in its written form if it has one, and left out if not.
    Where nothing can be written there is nothing to balance.
    """
    balanced = list(chosen)
    for candidate in reversed(chosen):
        if not _is_surplus(balanced, keeping):
            break
        if candidate.item is not None and is_recognised(candidate.item) and candidate.written is not None:
            balanced[balanced.index(candidate)] = candidate.written
    for candidate in reversed(balanced.copy()):
        if _is_surplus(balanced, keeping) and candidate.item is not None and is_recognised(candidate.item):
            balanced.remove(candidate)
    return balanced


def _is_surplus(chosen: list[Candidate], keeping: tuple[Item, ...]) -> bool:
    items = (*keeping, *(c.item for c in chosen if c.item is not None))
    recognised = sum(map(is_recognised, items))
    return len(items) - recognised > 0 and recognised > len(items) - recognised
