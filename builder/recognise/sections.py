"""Headings of the article's own: short lines above running text whose words no table knows."""

from __future__ import annotations

from builder.recognise import references
from builder.recognise.page import Page, Role, Roles, functions, give
from builder.recognise.tables import Function

_LONGEST, _WIDEST = 12, 90

#: Under these a short line is an entry or a lead line, not a heading, until a list has gone by.
_LISTS: tuple[Function, ...] = ("talking_points", "key_insight", "questions", "keywords")


def find_sections(page: Page, roles: Roles) -> Roles:
    """Mark the headings that have no function of their own."""
    standing = functions(roles)
    spaced = any(seen.block.gap for seen in page.blocks)
    found = {}
    for index in range(len(roles)):
        if _is_heading(page, roles, index, spaced=spaced) and _fits_in(page, roles, standing, index):
            found[index] = Role(kind="section", text=page.blocks[index].block.text)
    return give(roles, found)


def _is_heading(page: Page, roles: Roles, index: int, *, spaced: bool) -> bool:
    seen = page.blocks[index]
    if roles[index] is not None or seen.is_item or not seen.key:
        return False
    if index + 1 >= len(roles):
        return False
    below = page.blocks[index + 1]
    if roles[index + 1] is not None and roles[index + 1].kind not in ("definition", "run_in"):  # type: ignore[union-attr]
        return False
    if seen.block.kind == "heading":
        return True
    if seen.words > _LONGEST or len(seen.plain) > _WIDEST or (spaced and index and not seen.block.gap):
        return False
    if seen.plain.endswith((".", ",", ";", "!", "”", '"', ")")) or not _begins_a_heading(seen.plain):
        return False
    if seen.plain.endswith(":") and seen.words > 6:
        return False
    if references.is_reference(seen) or references.is_address(seen):
        return False
    return below.is_prose and below.words > seen.words and not below.is_item


def _begins_a_heading(plain: str) -> bool:
    return plain[0].isupper() or plain[0].isdigit() or not plain[0].isalpha() or plain[0].lower() == plain[0].upper()


def _fits_in(page: Page, roles: Roles, standing: list[Function | None], index: int) -> bool:
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
