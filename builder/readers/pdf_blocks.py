"""Paragraphs of a PDF -> blocks: which are headings, items, quotations, and the inline Markdown of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from builder.model.document import BlockKind
from builder.readers.blocks import Draft, table
from builder.readers.lists import Depth
from builder.readers.pdf_lines import Span
from builder.readers.pdf_measures import Measures
from builder.readers.pdf_notes import Notes
from builder.readers.pdf_paragraphs import Paragraph, is_of_contents
from builder.readers.pdf_words import Hyphens, together
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, link, markdown, sliced

CONTENTS = "a table of contents"

_LONGEST_HEADING, _MOST_LINES = 180, 3
_LETTER = re.compile(r"[^\W\d_]")
_NO_HEADING = re.compile(r"(?:[.,;]|\w…)[\"'”’»)]*$")
_SET_IN = 0.9


class Setting:
    """How the paragraphs of a document are written: what they have in common."""

    def __init__(self, usual: Measures, notes: Notes, hyphens: Hyphens) -> None:
        self._usual, self._notes, self._hyphens = usual, notes, hyphens

    def drafts(self, paragraphs: Sequence[Paragraph]) -> Iterator[Draft]:
        """Yield the block of each paragraph."""
        headings = [self._is_heading(paragraphs, at) for at in range(len(paragraphs))]
        levels = self._levels(each for each, heading in zip(paragraphs, headings, strict=True) if heading)
        quoted = [self._is_set_in(each) for each in paragraphs]
        lefts = {round(each.left) for each, set_in in zip(paragraphs, quoted, strict=True) if set_in}
        depth = Depth()
        item: Paragraph | None = None
        for each, heading, set_in in zip(paragraphs, headings, quoted, strict=True):
            if heading:
                item = None
                depth.close()
                yield Draft("heading", self._written(each, strong=False), levels[self._style(each)])
            elif each.table is not None:
                item = None
                depth.close()
                yield Draft("table", self._table(each))
            elif each.sign is not None:
                item = each
                yield Draft("item", self._written(each), depth.of(each.sign), _mark(each))
            else:
                one_line = len(each.lines) == 1 and round(each.left) in lefts
                further = (
                    item is not None
                    and abs(each.left - item.text_left) <= 0.6 * each.size
                    and not self._is_narrow(each)
                )
                if not further:
                    item = None
                    depth.close()
                contents = CONTENTS if is_of_contents(each.lines[-1]) else None
                kind: BlockKind = "quotation" if (set_in or one_line) and not further else "paragraph"
                yield Draft(kind, self._written(each), furniture=contents)

    def note_drafts(self) -> Iterator[Draft]:
        """Yield the notes."""
        for note in self._notes.notes:
            yield Draft("note", self._inline(note.lines), mark=note.mark)

    def _style(self, paragraph: Paragraph) -> tuple[float, bool]:
        return round(paragraph.size * 2) / 2, paragraph.lines[0].bold

    def _levels(self, headings: Iterable[Paragraph]) -> dict[tuple[float, bool], int]:
        """Return the level of each style of headings: the larger the higher, bold above plain."""
        styles = sorted({self._style(each) for each in headings}, reverse=True)
        return {style: min(level, 6) for level, style in enumerate(styles, 1)}

    def _is_heading(self, paragraphs: Sequence[Paragraph], at: int) -> bool:
        """Return whether a paragraph is a heading: short, no sentence, larger than the text or bold."""
        each = paragraphs[at]
        text = each.text
        if each.table is not None or len(text) > _LONGEST_HEADING or len(each.lines) > _MOST_LINES:
            return False
        if not all(self._usual.stands_out(line) for line in each.lines) or not _LETTER.search(text):
            return False
        large = each.size >= 1.3 * self._usual.size
        if _NO_HEADING.search(text) and not (large and len(each.lines) == 1):
            return False
        if each.sign is None:
            return True
        if not any(character.isalnum() for character in each.sign.mark):
            return False
        after = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        return after is None or after.sign is None or not self._usual.stands_out(after.lines[0])

    def _is_set_in(self, each: Paragraph) -> bool:
        """Return whether a paragraph is set in from both edges, as quotations are."""
        if each.sign is not None or each.table is not None or len(each.lines) < 2:
            return False
        size = each.size
        left = min(line.left for line in each.lines) - each.column.left
        right = each.column.right - max(line.right for line in each.lines)
        steady = max(line.left for line in each.lines) - min(line.left for line in each.lines) < 0.5 * size
        return left >= _SET_IN * size and right >= 0.6 * size and steady

    def _is_narrow(self, each: Paragraph) -> bool:
        """Return whether a paragraph ends well before its column's edge, as no further paragraph of an item does."""
        free = each.column.right - max(line.right for line in each.lines)
        return self._is_set_in(each) and free > 1.5 * each.size

    def _table(self, each: Paragraph) -> str:
        rows = each.table.rows if each.table is not None else ()
        return table([[self._inline([self._notes.spans(line) for line in cell]) for cell in row] for row in rows])

    def _written(self, each: Paragraph, *, strong: bool = True) -> str:
        """Return the inline Markdown of a paragraph, without the sign of an item."""
        runs = self._runs([self._notes.spans(line) for line in each.lines], strong=strong)
        if each.sign is not None and strong:
            runs = sliced(runs, len(each.sign.mark), sum(len(run.text) for run in runs))
        return markdown(runs)

    def _inline(self, lines: Sequence[Sequence[Span]]) -> str:
        return markdown(self._runs(lines, strong=True))

    def _runs(self, lines: Sequence[Sequence[Span]], *, strong: bool) -> list[Run]:
        return [Run(_tidy(span.text), self._marks(span, strong=strong)) for span in together(lines, self._hyphens)]

    def _marks(self, span: Span, *, strong: bool) -> tuple[Mark, ...]:
        marks: list[Mark] = []
        address = _address(span.link) if span.link else None
        if address is not None:
            marks.append(link(address))
        if span.bold and strong and not self._usual.bold:
            marks.append(STRONG)
        if span.italic and not self._usual.italic:
            marks.append(EMPHASIS)
        return tuple(marks)


def _mark(each: Paragraph) -> str:
    mark = each.sign.mark if each.sign is not None else ""
    return "◦" if mark == "o" else mark


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _address(text: str) -> str | None:
    """Return where a link leads if it is an address of the web or of a mailbox."""
    address = re.sub(r"\s", "%20", "".join(each for each in text.strip() if each.isprintable()))
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return address if scheme in ("http", "https", "mailto") else None
