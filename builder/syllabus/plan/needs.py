"""Which module needs key terms of which other: its text uses them, and the other defines them.

Terms are found as the course's glossary finds them (`catalog.glossary`), so that its "used in" and the reasons of a
plan cannot disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from builder.catalog.glossary import glossary
from builder.model.entry import Entry
from builder.model.syllabus_plan import Need


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """A key term, the modules that define it, and those that use it and do not define it, by slug."""

    term: str
    definers: tuple[str, ...]
    users: tuple[str, ...]


def uses_of(entries: tuple[Entry, ...], texts: Mapping[str, str]) -> tuple[Use, ...]:
    """Return the terms of a course that modules use of each other; texts: what each module says, by slug."""
    return tuple(
        Use(
            term=term.term,
            definers=tuple(dict.fromkeys(slug for one in term.definitions for slug, _ in one.places)),
            users=term.used_in,
        )
        for term in glossary(entries, texts)
        if term.used_in
    )


def needs_of(slugs: Sequence[str], uses: Sequence[Use]) -> tuple[Need, ...]:
    """Return what these modules need, in their order; a term that several define is needed of the first of them.

    Where none of them defines it, it is needed of the first module of the course that does: one outside.
    """
    place = {slug: number for number, slug in enumerate(slugs)}
    terms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for use in uses:
        inside = sorted((slug for slug in use.definers if slug in place), key=lambda slug: place[slug])
        for user in use.users:
            if user in place:
                terms[user, (*inside, *use.definers)[0]].append(use.term)
    found = [Need(user=user, definer=definer, terms=tuple(said)) for (user, definer), said in terms.items()]
    return tuple(sorted(found, key=lambda need: (place[need.user], place.get(need.definer, len(place)), need.definer)))
