"""Footnotes: paragraphs that begin with their mark, and items under a heading for notes."""

from __future__ import annotations

import re

from builder.findings import Finding, Where, note
from builder.recognise.cutting import part
from builder.recognise.page import Page, Role, Roles, functions, give

_MARKED = re.compile(r"(\[(?:\d{1,3}|\*{1,3}\d{0,2})\]|\(\*\d{0,2}\)|[¹²³⁴⁵⁶⁷⁸⁹]{1,2})[.:]? ?(?=[^\s\[.,;])")
_REFERS = re.compile(r"\[\d{1,3}\]|\(\*\d{0,2}\)")


def find_notes(page: Page, roles: Roles) -> Roles:
    """Mark the notes; in a list of references that is numbered so, the number is the reference's own."""
    found = {}
    numbered: bool | None = None
    for index, (seen, function) in enumerate(zip(page.blocks, functions(roles), strict=True)):
        match = _MARKED.match(seen.plain)
        if function != "continued_reading":
            numbered = None
        elif roles[index] is None and numbered is None:
            numbered = match is not None
        if roles[index] is not None or (numbered and seen.block.kind != "note"):
            continue
        text = seen.block.text
        if seen.block.kind == "note" or (function == "footnotes" and seen.is_item):
            found[index] = Role(kind="note", mark=seen.block.mark, text=text)
        elif match is not None:
            found[index] = Role(kind="note", mark=part(text, 0, match.end(1)), text=part(text, match.end()))
    return give(roles, found)


def missing_notes(page: Page, roles: Roles) -> tuple[Finding, ...]:
    """Return a finding that names the marks in the text for which there is no note."""
    known = {role.mark.replace("\\", "") for role in roles if role is not None and role.kind == "note"}
    entries = {
        match.group()
        for seen, function in zip(page.blocks, functions(roles), strict=True)
        if function == "continued_reading" and (match := _REFERS.match(seen.plain or seen.block.mark))
    }
    marks: dict[str, int] = {}
    for seen, role in zip(page.blocks, roles, strict=True):
        if role is not None and role.kind not in ("dropped", "note", "reading", "citation"):
            for match in _REFERS.finditer(seen.plain):
                marks.setdefault(match.group(), seen.block.number)
    absent = [mark for mark in marks if mark not in known | entries]
    if not absent:
        return ()
    source = page.document.source
    where = Where(file=source.name, line=marks[absent[0]] if source.format == "txt" else None)
    text = f"the text refers to {', '.join(absent)}, and the file holds no such note"
    return (note("note-missing", text, where, "add the note to the module by hand, or take the mark out there"),)
