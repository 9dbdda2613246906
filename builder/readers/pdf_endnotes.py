"""Notes at the end of a PDF: numbered paragraphs behind the text whose raised numbers lead to them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from builder.readers.pdf_lines import Line, Span
from builder.readers.pdf_notes import Notes, note_mark, raised_numbers, without_mark
from builder.readers.pdf_paragraphs import Paragraph


def without_endnotes(paragraphs: Sequence[Paragraph], notes: Notes) -> list[Paragraph]:
    """Return the paragraphs that are no notes; the others are added to the notes.

    Either they begin with a raised number, or they are a list behind the text that has all its numbers.
    """
    known = {note.written for note in notes.notes}
    cited = [
        (at, number)
        for at, paragraph in enumerate(paragraphs)
        for place, line in enumerate(paragraph.lines)
        for number in raised_numbers(line, first=place == 0)
        if number not in known
    ]
    if not cited:
        return list(paragraphs)
    numbers = {number for _, number in cited}
    found = {
        at: mark
        for at, paragraph in enumerate(paragraphs)
        if paragraph.sign is None and (mark := note_mark(paragraph.lines[0], set())) in numbers and mark is not None
    } or _listed(paragraphs, max(at for at, _ in cited) + 1, numbers)
    for at, mark in found.items():
        first, *rest = paragraphs[at].lines
        lines = [_without_sign(paragraphs[at], first), *(line.spans for line in rest)]
        notes.add(first.page, mark, lines)
    return [paragraph for at, paragraph in enumerate(paragraphs) if at not in found]


def _listed(paragraphs: Sequence[Paragraph], start: int, numbers: set[str]) -> dict[int, str]:
    """Return the numbers of the items of the first numbered list that has all numbers; {} where there is none."""
    for at in range(start, len(paragraphs)):
        run = list(takewhile(lambda p: _number(p) is not None, paragraphs[at:]))
        marks = [mark for paragraph in run if (mark := _number(paragraph)) is not None]
        if marks and marks[0] == "1" and numbers <= set(marks) and len(set(marks)) == len(marks):
            return {at + place: mark for place, mark in enumerate(marks)}
    return {}


def _number(paragraph: Paragraph) -> str | None:
    digits = paragraph.sign.mark.strip("()[].") if paragraph.sign is not None else ""
    return digits if digits.isdecimal() else None


def _without_sign(paragraph: Paragraph, line: Line) -> tuple[Span, ...]:
    if paragraph.sign is None:
        return without_mark(line)
    rest = len(paragraph.sign.mark)
    spans = []
    for span in line.spans:
        spans.append(span._replace(text=span.text[rest:]))
        rest = max(0, rest - len(span.text))
    return tuple(span for span in spans if span.text)
