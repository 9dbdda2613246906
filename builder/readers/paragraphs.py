"""Paragraphs of a word processor (DOCX, ODT, RTF) -> blocks: lines between breaks, and signs that somebody typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from builder.readers.blocks import Draft
from builder.readers.lists import DEEPEST, Depth, Sign, sign
from builder.readers.looks import Look
from builder.readers.package import Refused
from builder.text.inline import plain
from builder.text.runs import STRONG, Run, markdown, runs_of, sliced

BREAK = Run("\n")
BULLET = "•"
_MOST_BLOCKS = 50_000
_MOST_MARKS = 2_000


@dataclass
class Paragraphs:
    """The blocks so far; `too_long` makes the refusal of a document that has more than an article can have."""

    too_long: Callable[[], Refused]
    drafts: list[Draft] = field(default_factory=list)
    _typed: Depth = field(default_factory=Depth)

    def put(self, runs: Sequence[Run], look: Look, mark: str, indent: int, reason: str | None) -> None:
        """Add the block of a paragraph, or one for each of its lines that stands for itself."""
        if look.kind == "heading":
            bare = [run._replace(marks=tuple(each for each in run.marks if each != STRONG)) for run in runs]
            self.add(Draft("heading", written(bare), look.level, "", reason))
            return
        kind = "paragraph" if look.kind == "contents" else look.kind
        depth = look.level if kind == "item" else 0
        for place, line in enumerate(_lines(runs, paragraphs=kind == "paragraph")):
            text = written(line)
            typed = _typed(text) if kind == "paragraph" or place else None
            if typed is not None:
                rest = markdown(sliced(runs_of(text), typed.text_column, len(plain(text))))
                deep = self._typed.of(Sign(typed.mark, indent, indent + 2))
                self.add(Draft("item", rest, min(depth + deep, DEEPEST), typed.mark, reason))
                continue
            self.add(Draft(kind, text, depth, mark, reason))

    def add(self, draft: Draft) -> None:
        """Add a block that holds anything."""
        if not draft.text:
            return
        if draft.kind != "item":
            self._typed.close()
        self.drafts.append(draft)
        if len(self.drafts) > _MOST_BLOCKS:
            raise self.too_long()


def written(runs: Sequence[Run]) -> str:
    """Return runs as inline Markdown; where marks change more often than in prose, the words alone.

    Whether marks can be read back takes time that grows faster than their number.
    """
    many = sum(bool(run.marks) for run in runs) > _MOST_MARKS
    return markdown([Run(run.text) for run in runs] if many else runs)


def _typed(text: str) -> Sign | None:
    """Return the sign that somebody typed before a paragraph to make an item of it, or None."""
    words = plain(text)
    found = sign(words)
    return found if found is not None and words[found.text_column :].strip() else None


def _lines(runs: Sequence[Run], *, paragraphs: bool) -> list[Sequence[Run]]:
    """Return the lines between breaks that stand for themselves: list items, and what an empty line sets apart.

    Every other break is a blank: it is there for its looks.
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run == BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    if len(lines) == 1:
        return [runs]
    signs = [sign(" ".join("".join(run.text for run in line).split())) for line in lines]
    bullets = [each for each in signs if each is not None]
    a_list = len(bullets) > 1 or any(each.mark == BULLET for each in bullets)
    found: list[list[Run]] = [list(lines[0])]
    for (before, line), own in zip(pairwise(lines), signs[1:], strict=True):
        apart = paragraphs and not _has_words(before)
        if (own is not None and a_list) or apart:
            found.append(list(line))
        else:
            found[-1] += [Run(" "), *line]
    return [line for line in found if _has_words(line)] or [[]]


def _has_words(runs: Sequence[Run]) -> bool:
    return any(re.search(r"\S", run.text) for run in runs)
