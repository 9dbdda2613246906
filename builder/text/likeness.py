"""How alike two texts are, by their letters."""

from __future__ import annotations

from collections import Counter


def likeness(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the Dice coefficient of their letter trigrams."""
    first, second = _trigrams(one), _trigrams(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else 0.0


def _trigrams(text: str) -> Counter[str]:
    padded = f"  {text.casefold()} "
    return Counter(padded[start : start + 3] for start in range(len(padded) - 2))
