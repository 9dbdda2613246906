"""Lines of a Markdown paragraph that stand for themselves: bullets that people type, labels, ended lines.

CommonMark joins the lines of a paragraph; who pasted them into the file one under the other did not mean it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from builder.readers import wrapping
from builder.readers.lists import Sign, sign
from builder.readers.markdown_inline import Line
from builder.text.runs import Run

#: Signs that no running text begins a line with.
TYPED = frozenset("•◦▪‣●○■□➢✓")
_NUMBERED_LINE = re.compile(r"\[\d{1,3}\]")

#: `Key words: ...` under another line, and how a line ends that need not go on.
_LABEL = re.compile(r"[^\W\d_][^:]{2,40}:\s")
_WORDS_OF_A_LABEL = 5
_END_OF_SENTENCE = re.compile(r"[.!?…؟۔][)\]\"'”’»]*$")
_SHORT = 60

#: A line behind a break that goes on the sentence of the line before (as in `html_walk`).
_OPEN_END = re.compile(r"[\w,;–—-]$")


def wrapped_at(tokens: Sequence[Token]) -> int | None:
    """Return the column that the text is wrapped at, or None."""
    paragraphs = [token.content.split("\n") for token in tokens if token.type == "inline" and token.content]
    filled = [[line for line in lines if line.strip()] for lines in paragraphs]
    return wrapping.column(
        [line for lines in filled for line in lines], [pair for lines in filled for pair in pairwise(lines)]
    )


def parts(lines: Sequence[Line], wrapped_at: int | None, *, labels: bool) -> Iterator[list[Run]]:
    """Yield what a paragraph is made of: lines that stand for themselves apart, others joined."""
    part: list[Run] = list(lines[0].runs)
    first = sign(lines[0].text)
    for before, line in pairwise(lines):
        if _stands_apart(lines[0], before, line, first, wrapped_at, labels=labels):
            yield part
            part = []
        else:
            part.append(Run(" "))
        part.extend(line.runs)
    yield part


def _stands_apart(
    head: Line, before: Line, line: Line, first: Sign | None, wrapped_at: int | None, *, labels: bool
) -> bool:
    text, last = line.text, before.text
    if not text or not last:
        return False
    if text[0] in TYPED:
        return True
    if line.apart:
        return not (text[0].islower() and _OPEN_END.search(last))
    if wrapping.continues(last, text, wrapped_at):
        return False
    found = sign(text)
    if first is not None and found is not None and found.family == first.family:
        return True
    if _NUMBERED_LINE.match(text) and _NUMBERED_LINE.match(head.text):
        return True
    label = _LABEL.match(text) if labels else None
    if label is None or text[0].islower() or len(label.group().split()) > _WORDS_OF_A_LABEL:
        return False
    return len(last) < _SHORT or _END_OF_SENTENCE.search(last) is not None
