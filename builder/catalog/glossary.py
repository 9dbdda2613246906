"""The glossary of a course: every key term once, with the modules that define it and those that use it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from builder.catalog.spelling import compared, sort_key
from builder.model.entry import Entry, KeyTerm
from builder.text.anchors import anchors
from builder.text.term_names import is_unspaced, names_of
from builder.text.words import folded

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*")
#: What French and its like put before a word that begins with a vowel.
_ELIDED = r"\A(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=\w)"
_ENDING = r"(?:'s|(?<=\w{3})s)\Z"

#: A term as it is gathered: its language without region, and the term as it is compared.
_Key = tuple[str, str]
_Found = Sequence[tuple[Entry, KeyTerm]]


class Defined(msgspec.Struct, frozen=True, kw_only=True):
    """One definition of a term, its source, and the modules that give it: (slug, place on the module's page)."""

    definition: str
    source: str | None
    places: tuple[tuple[str, str], ...]


class GlossaryTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A term with its definitions; more than one where modules define it in different words.

    also: how other modules spell it, where more than capitals differ.
    """

    term: str
    language: str
    anchor: str
    definitions: tuple[Defined, ...]
    also: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()


def glossary(entries: tuple[Entry, ...], texts: Mapping[str, str]) -> tuple[GlossaryTerm, ...]:
    """Return the terms of a course in the order of the alphabet, each once in a language, however it is spelled.

    texts: what each module's page says, by its slug; tells which modules use a term that others define.
    """
    gathered: dict[_Key, list[tuple[Entry, KeyTerm]]] = defaultdict(list)
    for entry in entries:
        for term in entry.terms:
            gathered[_base(entry.language), compared(term.term)].append((entry, term))
    ordered = sorted(gathered.items(), key=lambda item: (sort_key(item[1][0][1].term), item[0]))
    uses = _uses(gathered, entries, texts)
    names = anchors((found[0][1].term for _, found in ordered), "term")
    return tuple(
        GlossaryTerm(
            term=found[0][1].term,
            language=found[0][0].language,
            anchor=name,
            definitions=_definitions(found),
            also=_other_spellings(found),
            used_in=tuple(slug for slug in uses.get(key, ()) if slug not in {entry.slug for entry, _ in found}),
        )
        for (key, found), name in zip(ordered, names, strict=True)
    )


def _base(language: str) -> str:
    return language.split("-", maxsplit=1)[0].lower()


def _other_spellings(found: _Found) -> tuple[str, ...]:
    spelled: dict[str, str] = {}
    for _, term in found:
        spelled.setdefault(folded(term.term).casefold(), term.term)
    return tuple(spelled.values())[1:]


def _definitions(found: _Found) -> tuple[Defined, ...]:
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


class _Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to look for in texts of a language: runs of words, how long they are, and terms without blanks."""

    words: Mapping[tuple[str, tuple[str, ...]], Sequence[_Key]]
    lengths: Mapping[str, AbstractSet[int]]
    runs: Mapping[str, Sequence[tuple[str, _Key]]]


def _uses(
    gathered: Mapping[_Key, _Found], entries: tuple[Entry, ...], texts: Mapping[str, str]
) -> Mapping[_Key, list[str]]:
    """Return the modules whose text holds each term, plurals too, in one pass through each text."""
    wanted = _wanted(gathered)
    found: dict[_Key, list[str]] = defaultdict(list)
    for entry in entries:
        for key in _held(texts.get(entry.slug, ""), _base(entry.language), wanted):
            found[key].append(entry.slug)
    return found


def _wanted(gathered: Mapping[_Key, _Found]) -> _Wanted:
    words: dict[tuple[str, tuple[str, ...]], list[_Key]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)
    runs: dict[str, list[tuple[str, _Key]]] = defaultdict(list)
    for key, found in gathered.items():
        for name in names_of(found[0][1].term):
            if is_unspaced(name):
                runs[key[0]].append((compared(name), key))
            elif tokens := _tokens(name, capitals=name.isupper()):
                words[key[0], tokens].append(key)
                lengths[key[0]].add(len(tokens))
    return _Wanted(words=words, lengths=lengths, runs=runs)


def _held(text: str, language: str, wanted: _Wanted) -> set[_Key]:
    held: set[_Key] = set()
    for tokens in (_tokens(text), _tokens(text, capitals=True)):
        for length in wanted.lengths.get(language, ()):
            for at in range(len(tokens) - length + 1):
                held.update(wanted.words.get((language, tokens[at : at + length]), ()))
    runs = wanted.runs.get(language, ())
    folded_text = compared(text) if runs else ""
    return held | {key for run, key in runs if run in folded_text}


def _tokens(text: str, *, capitals: bool = False) -> tuple[str, ...]:
    """Return the words of a text as they are compared; a final s is left off, so that a plural is its singular.

    capitals: return words in capitals only as they are ("WHO"), which are no others ("who"), and blanks for the rest.
    """
    if capitals:
        found = (re.sub(r"(?<=[^\W\d_a-z])s\Z", "", word.replace("-", "")) for word in _TOKEN.findall(folded(text)))
        return tuple(word if word.isupper() or word.isdigit() else "" for word in found)
    return tuple(re.sub(f"{_ELIDED}|{_ENDING}", "", word) for word in _TOKEN.findall(compared(text)))
