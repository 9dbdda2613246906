"""The keyword index of a course."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from builder.catalog.spelling import compared, sort_key
from builder.model.entry import Entry


class Keyword(msgspec.Struct, frozen=True, kw_only=True):
    """A keyword as the first module writes it, that module's language, and the modules that have it."""

    keyword: str
    language: str
    slugs: tuple[str, ...]


def keywords(entries: tuple[Entry, ...]) -> tuple[Keyword, ...]:
    """Return the keywords of a course in the order of the alphabet, each once whatever its case."""
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in entries:
        for word in filter(compared, dict.fromkeys(entry.keywords)):
            found[compared(word)].append((word, entry))
    return tuple(
        Keyword(
            keyword=same[0][0],
            language=same[0][1].language,
            slugs=tuple(dict.fromkeys(entry.slug for _, entry in same)),
        )
        for same in sorted(found.values(), key=lambda same: sort_key(same[0][0]))
    )
