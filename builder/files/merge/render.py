"""Merged units as text: a person's bytes as they are, the article's in the person's line ends and spacing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from builder.files.lines import with_line_feeds
from builder.files.merge.lines import Clash, Piece, Took
from builder.files.merge.marks import marked
from builder.files.units import Unit, UnitKind

_MARKER = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_NUMBER = re.compile(r"\d{1,9}(?=[.)]\s)")


def rendered(pieces: Sequence[Piece], newline: str, name: str, *, loose: bool = False) -> str:
    """Return the text of a section's pieces, from the first word to the last.

    Between two units that follow each other in one of the texts stands what stands there; else what their
    kinds ask for.  `loose`: whether the person leaves a blank line between the entries of a list.
    """
    joined = _joined(pieces)
    parts = [_text(piece, newline, name) for piece in joined[:1]]
    for before, piece in pairwise(joined):
        parts += [_gap(before, piece, newline, loose=loose), _text(piece, newline, name)]
    return "".join(parts)


def is_loose(units: Sequence[Unit]) -> bool:
    """Return whether blank lines stand between the entries of a list."""
    return any(
        with_line_feeds(one.after).count("\n") > 1 for one, other in pairwise(units) if one.kind == other.kind == "item"
    )


def renumbered(pieces: Sequence[Piece], ours: Sequence[Unit]) -> tuple[Piece, ...]:
    """Return the pieces with the entries of a numbered list counted on, where the person's were.

    A number keeps its length, since what is nested in an entry is indented by it.
    """
    numbers = [int(match[0]) for unit in ours if (match := _NUMBER.match(unit.text)) is not None]
    if numbers != list(range(1, len(numbers) + 1)) or any(isinstance(piece, Clash) for piece in pieces):
        return tuple(pieces)
    counted: list[Piece] = []
    number = 0
    for piece in pieces:
        match = _NUMBER.match(piece.unit.text) if isinstance(piece, Took) else None
        if isinstance(piece, Took) and match is not None and len(match[0]) == len(str(number + 1)):
            number += 1
            unit = msgspec.structs.replace(piece.unit, text=f"{number}{piece.unit.text[match.end() :]}")
            counted.append(Took(unit, piece.side, piece.stead))
        else:
            counted.append(piece)
    return tuple(counted)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, of conflicts in a row one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(piece, Clash) and isinstance(last, Clash):
            joined[-1] = Clash(last.ours + piece.ours, last.theirs + piece.theirs)
        else:
            joined.append(piece)
    return joined


def _in(text: str, newline: str) -> str:
    return with_line_feeds(text).replace("\n", newline)


def _text(piece: Piece, newline: str, name: str) -> str:
    if isinstance(piece, Took):
        return piece.unit.text if piece.side == "ours" else _in(piece.unit.text, newline)
    ours = rendered([Took(unit, "ours") for unit in piece.ours], newline, name)
    theirs = rendered([Took(unit, "theirs") for unit in piece.theirs], newline, name)
    return marked(ours, theirs, newline, name)


def _gap(before: Piece, after: Piece, newline: str, *, loose: bool) -> str:
    """Return what stands between two pieces: one line end at least."""
    for side in ("ours", "theirs"):
        last, first = _edge(before, side, -1), _edge(after, side, 0)
        if last is not None and first is not None and last.end == first.start:
            return last.after if side == "ours" else _in(last.after, newline)
    one, other = _any(before, -1), _any(after, 0)
    return newline * (1 if _is_tight(one, other, loose=loose) else 2)


def _edge(piece: Piece, side: str, place: int) -> Unit | None:
    """Return the last or first unit that a piece has of a side."""
    if isinstance(piece, Took):
        return piece.unit if piece.side == side else piece.stead if side == "ours" else None
    units = piece.ours if side == "ours" else piece.theirs
    return units[place] if units else None


def _any(piece: Piece, place: int) -> Unit:
    if isinstance(piece, Took):
        return piece.unit
    return (piece.ours or piece.theirs)[place]


def _is_tight(one: Unit, other: Unit, *, loose: bool) -> bool:
    """Return whether no blank line need stand between two units."""
    (before, _), (after, depth) = _seen(one), _seen(other)
    if (before, after) == ("item", "item"):
        return depth > 0 or not loose
    if (before, after) == ("paragraph", "item"):
        return depth > 0
    return (before, after) in (("term", "meaning"), ("meaning", "meaning"))


def _seen(unit: Unit) -> tuple[UnitKind, int]:
    """Return a unit's kind and depth; the opening words of a list entry begin an entry."""
    if unit.kind == "paragraph" and unit.depth and _MARKER.match(unit.text):
        return "item", unit.depth - 1
    return unit.kind, unit.depth
