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
    """Return a name for each text, no two alike: the second "peace" is "peace-2"."""
    given: dict[str, int] = {}
    names = []
    for text in texts:
        name = f"{prefix}-{anchor(text)}"
        given[name] = given.get(name, 0) + 1
        names.append(name if given[name] == 1 else f"{name}-{given[name]}")
    return tuple(names)
