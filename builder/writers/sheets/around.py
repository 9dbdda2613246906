"""What every format puts around a sheet's blocks, and in which steps their headings go."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from builder.model.sheet import Block, Bullets, Group, Heading, Sheet
from builder.text.languages import ended
from builder.wording import phrase
from builder.writers.sheets.inline import words_of


def foot_of(sheet: Sheet) -> str:
    """Return the line at the foot of every page: module, kind, version and licence."""
    version = phrase(sheet.language, "sheet.version", letter=sheet.version) if sheet.version else ""
    parts = [words_of(sheet.heading), sheet.name, version, sheet.licence]
    return f"{ended('', sheet.language)} · ".join(filter(None, parts))


def page_of(language: str) -> tuple[str, str, str]:
    """Return what stands before, between and after the numbers of "page x of y"."""
    before, between, after = phrase(language, "sheet.page_of").split("|")
    return before, between, after


def each_block(blocks: Iterable[Block], changed: Callable[[Block], Block | None]) -> tuple[Block, ...]:
    """Return blocks with each that holds no others changed, those in lists and groups too, in reading order.

    What is changed to None is left out.
    """
    found = (_inside(block, changed) for block in blocks)
    return tuple(block for block in found if block is not None)


def _inside(block: Block, changed: Callable[[Block], Block | None]) -> Block | None:
    match block:
        case Group():
            return msgspec.structs.replace(block, blocks=each_block(block.blocks, changed))
        case Bullets():
            entries = tuple(each_block(entry, changed) for entry in block.entries)
            return msgspec.structs.replace(block, entries=entries)
        case _:
            return changed(block)


def in_steps(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings skip no level, inside groups and lists too: a screen reader walks by them.

    A heading without words leads nowhere and is left out.
    """
    above = 1

    def stepped(block: Block) -> Block | None:
        nonlocal above
        if not isinstance(block, Heading):
            return block
        if not words_of(block.text).strip():
            return None
        above = max(min(block.level, above + 1), 2)
        return msgspec.structs.replace(block, level=above)

    return each_block(blocks, stepped)
