"""The reading: the article on paper, with the paragraph numbers that every other product goes by."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.module import ModuleSection, SectionKind
from builder.model.sheet import Block, Heading
from builder.writers.paragraph_numbers import ParagraphNumbers
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.materials import Made, Materials, Placed, body_of, headed, is_same, placed, sheet_of
from builder.writers.sheets.student import source_lines, with_numbers

#: What an article is; work in class and what is only for the instructor are on other sheets.
_READ: tuple[SectionKind, ...] = (
    "update", "care", "summary", "definitions", "talking_points", "key_insight", "informing_practice", "other",
    "continued_reading", "notes", "credits",
)  # fmt: skip
#: Parts without which there is nothing to read.
_TEXT: tuple[SectionKind, ...] = ("summary", "talking_points", "informing_practice", "other")


def reading(materials: Materials) -> Made:
    """Return the article as students may see it; no sheet where that is not to be shown (`text: link`)."""
    sections = [section for section in materials.shown.sections if section.kind in _READ and section.body.strip()]
    if not any(section.kind in _TEXT for section in sections):
        return Made(sheet=None)
    found: list[Placed] = []
    blocks = (*source_lines(materials), *_sections(sections, materials, found))
    return Made(sheet=sheet_of("reading", materials, blocks), substitutes=tuple(found))


def _sections(sections: list[ModuleSection], materials: Materials, found: list[Placed]) -> Iterator[Block]:
    numbers = ParagraphNumbers(materials.article)
    for section in sections:
        content = body_of(section, materials, numbers)
        found += placed(section, content.substitutes)
        if section.heading:
            blocks = with_numbers(content.blocks) if section.kind == "talking_points" else content.blocks
            yield from headed(section, materials, blocks)
        else:
            yield from (block for block in content.blocks if not _is_title(block, materials))


def _is_title(block: Block, materials: Materials) -> bool:
    return isinstance(block, Heading) and is_same(words_of(block.text), materials.shown.front.title)
