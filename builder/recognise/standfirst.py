"""The standfirst: a short text above the article that says who asks what in it, and is no part of it.

Newspapers set one under the headline.  Where one stands, the running text behind it, up to the first
heading, is the article's own opening and stands for its summary.
"""

from __future__ import annotations

import re

from builder.recognise.page import Page, Role, Roles, Seen, following, give
from builder.recognise.verdict import is_digest

_LONGEST = 40
_SENTENCE = re.compile(r"[^.!?؟…]+[.!?؟…]+")
_NAMED = re.compile(r"(?:[A-Z][\w'.-]+ ){2,3}(?P<rest>.+)")
_EMPHASISED = re.compile(r"(\*{1,3})(?!\*)(?:(?!\1).)+\1")


def find_standfirst(page: Page, roles: Roles) -> Roles:
    """Mark the standfirst of an article that is no digest and has no summary of its own."""
    if is_digest(roles) or any(role is not None and role.function == "summary" for role in roles):
        return roles
    for index, (seen, role) in enumerate(zip(page.blocks, roles, strict=True)):
        if role is not None or seen.is_item:
            if role is not None and role.kind == "section":
                return roles
            continue
        after = following(roles, index)
        below = page.blocks[after] if after is not None and roles[after] is None else None
        if seen.words > 3 and below is not None and below.is_prose and _is_standfirst(page, seen):
            return give(roles, {index: Role(kind="standfirst", text=seen.block.text)})
        return roles
    return roles


def _is_standfirst(page: Page, seen: Seen) -> bool:
    """Return whether a short paragraph asks, names its writer at work, or is set apart by its type."""
    if seen.words > _LONGEST or seen.block.kind != "paragraph":
        return False
    sentences = _SENTENCE.findall(seen.plain)
    asking = sum(sentence.endswith(("?", "؟")) for sentence in sentences)
    if asking >= 2 and asking * 3 >= len(sentences) * 2:
        return True
    named = _NAMED.match(seen.unmarked)
    if named is not None and named["rest"].casefold().startswith(page.table.front.standfirst):
        return True
    return _EMPHASISED.fullmatch(seen.block.text) is not None
