"""RTF -> Document: text, styles, lists, notes, tables, links and pictures; nothing else is looked at.

No library that is kept and free to use gives more than bare text (striprtf) or raw groups (rtfparse).
"""

from __future__ import annotations

from builder.findings import Finding, Where, error, note
from builder.model.document import Document, Metadata, Source
from builder.readers.blocks import numbered
from builder.readers.package import Refused
from builder.readers.properties import authors_of, keywords_of, title_of
from builder.readers.rtf_tokens import tokens
from builder.readers.rtf_walk import MOST_TOKENS, TooDeepError, Walk

_AGAIN = "open it in Word or LibreOffice and save it as .rtf or .docx again, or fetch it again"


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of an RTF file, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    bare = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if not bare.startswith(b"{\\rtf"):
        message = "this is some other file under the name of an RTF"
        return None, (error("rtf-other", message, where, "open it in its own program and save it as .rtf or .docx"),)

    def too_long() -> Refused:
        message = "the document is longer than an article can be"
        return Refused(error("source-large", message, where, "cut the file down to one article"))

    walk = Walk(too_long)
    try:
        for count, token in enumerate(tokens(bare)):
            walk.take(token)
            if walk.whole:
                break
            if count > MOST_TOKENS:
                raise too_long()
        drafts = walk.end()
    except Refused as refused:
        return None, (refused.finding,)
    except TooDeepError:
        help_ = "no program that people write with makes such a file; save its text as .txt"
        return None, (error("source-too-deep", "its groups are nested more than 2000 deep", where, help_),)
    if not walk.whole:
        return None, (error("rtf-broken", "the file is cut off: a group that it opens is not closed", where, _AGAIN),)
    blocks = numbered(drafts)
    if not blocks:
        help_ = "save the article's text into it"
        return None, (error("source-empty", "there is no text in the document", where, help_),)
    metadata = Metadata(
        title=title_of(walk.info.get("title", "")),
        authors=authors_of([walk.info.get("author", "")]),
        keywords=keywords_of([walk.info.get("keywords", "")]),
    )
    document = Document(source=source, metadata=metadata, blocks=blocks, media=tuple(walk.pictures.media))
    return document, tuple(_left_out(walk, where))


def _left_out(walk: Walk, where: Where) -> list[Finding]:
    if not walk.lost:
        return []
    message = f"pictures that no browser shows were left out: {walk.lost}"
    return [note("rtf-pictures", message, where, "save the document as .docx with PNG or JPEG pictures")]
