"""Rules over the items of one quiz: P05, X01, X02, V02 and B01."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from builder.checks.items.provenance import gives
from builder.checks.items.reading import answers, own_words, same, stem_of
from builder.checks.items.tables import table
from builder.findings import Finding, Where, note, warning
from builder.model.article import Article
from builder.model.item import (
    Cloze,
    Essay,
    Item,
    Matching,
    MultipleChoice,
    ShortAnswer,
    TrueFalse,
    is_recognised,
)
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.words import content_words, folded, share

_OVERLAP = 0.5
_ALIKE = 0.8
_FEWEST, _MOST, _FEWEST_WRITTEN, _LONGEST_RUN = 6, 8, 2, 3
_HOLDS = 0.6


def lint_quiz(items: tuple[Item, ...], article: Article, places: Sequence[int | None]) -> tuple[Finding, ...]:
    """Return what the rules find in a quiz as a whole.

    `places` holds for each item the place of its key among the options as they are shown, None where there is none.
    """
    language = article.language
    return (
        *across(items, language),
        *near_duplicates(items),
        *mix(items, article),
        *runs(items, places),
    )


def _found(code: str, item: Item, message: str) -> Finding:
    """Return a warning: of two items that do not go together a person says which one stays."""
    return warning(code, message, Where(path=item.id))


def across(items: tuple[Item, ...], language: str) -> tuple[Finding, ...]:
    """Return what keeps two items out of one quiz: one idea asked twice, an answer given away."""
    return (*repeated(items, language), *given_away(items, language))


def repeated(items: tuple[Item, ...], language: str) -> tuple[Finding, ...]:
    """Return a finding for each item that asks for what one before it asks for (rule P05)."""
    found = []
    for one, other in combinations(items, 2):
        key = _common_key(one, other)
        if key:
            found.append(_found("P05", other, f"{one.id} has the same answer, “{key}”"))
        elif _overlap(one, other, language) > _OVERLAP:
            found.append(_found("P05", other, f"{one.id} asks about the same words of the article"))
    return tuple(found)


def _common_key(one: Item, other: Item) -> str | None:
    """Return the wording that two items take for their one answer."""
    mine, theirs = ({same(a) for a in _single(item)} for item in (one, other))
    return min(mine & theirs, default=None)


def _single(item: Item) -> tuple[str, ...]:
    """Return every wording of the answer to an item that has just one."""
    match item:
        case MultipleChoice():
            return answers(item)
        case ShortAnswer():
            return tuple(map(plain, item.answers))
        case Cloze() if len(item.answers) == 1:
            return tuple(map(plain, item.answers[0]))
        case _:
            return ()


def _overlap(one: Item, other: Item, language: str) -> float:
    """Return the share of the shorter of two quoted sources that stands in the other."""
    if one.source is None or other.source is None:
        return 0.0
    first, second = (folded(plain(item.source.quote)).casefold().split() for item in (one, other) if item.source)
    small, large = sorted((first, second), key=len)
    if not content_words(" ".join(small), language):
        return 0.0
    longest = max((_run(small, large, start) for start in range(len(small))), default=0)
    return longest / len(small)


def _run(small: list[str], large: list[str], start: int) -> int:
    """Return the length of the longest run of words from `start` that both texts have."""
    best = 0
    for place, word in enumerate(large):
        length = 0
        while (
            word == small[start]
            and start + length < len(small)
            and place + length < len(large)
            and small[start + length] == large[place + length]
        ):
            length += 1
        best = max(best, length)
    return best


def given_away(items: tuple[Item, ...], language: str) -> tuple[Finding, ...]:
    """Return a finding for each item whose key, or an element of it, another item's stem gives away (rule X01).

    All content words of the key have cognates in that stem.
    """
    found = []
    for item in items:
        for other in items:
            away = [text for text in _asked_for(item) if other is not item and gives(_told(other), text, language)]
            if away:
                found.append(_found("X01", item, f"the stem of {other.id} gives away the answer “{folded(away[0])}”"))
                break
    return tuple(found)


def _told(item: Item) -> str:
    """Return what an item tells everybody: its stem."""
    return stem_of(item)


def _asked_for(item: Item) -> tuple[str, ...]:
    """Return what another stem could give away: the key, or each element of a list of two words or more."""
    match item:
        case TrueFalse():
            return ()
        case Essay() | Matching():
            return tuple(text for text in answers(item) if len(content_words(text)) > 1)
        case _:
            return answers(item)


def near_duplicates(items: tuple[Item, ...]) -> tuple[Finding, ...]:
    """Return a finding for each item whose stem is nearly that of one before it (rule X02)."""
    return tuple(
        warning("X02", f"its stem is nearly that of {one.id}", Where(path=other.id))
        for one, other in combinations(items, 2)
        if likeness(stem_of(one), stem_of(other)) > _ALIKE
    )


def mix(items: tuple[Item, ...], article: Article) -> tuple[Finding, ...]:
    """Return a note that says in which ways a quiz is not well mixed, none where it is (rule V02)."""
    said = "; ".join(_mix(items, article)) if items else ""
    return (note("V02", said),) if said else ()


def _mix(items: tuple[Item, ...], article: Article) -> Iterator[str]:
    if not _FEWEST <= len(items) <= _MOST:
        yield f"the quiz has {len(items)} item{'s' * (len(items) != 1)}; {_FEWEST} to {_MOST} are a good number"
    recognised = sum(map(is_recognised, items))
    if 2 * recognised > len(items):
        yield f"{recognised} of {len(items)} are chosen, not written; half is the most"
    written = sum(isinstance(item, Essay | ShortAnswer | Cloze) for item in items)
    if written < _FEWEST_WRITTEN:
        yield f"{written} {'item is' if written == 1 else 'items are'} to be written; {_FEWEST_WRITTEN} is the least"
    known = table(article.language)
    if not any(known.find("why", own_words(stem_of(item))) for item in items):
        yield "no item asks why or how"
    if article.key_insight and not any(_on_insight(item, article) for item in items):
        yield "no item asks about the key insight"


def _on_insight(item: Item, article: Article) -> bool:
    if item.source is not None and item.source.section == "key_insight":
        return True
    model = plain(item.answer or "") if isinstance(item, Essay) else ""
    said = " ".join((stem_of(item), *answers(item), model))
    words = content_words(said, article.language)
    return any(share(plain(text), words, article.language) >= _HOLDS for text in article.key_insight)


def runs(items: tuple[Item, ...], places: Sequence[int | None]) -> tuple[Finding, ...]:
    """Return a finding where more than three keys in a row stand in one place (rule B01)."""
    there = [(item, place) for item, place in zip(items, places, strict=True) if place is not None]
    found = []
    for _, group in groupby(there, key=lambda row: row[1]):
        row = tuple(group)
        if len(row) > _LONGEST_RUN:
            message = f"the right answer stands in the same place in {len(row)} items one after the other"
            found.append(warning("B01", message, Where(path=row[0][0].id)))
    return tuple(found)
