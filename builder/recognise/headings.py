"""Headings that say what stands under them, accepted only where what follows fits."""

from __future__ import annotations

import re

from builder.recognise import references
from builder.recognise.cutting import part
from builder.recognise.page import Page, Role, Roles, Seen, following, give
from builder.recognise.tables import Function, key

_RUN_IN = re.compile(r"([^:：]{3,60}?)\s*[:：]\s+(?=\S)")
_LONGEST = 12

#: A label before a text on the same line ("Summary: ...") may open only these.
_RUNS_IN: tuple[Function, ...] = (
    "talking_points",
    "key_insight",
    "summary",
    "informing_practice",
    "questions",
    "continued_reading",
)


def find_headings(page: Page, roles: Roles) -> Roles:
    """Mark the lines that are a known heading and have under them what it announces."""
    candidates = {index: function for index in range(len(roles)) if (function := _function(page, roles, index))}
    found = {}
    for index, function in candidates.items():
        after = following(roles, index)
        if after is None or after in candidates or not _fits(page, roles, function, after):
            continue
        seen = page.blocks[index]
        if seen.key in page.table.furniture.related and not references.has_traces(page, page.blocks[after]):
            continue  # the site's other articles, not the author's reading list
        text = f"{seen.block.mark} {seen.block.text}" if seen.is_item else seen.block.text
        if function == "insights" and page.blocks[after].is_item:
            found[index] = Role(kind="heading", text=text, function="talking_points")
        elif function in ("news", "insights"):
            found[index] = Role(kind="section", text=text, function=function)
        else:
            found[index] = Role(kind="heading", text=text, function=function)
    return give(roles, found)


def find_contents(page: Page, roles: Roles) -> Roles:
    """Mark the lines of a table of contents: headings met again further down, two or more together."""
    known = {page.blocks[index].key for index, role in enumerate(roles) if role is not None and role.kind == "heading"}
    listed = [role is None and seen.key in known for seen, role in zip(page.blocks, roles, strict=True)]
    found = {}
    for index, seen in enumerate(page.blocks):
        beside = any(0 <= i < len(listed) and listed[i] for i in (index - 1, index + 1))
        if listed[index] and beside:
            found[index] = Role(kind="dropped", text=seen.block.text)
    return give(roles, found)


def _function(page: Page, roles: Roles, index: int) -> Function | None:
    """Return what a line announces if it is a heading, going by the line alone."""
    seen = page.blocks[index]
    if roles[index] is not None or seen.words > _LONGEST:
        return None
    if (seen.is_item and not _stands_alone(page, index)) or _is_one_of_several_questions(page, index):
        return None
    function = page.table.function(seen.key)
    if function is None and seen.key[:1].isdigit():
        function = page.table.function(re.sub(r"^\d+(?:\.\d+)*[.)]? ", "", seen.key))
    if function is None:
        return None
    if seen.key not in page.table.headings[function] and seen.ends_a_sentence:
        return None
    return function


def _is_one_of_several_questions(page: Page, index: int) -> bool:
    """Return whether a question has another beside it: it is asked, and announces nothing."""
    return all(_asks(page, near) for near in (index, index + 1)) or all(
        _asks(page, near) for near in (index - 1, index)
    )


def _asks(page: Page, index: int) -> bool:
    return 0 <= index < len(page.blocks) and page.blocks[index].plain.rstrip(" *_»").endswith(("?", "؟"))


def _stands_alone(page: Page, index: int) -> bool:
    """Return whether a numbered item is a heading's number: no item beside it goes on with its count."""
    own = _number(page, index)
    if own is None:
        return False
    above, below = _number(page, index - 1), _number(page, index + 1)
    return above not in (own, own - 1) and below not in (own, own + 1)


def _number(page: Page, index: int) -> int | None:
    """Return the number of an item."""
    if not 0 <= index < len(page.blocks) or not page.blocks[index].is_item:
        return None
    digits = re.match(r"\(?(\d+)", page.blocks[index].block.mark)
    return int(digits[1]) if digits else None


def _fits(page: Page, roles: Roles, function: Function, index: int) -> bool:
    """Return whether the block under a heading is what the heading announces."""
    seen, role = page.blocks[index], roles[index]
    if role is not None:
        return role.kind == "credit" and function == "credits"
    if seen.block.kind in ("term", "note"):
        return function == ("definitions" if seen.block.kind == "term" else "footnotes")
    if function == "keywords":
        return seen.words <= 8 or sum(seen.plain.count(sign) for sign in ",;،؛") >= 2
    if function == "continued_reading":
        return seen.is_item or references.has_traces(page, seen)
    shape = {
        "questions": re.compile(r".*[?؟]|.*:$"),
        "definitions": re.compile(r"[^:–—?!؟]{2,60}(?::| [–—-]) "),
        "footnotes": re.compile(r"[\[(]?[\d*¹²³]"),
    }.get(function)
    below = following(roles, index)
    if function == "talking_points" and below is not None and page.blocks[below].is_item:
        return True
    least = {"talking_points": 5, "key_insight": 5, "credits": 1}.get(function, 8)
    return seen.is_item or (shape.match(seen.plain) is not None if shape else seen.words >= least)


def find_run_in_headings(page: Page, roles: Roles) -> Roles:
    """Mark the paragraphs that begin with a known heading and a colon; `find_body` places the rest of them."""
    found = {}
    for index, seen in enumerate(page.blocks):
        if roles[index] is not None or seen.is_item:
            continue
        match = _RUN_IN.match(seen.plain)
        function = match and _announced(page, seen, match)
        if match and function:
            text = seen.block.text
            found[index] = Role(
                kind="run_in",
                label=part(text, 0, match.end()),
                text=part(text, match.end()),
                function=function,
            )
    return give(roles, found)


def _announced(page: Page, seen: Seen, match: re.Match[str]) -> Function | None:
    label, rest = key(match[1]), seen.plain[match.end() :]
    function = page.table.function(label)
    if function not in _RUNS_IN or label not in page.table.headings[function]:
        return None
    if function == "questions":
        return function if "?" in rest or "؟" in rest else None
    if function == "continued_reading":
        return function if references.has_traces(page, seen) else None
    return function if len(rest.split()) >= 6 else None
