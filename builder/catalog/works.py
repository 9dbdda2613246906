"""Which references name the same work, however each is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from builder.catalog.references import Reference
from builder.catalog.spelling import compared, sort_key
from builder.text.anchors import distinct
from builder.text.inline import plain

_ADDRESSES = re.compile(r"https?://\S+|\bdoi(?:\.org/|:?\s*)10\.\S+", re.IGNORECASE)
_YEARS = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
#: A title of fewer letters may stand in another reference by chance.
_TITLE = 15


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A work, in the best of the references that name it; places: which of the references these are."""

    reference: Reference
    places: tuple[int, ...]


class _Groups:
    """References that were found to be of one work, by their places; two different DOIs are two works."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._head = list(range(len(references)))
        self._doi = [(reference.doi or "").casefold() for reference in references]

    def head(self, place: int) -> int:
        """Return the first place of the group that a place belongs to."""
        while self._head[place] != place:
            self._head[place] = self._head[self._head[place]]
            place = self._head[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make two groups one, if their DOIs let them be."""
        first, second = sorted((self.head(one), self.head(other)))
        dois = {self._doi[first], self._doi[second]} - {""}
        if len(dois) < 2:
            self._head[second] = first
            self._doi[first] = next(iter(dois), "")


def works(references: Sequence[Reference]) -> tuple[Work, ...]:
    """Return each work once, in the order of authors, year and title, with keys of which no two are alike.

    References are of one work if they have one DOI, or the same words, or the same author, year and title;
    the title and the rest may stand in a reference of another style.
    Of several ways to write it the one with more fields stays, then the longer one.
    """
    groups = _Groups(references)
    by_mark: dict[str, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        for mark in _marks(reference):
            by_mark[mark].append(place)
    for mark in sorted(by_mark):
        for one, other in zip(by_mark[mark], by_mark[mark][1:], strict=False):
            groups.join(one, other)
    for one, other in _across_styles(references):
        groups.join(one, other)
    places: dict[int, list[int]] = defaultdict(list)
    for place in range(len(references)):
        places[groups.head(place)].append(place)
    found = [
        Work(reference=max((references[place] for place in same), key=_fullness), places=tuple(same))
        for same in places.values()
    ]
    return _with_distinct_keys(sorted(found, key=lambda work: _order(work.reference)))


def _marks(reference: Reference) -> tuple[str, ...]:
    """Return what tells a work: its DOI; all its words; first author, year and title where they were read."""
    words = f"words {_letters(_ADDRESSES.sub('', plain(reference.text)))}"
    doi = (f"doi {reference.doi.casefold()}",) if reference.doi else ()
    if reference.title is None:
        return (*doi, words)
    return (*doi, words, f"fields {_letters(f'{reference.authors[0].family} {reference.year} {reference.title}')}")


def _across_styles(references: Sequence[Reference]) -> list[tuple[int, int]]:
    """Return which references that could not be read hold author, year and title of one that could."""
    read: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for place, reference in enumerate(references):
        title = _letters(reference.title or "")
        if reference.title and reference.year and len(title) >= _TITLE:
            read[reference.year].append((place, title, _letters(reference.authors[0].family)))
    found = []
    for place, reference in enumerate(references):
        if reference.kind == "other":
            said = plain(reference.text)
            letters = _letters(said)
            found += [
                (other, place)
                for year in dict.fromkeys(_YEARS.findall(said))
                for other, title, family in read.get(year, ())
                if title in letters and family in letters.replace(title, "")
            ]
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", compared(text))


def _fullness(reference: Reference) -> tuple[int, int]:
    fields = msgspec.structs.asdict(reference)
    return sum(bool(value) for value in fields.values()), len(reference.text)


def _order(reference: Reference) -> tuple[tuple[str, str, str], str]:
    """Return what references are put in order by; the words begin with the author in every style."""
    first = reference.authors[0].family if reference.authors else plain(reference.text)
    return sort_key(f"{first} {reference.year or ''}"), reference.text


def _with_distinct_keys(found: Sequence[Work]) -> tuple[Work, ...]:
    keys = distinct(work.reference.key for work in found)
    return tuple(
        msgspec.structs.replace(work, reference=msgspec.structs.replace(work.reference, key=key))
        for work, key in zip(found, keys, strict=True)
    )
