"""From a deck to pages: each slide set as large as it goes, and parted where it goes on no single page.

A page holds what fits by `measure`; nothing is clipped and nothing lost.  Parts repeat the title and are counted, and
what is too long for a title stands whole in the text under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import msgspec

from builder.model.sheet import Deck, Question, Run, Slide, Text
from builder.writers.sheets.inline import said, words_of
from builder.writers.sheets.qr import has_qr_code
from builder.writers.slides.measure import TITLE_LEADING, line_height, line_starts, width_of
from builder.writers.slides.packing import Measure, fits, packed
from builder.writers.slides.pieces import Piece, clean, clean_runs, pieces_of
from builder.writers.slides.places import (
    ASKED,
    INSET_X,
    INSET_Y,
    OPENING,
    PLAIN,
    STATEMENT,
    Box,
    Look,
    Scale,
    beside_code,
    in_large_print,
)

#: Kept free in a title for the count of parts.
_COUNT = " (88/88)"


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One slide as it is set; `whole` is the title without cut and count."""

    whole: str
    title: Text
    title_size: int
    title_box: Box
    pieces: tuple[Piece, ...]
    scale: Scale
    opening: bool = False
    statement: bool = False
    notes: tuple[str, ...] = ()


def pages_of(deck: Deck, *, large: bool = False) -> tuple[Page, ...]:
    """Return the pages of a deck, the parts of one whole counted."""
    has_code = has_qr_code(deck.address)
    pages = [page for slide in deck.slides for page in _pages(slide, has_code=has_code, large=large)]
    return tuple(_counted(pages))


def _pages(slide: Slide, *, has_code: bool, large: bool) -> Iterator[Page]:
    look = _look(slide, has_code=has_code)
    following = PLAIN if look.body == OPENING.body else look
    if large:
        look, following = in_large_print(look), in_large_print(following)
    given = clean_runs(slide.title) or said("…")
    title, title_size = _title(given, look)
    pieces = pieces_of(slide.blocks)
    if title != given:
        pieces = (Piece(text=given, strong=True), *pieces)
    scale, parts = _set(pieces, look, following)
    notes = tuple(filter(None, map(clean, slide.notes)))
    for place, part in enumerate(parts):
        opening = slide.look == "title" and place == 0
        shown, size = (title, title_size) if place == 0 else _title(given, following)
        yield Page(
            whole=words_of(given),
            title=shown,
            title_size=size,
            title_box=look.title if place == 0 else following.title,
            pieces=part,
            scale=scale,
            opening=opening,
            statement=slide.look == "statement",
            notes=notes,
        )


def _look(slide: Slide, *, has_code: bool) -> Look:
    if slide.look == "title":
        return beside_code(OPENING) if has_code else OPENING
    if slide.look == "statement":
        return STATEMENT
    return ASKED if any(isinstance(block, Question) for block in slide.blocks) else PLAIN


def _set(pieces: tuple[Piece, ...], look: Look, following: Look) -> tuple[Scale, tuple[tuple[Piece, ...], ...]]:
    """Return in which sizes a slide is set, and what stands on each of its pages."""
    for scale in look.scales:
        if fits(pieces, _measure(look, scale, look)):
            return scale, (pieces,)
    even = look.body == following.body
    parted = [(scale, packed(pieces, _measure(look, scale, following), even=even)) for scale in look.parted]
    return min(parted, key=lambda found: len(found[1]))


def _measure(look: Look, scale: Scale, following: Look) -> Measure:
    first, others = (box.body.height - 2 * INSET_Y for box in (look, following))
    return Measure(width=look.body.width - 2 * INSET_X, first=first, others=others, scale=scale)


def _title(given: Text, look: Look) -> tuple[Text, int]:
    """Return a title that fits, and its size; one that fits in none is cut at a word."""
    words = words_of(given)
    width, height = look.title.width - 2 * INSET_X, look.title.height - 2 * INSET_Y
    line = line_height(words) * TITLE_LEADING
    for size in look.titles:
        if len(line_starts(words + _COUNT, width / size, bold=True)) * size * line <= height:
            return given, size
    size = look.titles[-1]
    most = int(height / (size * line))
    measure = width / size
    starts = line_starts(words, measure - width_of(_COUNT + "…", bold=True) / most, bold=True)
    held = words[: starts[most]] if most < len(starts) else words
    return (Run(text=f"{held.rstrip()}…"),), size


def _counted(pages: list[Page]) -> Iterator[Page]:
    """Yield pages; of neighbours under one title each says which part it is, but for the one that opens the deck."""
    for _, group in groupby(pages, key=lambda page: page.whole):
        parts = list(group)
        for number, page in enumerate(parts, 1):
            if len(parts) == 1 or page.opening:
                yield page
            else:
                count = Run(text=f" ({number}/{len(parts)})")
                yield msgspec.structs.replace(page, title=(*page.title, count))
