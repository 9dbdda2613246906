"""What a reader who has not read the article can see of the options: cues, each a number an option.

The cues are those of the item-writing literature (Haladyna, Downing & Rodriguez 2002, rule 28; Pham 2018):
length, words shared with the stem, likeness to the other options, absolute and hedging words, odd marks,
words of the module's title and keywords, how often an option is seen, and its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from builder.model.item import MultipleChoice
from builder.text.inline import plain
from builder.text.likeness import likeness
from builder.text.words import are_cognates, content_words, hits, words

_ABSOLUTE = frozenset({"always", "never", "all", "only", "completely", "every", "none", "entirely", "must"})
_HEDGE = frozenset({"usually", "may", "often", "might", "sometimes", "generally", "can", "could", "some"})


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A multiple-choice item as a test-taker meets it.

    module: the slug of its module.  home: content words of the module's title and keywords.
    options: their plain texts in the order shown.  key: the place of the right one among them, from 0.
    """

    module: str
    id: str
    stem: str
    options: tuple[str, ...]
    key: int
    language: str = "en"
    home: frozenset[str] = frozenset()


def asked(module: str, item: MultipleChoice, order: Sequence[int], language: str, home: str) -> Asked:
    """Return an item as it is shown; `order` holds the numbers of its options in the order shown."""
    key = next(number for number, option in enumerate(item.options) if option.key)
    return Asked(
        module=module,
        id=item.id,
        stem=plain(item.stem),
        options=tuple(plain(item.options[number].text) for number in order),
        key=list(order).index(key),
        language=language,
        home=content_words(home, language),
    )


#: The cues by name, in the order of a row of `cues`.
NAMES = (
    "length",
    "longest",
    "shortest",
    "clang",
    "convergence",
    "absolute",
    "hedge",
    "odd",
    "home",
    "seen",
    "first",
    "last",
)


def cues(item: Asked, seen: Mapping[str, int]) -> tuple[tuple[float, ...], ...]:
    """Return a row of cues for each option; `seen` counts how often each option text stands in the bank."""
    lengths = [len(option) for option in item.options]
    mean = sum(lengths) / len(lengths)
    return tuple(
        (
            lengths[number] / mean - 1 if mean else 0.0,
            float(lengths[number] == max(lengths) > min(lengths)),
            float(lengths[number] == min(lengths) < max(lengths)),
            float(clang(item, number)),
            convergence(item, number),
            float(bool(_ABSOLUTE.intersection(words(option)))),
            float(bool(_HEDGE.intersection(words(option)))),
            _odd(item, number),
            float(at_home(item, number)),
            float(seen.get(option.casefold(), 1) - 1),
            float(number == 0),
            float(number == len(item.options) - 1),
        )
        for number, option in enumerate(item.options)
    )


def clang(item: Asked, number: int) -> int:
    """Return how many content words of an option have a cognate in the stem."""
    return len(hits(item.stem, item.options[number], item.language))


def at_home(item: Asked, number: int) -> int:
    """Return how many content words of an option have a cognate in the module's title and keywords."""
    own = content_words(item.options[number], item.language)
    return sum(any(are_cognates(word, home) for home in item.home) for word in own)


def convergence(item: Asked, number: int) -> float:
    """Return the mean likeness of an option to the others, 0 to 1, by their trigrams."""
    others = [option for place, option in enumerate(item.options) if place != number]
    return sum(likeness(item.options[number], other) for other in others) / len(others)


def _odd(item: Asked, number: int) -> float:
    """Return in how many of the marks that one sees at a glance an option differs from all others."""
    rows = [_marks(option) for option in item.options]
    others = [row for place, row in enumerate(rows) if place != number]
    return float(sum(all(other[mark] != rows[number][mark] for other in others) for mark in range(len(rows[number]))))


def _marks(text: str) -> tuple[bool, ...]:
    return (
        any(c.isdigit() for c in text),
        any(c.isupper() for c in text[1:]),
        any(c in text for c in '“”"«»'),
        "-" in text,
        text.count(",") > 1,
    )
