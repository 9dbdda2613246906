"""Headings of the article's own: short lines above running text whose words no table knows."""

from __future__ import annotations

from builder.recognise import references
from builder.recognise.definitions import label, speakers
from builder.recognise.page import SET_APART, Page, Role, Roles, Seen, functions, give
from builder.recognise.tables import Function

_LONGEST, _WIDEST = 12, 90

#: Under these a short line is an entry or a lead line, not a heading, until a list has gone by.
_LISTS: tuple[Function, ...] = ("talking_points", "key_insight", "questions", "keywords")


def find_sections(page: Page, roles: Roles) -> Roles:
    """Mark the headings that have no function of their own."""
    standing = functions(roles)
    speaking = speakers(page)
    spaced = any(seen.block.gap for seen in page.blocks)
    found = {}
    for index in range(len(roles)):
        if label(page.blocks[index]) in speaking or not _is_heading(page, roles, index, spaced=spaced):
            continue
        if _fits_in(page, standing, index):
            found[index] = Role(kind="section", text=page.blocks[index].block.text)
    return give(roles, found)


def _is_heading(page: Page, roles: Roles, index: int, *, spaced: bool) -> bool:
    seen = page.blocks[index]
    if roles[index] is not None or seen.is_item or not seen.key or index + 1 >= len(roles):
        return False
    if seen.block.kind in ("term", *SET_APART):
        return False
    below, role = page.blocks[index + 1], roles[index + 1]
    if role is not None and role.kind not in ("definition", "term", "run_in") and seen.block.kind != "heading":
        return False
    if seen.block.kind == "heading":
        return True
    stands_apart = bool(seen.block.gap) or not spaced or index == 0
    return stands_apart and _is_worded_so(page, seen) and below.is_prose and below.words > seen.words


def _is_worded_so(page: Page, seen: Seen) -> bool:
    """Return whether the words of a line could be a heading's: few, begun as one, not closed as a sentence."""
    first = seen.plain[0]
    return (
        seen.words <= (6 if seen.plain.endswith(":") else _LONGEST)
        and len(seen.plain) <= _WIDEST
        and not seen.plain.endswith((".", ",", ";", "،", "؛", "!", "”", "»", '"', ")"))
        and not (first.isalpha() and first != first.upper())
        and not references.is_reference(page, seen)
        and not references.is_address(seen)
    )


def _fits_in(page: Page, standing: list[Function | None], index: int) -> bool:
    """Return whether a heading can stand here, going by the section it would end."""
    function = standing[index]
    if function in _LISTS:
        above = page.blocks[index - 1]
        return above.is_item
    if function in ("continued_reading", "definitions", "footnotes", "credits"):
        seen, below = page.blocks[index], page.blocks[index + 1]
        traces = references.has_traces(page, seen) or references.has_traces(page, below)
        return not traces and below.words >= 25
    return True
