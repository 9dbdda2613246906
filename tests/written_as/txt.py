"""Plain text: bullets and numbers, lists indented, notes under their marks at the end; no emphasis, no links."""

from collections.abc import Sequence

from builder.model.document import Block
from builder.text.inline import plain
from written_as import runs


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return plain text in UTF-8."""
    parts = [title]
    parts += ["\n".join(_line(block) for block in run.blocks) for run in runs(blocks)]
    parts += [f"{block.mark} {plain(block.text)}" for block in blocks if block.kind == "note"]
    return ("\n\n".join(parts) + "\n").encode()


def _line(block: Block) -> str:
    if block.kind == "item":
        return f"{'    ' * (block.level - 1)}{block.mark} {plain(block.text)}"
    return plain(block.text) if block.kind != "table" else block.text
