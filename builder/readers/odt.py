"""ODT -> Document: an OpenDocument text as it is printed, without its headers, footers and remarks.

OpenDocument 1.3 (OASIS, ISO/IEC 26300).  A flat file (.fodt) is the same in one piece of XML.  The
library odfpy is under the GPL for a part of it and gives elements and no more; lxml reads them as well.
"""

from __future__ import annotations

import io
import zipfile

from builder.findings import Finding, Where, error
from builder.model.document import Document, Metadata, Source
from builder.readers.blocks import Draft, numbered
from builder.readers.gallery import Pictures, left_out
from builder.readers.odt_inline import Inline, note_marks
from builder.readers.odt_styles import styles_of
from builder.readers.odt_walk import Walk
from builder.readers.package import MIME_TYPES, Element, Kind, Package, Refused, archive_of, child, local
from builder.readers.paragraphs import written
from builder.readers.properties import authors_of, keywords_of, one_line, title_of
from builder.text.runs import Run

_KIND = Kind(
    name="ODT",
    maker="OpenDocument text",
    again="open it in LibreOffice and save it as .odt again, or fetch it again",
    saved="open it in its own program and save it as .odt",
)
_TEXT = "an OpenDocument text (.odt)"


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of an OpenDocument text, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    try:
        return _read(source, _opened(data, where), where)
    except Refused as refused:
        return None, (refused.finding,)


def _opened(data: bytes, where: Where) -> Package:
    """Return the parts of an OpenDocument text; raise `Refused` for every other file."""
    if data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and b"office:document" in data[:4000]:
        return Package(archive_of(_packed(data), where, _KIND), where, _KIND)
    package = Package(archive_of(data, where, _KIND), where, _KIND)
    mime = package.data("mimetype")
    kind = next((kind for start, kind in MIME_TYPES if mime is not None and mime.startswith(start)), None)
    if kind is None and "content.xml" not in package:
        kind = "a ZIP of other files"
    if kind is not None and kind != _TEXT:
        raise package.refusal(_KIND.other, f"this is {kind} under the name of an ODT", _KIND.saved)
    manifest = package.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data", "{*}encrypted-key"), None) is not None:
        help_ = "open it, and save a copy without the password"
        raise package.refusal(_KIND.encrypted, "the file is locked with a password", help_)
    return package


def _packed(data: bytes) -> bytes:
    """Return a flat file as a package of one part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(zipfile.ZipInfo("content.xml"), data)
    return stream.getvalue()


def _read(source: Source, package: Package, where: Where) -> tuple[Document | None, tuple[Finding, ...]]:
    content = package.xml("content.xml")
    if content is None:
        raise package.broken("there is no content.xml in it, where the text is")
    body = child(content, "body", "text")
    pictures = Pictures(package.data)
    styles = styles_of(package.xml("styles.xml"), content)
    marks = note_marks(body) if body is not None else {}
    walk = Walk(Inline(styles, package, pictures, marks))
    if body is not None:
        walk.blocks(body)
    notes = [Draft("note", _note(note, walk.inline), mark=mark) for note, mark in marks.items()]
    blocks = numbered([*walk.drafts, *notes])
    if not blocks:
        help_ = "save the article's text into it"
        return None, (error("source-empty", "there is no text in the document", where, help_),)
    about = package.xml("meta.xml")
    metadata = _metadata(about if about is not None else content)
    document = Document(source=source, metadata=metadata, blocks=blocks, media=tuple(pictures.media))
    help_ = "save them as PNG or JPEG in the document"
    return document, tuple(left_out(pictures, "package-pictures", where, help_))


def _note(note: Element, inline: Inline) -> str:
    """Return the paragraphs of a note as one."""
    runs: list[Run] = []
    body = child(note, "note-body")
    for paragraph in body.iter("{*}p", "{*}h") if body is not None else ():
        words = inline.words(paragraph, strong=False)
        runs += [*(Run(" ") if run.text == "\n" else run for run in words.runs), Run(" ")]
    return written(runs)


def _metadata(root: Element) -> Metadata:
    """Return what the document's properties say; the day on which it was saved is not when it was published."""
    says: dict[str, list[str]] = {}
    about = child(root, "meta")
    for element in about if about is not None else ():
        says.setdefault(local(element.tag), []).append(one_line("".join(element.itertext())))
    return Metadata(
        title=title_of("".join(says.get("title", [])[:1])),
        authors=authors_of(says.get("initial-creator") or says.get("creator", [])),
        language=next((text for text in says.get("language", []) if text), None),
        keywords=keywords_of(says.get("keyword", [])),
    )
