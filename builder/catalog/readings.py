"""The reading list of a course: what its modules report and recommend, each work once."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from builder.catalog.references import Reference, deduplicated, parse_reference, same_reference
from builder.model.entry import Entry


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A work with the modules that report it and those that recommend it."""

    reference: Reference
    reported_in: tuple[str, ...]
    recommended_in: tuple[str, ...]


def readings(entries: tuple[Entry, ...]) -> tuple[Reading, ...]:
    """Return the works that modules cite at their head or name for continued reading, in order of their authors."""
    cited = [(parse_reference(entry.citation), entry.slug, True) for entry in entries if entry.citation]
    named = [(parse_reference(text), entry.slug, False) for entry in entries for text in entry.reading]
    found = deduplicated(tuple(reference for reference, _, _ in (*cited, *named)))
    by_key: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for reference, slug, reported in (*cited, *named):
        same = next((other for other in found if same_reference(reference, other)), None)
        if same is not None:
            by_key[same.key].append((slug, reported))
    return tuple(
        Reading(
            reference=reference,
            reported_in=tuple(dict.fromkeys(slug for slug, reported in by_key[reference.key] if reported)),
            recommended_in=tuple(dict.fromkeys(slug for slug, reported in by_key[reference.key] if not reported)),
        )
        for reference in found
    )
