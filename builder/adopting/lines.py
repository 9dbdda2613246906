"""Lines beside lines: which came from which, and an edit of one made in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from builder.adopting.edits import LineEdit
from builder.files.lines import lines_of, newline_of

#: Two lines are one line edited if they are at least this like each other.
_SAME_LINE = 0.5
#: Of more lines than this in one change, none is laid beside another: the work grows with the square.
_MOST = 120
#: A line of so many words, beside another, is no line of a module: the work grows with the square.
_MOST_TOKENS = 20_000_000
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Step = tuple[int | None, int | None]


def paired(one: Sequence[str], other: Sequence[str]) -> list[Step]:
    """Return the steps from lines to other lines: pairs of places that are one line edited, and places of lines alone.

    Both keep their order; of all ways to lay them beside each other, the one with the most likeness is taken.
    """
    if len(one) == len(other) == 1 and one[0].strip() and other[0].strip():
        return [(0, 0)]
    if len(one) * len(other) > _MOST * _MOST:
        return [*((n, None) for n in range(len(one))), *((None, n) for n in range(len(other)))]
    like = [[likeness(a, b) for b in other] for a in one]
    best = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(other) - 1, -1, -1):
            pair = like[i][j] + best[i + 1][j + 1] if like[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    return _path(like, best)


def _path(like: list[list[float]], best: list[list[float]]) -> list[Step]:
    steps: list[Step] = []
    i = j = 0
    rows, columns = len(best) - 1, len(best[0]) - 1
    while i < rows or j < columns:
        if i < rows and j < columns and like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            steps.append((i, j))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            steps.append((i, None))
            i += 1
        else:
            steps.append((None, j))
            j += 1
    return steps


def likeness(one: str, other: str) -> float:
    """Return how like each other two lines are; 0 where they are not one line edited."""
    if not one.strip() or not other.strip():
        return 0.01 if one.strip() == other.strip() else 0.0
    return max(_ratio(_TOKEN.findall(one), _TOKEN.findall(other)), _ratio(_WORD.findall(one), _WORD.findall(other)))


def _ratio(one: list[str], other: list[str]) -> float:
    """Return how like two runs of words are, 0 where they are not one line edited."""
    if not one or not other or len(one) * len(other) > _MOST_TOKENS:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ratio = matcher.ratio() if matcher.quick_ratio() >= _SAME_LINE else 0.0
    return ratio if ratio >= _SAME_LINE else 0.0


def origins(source: Sequence[str], shown: Sequence[str]) -> list[int | None]:
    """Return, for each line that is shown, the place of the line that it was made from; None where there is none."""
    found: list[int | None] = [None] * len(shown)
    matcher = SequenceMatcher(None, source, shown, autojunk=False)
    for tag, s1, s2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            found[b1:b2] = range(s1, s2)
        elif tag == "replace":
            for s, b in paired(source[s1:s2], shown[b1:b2]):
                if s is not None and b is not None:
                    found[b1 + b] = s1 + s
    return found


def respelled(source: str, shown: str, edited: str, put: Callable[[str], str] = str) -> str | None:
    """Return a source text in which the changes from `shown` to `edited` are made; None where one cannot be traced.

    `shown` is what a product makes of `source`: the same words, with some signs more or fewer.
    put: how words that are put in are written in the source.
    """
    if source == shown and put is str:
        return edited
    own, starts = _tokens(source)
    one, other = _tokens(shown)[0], _tokens(edited)[0]
    if len(one) * max(len(own), len(other)) > _MOST_TOKENS:
        return None
    at: list[int | None] = [None] * len(one)
    for block in SequenceMatcher(None, _alike(own), _alike(one), autojunk=False).get_matching_blocks():
        at[block.b : block.b + block.size] = range(block.a, block.a + block.size)
    parts, position = [], 0
    for tag, b1, b2, e1, e2 in SequenceMatcher(None, _alike(one), _alike(other), autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        place = _traced(at, b1, b2, len(own))
        if place is None or starts[place[0]] < position:
            return None
        parts += [source[position : starts[place[0]]], put("".join(other[e1:e2]))]
        position = starts[place[1]]
    return "".join([*parts, source[position:]])


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the words, signs and blanks of a text, and where each begins; at last where the text ends."""
    found = _TOKEN.findall(text)
    starts = [0]
    for token in found:
        starts.append(starts[-1] + len(token))
    return found, starts


def _alike(tokens: list[str]) -> list[str]:
    """Return tokens as they are compared: a line end is a blank."""
    return [" " if token.isspace() else token for token in tokens]


def _traced(at: list[int | None], start: int, end: int, length: int) -> tuple[int, int] | None:
    """Return the tokens of the source for those shown; for a place between two, the place between theirs."""
    if start < end:
        first, last = at[start], at[end - 1]
        return (first, last + 1) if first is not None and last is not None and first <= last else None
    before = at[start - 1] if start else None
    if before is not None:
        return before + 1, before + 1
    following = at[start] if start < len(at) else None
    if following is None and not at:
        following = length
    return (following, following) if following is not None else None


def indent_of(line: str) -> int:
    """Return how far a line is set in."""
    return len(line) - len(line.lstrip())


def rows_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text without their ends."""
    starts = lines_of(text).starts
    return tuple(text[start:end].rstrip("\r\n") for start, end in pairwise(starts))


def with_line_edits(text: str, edits: Iterable[LineEdit]) -> str:
    """Return the text with lines replaced, put in and taken out; all other lines keep every byte.

    Edits at one place are made in the order given.  Raises ValueError where two overlap.
    """
    starts, newline = lines_of(text).starts, newline_of(text)
    rows = [text[start:end] for start, end in pairwise(starts)]
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not position <= edit.start <= edit.end <= len(rows):
            raise ValueError(f"lines {edit.start}-{edit.end} are edited twice")
        parts += rows[position : edit.start]
        parts += _ended(rows[edit.start : edit.end], edit.lines, newline)
        position = edit.end
    parts += rows[position:]
    whole = [part if part.endswith(("\n", "\r")) else part + newline for part in parts[:-1]]
    return "".join([*whole, *parts[-1:]])


def _ended(old: list[str], new: tuple[str, ...], newline: str) -> list[str]:
    """Return new lines with line ends; a line that replaces one keeps that one's."""
    ends = [row[len(row.rstrip("\r\n")) :] for row in old]
    return [line + (ends[number] if number < len(ends) else newline) for number, line in enumerate(new)]
