"""References as their fields, where a reference can be read without guessing.

Two shapes of APA style (Publication Manual, 7th edition, 10.1 and 10.2) are read: an article in a journal
with volume and pages, and a book with its publisher.  What fits neither whole keeps its words and has no
fields but a DOI or an address that stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import msgspec

from builder.text.anchors import anchor
from builder.text.inline import plain
from builder.text.words import folded

_NAME = r"[^\W\d_][\w'’.\- ]*?,\s+(?:[^\W\d_]\.[\s-]*)+(?:,\s+(?:Jr\.|Sr\.|I{2,3}))?"
_AUTHORS = rf"(?P<authors>{_NAME}(?:,\s+{_NAME})*(?:,?\s+(?:&|and|y|et)\s+{_NAME})?)"
_YEAR = r"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)\.\s+"
_DOI = r"(?:\s+(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<doi>10\.\d{4,9}/\S+?)\.?)?"
_PAGES = r"(?P<pages>[A-Z]?\d+(?:[–-][A-Z]?\d+)?)"
_ARTICLE = re.compile(
    rf"{_AUTHORS}\s+{_YEAR}(?P<title>.+?[.?!])\s+(?P<journal>[^\W\d_][^.?!\d]*?),\s+(?P<volume>\d+)"
    rf"(?:\((?P<issue>[\w–-]+)\))?,\s+{_PAGES}\.{_DOI}\Z"
)
_BOOK = re.compile(
    rf"{_AUTHORS}\s+{_YEAR}(?P<title>[^.?!]+[.?!])\s+(?P<publisher>[^\W\d_][^.,:()\d]*(?:Press|Publishers|Books|Verlag))\.{_DOI}\Z"
)
_PERSON = re.compile(r"(?P<family>[^,]+),\s+(?P<given>(?:[^\W\d_]\.[\s-]*)+)(?:,\s+(?P<suffix>Jr\.|Sr\.|I{2,3}))?")
_ANY_DOI = re.compile(r"(?:doi\.org/|doi:\s*)(10\.\d{4,9}/[^\s>)\]]+)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>)\]]+")
_ANY_YEAR = re.compile(r"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)")


class Name(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person's name as a reference gives it."""

    family: str
    given: str
    suffix: str | None = None


class Reference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reference: its Markdown as written, and the fields that were read from it.

    kind "other": it fits no shape that is read, and has its words only.
    """

    text: str
    kind: Literal["article", "book", "other"]
    key: str = ""
    authors: tuple[Name, ...] = ()
    year: str | None = None
    title: str | None = None
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    doi: str | None = None
    url: str | None = None


def parse_reference(text: str) -> Reference:
    """Return the fields of a reference given as inline Markdown."""
    said = " ".join(plain(text).split())
    shapes: tuple[tuple[Literal["article", "book"], re.Pattern[str]], ...] = (("article", _ARTICLE), ("book", _BOOK))
    for kind, shape in shapes:
        match = shape.match(said)
        if match is not None:
            fields = {name: value for name, value in match.groupdict().items() if name != "authors" and value}
            fields["title"] = fields["title"].removesuffix(".")
            return _with_key(Reference(text=text, kind=kind, authors=_people(match["authors"]), **fields))
    doi, url = _ANY_DOI.search(text), _ADDRESS.search(text)
    return _with_key(
        Reference(
            text=text,
            kind="other",
            doi=doi.group(1).rstrip(".,;") if doi else None,
            url=url.group().rstrip(".,;") if url and not doi else None,
        )
    )


def _people(authors: str) -> tuple[Name, ...]:
    return tuple(
        Name(family=match["family"].strip(), given=match["given"].strip(), suffix=match["suffix"])
        for match in _PERSON.finditer(re.sub(r",?\s+(?:&|and|y|et)\s+", ", ", authors).lstrip(", "))
    )


def _with_key(reference: Reference) -> Reference:
    """Return a reference with its key: author, year and first word of the title, or the first words as they stand."""
    if reference.authors and reference.title:
        words = f"{reference.authors[0].family} {reference.year} {reference.title.split()[0]}"
    else:
        words = " ".join(plain(reference.text).split()[:5])
    return msgspec.structs.replace(reference, key=anchor(words)[:40].strip("-"))


def same_reference(one: Reference, other: Reference) -> bool:
    """Return whether two references name the same work: by DOI, by their fields, or by their words."""
    if one.doi and other.doi:
        return one.doi.casefold() == other.doi.casefold()
    return bool(_marks(one) & _marks(other))


def _marks(reference: Reference) -> frozenset[str]:
    """Return what tells a work: first author, year and title where they were read, and all its words."""
    said = _letters(re.sub(r"(?:https?://|doi:)\S+", "", plain(reference.text)))
    if reference.title is None:
        return frozenset((said,))
    return frozenset((said, _letters(f"{reference.authors[0].family} {reference.year} {reference.title}")))


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text).casefold())


def deduplicated(references: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return each work once, in the order of authors, year and title, with keys of which no two are alike.

    Of two ways to write it the one with more fields stays, then the longer one.
    """
    kept: list[Reference] = []
    by_mark: dict[str, int] = {}
    for reference in references:
        marks = _marks(reference) | ({f"doi {reference.doi.casefold()}"} if reference.doi else frozenset())
        at = next((by_mark[mark] for mark in sorted(marks) if mark in by_mark), None)
        if at is None:
            at = len(kept)
            kept.append(reference)
        else:
            kept[at] = max(kept[at], reference, key=_fullness)
        by_mark.update(dict.fromkeys(marks, at))
    return _with_distinct_keys(sorted(kept, key=_order))


def _fullness(reference: Reference) -> tuple[int, int]:
    fields = msgspec.structs.asdict(reference)
    return sum(bool(value) for value in fields.values()), len(reference.text)


def _order(reference: Reference) -> tuple[str, str]:
    """Return what references are put in order by; the words begin with the author in every style."""
    year = reference.year or (match["year"] if (match := _ANY_YEAR.search(reference.text)) else "")
    first = reference.authors[0].family if reference.authors else plain(reference.text)
    return (anchor(f"{first} {year}"), reference.text)


def _with_distinct_keys(references: Iterable[Reference]) -> tuple[Reference, ...]:
    given: dict[str, int] = {}
    found = []
    for reference in references:
        given[reference.key] = given.get(reference.key, 0) + 1
        number = given[reference.key]
        key = reference.key if number == 1 else f"{reference.key}-{number}"
        found.append(msgspec.structs.replace(reference, key=key))
    return tuple(found)
