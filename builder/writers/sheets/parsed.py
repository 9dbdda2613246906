"""A section's Markdown as a tree of what CommonMark, MyST, tables and footnotes have."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def
from mdit_py_plugins.myst_blocks import myst_block_plugin

_OPTION = re.compile(r"\s*:[\w-]+:.*")
_DASHES = re.compile(r"-{3,}\s*")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return a parser that knows what MyST adds; footnotes stay where they are written."""
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(deflist_plugin).use(colon_fence_plugin).use(myst_block_plugin)
    parser.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    return parser


def tree_of(markdown: str) -> SyntaxTreeNode:
    """Return the blocks of a text, what MyST and footnotes add to CommonMark too."""
    return SyntaxTreeNode(_parser().parse(markdown))


def options_of(lines: list[str]) -> tuple[list[str], str]:
    """Return the lines with a directive's options, written as `:key: value` or between dashes, and the rest."""
    end = next((n for n, line in enumerate(lines[1:], 1) if _DASHES.fullmatch(line)), 0)
    skipped = next((n for n, line in enumerate(lines) if not _OPTION.fullmatch(line)), len(lines))
    if end and _DASHES.fullmatch(lines[0]):
        skipped = end + 1
    return lines[:skipped], "\n".join(lines[skipped:])


def defined_in(node: SyntaxTreeNode) -> list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]:
    """Return each term of a definition list with its definitions."""
    found: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
    for child in node.children:
        if child.type == "dt":
            found.append((child, []))
        elif found:
            found[-1][1].append(child)
    return found
