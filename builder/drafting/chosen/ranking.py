"""How much of a text each of its sentences says: LexRank (Erkan and Radev 2004) with the places of sentences.

Sentences are bags of roots weighed by tf-idf; two are as near as the cosine of their bags.  A sentence that is
near to many others, and to those that are, says most of the text.  Pure Python: a text of 5,000 words has some
250 sentences, and numpy takes longer to import than they take to rank.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import msgspec

from builder.text.words import stop_words, words

_ROOT = 6
_DAMPING = 0.85
_ROUNDS = 30
#: Ranks that move by less than this share of their mean have settled.
_SETTLED = 0.001
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل")


class Bag(msgspec.Struct, frozen=True):
    """The roots of a sentence by weight, and the length of the whole."""

    weights: dict[str, float]
    length: float


def roots(text: str, language: str) -> list[str]:
    """Return the roots of a text's content words: their first letters, as many as cognates share."""
    stops = stop_words(language)
    found = (word for word in words(text) if word not in stops and len(word) > 1)
    if language[:2] == "ar":
        found = (_bare(word) for word in found)
    return [word[:_ROOT] for word in found]


def _bare(word: str) -> str:
    prefix = next((p for p in _ARABIC_PREFIXES if word.startswith(p) and len(word) - len(p) > 2), "")
    return word.removeprefix(prefix)


def bags(sentences: Sequence[str], language: str) -> list[Bag]:
    """Return a bag for each sentence; a root that many of them have weighs little."""
    counted = [Counter(roots(sentence, language)) for sentence in sentences]
    having = Counter(root for counts in counted for root in counts)
    total = len(sentences)
    return [_bag({root: n * math.log(1 + total / having[root]) for root, n in counts.items()}) for counts in counted]


def _bag(weights: dict[str, float]) -> Bag:
    return Bag(weights, math.sqrt(sum(weight * weight for weight in weights.values())))


def nearness(one: Bag, other: Bag) -> float:
    """Return the cosine of two bags, 0 to 1."""
    if not one.length or not other.length:
        return 0.0
    small, large = sorted((one.weights, other.weights), key=len)
    shared = sum(weight * large[root] for root, weight in small.items() if root in large)
    return shared / (one.length * other.length)


def together(many: Sequence[Bag]) -> Bag:
    """Return all bags in one."""
    total: Counter[str] = Counter()
    for bag in many:
        total.update(bag.weights)
    return _bag(dict(total))


def lexrank(many: Sequence[Bag]) -> list[float]:
    """Return the weight of each bag among all, the highest 1: continuous LexRank by the power method.

    A sum is kept in the order of the text, so that the same text has the same ranks everywhere.
    """
    size = len(many)
    rows = _near(many)
    totals = [sum(near for _, near in row) or 1.0 for row in rows]
    ranks = [1.0 / size] * size
    for _ in range(_ROUNDS):
        shares = [rank / total for rank, total in zip(ranks, totals, strict=True)]
        before, ranks = ranks, [_left(size) + _DAMPING * sum(shares[at] * near for at, near in row) for row in rows]
        if max(abs(new - old) for new, old in zip(ranks, before, strict=True)) < _SETTLED / size:
            break
    most = max(ranks, default=1.0) or 1.0
    return [rank / most for rank in ranks]


def _left(size: int) -> float:
    return (1 - _DAMPING) / size


def _near(many: Sequence[Bag]) -> list[list[tuple[int, float]]]:
    """Return for each bag the places of those that share a root with it, itself too, and how near they are."""
    having: dict[str, list[int]] = {}
    for place, bag in enumerate(many):
        for root in bag.weights:
            having.setdefault(root, []).append(place)
    rows: list[list[tuple[int, float]]] = []
    for bag in many:
        products: dict[int, float] = {}
        for root, weight in bag.weights.items():
            for place in having[root]:
                products[place] = products.get(place, 0.0) + weight * many[place].weights[root]
        lengths = ((place, bag.length * many[place].length) for place in sorted(products))
        rows.append([(place, products[place] / length) for place, length in lengths if length])
    return rows
