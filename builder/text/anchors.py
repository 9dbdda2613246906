"""Names of places on a page, for addresses: ASCII letters, digits and hyphens."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from anyascii import anyascii

from builder.text.inline import plain


def anchor(text: str) -> str:
    """Return the name of a place from the words that stand there, e.g. "positive-peace"."""
    said = plain(text)
    name = re.sub(r"[^a-z0-9]+", "-", anyascii(said).lower()).strip("-")
    return name or hashlib.sha256(said.encode()).hexdigest()[:8]


def anchors(texts: Iterable[str], prefix: str) -> tuple[str, ...]:
    """Return a name for each text, no two alike: the second "peace" is "peace-2", or the next that is free.

    >>> anchors(["peace", "peace 2", "peace"], "term")
    ('term-peace', 'term-peace-2', 'term-peace-3')
    """
    return distinct(f"{prefix}-{anchor(text)}" for text in texts)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of which no two are alike: those that were given before get a number."""
    last: dict[str, int] = {}
    for name in names:
        free = name
        while free in last:
            last[name] += 1
            free = f"{name}-{last[name]}"
        last[free] = 1
    return tuple(last)
