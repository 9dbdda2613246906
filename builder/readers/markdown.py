"""Markdown -> Document: CommonMark with tables, footnotes, definition lists and front matter.

Files that end in `.md` are often something less: text pasted from Word, with its own bullets and
indentation.  What CommonMark makes of it is kept, where a reader of the file would see the same.
"""

from __future__ import annotations

from builder.findings import Finding, Where, error, note, warning
from builder.model.document import Document, Source
from builder.readers import decode
from builder.readers.blocks import numbered
from builder.readers.markdown_front import matter_of
from builder.readers.markdown_parser import Parsed, parsed
from builder.readers.markdown_pictures import Pictures
from builder.readers.markdown_walk import drafts_of

#: More lines than an article has, a long book's worth.
_MOST_LINES = 30_000


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a Markdown text, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    written, findings = decode.decode(data, where)
    if written is None:
        return None, findings
    text = decode.cleaned(written.replace("\r\n", "\n").replace("\r", "\n"))
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines > _MOST_LINES:
        message = f"{lines:,} lines are more than an article's {_MOST_LINES:,}".replace(",", " ")
        return None, (*findings, error("source-large", message, where, "cut the file down to one article"))
    matter = matter_of(text, source.name)
    body = text.split("\n", matter.lines)[matter.lines] if matter.lines else text
    tokens = parsed(body)
    findings = (*findings, *matter.findings, *_guarded(tokens, source.name, matter.lines))
    gallery = Pictures()
    blocks = numbered(drafts_of(tokens, gallery))
    if gallery.left_out:
        message = f"pictures that browsers do not show were left out: {gallery.left_out}"
        findings = (*findings, note("markdown-pictures", message, where, "save them as PNG or JPEG beside the text"))
    if not blocks:
        help_ = "save the article's text into it"
        return None, (*findings, error("source-empty", "there is no text in the file", where, help_))
    return Document(source=source, metadata=matter.metadata, blocks=blocks, media=tuple(gallery.media)), findings


def _guarded(tokens: Parsed, file: str, above: int) -> tuple[Finding, ...]:
    """Return where the text was read without its marks."""
    findings: list[Finding] = []
    if tokens.too_deep is not None:
        message = "lists or quotations are nested too deep here; what stands deeper was read as paragraphs"
        where = Where(file=file, line=tokens.too_deep + above)
        findings.append(warning("markdown-too-deep", message, where, "look whether the module has it as you want it"))
    if tokens.too_many_marks is not None:
        message = "there are more marks here than text; they were read as they stand"
        where = Where(file=file, line=tokens.too_many_marks + above)
        findings.append(warning("markdown-marks", message, where, "look whether this part belongs to the article"))
    return tuple(findings)
