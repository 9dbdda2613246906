"""Footnotes of a PDF: lines in small type at the foot of a column, the first of which begins with a mark.

A raised number in the text is the mark of a note only where there is such a note, and never behind a
number or a unit of length: there it is a power.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.readers.pdf_columns import Column
from builder.readers.pdf_lines import Line, Span
from builder.readers.pdf_measures import Measures

_SMALL = 0.94
_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[*†‡§¶]{1,4})\)?\]?[.:]?")
_BEGINS = re.compile(r"\[?(\d{1,3}|[*†‡§¶]{1,4})(?:\]|[.:)])?\s+(?=\S)")
_NUMBERS = re.compile(r"\d{1,3}|[a-z]|[*†‡§¶]{1,4}")
#: A raised number behind a number or a unit of length is a power, whatever notes there are.
_POWER = re.compile(r"(?:\d|(?<![^\W\d_])(?:[kcdm]?m|ft|in|yd))$")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ENDED = re.compile(r"[.!?…؟۔][\"'”’»)\]]*$")


@dataclass
class Note:
    """A note: the page that it stands on, its mark as written, its mark in the document, its lines."""

    page: int
    written: str
    mark: str
    lines: list[tuple[Span, ...]]


@dataclass
class Notes:
    """The notes of a document, in order."""

    notes: list[Note]

    def spans(self, line: Line) -> tuple[Span, ...]:
        """Return the spans of a line with the marks of notes as the other readers write them: "[1]"."""
        before = ("", *(span.text for span in line.spans))
        return tuple(
            each for span, text in zip(line.spans, before, strict=False) for each in self._marked(span, text, line.page)
        )

    def _marked(self, span: Span, before: str, page: int) -> Iterator[Span]:
        if span.raised and _POWER.search(before) and span.text.strip().isdecimal():
            yield span._replace(text=span.text.translate(_RAISED), raised=False)
            return
        written = _NUMBERS.findall(span.text) if span.raised else []
        marks = [self._mark(each, page) for each in written]
        if not marks or None in marks:
            yield span._replace(raised=False)
            return
        blank = " " * span.text[-1:].isspace()
        yield Span("".join(mark for mark in marks if mark is not None) + blank)

    def _mark(self, written: str, page: int) -> str | None:
        """Return the mark of the note that a number on a page leads to: one of the page, else of the document."""
        here = [note.mark for note in self.notes if note.written == written and note.page == page]
        every = [note.mark for note in self.notes if note.written == written]
        return next(iter(here or every), None)

    def add(self, page: int, written: str, lines: list[tuple[Span, ...]]) -> None:
        """Add a note."""
        self.notes.append(Note(page, written, f"[{written}]", lines))

    def number(self) -> None:
        """Number the notes through where two have one mark, as when each page counts from 1."""
        marks = [note.mark for note in self.notes]
        if len(set(marks)) < len(marks):
            for number, note in enumerate(self.notes, 1):
                note.mark = f"[{number}]"


def without_notes(pages: Sequence[Sequence[Column]], usual: Measures) -> tuple[list[list[Column]], Notes]:
    """Return the columns without the notes at their feet, and the notes."""
    notes = Notes([])
    left: list[list[Column]] = []
    for columns in pages:
        cited = {
            each
            for column in columns
            for line in column.lines
            for span in line.spans[1:]
            if span.raised
            for each in _NUMBERS.findall(span.text)
        }
        left.append([_without(column, usual, cited, notes) for column in columns])
    return [[column for column in columns if column.lines] for columns in left], notes


def _without(column: Column, usual: Measures, cited: set[str], notes: Notes) -> Column:
    """Return a column without its notes, which are added to those known."""
    lines = column.lines
    start = len(lines)
    while start and lines[start - 1].size < _SMALL * usual.size:
        start -= 1
    marks = [note_mark(line, cited) for line in lines[start:]]
    begins = next((at for at, mark in enumerate(marks) if mark), None)
    goes_on = bool(notes.notes) and notes.notes[-1].page == _page(column) - 1 and not _ended(notes.notes[-1])
    if begins is None and not (goes_on and start < len(lines) and start > 0):
        return column
    first = start + (begins or 0) if not goes_on else start
    for line in lines[first:]:
        mark = note_mark(line, cited)
        if mark:
            notes.add(line.page, mark, [without_mark(line)])
        elif notes.notes:
            notes.notes[-1].lines.append(line.spans)
    return column._replace(lines=lines[:first])


def _page(column: Column) -> int:
    return column.lines[0].page if column.lines else 0


def _ended(note: Note) -> bool:
    return _ENDED.search("".join(span.text for span in note.lines[-1]).strip()) is not None


def raised_numbers(line: Line, *, first: bool) -> list[str]:
    """Return the raised numbers of a line that are no powers; one that begins its first line is not counted."""
    before = ("", *(span.text for span in line.spans))
    return [
        number
        for at, (span, text) in enumerate(zip(line.spans, before, strict=False))
        if span.raised and not _POWER.search(text) and (at or not first)
        for number in _NUMBERS.findall(span.text)
        if number.isdecimal()
    ]


def note_mark(line: Line, cited: set[str]) -> str | None:
    """Return the mark that a line begins with: a raised one, or one that the page's text has."""
    first = next((span for span in line.spans if span.text.strip()), None)
    if first is None:
        return None
    match = _MARK.fullmatch(first.text.strip())
    if first.raised and match is not None and len(line.text) > len(first.text.strip()):
        return match[1]
    begins = _BEGINS.match(line.text)
    return begins[1] if begins is not None and begins[1] in cited else None


def without_mark(line: Line) -> tuple[Span, ...]:
    """Return the spans of a note's first line behind its mark."""
    spans = list(line.spans)
    while spans and not spans[0].text.strip():
        spans.pop(0)
    if spans and spans[0].raised and _MARK.fullmatch(spans[0].text.strip()):
        return tuple(spans[1:])
    match = _BEGINS.match(line.text)
    rest = match.end() if match else 0
    found = []
    for span in spans:
        found.append(span._replace(text=span.text[rest:]))
        rest = max(0, rest - len(span.text))
    return tuple(span for span in found if span.text)
