"""Which modules may stand in a plan, why others may not, and whose turn it is where not all find a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from builder.catalog.spelling import compared
from builder.model.entry import Entry
from builder.model.syllabus_plan import Cause, LeftOut, Met
from builder.syllabus.plan.fit import topics_met, weight


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What modules are asked for: languages (the first before the others), levels and topics, empty for any."""

    languages: tuple[str, ...]
    levels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


class Sifted(msgspec.Struct, frozen=True, kw_only=True):
    """The modules that may stand in a plan with the topics that each meets, in the order of the course; the others."""

    met: Mapping[str, tuple[Met, ...]]
    left_out: tuple[LeftOut, ...]


def base_language(tag: str) -> str:
    """Return a language without its region, as languages are compared.

    >>> base_language("es-MX")
    'es'
    """
    return tag.partition("-")[0].lower()


def is_of_level(entry: Entry, levels: Sequence[str]) -> bool:
    """Return whether a module is for one of these levels; one that names none is for every level."""
    return not levels or entry.level is None or compared(entry.level) in set(map(compared, levels))


def sifted(
    entries: Sequence[Entry], pages: frozenset[str], wanted: Wanted, examples: frozenset[str] = frozenset()
) -> Sifted:
    """Return which modules may stand in a plan; pages: the slugs of those that have a page in the book.

    examples: those that show how a module looks, and are taught only where there is nothing else.
    """
    only_examples = all(entry.slug in examples for entry in entries)
    met: dict[str, tuple[Met, ...]] = {}
    out: dict[str, LeftOut] = {}
    for entry in entries:
        refused = _refused(entry, pages, wanted)
        if refused is None and entry.slug in examples and not only_examples:
            refused = _left(entry, "example")
        topics = topics_met(entry, wanted.topics)
        if refused is None and wanted.topics and not topics:
            refused = _left(entry, "topic")
        if refused is None:
            met[entry.slug] = topics
        else:
            out[entry.slug] = refused
    for slug, version in _versions([entry for entry in entries if entry.slug in met], wanted).items():
        del met[slug]
        out[slug] = _left(next(entry for entry in entries if entry.slug == slug), "translation", version)
    return Sifted(met=met, left_out=tuple(out[entry.slug] for entry in entries if entry.slug in out))


def _refused(entry: Entry, pages: frozenset[str], wanted: Wanted) -> LeftOut | None:
    if entry.slug not in pages:
        return _left(entry, "page")
    if base_language(entry.language) not in set(map(base_language, wanted.languages)):
        return _left(entry, "language", entry.language)
    if not is_of_level(entry, wanted.levels):
        return _left(entry, "level", entry.level or "")
    return None


def _left(entry: Entry, cause: Cause, detail: str = "") -> LeftOut:
    return LeftOut(slug=entry.slug, title=entry.title, cause=cause, detail=detail)


def _versions(entries: Sequence[Entry], wanted: Wanted) -> dict[str, str]:
    """Return the modules of which another version is taken, with that version: the one in the language asked first."""
    languages = list(map(base_language, wanted.languages))
    taken: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: languages.index(base_language(entry.language))):
        taken.setdefault(entry.translation_of or entry.slug, entry.slug)
    return {
        entry.slug: version for entry in entries if (version := taken[entry.translation_of or entry.slug]) != entry.slug
    }


def block_of(met: Sequence[Met], topics: Sequence[str]) -> int:
    """Return the number of the topic that a module meets best, the first of several; 0 where none was asked for."""
    best = max(met, key=weight, default=None)
    return topics.index(best.topic) if best is not None else 0


def in_turns(met: Mapping[str, tuple[Met, ...]], topics: Sequence[str]) -> tuple[str, ...]:
    """Return the modules in the order in which they are taken where meetings are scarce.

    Topics take turns; each takes, of the modules that meet it, the one that meets it best, then the one that meets
    most topics, then the first of the course.  Without topics the order of the course is the order of taking.
    """
    place = {slug: number for number, slug in enumerate(met)}
    weights = {slug: {one.topic: weight(one) for one in found} for slug, found in met.items()}
    queues = [
        sorted(
            (slug for slug in met if topic in weights[slug]),
            key=lambda slug: (-weights[slug][topic], -len(weights[slug]), place[slug]),
        )
        for topic in topics
    ]
    taken: dict[str, None] = {}
    while any(queues):
        for queue in queues:
            while queue and queue[0] in taken:
                queue.pop(0)
            if queue:
                taken[queue.pop(0)] = None
    return tuple(taken) if topics else tuple(met)
