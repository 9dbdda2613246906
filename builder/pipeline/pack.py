"""A pack: all that a class needs in two files, one to copy for each and one for the facilitator, never in one."""

from __future__ import annotations

import msgspec

from builder.findings import Finding
from builder.model.sheet import Layout, Sheet, SheetKind
from builder.pipeline.handout_sheets import Choices, sheets_of
from builder.writers.pdf.press import Press, pages_of
from builder.writers.sheets.cover import Pile, cover
from builder.writers.sheets.materials import Materials

FOR_EACH, FOR_ONE = "1-copy-for-each", "2-facilitator-only"
_FOR_EACH: tuple[SheetKind, ...] = ("reading", "student")
_FOR_ONE: tuple[SheetKind, ...] = ("facilitator", "cards")


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a pack."""

    name: str
    private: bool
    sheets: tuple[Sheet, ...]


def pack(
    materials: tuple[Materials, ...], choices: Choices, layout: Layout, press: Press, copies: int
) -> tuple[tuple[Packed, ...], tuple[Finding, ...]]:
    """Return the two files of a pack for a class on these modules, in their order.

    The facilitator's begins with a cover that counts what to print; pages are those of the PDF on this paper.  What a
    sheet could not hold is told when the sheet is made by itself.  Both files are printed on both sides, so the cards
    have their backs behind them.
    """
    kinds = tuple(kind for kind in _FOR_EACH if kind != "reading" or choices.reading == "inside")
    for_each = _sheets(kinds, materials, choices)
    for_one = _sheets(_FOR_ONE, materials, msgspec.structs.replace(choices, duplex=True))
    language = materials[0].language
    title = materials[0].say("cover.title", number=len(materials)) if len(materials) > 1 else _title(for_each)
    first, told = _pages(for_each, layout, press)
    if told:
        return (), told
    pages = 1
    for _ in range(2):  # the cover counts itself: its own length may change the count
        piles = (
            Pile(file=FOR_EACH, sheets=for_each, pages=first, copies=copies),
            Pile(file=FOR_ONE, sheets=for_one, pages=pages, copies=1),
        )
        front = cover(piles, language, title)
        pages, told = _pages((front, *for_one), layout, press)
        if told:
            return (), told
    return (
        Packed(name=FOR_EACH, private=False, sheets=for_each),
        Packed(name=FOR_ONE, private=True, sheets=(front, *for_one)),
    ), ()


def _title(sheets: tuple[Sheet, ...]) -> str:
    return "".join(run.text for run in sheets[0].heading)


def _sheets(kinds: tuple[SheetKind, ...], materials: tuple[Materials, ...], choices: Choices) -> tuple[Sheet, ...]:
    found = (made.sheet for own in materials for kind in kinds for _, made in sheets_of(kind, own, choices))
    return tuple(sheet for sheet in found if sheet is not None)


def _pages(sheets: tuple[Sheet, ...], layout: Layout, press: Press) -> tuple[int, tuple[Finding, ...]]:
    made, findings = press.pdf(sheets, layout, both_sides=True)
    return (pages_of(made) if made is not None else 0), findings
