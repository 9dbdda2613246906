"""What the readers of marked-up formats share: blocks before they are numbered, and tables as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from builder.model.document import Block, BlockKind

#: In tables with more cells than this, short rows stay short, as Markdown allows.
_MOST_CELLS = 100_000


class Draft(NamedTuple):
    """A block without its number: see `Block`."""

    kind: BlockKind
    text: str
    level: int = 0
    mark: str = ""
    furniture: str | None = None


def numbered(drafts: Iterable[Draft]) -> tuple[Block, ...]:
    """Return the blocks that hold anything, numbered from 1."""
    kept = [draft for draft in drafts if draft.text.strip()]
    return tuple(
        Block(
            number=number,
            last=number,
            kind=draft.kind,
            text=draft.text,
            level=draft.level,
            mark=draft.mark,
            furniture=draft.furniture,
        )
        for number, draft in enumerate(kept, 1)
    )


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of inline Markdown cells as Markdown rows, the first row its head; "" where all is empty."""
    width = max((len(row) for row in rows), default=0)
    if not any(cell.strip() for row in rows for cell in row):
        return ""
    pads = width * len(rows) <= _MOST_CELLS  # a row as wide as an attack likes would be filled in every other row
    filled = [
        [
            *(" ".join(cell.split()).replace("|", "\\|") for cell in row),
            *[""] * (width - len(row) if pads or not number else 0),
        ]
        for number, row in enumerate(rows)
    ]
    head, *body = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([head, f"|{' --- |' * width}", *body])


def image(alternative: str, address: str) -> str:
    """Return an image as inline Markdown; `alternative` is inline Markdown itself."""
    return f"![{alternative}](<{address.replace('<', '%3C').replace('>', '%3E')}>)"
