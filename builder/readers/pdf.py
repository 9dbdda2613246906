"""PDF -> Document: the text of a PDF as one reads it, its running heads and page numbers marked and not lost.

A PDF is a picture made of letters: what is a heading, a list, a note or a column is told from sizes,
weights and places (`pdf_*`).  Pictures are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from builder.findings import Finding, Where, error, note, warning
from builder.model.document import Document, Source
from builder.readers.blocks import Draft, numbered
from builder.readers.decode import cleaned
from builder.readers.pdf_blocks import Setting
from builder.readers.pdf_columns import columns
from builder.readers.pdf_endnotes import without_endnotes
from builder.readers.pdf_file import File, Refused, Sheet
from builder.readers.pdf_furniture import Rows, furniture
from builder.readers.pdf_lines import Line, is_mirrored, mirrored, pieces
from builder.readers.pdf_measures import even, is_justified, measures
from builder.readers.pdf_metadata import metadata_of
from builder.readers.pdf_notes import without_notes
from builder.readers.pdf_paragraphs import paragraphs
from builder.readers.pdf_words import Hyphens
from builder.text.inline import escape

SIDEWAYS = "text that stands sideways"

#: A scanned page may have a stamp of its own text: so few letters are none.
_STAMP = 30
_GARBLED = 0.25
_OCR = "run text recognition (OCR) over it, as OCRmyPDF or a scanner's own program does, and import the result"


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a PDF, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    try:
        return _read(source, File(data, where), where)
    except Refused as refused:
        return None, (refused.finding,)


def _read(source: Source, file: File, where: Where) -> tuple[Document | None, tuple[Finding, ...]]:
    sheets = list(file.sheets())
    refused = _without_text(sheets, where)
    if refused is not None:
        return None, (refused,)
    backwards = is_mirrored(glyph for sheet in sheets for glyph in sheet.glyphs)
    pages = [
        pieces(number, mirrored(sheet.glyphs, sheet.width) if backwards else sheet.glyphs, backwards=backwards)
        for number, sheet in enumerate(sheets)
    ]
    site = furniture([Rows(number, sheets[number].height, page) for number, page in enumerate(pages)])
    bodies = [_without(page, site.get(number, [])) for number, page in enumerate(pages)]
    scanned = [n for n, sheet in enumerate(sheets, 1) if sheet.covered and _letters(bodies[n - 1]) < _STAMP]
    if len(scanned) == len(sheets):
        return None, (error("pdf-scanned", "the pages are pictures of text", where, _OCR),)
    drafts = _drafts(bodies, site, sheets)
    blocks = numbered(drafts)
    if not any(block.furniture is None for block in blocks):
        return None, (error("source-empty", "there is no text in the document", where, _OCR),)
    text = " ".join(block.text for block in blocks)
    document = Document(source=source, metadata=metadata_of(file.about(), text), blocks=blocks)
    return document, tuple(_left_out(sheets, scanned, where))


def _without_text(sheets: Sequence[Sheet], where: Where) -> Finding | None:
    """Return why a file without letters, or with letters that mean nothing, cannot be read."""
    letters = sum(not glyph.text.isspace() for sheet in sheets for glyph in sheet.glyphs)
    unknown = sum(sheet.unknown for sheet in sheets)
    if unknown > _GARBLED * (letters + unknown):
        return error("pdf-garbled", "the file does not say which letters its signs are", where, _OCR)
    if letters:
        return None
    if any(sheet.pictures for sheet in sheets):
        return error("pdf-scanned", "the pages are pictures of text", where, _OCR)
    return error("source-empty", "there is no text in the document", where, _OCR)


def _letters(page: Iterable[Line]) -> int:
    return sum(len(piece.text) for piece in page)


def _without(page: Sequence[Line], site: Sequence[tuple[Line, str]]) -> list[Line]:
    """Return the pieces of a page that are not furniture."""
    gone = {id(piece) for row, _ in site for piece in row.pieces}
    return [piece for piece in page if id(piece) not in gone]


def _drafts(
    bodies: Sequence[list[Line]], site: dict[int, list[tuple[Line, str]]], sheets: Sequence[Sheet]
) -> list[Draft]:
    """Return the blocks of all pages; furniture and notes stand behind, as they would part what belongs together."""
    laid = [columns(number, page) for number, page in enumerate(bodies)]
    every = [column for page in laid for column in page]
    drafts: list[Draft] = []
    if every:
        usual = measures((line for column in every for line in column.lines), every)
        laid, notes = without_notes(even(laid, usual.size, [sheet.width for sheet in sheets]), usual)
        text = [column for page in laid for column in page]
        hyphens = Hyphens((line for column in text for line in column.lines), justified=is_justified(text))
        setting = Setting(usual, notes, hyphens)
        body = without_endnotes(paragraphs(laid, usual), notes)
        notes.number()
        drafts += [*setting.drafts(body), *setting.note_drafts()]
    for number, sheet in enumerate(sheets):
        drafts += [Draft("paragraph", escape(row.text), furniture=why) for row, why in site.get(number, [])]
        if sheet.sideways.strip():
            drafts.append(Draft("paragraph", escape(" ".join(sheet.sideways.split())), furniture=SIDEWAYS))
    return [draft._replace(text=cleaned(draft.text)) for draft in drafts]


def _left_out(sheets: Sequence[Sheet], scanned: Sequence[int], where: Where) -> list[Finding]:
    """Return what could not be taken over."""
    findings: list[Finding] = []
    if scanned:
        named = ", ".join(str(number) for number in scanned[:20]) + (" ..." if len(scanned) > 20 else "")
        findings.append(warning("pdf-scanned-pages", f"pages that are pictures were not read: {named}", where, _OCR))
    pictures = sum(sheet.pictures for number, sheet in enumerate(sheets, 1) if number not in scanned)
    if pictures:
        help_ = "save those that matter beside module.md and name them there"
        findings.append(note("pdf-pictures", f"pictures were left out: {pictures}", where, help_))
    return findings
