"""What every format puts around a sheet's blocks, and in which steps their headings go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from builder.model.sheet import Block, Group, Heading, Sheet
from builder.wording import phrase
from builder.writers.sheets.inline import words_of


def foot_of(sheet: Sheet) -> str:
    """Return the line at the foot of every page: module, kind, version and licence."""
    version = phrase(sheet.language, "sheet.version", letter=sheet.version) if sheet.version else ""
    return " · ".join(filter(None, [words_of(sheet.heading), sheet.name, version, sheet.licence]))


def page_of(language: str) -> tuple[str, str, str]:
    """Return what stands before, between and after the numbers of "page x of y"."""
    before, between, after = phrase(language, "sheet.page_of").split("|")
    return before, between, after


def in_steps(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings skip no level, those in groups too: a screen reader walks by them."""
    return tuple(_stepped(blocks, [1]))


def _stepped(blocks: Iterable[Block], above: list[int]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading():
                above[0] = max(min(block.level, above[0] + 1), 2)
                yield msgspec.structs.replace(block, level=above[0])
            case Group():
                yield msgspec.structs.replace(block, blocks=tuple(_stepped(block.blocks, above)))
            case _:
                yield block
