"""The Markdown of module.md as a tree with lines, by the parser that the book uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin

#: What may stand before the words of a line: quotation marks, bullets, numbers.
_MARKERS = re.compile(r"\A[\s>|]*(?:(?:[-*+]|\d{1,9}[.)])[\s>|]+)*")

#: A module's sections are looked at by several readers in turn; so many parsed texts are kept for them.
_KEPT = 64


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(deflist_plugin)


@lru_cache(maxsize=_KEPT)
def tokens_of(body: str) -> list[Token]:
    """Return the tokens of a Markdown text: CommonMark and definition lists.  They are shared: change none."""
    return _parser().parse(body)


@lru_cache(maxsize=_KEPT)
def tree_of(body: str) -> SyntaxTreeNode:
    """Return the tree of a Markdown text; the lines of its nodes are 0-based, their ends exclusive."""
    return SyntaxTreeNode(tokens_of(body))


def text_of(node: SyntaxTreeNode) -> str:
    """Return the inline Markdown of a paragraph, or of another block with text, on one line."""
    return " ".join(line.strip() for line in node.children[0].content.split("\n")).strip() if node.children else ""


def paragraphs_of(node: SyntaxTreeNode) -> list[str]:
    """Return the paragraphs that stand directly in a block, each on one line."""
    return [text_of(child) for child in node.children if child.type == "paragraph"]


def with_text(node: SyntaxTreeNode, depth: int = 0) -> Iterator[tuple[SyntaxTreeNode, int]]:
    """Yield the blocks under `node` that hold words, with the number of list items around each."""
    for child in node.children:
        if child.type in ("paragraph", "heading", "dt"):
            yield child, depth
        else:
            yield from with_text(child, depth + (child.type == "list_item"))


def without_markers(line: str) -> str:
    """Return a line of the file without the signs of lists and quotations before its words."""
    return _MARKERS.sub("", line, count=1).rstrip()
