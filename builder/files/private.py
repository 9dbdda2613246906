"""What of a section only the instructor edition shows.

Three things are private: a section whose heading ends in `{instructor}` or is "Instructor notes"; a
sub-heading of that kind with all that stands under it; and the lines Look for, Push and Step down of a
discussion prompt.  People indent, embolden and number such lines as they like, and a line that is
missed reaches students: so they are found by their words, wherever they stand.  What only looks like
one is told by `files.slips`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode

from builder.files.markdown import tree_of, without_markers
from builder.model.module import SectionKind
from builder.wording import group

PRIVATE = ("look_for", "push", "step_down")

MARK = re.compile(r"(?<!\\)\{\s*instructor\s*\}", re.IGNORECASE)
#: A line that begins a paragraph, no list, heading, quotation or table.
_PARAGRAPH = re.compile(r" {0,3}(?![-*+>#|]|\d{1,9}[.)])\S")
_EMPHASIS = re.compile(r"[*_`\\]")


class Labelled(NamedTuple):
    """A line of a plan: the label's name, what stands after its colon, and both as written."""

    name: str
    value: str
    words: str


def heading_of(title: str) -> tuple[str, bool]:
    """Return the words of a heading, and whether it is marked `{instructor}`."""
    words = " ".join(MARK.sub(" ", title).split())
    return words, MARK.search(title) is not None


def folded(heading: str) -> str:
    """Return the words of a heading as tables have them: no emphasis, no colon, single blanks, small letters."""
    return " ".join(_EMPHASIS.sub("", heading).split()).rstrip(": ").casefold()


@cache
def _labels(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {words.casefold(): name for known in ("en", language) for name, words in group(known, "plan").items()}
    longest = sorted(names, key=lambda words: (-len(words), words))
    either = "|".join(r"\s+".join(map(re.escape, words.split())) for words in longest)
    return re.compile(rf"[*_`\s]*({either})[*_`\s]*[:：|][*_`]*", re.IGNORECASE), names


def labelled(line: str, language: str) -> Labelled | None:
    """Return the plan's line that a line of the file is, whatever stands before its words; None for others."""
    words = without_markers(line)
    pattern, names = _labels(language)
    match = pattern.match(words)
    if match is None:
        return None
    return Labelled(names[" ".join(match[1].split()).casefold()], words[match.end() :].strip(), words)


def pieces(paragraph: SyntaxTreeNode, language: str) -> list[Labelled]:
    """Return what a paragraph says, label by label; the name is empty for words without one."""
    found: list[Labelled] = []
    for line in paragraph.children[0].content.split("\n") if paragraph.children else ():
        label = labelled(line, language)
        if label is not None or not found:
            found.append(label or Labelled("", line.strip(), line.strip()))
        else:
            name, value, words = found[-1]
            found[-1] = Labelled(name, f"{value} {line.strip()}".strip(), f"{words} {line.strip()}".strip())
    return found


def private_spans(kind: SectionKind, body: str, language: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets [start, end) in a section's body that only an instructor sees, in order, disjoint."""
    tree = tree_of(body)
    lines = body.split("\n")
    found = [*_sub_sections(tree, len(lines), language)]
    if kind in ("prompts", "other"):
        found += _plan_blocks(tree, lines, language, nested_only=kind == "other")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    spans = ((first, _without_gap(first, last, lines)) for first, last in _joined(found))
    return tuple((starts[first], min(starts[last], len(body))) for first, last in spans)


def _without_gap(first: int, last: int, lines: list[str]) -> int:
    """Return where a span ends: before blank lines that part it from a paragraph, which would join the line above."""
    if last < len(lines) and _PARAGRAPH.match(lines[last]):
        while last > first and not lines[last - 1].strip():
            last -= 1
    return last


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans of lines in order, those that overlap as one."""
    current: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if current is not None and first <= current[1]:
            current = (current[0], max(current[1], last))
            continue
        if current is not None:
            yield current
        current = (first, last)
    if current is not None:
        yield current


def _sub_sections(tree: SyntaxTreeNode, count: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of each private sub-heading, up to the next heading that is not under it."""
    headings = [node for node in tree.children if node.type == "heading" and node.map]
    for number, node in enumerate(headings):
        if node.map and _is_private(node.children[0].content, language):
            after = (other.map[0] for other in headings[number + 1 :] if other.map and other.tag <= node.tag)
            yield node.map[0], next(after, count)


def _is_private(title: str, language: str) -> bool:
    words, marked = heading_of(title)
    return marked or folded(words) in private_headings(language)


@cache
def private_headings(language: str) -> frozenset[str]:
    """Return the folded headings of the section that is private without a mark."""
    return frozenset(group(known, "heading")["instructor_notes"].casefold() for known in ("en", language))


def _plan_blocks(
    node: SyntaxTreeNode, lines: list[str], language: str, *, nested_only: bool, depth: int = 0
) -> Iterator[tuple[int, int]]:
    """Yield the lines of what each private label opens: its item, its lines of a paragraph, the list it announces."""
    inside = depth + (node.type == "list_item")
    for child in node.children:
        if child.type != "paragraph" or child.map is None:
            yield from _plan_blocks(child, lines, language, nested_only=nested_only, depth=inside)
            continue
        if nested_only and inside < 2:
            continue
        first, last = child.map
        private = False
        for number in range(first, last):
            label = labelled(lines[number], language)
            private = label.name in PRIVATE if label else private
            if label and private and number == first and child is node.children[0] and node.map and inside:
                yield node.map[0], node.map[1]
            elif private:
                yield number, number + 1
                yield from _announced(node, child, label)


def _announced(node: SyntaxTreeNode, paragraph: SyntaxTreeNode, label: Labelled | None) -> Iterator[tuple[int, int]]:
    """Yield the lines of the list after a paragraph that ends in a label with nothing behind it."""
    following = node.children[node.children.index(paragraph) + 1 :][:1]
    if label is not None and not label.value:
        for block in following:
            if block.type in ("bullet_list", "ordered_list") and block.map:
                yield block.map[0], block.map[1]
