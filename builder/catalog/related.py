"""Which modules go together: those that define, or are about, the same things; and what these things are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from builder.catalog.spelling import compared
from builder.model.entry import Entry

#: So many modules are named at the end of a page.
_MOST = 3
#: A key term in common says more than a keyword.
_TERM_COUNTS = 2.0


class Related(msgspec.Struct, frozen=True, kw_only=True):
    """A module to go on with, and why: the terms and keywords in common, as its page writes them."""

    slug: str
    shared: tuple[str, ...]


def related(entries: tuple[Entry, ...]) -> Mapping[str, tuple[Related, ...]]:
    """Return, for each module by its slug, the modules that share most with it, the closest first.

    What few modules share counts more than what many do (inverse document frequency, Spärck Jones 1972);
    what all share counts nothing.  A translation of a module is not related to it: it is the same.
    """
    topics = {entry.slug: _topics(entry) for entry in entries}
    holders: dict[str, list[str]] = defaultdict(list)
    for slug, own in topics.items():
        for topic in own:
            holders[topic].append(slug)
    weights = {topic: math.log(len(entries) / len(slugs)) for topic, slugs in holders.items()}
    same = {entry.slug: _versions(entry, entries) for entry in entries if entry.translation_of}
    found = {}
    for entry in entries:
        own = topics[entry.slug]
        scores: dict[str, float] = defaultdict(float)
        for topic, (_, counts) in own.items():
            for other in holders[topic]:
                scores[other] += weights[topic] * max(counts, topics[other][topic][1])
        ranked = sorted(
            (
                slug
                for slug, score in scores.items()
                if slug != entry.slug and score > 0 and not _same(slug, entry, same)
            ),
            key=lambda slug: (-scores[slug], slug),
        )
        found[entry.slug] = tuple(
            Related(slug=slug, shared=_shared(own, topics[slug], weights)) for slug in ranked[:_MOST]
        )
    return found


def _topics(entry: Entry) -> dict[str, tuple[str, float]]:
    """Return what a module is about: each topic as it is compared, as it is written, and how much it counts."""
    found = {compared(word): (word, 1.0) for word in entry.keywords}
    found |= {compared(term.term): (term.term, _TERM_COUNTS) for term in entry.terms}
    return found


def _shared(
    own: Mapping[str, object], other: Mapping[str, tuple[str, float]], weights: Mapping[str, float]
) -> tuple[str, ...]:
    common = sorted((topic for topic in other if topic in own), key=lambda topic: (-weights[topic], topic))
    return tuple(other[topic][0] for topic in common if weights[topic] > 0)


def _versions(entry: Entry, entries: Iterable[Entry]) -> frozenset[str]:
    """Return the module that this one translates, and its other translations."""
    return frozenset(other.slug for other in entries if entry.translation_of in (other.slug, other.translation_of))


def _same(slug: str, entry: Entry, same: Mapping[str, frozenset[str]]) -> bool:
    return slug in same.get(entry.slug, ()) or entry.slug in same.get(slug, ())
