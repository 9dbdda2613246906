"""A pack: all that a class needs in two files, one to copy for each and one for the facilitator, never in one."""

from __future__ import annotations

import msgspec

from builder.findings import Finding
from builder.model.sheet import Layout, Sheet, SheetKind
from builder.pipeline.handout_sheets import Choices, findings_of, sheets_of
from builder.wording import counted as counted_phrase
from builder.writers.pdf.press import Press, pages_of
from builder.writers.sheets.cover import Occasion, Pile, cover
from builder.writers.sheets.inline import words_of
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
    materials: tuple[Materials, ...],
    choices: Choices,
    layout: Layout,
    press: Press,
    copies: int,
    occasion: Occasion | None = None,
) -> tuple[tuple[Packed, ...], tuple[Finding, ...]]:
    """Return the two files of a pack for a class on these modules, in their order.

    The facilitator's begins with a cover that counts what to print; pages are those of the PDF on this paper.  Both
    files are printed on both sides, so the cards have their backs behind them.  A pack
    holds no quiz on its own sheet, so its key knows one version.  occasion: what the cover says it is for; if None,
    the modules.
    """
    kinds = tuple(kind for kind in _FOR_EACH if kind != "reading" or choices.reading == "inside")
    for_each, told = _sheets(kinds, materials, choices)
    for_one, told_of_one = _sheets(_FOR_ONE, materials, msgspec.structs.replace(choices, duplex=True, versions=1))
    title = _title(materials) if len(materials) > 1 else words_of(for_each[0].heading)
    first, missing = _pages(for_each, layout, press)
    findings = (*told, *told_of_one, *missing)
    if first is None:
        return (), findings
    pages = 1
    for _ in range(2):  # the cover counts itself: its own length may change the count
        piles = (
            Pile(file=FOR_EACH, sheets=for_each, pages=first, copies=copies),
            Pile(file=FOR_ONE, sheets=for_one, pages=pages, copies=1),
        )
        front = cover(piles, occasion or Occasion(language=materials[0].language, title=title))
        counted, missing = _pages((front, *for_one), layout, press)
        if counted is None:
            return (), (*findings, *missing)
        pages = counted
    return (
        Packed(name=FOR_EACH, private=False, sheets=for_each),
        Packed(name=FOR_ONE, private=True, sheets=(front, *for_one)),
    ), (*findings, *missing)


def _sheets(
    kinds: tuple[SheetKind, ...], materials: tuple[Materials, ...], choices: Choices
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """Return the sheets of some kinds, module by module, and what they could not hold."""
    made = [(kind, own, m) for own in materials for kind in kinds for _, m in sheets_of(kind, own, choices)]
    told = [finding for kind, own, m in made if m.sheet is not None for finding in findings_of(kind, m, own.shown.slug)]
    return tuple(m.sheet for _, _, m in made if m.sheet is not None), tuple(told)


def _pages(sheets: tuple[Sheet, ...], layout: Layout, press: Press) -> tuple[int | None, tuple[Finding, ...]]:
    """Return how many pages sheets take; None, with the findings that say why, where they cannot be set."""
    made, findings = press.pdf(sheets, layout, both_sides=True)
    return (pages_of(made) if made is not None else None), findings


def _title(materials: tuple[Materials, ...]) -> str:
    return counted_phrase(materials[0].language, "cover.title", len(materials))
