"""References as their fields, where a reference can be read without guessing.

Two shapes of APA style (Publication Manual, 7th edition, 10.1 and 10.2) are read: an article in a journal
with volume and pages, and a book with its publisher.  What fits neither whole keeps its words and has no
fields but author, year and title where they begin it, and a DOI or an address that stands in it.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

import msgspec

from builder.text.addresses import ADDRESS, without_end
from builder.text.anchors import anchor
from builder.text.inline import plain, tokens

_NAME = r"[^\W\d_][\w'’.\- ]*?,\s+(?:[^\W\d_]\.[\s-]*)+(?:,\s+(?:Jr\.|Sr\.|I{2,3}))?"
_AUTHORS = rf"(?P<authors>{_NAME}(?:,\s+{_NAME})*(?:,?\s+(?:&|and|y|et)\s+{_NAME})?)"
_YEAR = r"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)\.\s+"
_DOI = r"(?:\s+(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|(?i:doi):?\s*)(?P<doi>10\.\d{4,9}/\S+?)\.?)?"
_PAGES = r"(?P<pages>[A-Za-z]{0,2}\d+(?:[–-][A-Za-z]{0,2}\d+)?)"
_ARTICLE = re.compile(
    rf"{_AUTHORS}\s+{_YEAR}(?P<title>.+?[.?!])\s+(?P<journal>[^\W\d_][^.?!\d]*?),\s+(?P<volume>\d+)"
    rf"(?:\((?P<issue>[\w–-]+)\))?,\s+{_PAGES}\.{_DOI}\Z"
)
_BOOK = re.compile(
    rf"{_AUTHORS}\s+{_YEAR}(?P<title>[^.?!]+[.?!])\s+(?P<publisher>[^\W\d_][^.,:()\d]*(?:Press|Publishers|Books|Verlag))\.{_DOI}\Z"
)
#: Somebody's work of a year, whatever it is: what stands behind the title is not told apart.
_WORK = re.compile(rf"{_AUTHORS}\s+{_YEAR}(?P<title>[^.?!]+[.?!])(?:\s|\Z)")
_PERSON = re.compile(r"(?P<family>[^,]+),\s+(?P<given>(?:[^\W\d_]\.[\s-]*)+)(?:,\s+(?P<suffix>Jr\.|Sr\.|I{2,3}))?")
_ANY_DOI = re.compile(r"(?:doi\.org/|\bdoi:?\s*)(?P<doi>10\.\d{4,9}/\S+)", re.IGNORECASE)
#: A year in its place behind the authors, perhaps with a day: "(2019, March 3)."
_ANY_YEAR = re.compile(r"\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:,[^()]*)?\)\.")

#: A reference of more characters is none, and no pattern is let loose on it.
_LONGEST = 1500


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
    for kind, shape in shapes if len(said) <= _LONGEST else ():
        match = shape.match(said)
        if match is not None:
            fields = {name: value for name, value in match.groupdict().items() if name != "authors" and value}
            fields["title"] = fields["title"].removesuffix(".")
            fields["doi"] = without_end(fields["doi"]) if "doi" in fields else _doi_in(text, said)
            return _with_key(Reference(text=text, kind=kind, authors=_people(match["authors"]), **fields))
    doi, year = _doi_in(text, said), _ANY_YEAR.search(said)
    work = _WORK.match(said) if len(said) <= _LONGEST else None
    return _with_key(
        Reference(
            text=text,
            kind="other",
            authors=_people(work["authors"]) if work else (),
            title=work["title"].removesuffix(".") if work else None,
            year=year["year"] if year else None,
            doi=doi,
            url=None if doi else _address_in(text, said),
        )
    )


def bare_doi(text: str | None) -> str | None:
    """Return a DOI that was given alone in any form: "10.1000/182", "doi:10.1000/182", "https://doi.org/10.1000/182".

    >>> bare_doi("https://doi.org/10.1000/182"), bare_doi("soon")
    ('10.1000/182', None)
    """
    match = re.search(r"10\.\d{4,9}/\S+", unquote(text or ""))
    return without_end(match.group()) if match else None


def _doi_in(text: str, said: str) -> str | None:
    """Return the DOI that a reference names, in a link or in words."""
    for place in (*map(unquote, _links(text)), said):
        match = _ANY_DOI.search(place)
        if match is not None:
            return without_end(match["doi"])
    return None


def _address_in(text: str, said: str) -> str | None:
    for place in (*_links(text), said):
        match = ADDRESS.search(place)
        if match is not None:
            return without_end(match.group())
    return None


def _links(text: str) -> list[str]:
    return [str(token.attrs.get("href", "")) for token in tokens(text) if token.type == "link_open"]


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
