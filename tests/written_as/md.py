"""Markdown (CommonMark with footnotes), as a person writes it."""

import re
from collections.abc import Sequence

from builder.model.document import Block
from builder.text.inline import escape
from written_as import is_numbered, nested, notes_of, runs


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return Markdown in UTF-8."""
    notes = notes_of(blocks)
    parts = [f"# {escape(title)}"]
    for run in runs(blocks):
        if run.listed:
            parts.append("\n".join(_list(nested(run.blocks), "", notes)))
        else:
            (block,) = run.blocks
            before = {"heading": "#" * block.level + " ", "quotation": "> "}.get(block.kind, "")
            parts.append(before + _inline(block, notes))
    parts += [f"[^{block.mark.strip('[]')}]: {_inline(block, {})}" for block in notes.values()]
    return ("\n\n".join(parts) + "\n").encode()


def _list(items, margin, notes):
    for item in items:
        sign = f"{item.block.mark} " if is_numbered(item.block) else "- "
        yield f"{margin}{sign}{_inline(item.block, notes)}"
        yield from _list(item.items, margin + " " * len(sign), notes)


def _inline(block, notes):
    text = re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+#>=~])", r"\\\1", block.text))
    for mark in notes:
        text = re.sub(rf"\\?{re.escape(mark)}", f"[^{mark.strip('[]')}]", text)
    return text
