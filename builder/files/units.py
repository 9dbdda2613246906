"""The pieces of Markdown that a person edits as one: a paragraph, an entry of a list, a definition, a table.

Commands that change a section without rewriting it (a merge, a text carried back) work on these.
Units are cut at line starts, so that together they are the text, byte for byte: what stands before the
first, and then each unit's text with the line ends and blank lines after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import msgspec
from markdown_it.tree import SyntaxTreeNode

from builder.files.lines import lines_of, with_line_feeds
from builder.files.markdown import tree_of

UnitKind = Literal["item", "definition", "term", "meaning", "paragraph", "heading", "comment", "other"]

_KINDS: dict[str, UnitKind] = {
    "list_item": "item",
    "dt": "term",
    "dd": "meaning",
    "paragraph": "paragraph",
    "heading": "heading",
    "html_block": "comment",
}
_NUMBER = re.compile(r"\A(\s*)\d{1,9}([.)])(?=\s)")


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """One unit, and what stands in it.

    text: its lines, without the last line end.  after: the line ends and blank lines behind it.
    start: its offset in the text that was cut.  depth: how many units it stands in.
    units: of a list entry its own words and the entries nested in it, of a definition the term and its
        meanings; together they are `text` and `after` again.  Empty where there is but one.
    """

    kind: UnitKind
    text: str
    after: str
    start: int
    depth: int = 0
    units: tuple[Unit, ...] = ()

    @property
    def end(self) -> int:
        """The offset at which the next unit begins."""
        return self.start + len(self.text) + len(self.after)

    @property
    def key(self) -> str:
        """The words by which two units are the same: whatever the line ends and the number of a list entry."""
        return unnumbered(with_line_feeds(self.text)).rstrip()

    @property
    def opening(self) -> Unit:
        """The unit's own first words: of a prompt the question, of a definition the term."""
        return self.units[0].opening if self.units else self


def unnumbered(text: str) -> str:
    """Return a list entry whatever number it has; other text as it is."""
    return _NUMBER.sub(r"\g<1>#\g<2>", text)


def units_of(text: str) -> tuple[str, tuple[Unit, ...]]:
    """Return what stands before the first unit of a Markdown text (blank lines), and its units in order."""
    starts = lines_of(text).starts
    rows = [text[start:end] for start, end in pairwise(starts)]
    found = _top(tree_of(text), rows)
    units = tuple(_cut(text, starts, found, len(rows), 0))
    return text[: units[0].start] if units else text, units


_Found = tuple[int, UnitKind, SyntaxTreeNode | None]


def _top(tree: SyntaxTreeNode, rows: list[str]) -> list[_Found]:
    """Return the units of a text by their first lines; lines that no block has (link definitions) are one too."""
    found: dict[int, _Found] = {}
    covered: set[int] = set()
    for node in tree.children:
        if node.map is not None:
            covered.update(range(*node.map))
        for entry in _units_in(node):
            found.setdefault(entry[0], entry)
    for line, row in enumerate(rows):
        if line not in covered and row.strip() and (line - 1 in covered or line == 0 or not rows[line - 1].strip()):
            found.setdefault(line, (line, "other", None))
    return sorted(found.values(), key=lambda entry: entry[0])


def _units_in(node: SyntaxTreeNode) -> Iterator[_Found]:
    """Yield the units that a block is or holds: lists and definition lists are cut into their entries."""
    if node.type in ("bullet_list", "ordered_list"):
        for item in node.children:
            yield from _one(item, "item")
    elif node.type == "dl":
        for child in node.children:
            if child.type == "dt":
                yield from _one(child, "definition")
    else:
        yield from _one(node, _KINDS.get(node.type, "other"))


def _one(node: SyntaxTreeNode, kind: UnitKind) -> Iterator[_Found]:
    first = node.children[0] if kind == "meaning" and node.children else node  # of a meaning the parser's line is off
    if first.map is not None:
        yield first.map[0], kind, node


def _cut(text: str, starts: tuple[int, ...], found: list[_Found], last: int, depth: int) -> Iterator[Unit]:
    """Yield the units that begin on these lines; the last one ends before the line `last`."""
    ends = [*(line for line, _, _ in found[1:]), last][: len(found)]
    for (line, kind, node), end in zip(found, ends, strict=True):
        whole = text[starts[line] : starts[end]]
        words = whole.rstrip(" \t\r\n")
        words = whole[: len(words) + len(_blanks(whole[len(words) :]))]
        inner = _inner(node, kind, line, end)
        units = tuple(_cut(text, starts, inner, end, depth + 1)) if len(inner) > 1 else ()
        after = whole[len(words) :]
        yield Unit(kind=kind, text=words, after=after, start=starts[line], depth=depth, units=units)


def _blanks(rest: str) -> str:
    """Return the blanks at the end of a unit's last line; they stay with its words."""
    match = re.match(r"[ \t]*", rest)
    return match.group() if match else ""


def _inner(node: SyntaxTreeNode | None, kind: UnitKind, first: int, end: int) -> list[_Found]:
    """Return what stands in a list entry or a definition, by first lines, of which the first is the unit's own."""
    if node is None or kind not in ("item", "definition"):
        return []
    if kind == "definition":
        siblings = node.siblings[node.siblings.index(node) :]
        parts = [entry for child in siblings for entry in _one(child, _KINDS.get(child.type, "other"))]
    else:
        parts = [entry for child in node.children for entry in _units_in(child)]
    found: dict[int, _Found] = {}
    for entry in parts:
        if first <= entry[0] < end:
            found.setdefault(entry[0], entry)
    return sorted(found.values(), key=lambda entry: entry[0])
