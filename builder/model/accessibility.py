"""What was looked at in a built book for the sake of accessibility, and what it says of each success criterion."""

from __future__ import annotations

from typing import Literal

import msgspec

from builder.findings import Finding

Level = Literal["A", "AA"]

#: fault: the look found errors.  clear: it found none.  absent: nothing of what the criterion is about is there.
#: tested: nothing was looked at in this book; the builder's own tests are the evidence.  person: only a person can say.
Result = Literal["fault", "clear", "absent", "tested", "person"]


class SourceText(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the course from which a page is made: its name as a person names it, and its text."""

    name: str
    text: str


class BuiltPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the built book: its path from the book's folder, its name from the course folder, and its HTML.

    sources: the files of the course that it is made from, the one where a person would look first.
    """

    path: str
    name: str
    html: str
    sources: tuple[SourceText, ...] = ()


class Criterion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A success criterion of WCAG 2.2 and what can be said of it.

    looks: the looks at a book that find what is wrong.  figures: those that only count.  absent: it is about these
    things only; where there are none, it does not apply.  tested: tests of the builder that are evidence.
    person: what a person does.
    """

    number: str
    name: str
    level: Level
    person: str
    looks: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    tested: tuple[str, ...] = ()


class Tested(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that the builder's own tests hold, in words, and which tests those are (file::function)."""

    says: str
    tests: tuple[str, ...]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A criterion with its result and evidence: figures of this book, and what the builder's tests hold."""

    criterion: Criterion
    result: Result
    figures: tuple[str, ...]
    tested: tuple[str, ...]


class AccessibilityReport(msgspec.Struct, frozen=True, kw_only=True):
    """All that the report says.

    date: as given by the person who asked, "" for none.  pages: the pages that were looked at; forwarding: those
    that only lead on.  limited: the modules to which the look was limited, none for the whole book.
    styles, scripts: addresses of style sheets and scripts on the pages that are not the builder's or its theme's.
    """

    course: str
    date: str
    version: str
    limited: tuple[str, ...]
    pages: tuple[str, ...]
    forwarding: tuple[str, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
