"""Lines that say what they are: "Key words: ...", "Photo credit: ...", "Citation: ...", a lead phrase."""

from __future__ import annotations

import re

from builder.recognise import references
from builder.recognise.cutting import part
from builder.recognise.page import Page, Role, Roles, Seen, following, give
from builder.recognise.tables import key, pattern, unmarked

_LABEL = re.compile(r"([^:：]{2,200}?)\s*[:：](?:\s+|$)")
#: Behind the label of a short list or a credit the blank is often lost, or a dash stands for the colon.
_TIGHT = re.compile(r"([^:：–—]{2,60}?)(?:\s*[:：]\s*|\s+[–—]\s+)")
_GOES_ON = (",", ";", "،", "؛")
_LONGEST_CREDIT = 40
_NEAR_THE_TOP = 6


def find_citation(page: Page, roles: Roles) -> Roles:
    """Mark the reference of the study, on the line of its lead phrase or on the next one."""
    found: dict[int, Role] = {}
    for index, seen in enumerate(page.blocks):
        if found or roles[index] is not None:
            continue
        end = len(seen.plain) if _is_heading(page, seen) else _lead_end(page, seen)
        if end is None:
            continue
        label = part(seen.block.text, 0, end)
        if end < len(seen.plain):
            found[index] = Role(kind="citation", label=label, text=part(seen.block.text, end))
            last = index
        else:
            after = following(roles, index)
            if after is None or roles[after] is not None or not references.has_traces(page, page.blocks[after]):
                continue
            found[index] = Role(kind="heading", text=seen.block.text)
            found[after] = Role(kind="citation", text=page.blocks[after].block.text)
            last = after
        found |= _continued(page, roles, last)
    return give(roles, found or _unannounced(page, roles))


def _is_heading(page: Page, seen: Seen) -> bool:
    """Return whether a block is the label of a reference by itself, as a heading over it."""
    return not seen.is_item and seen.key in page.table.labels.citation


def _unannounced(page: Page, roles: Roles) -> dict[int, Role]:
    """Return a reference with its address that stands near the top without any word before it."""
    kept = [index for index, role in enumerate(roles) if role is None][:_NEAR_THE_TOP]
    for index in kept:
        seen = page.blocks[index]
        if not seen.is_item and references.is_reference(page, seen) and references.has_address(seen):
            return {index: Role(kind="citation", text=seen.block.text)}
    return {}


def _continued(page: Page, roles: Roles, index: int) -> dict[int, Role]:
    """Return the address lines, and references to a second study, that follow the reference."""
    found = {}
    after = following(roles, index)
    while after is not None and roles[after] is None:
        seen = page.blocks[after]
        if seen.is_item or not (references.is_address(seen) or references.is_reference(page, seen)):
            break
        found[after] = Role(kind="citation_more", text=seen.block.text)
        after = following(roles, after)
    return found


def _lead_end(page: Page, seen: Seen) -> int | None:
    """Return where the reference begins in a line with a lead phrase or label, or None."""
    match = None if seen.is_item else _LABEL.match(seen.plain)
    if match is None:
        return None
    label = " ".join(unmarked(match[1]).split())
    if any(pattern(lead).fullmatch(label) for lead in page.table.citation.leads):
        return match.end()
    if key(label) not in page.table.labels.citation:
        return None
    rest = seen.plain[match.end() :]
    return match.end() if not rest or references.has_traces(page, seen) else None


def lead_lines(page: Page) -> tuple[int, ...]:
    """Return the blocks with a lead phrase or label of a reference: an article has one."""
    return tuple(index for index, seen in enumerate(page.blocks) if _lead_end(page, seen) is not None)


def find_keywords(page: Page, roles: Roles) -> Roles:
    """Mark the line of keywords behind their label, with lines that go on after a comma."""
    found: dict[int, Role] = {}
    goes_on = False
    for index, seen in enumerate(page.blocks):
        if roles[index] is not None:
            goes_on = False
            continue
        match = _TIGHT.match(seen.plain)
        if match and key(match[1]) in page.table.labels.keywords and match.end() < len(seen.plain):
            text = seen.block.text
            found[index] = Role(kind="keywords", label=part(text, 0, match.end()), text=part(text, match.end()))
            goes_on = seen.plain.endswith(_GOES_ON)
        elif goes_on and seen.block.gap == 0 and not seen.is_item and not seen.is_prose:
            found[index] = Role(kind="keywords", text=seen.block.text)
            goes_on = seen.plain.endswith(_GOES_ON)
        else:
            goes_on = False
    return give(roles, found)


def find_credits(page: Page, roles: Roles) -> Roles:
    """Mark the lines that say whose a picture is; they stay whole, label and all."""
    found = {}
    for index, seen in enumerate(page.blocks):
        if roles[index] is not None or seen.is_item or seen.words > _LONGEST_CREDIT:
            continue
        match = _TIGHT.match(seen.plain)
        labelled = match and key(match[1]) in page.table.labels.credits and match.end() < len(seen.plain)
        begins = seen.folded.startswith(page.table.credits.starts) and seen.words <= 20
        if labelled or begins:
            found[index] = Role(kind="credit", text=seen.block.text)
    return give(roles, found)
