"""An article as a file of each format, as a person's programs would write it: one file a format.

Each file has `write(title, blocks, language) -> bytes`.  Blocks are those of `builder.model.document`,
their text inline Markdown; an item's `mark` is "•" or a number ("1."), a note stands where it is, and
its mark ("[1]") stands in the text that refers to it.  A file says in `SUFFIX` how files of its format
end, where they do not end like its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from builder.model.document import Block
from builder.text.runs import EMPHASIS, STRONG, runs_of

#: How files of some formats end, for writers that do not say so.
_SUFFIXES = {"latex": ".tex", "jats": ".xml"}


class Piece(NamedTuple):
    """A stretch of a block's text: its words and their marks, or the note that is referred to here."""

    text: str
    strong: bool = False
    slanted: bool = False
    code: bool = False
    address: str = ""
    note: Block | None = None


def pieces(text: str, notes: dict[str, Block]) -> Iterator[Piece]:
    """Yield the stretches of inline Markdown; `notes` are the notes of the article by their marks."""
    marks = "|".join(map(re.escape, notes))
    for run in runs_of(text):
        links = [close[3:].split(">")[0] for start, close in run.marks if start == "["]
        look = Piece("", STRONG in run.marks, EMPHASIS in run.marks, run.code, links[0] if links else "")
        for part in re.split(f"({marks})", run.text) if marks and not run.code else [run.text]:
            if part in notes:
                yield Piece(part, note=notes[part])
            elif part:
                yield look._replace(text=part)


def notes_of(blocks: Sequence[Block]) -> dict[str, Block]:
    """Return the notes among blocks by their marks."""
    return {block.mark: block for block in blocks if block.kind == "note"}


def is_numbered(block: Block) -> bool:
    """Return whether a list item has a number and no bullet."""
    return any(character.isalnum() for character in block.mark)


class Run(NamedTuple):
    """A list, or blocks that are none: neighbours of one kind."""

    listed: bool
    blocks: tuple[Block, ...]


def runs(blocks: Sequence[Block]) -> Iterator[Run]:
    """Yield blocks without notes, neighbouring items together."""
    together: list[Block] = []
    for block in blocks:
        if block.kind == "item":
            together.append(block)
            continue
        if together:
            yield Run(listed=True, blocks=tuple(together))
            together = []
        if block.kind != "note":
            yield Run(listed=False, blocks=(block,))
    if together:
        yield Run(listed=True, blocks=tuple(together))


class Nested(NamedTuple):
    """An item with the items under it."""

    block: Block
    items: tuple[Nested, ...]


def nested(items: Sequence[Block]) -> tuple[Nested, ...]:
    """Return the items of a list as a tree."""
    found: list[Nested] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and items[end].level > items[at].level:
            end += 1
        found.append(Nested(items[at], nested(items[at + 1 : end])))
        at = end
    return tuple(found)


def names() -> list[str]:
    """Return the formats that have a writer."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))


def suffix(name: str) -> str:
    """Return how files of a format end."""
    return getattr(import_module(f"{__name__}.{name}"), "SUFFIX", _SUFFIXES.get(name, f".{name}"))


def write(name: str, title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an article as a file of a format."""
    return import_module(f"{__name__}.{name}").write(title, blocks, language)
