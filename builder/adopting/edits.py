"""Records of adopting: an edit that is carried, and one that is not."""

from __future__ import annotations

import msgspec


class LineEdit(msgspec.Struct, frozen=True, kw_only=True):
    """Lines [start, end) of a text, from 0, give way to `lines`; `start == end` puts them in between."""

    start: int
    end: int
    lines: tuple[str, ...] = ()


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """An edit that is not carried: where it stands in the product, the words before and after, and why not."""

    place: str
    why: str
    before: str = ""
    after: str = ""


class Hunk(msgspec.Struct, frozen=True, kw_only=True):
    """An edit of a product's lines: lines [b1, b2) of the base of a part became lines [e1, e2).

    part: the number of the part.  edits: what it comes to in the source.  why: the reason if it cannot be carried.
    inserted, deleted: its lines as they are compared with those of other edits, to see what was moved.
    dropped: private lines, drafted and untouched, that go with the entry under which they stand.
    """

    part: int
    base: tuple[int, int]
    edited: tuple[int, int]
    edits: tuple[LineEdit, ...] = ()
    why: str = ""
    inserted: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


#: What stands for the quiz in the order of a page's parts.
QUIZ = ("## (quiz)",)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a product beside its source.

    place: how a person names it.  source: its lines in the source; None where the builder words it.
    first: the place of the first of them in the whole text.  shown: the lines of the base, edited: those of the person.
    fixed: why nothing of it can be carried; empty where it can.
    """

    place: str
    source: tuple[str, ...] | None
    first: int = 0
    shown: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    fixed: str = ""
