"""Markdown as plain lines, for what can hold no marks: a calendar's notes, the cell of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.model.sheet import Block, Bullets, Code, Group, Heading, Paragraph, Picture, Table, Terms
from builder.writers.sheets.inline import text_of, words_of
from builder.writers.sheets.markdown import content_of


def plain_lines(markdown: str) -> str:
    r"""Return the words of Markdown, a line a paragraph or a list's entry; a link shows its address.

    >>> plain_lines("Bring *two* questions:\n\n- one of fact\n- one of [value](https://example.org)")
    'Bring two questions:\n- one of fact\n- one of value (https://example.org)'
    """
    return "\n".join(_lines(content_of(markdown).blocks))


def plain_line(markdown: str) -> str:
    """Return the words of inline Markdown; a link shows its address."""
    return words_of(text_of(markdown))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield words_of(block.text)
            case Bullets():
                for number, entry in enumerate(block.entries):
                    mark = f"{block.start + number}." if block.start else "-"
                    yield f"{mark} " + "\n".join(_lines(entry)).replace("\n", "\n  ")
            case Terms():
                yield from (f"{words_of(entry.term)}: {words_of(entry.definition)}" for entry in block.entries)
            case Table():
                yield from (" | ".join(map(words_of, row)) for row in (block.head, *block.rows))
            case Group():
                yield from _lines(block.blocks)
            case Code():
                yield block.text
            case Picture():
                yield block.description
            case _:  # cards, questions and lines are no Markdown
                continue
