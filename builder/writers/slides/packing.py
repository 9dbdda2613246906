"""Paragraphs onto pages: what belongs together stays together, and a paragraph is cut only where it must be."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from builder.model.sheet import Text
from builder.writers.sheets.inline import words_of
from builder.writers.slides.measure import line_height, line_starts, width_of
from builder.writers.slides.pieces import Piece
from builder.writers.slides.places import Scale

#: Room before a paragraph, before one that belongs to the line above, and before something else: in em.
_GAP, _NEAR_GAP, _WIDE_GAP = 0.45, 0.1, 1.0
#: How deep a list stands for each level, and room for a mark: in em.
STEP, _MARK, _MARK_GAP = 1.1, 1.6, 0.45
#: A paragraph is cut only where so many lines of it still fit.
_FEWEST_LINES = 2
#: How often a shorter page is tried, to share the text out evenly.
_TRIES = 10

_SENTENCE_END = re.compile(r"[.!?…؟۔。！？][\"'”’»)\]]*\s+|[。！？]")


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """How wide a page is, how high the first and the others are (points), and the sizes of letters."""

    width: float
    first: float
    others: float
    scale: Scale

    def size(self, piece: Piece) -> int:
        """Return the size of a piece's letters."""
        return self.scale.body if piece.size == "body" else self.scale.small

    def lines(self, piece: Piece) -> tuple[int, ...]:
        """Return where the lines of a piece begin."""
        size = self.size(piece)
        room = self.width - depth_of(piece, self.scale)
        bold = piece.strong or any(run.strong for run in piece.text)
        return line_starts(words_of(piece.text), max(room / size, 1.0), bold=bold)

    def line(self, piece: Piece) -> float:
        """Return the height of one line of a piece."""
        return self.size(piece) * line_height(words_of(piece.text))

    def gap(self, piece: Piece) -> float:
        """Return the room before a piece."""
        return gap_of(piece) * self.size(piece)

    def height(self, piece: Piece) -> float:
        """Return the height of a piece with the room before it."""
        return self.gap(piece) + len(self.lines(piece)) * self.line(piece)


def gap_of(piece: Piece) -> float:
    """Return the room before a piece, in em."""
    if piece.near:
        return _NEAR_GAP
    return _WIDE_GAP if piece.apart else _GAP


def hang_of(piece: Piece) -> float:
    """Return the room for a piece's mark, in em; 0 where it has none and does not stand under one."""
    if not piece.mark and not piece.hangs:
        return 0.0
    if piece.mark in ("", "•"):
        return STEP
    return max(_MARK, width_of(piece.mark) + _MARK_GAP)


def depth_of(piece: Piece, scale: Scale) -> float:
    """Return how far from the edge the words of a piece stand, in points."""
    return (piece.level * STEP + hang_of(piece)) * scale.body


def fits(pieces: tuple[Piece, ...], measure: Measure) -> bool:
    """Return whether pieces stand on one page."""
    return not any(piece.breaks for piece in pieces) and sum(map(measure.height, pieces)) <= measure.first


def packed(pieces: tuple[Piece, ...], measure: Measure, *, even: bool = False) -> tuple[tuple[Piece, ...], ...]:
    """Return what stands on each page, at least one; even: pages are filled alike."""
    pages = tuple(_packed(pieces, measure))
    if not even or len(pages) == 1 or any(piece.breaks for piece in pieces) or sum(map(len, pages)) > len(pieces):
        return pages
    low, high = measure.others / 2, measure.others
    for _ in range(_TRIES):
        middle = (low + high) / 2
        tried = tuple(_packed(pieces, msgspec.structs.replace(measure, first=middle, others=middle)))
        if len(tried) == len(pages) and sum(map(len, tried)) == len(pieces):
            pages, high = tried, middle
        else:
            low = middle
    return pages


def _packed(pieces: tuple[Piece, ...], measure: Measure) -> Iterator[tuple[Piece, ...]]:
    held: list[Piece] = []
    left = measure.first
    for unit in _units(pieces):
        heights = sum(map(measure.height, unit))
        if held and (unit[0].breaks or (heights > left and heights <= measure.others)):
            yield tuple(held)
            held, left = [], measure.others
        if heights <= left:
            held += unit
            left -= heights
            continue
        for piece in unit:
            rest: Piece | None = piece
            while rest is not None:
                part, rest = _parted(rest, left, measure, is_first=not held)
                if part is not None:
                    held.append(part)
                    left -= measure.height(part)
                if rest is not None:
                    yield tuple(held)
                    held, left = [], measure.others
    yield tuple(held)


def _units(pieces: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Yield runs of pieces that stay on one page if they fit on one."""
    held: list[Piece] = []
    for piece in pieces:
        if held and (piece.breaks or not held[-1].keeps):
            yield tuple(held)
            held = []
        held.append(piece)
    if held:
        yield tuple(held)


def _parted(piece: Piece, left: float, measure: Measure, *, is_first: bool) -> tuple[Piece | None, Piece | None]:
    """Return what of a piece fits, and what is left of it."""
    starts = measure.lines(piece)
    room = int((left - measure.gap(piece)) / measure.line(piece))
    if room >= len(starts):
        return piece, None
    if not is_first and room < _FEWEST_LINES:
        return None, piece
    at = starts[max(room, 1)] if len(starts) > 1 else 0
    if at == 0:  # a page of its own is all that can be given to one line
        return piece, None
    return _cut(piece, _sentence_end(words_of(piece.text), at))


def _sentence_end(words: str, at: int) -> int:
    """Return the end of the last sentence before a place, if it leaves no more than half of the room empty."""
    ends = [match.end() for match in _SENTENCE_END.finditer(words, 0, at)]
    return ends[-1] if ends and ends[-1] > at / 2 else at


def _cut(piece: Piece, at: int) -> tuple[Piece, Piece]:
    head, rest = _split(piece.text, at)
    first = msgspec.structs.replace(piece, text=head, keeps=False)
    hangs = piece.hangs or bool(piece.mark)
    return first, msgspec.structs.replace(piece, text=rest, mark="", hangs=hangs, near=False, breaks=False)


def _split(text: Text, at: int) -> tuple[Text, Text]:
    head, rest, seen = [], [], 0
    for run in text:
        here = min(max(at - seen, 0), len(run.text))
        head.append(msgspec.structs.replace(run, text=run.text[:here]))
        rest.append(msgspec.structs.replace(run, text=run.text[here:]))
        seen += len(run.text)
    return tuple(run for run in head if run.text), tuple(run for run in rest if run.text)
