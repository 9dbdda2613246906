"""Plain text -> Document: each non-blank line is a block, and a hard-wrapped paragraph is one block.

Plain text says nothing of headings: a heading is a bare line here, and the recogniser tells it from
what stands around it.  All text is literal, so it goes through `inline.escape`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from builder.findings import Finding, Where, error
from builder.model.document import Block, Document, Source
from builder.readers import wrapping
from builder.readers.decode import decode, lines
from builder.readers.lists import Depth, Sign, columns, sign
from builder.text.inline import escape

_RULE = re.compile(r"(?:[-=_*#~+•·—–.] ?){3,}|[•◦▪‣·*]|[-–]")


#: Signs that running text has too, so that a wrapped line may begin with one: "(2) a clerk", "12. Then".
#: A list begins at 1.
_RUNS_IN = re.compile(r"\(\w+\)|(?!1\D)\d+[.)]")


class _Line(NamedTuple):
    """A non-blank line: its number, its text, the blank lines before it, its indentation and sign."""

    number: int
    text: str
    gap: int
    indent: int
    sign: Sign | None

    @property
    def shown(self) -> str:
        """Return the line as wide as it stands in the file."""
        return " " * self.indent + self.text


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a plain text, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    text, findings = decode(data, where)
    if text is None:
        return None, findings
    found = tuple(_lines(lines(text)))
    if not found:
        message = "there is nothing but blank lines in the file"
        return None, (*findings, error("source-empty", message, where, "save the article's text into it"))
    return Document(source=source, blocks=tuple(_blocks(found))), findings


def _lines(raw: Sequence[str]) -> Iterator[_Line]:
    gap = 0
    for number, line in enumerate(raw, 1):
        spread = columns(line).rstrip()
        text = " ".join(spread.split())
        if not text:
            gap += 1
            continue
        rule = _RULE.fullmatch(text) is not None
        indent = len(spread) - len(spread.lstrip(" "))
        yield _Line(number, text, gap, indent, None if rule else sign(spread))
        gap = 0


def _groups(found: Sequence[_Line]) -> Iterator[tuple[_Line, ...]]:
    """Yield the lines of each block."""
    wrapped_at = wrapping.column(
        [line.shown for line in found],
        [
            (line.shown, following.shown)
            for line, following in pairwise(found)
            if not (following.gap or following.sign or (line.sign and following.indent <= line.indent))
        ],
    )
    group: list[_Line] = []
    for line in found:
        if group and not _continues(group, line, wrapped_at):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def _continues(group: Sequence[_Line], line: _Line, wrapped_at: int | None) -> bool:
    if line.gap or _is_rule(line.text) or _is_rule(group[-1].text):
        return False
    head = group[0].sign
    if line.sign is not None:
        inside = line.indent == (group[0].indent if head is None else head.text_column)
        runs_in = _RUNS_IN.fullmatch(line.sign.mark) is not None
        return inside and runs_in and wrapping.breaks_off(group[-1].shown, line.shown, wrapped_at)
    if head is not None and line.indent >= head.text_column > head.column:
        return True
    return wrapping.continues(group[-1].shown, line.shown, wrapped_at)


def _is_rule(text: str) -> bool:
    return _RULE.fullmatch(text) is not None


def _blocks(found: Sequence[_Line]) -> Iterator[Block]:
    depth = Depth()
    for group in _groups(found):
        head = group[0]
        text = wrapping.join([line.text for line in group])
        if head.sign is None:
            depth.close()
            furniture = "a line drawn between parts" if _is_rule(text) else None
            yield Block(
                number=head.number,
                last=group[-1].number,
                kind="paragraph",
                text=escape(text),
                gap=head.gap,
                furniture=furniture,
            )
            continue
        yield Block(
            number=head.number,
            last=group[-1].number,
            kind="item",
            text=escape(text[len(head.sign.mark) :].lstrip()),
            level=depth.of(head.sign),
            gap=head.gap,
            mark=head.sign.mark,
        )
