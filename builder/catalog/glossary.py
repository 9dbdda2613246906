"""The glossary of a course: every key term once, with the modules that define it and those that use it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec
from anyascii import anyascii

from builder.model.entry import Entry, KeyTerm
from builder.text.anchors import anchors
from builder.text.words import folded

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*")


class Defined(msgspec.Struct, frozen=True, kw_only=True):
    """One definition of a term, its source, and the modules that give it: (slug, place on the module's page)."""

    definition: str
    source: str | None
    places: tuple[tuple[str, str], ...]


class GlossaryTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term with its definitions; more than one where modules define it in different words."""

    term: str
    language: str
    anchor: str
    definitions: tuple[Defined, ...]
    used_in: tuple[str, ...] = ()


def glossary(entries: tuple[Entry, ...], texts: Mapping[str, str]) -> tuple[GlossaryTerm, ...]:
    """Return the terms of a course in the order of the alphabet, one for each language and spelling.

    texts: what each module's page says, by its slug; tells which modules use a term that others define.
    """
    gathered: dict[tuple[str, str], list[tuple[Entry, KeyTerm]]] = defaultdict(list)
    for entry in entries:
        for term in entry.terms:
            gathered[entry.language, compared(term.term)].append((entry, term))
    ordered = sorted(gathered.items(), key=lambda item: (sort_key(item[1][0][1].term), item[0]))
    uses = _uses(gathered, entries, texts)
    names = anchors((found[0][1].term for _, found in ordered), "term")
    return tuple(
        GlossaryTerm(
            term=found[0][1].term,
            language=key[0],
            anchor=name,
            definitions=_definitions(found),
            used_in=tuple(slug for slug in uses[key] if slug not in {entry.slug for entry, _ in found}),
        )
        for (key, found), name in zip(ordered, names, strict=True)
    )


def compared(term: str) -> str:
    """Return a term as it is compared: without regard to case, quotes and blanks."""
    return folded(term).casefold()


def sort_key(text: str) -> tuple[str, str]:
    """Return what texts of any script are put in order by: their letters in Latin script, then themselves."""
    return (re.sub(r"[^a-z0-9 ]", "", anyascii(text).casefold()).strip(), text)


def _definitions(found: Iterable[tuple[Entry, KeyTerm]]) -> tuple[Defined, ...]:
    """Return the different definitions of a term in the order of the modules; the same words are one."""
    by_words: dict[str, list[tuple[Entry, KeyTerm]]] = defaultdict(list)
    for entry, term in found:
        by_words[compared(term.definition).rstrip(".")].append((entry, term))
    return tuple(
        Defined(
            definition=same[0][1].definition,
            source=next((term.source for _, term in same if term.source), None),
            places=tuple((entry.slug, term.anchor) for entry, term in same),
        )
        for same in by_words.values()
    )


def _uses(
    terms: Iterable[tuple[str, str]], entries: tuple[Entry, ...], texts: Mapping[str, str]
) -> Mapping[tuple[str, str], list[str]]:
    """Return the modules whose text holds each term, plurals too, in one pass through each text."""
    by_first: dict[tuple[str, str], list[tuple[tuple[str, ...], tuple[str, str]]]] = defaultdict(list)
    for key in terms:
        tokens = _tokens(key[1])
        if tokens:
            by_first[key[0], tokens[0]].append((tokens, key))
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in entries:
        tokens = _tokens(texts.get(entry.slug, ""))
        held = {
            key
            for at, token in enumerate(tokens)
            for wanted, key in by_first.get((entry.language, token), ())
            if tokens[at : at + len(wanted)] == wanted
        }
        for key in held:
            found[key].append(entry.slug)
    return found


def _tokens(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; a final s is left off, so that a plural is its singular."""
    return tuple(re.sub(r"(?<=\w{3})s\Z", "", token) for token in _TOKEN.findall(compared(text)))
