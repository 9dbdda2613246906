"""The reading list of a course: what its modules report and recommend, each work once."""

from __future__ import annotations

import msgspec

from builder.catalog.references import Reference, parse_reference
from builder.catalog.works import works
from builder.model.entry import Entry


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A work with the modules that report it and those that recommend it."""

    reference: Reference
    reported_in: tuple[str, ...]
    recommended_in: tuple[str, ...]


def readings(entries: tuple[Entry, ...]) -> tuple[Reading, ...]:
    """Return the works that modules cite at their head or name for continued reading, in order of their authors."""
    named = [
        *((entry.citation, entry.slug, True) for entry in entries if entry.citation),
        *((text, entry.slug, False) for entry in entries for text in entry.reading),
    ]
    return tuple(
        Reading(
            reference=work.reference,
            reported_in=tuple(dict.fromkeys(named[place][1] for place in work.places if named[place][2])),
            recommended_in=tuple(dict.fromkeys(named[place][1] for place in work.places if not named[place][2])),
        )
        for work in works([parse_reference(text) for text, _, _ in named])
    )
