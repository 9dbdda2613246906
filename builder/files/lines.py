"""Lines, offsets and splices: how a text is changed without touching the rest of it.

Only line feed, carriage return and the two together end a line, as in Markdown; Python's own
`splitlines` also ends one at U+2028 and others, which would move every later line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

import msgspec

from builder.findings import Finding, Where, error

_NEWLINE = re.compile(r"\r\n|\r|\n")


class Splice(msgspec.Struct, frozen=True, kw_only=True):
    """Replace the characters [start, end) of a text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all splices made; raises ValueError where two overlap or one lies outside."""
    parts: list[str] = []
    position = 0
    for splice in sorted(splices, key=lambda s: (s.start, s.end)):
        if not position <= splice.start <= splice.end <= len(text):
            raise ValueError(f"splice {splice.start}-{splice.end} does not fit")
        parts += [text[position : splice.start], splice.text]
        position = splice.end
    return "".join([*parts, text[position:]])


class Lines(msgspec.Struct, frozen=True):
    """The offsets at which the lines of a text begin; one more at the text's end."""

    starts: tuple[int, ...]

    def number(self, offset: int) -> int:
        """Return the line, from 1, that holds the character at `offset`."""
        return max(1, min(bisect_right(self.starts, offset), len(self.starts) - 1))

    def column(self, offset: int) -> int:
        """Return the column, from 1, of the character at `offset`."""
        return offset - self.starts[self.number(offset) - 1] + 1


def lines_of(text: str) -> Lines:
    """Return where the lines of a text begin."""
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    return Lines((*starts, len(text))) if starts[-1] != len(text) or len(starts) == 1 else Lines(tuple(starts))


def newline_of(text: str) -> str:
    """Return the line end that a text uses first; a line feed where it has none."""
    match = _NEWLINE.search(text)
    return match.group() if match else "\n"


def with_line_feeds(text: str) -> str:
    """Return the text with every line end a line feed."""
    return _NEWLINE.sub("\n", text)


def line_end(text: str, offset: int) -> int:
    """Return the offset of the line end (or of the text's end) at or after `offset`."""
    match = _NEWLINE.search(text, offset)
    return match.start() if match else len(text)


def decoded(data: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a UTF-8 file, its byte order mark kept as U+FEFF, or a finding that names the line."""
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        finding = error("not-utf8", "the file is not UTF-8 text", Where(file=file, line=line), "save it again as UTF-8")
        return None, (finding,)
