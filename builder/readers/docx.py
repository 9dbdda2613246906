"""DOCX -> Document: a Word document as Word prints it, without its headers, footers and comments.

lxml reads the parts; nothing is fetched, unpacked to disk or run.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from builder.findings import Finding, Where, error, note
from builder.model.document import Document, Metadata, Source
from builder.readers.blocks import Draft, numbered
from builder.readers.docx_inline import Inline, note_references
from builder.readers.docx_lists import lists_of
from builder.readers.docx_media import Gallery
from builder.readers.docx_package import Element, Package, Refused, Relation, child, local, main_part, opened, value
from builder.readers.docx_styles import Styles, styles_of
from builder.readers.docx_walk import Walk
from builder.readers.gallery import left_out
from builder.readers.properties import authors_of, keywords_of, one_line, title_of
from builder.text.runs import Run, markdown


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a Word document, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    try:
        return _read(source, opened(data, where), where)
    except Refused as refused:
        return None, (refused.finding,)


def _read(source: Source, package: Package, where: Where) -> tuple[Document | None, tuple[Finding, ...]]:
    main = main_part(package)
    root = package.xml(main)
    body = child(root, "body")
    relations = package.relations(main)
    styles = styles_of(_part(package, main, relations, "styles"))
    lists = lists_of(_part(package, main, relations, "numbering"), _links(styles))
    gallery = Gallery(package)
    notes = _notes(package, main, body, Inline(styles, relations, gallery)) if body is not None else []
    walk = Walk(styles, lists, Inline(styles, relations, gallery, {key: draft.mark for key, draft in notes}))
    if body is not None:
        walk.blocks(body)
    blocks = numbered([*walk.drafts, *(draft for _, draft in notes)])
    if not blocks:
        help_ = "save the article's text into it"
        return None, (error("source-empty", "there is no text in the document", where, help_),)
    document = Document(source=source, metadata=_metadata(package), blocks=blocks, media=tuple(gallery.media))
    return document, tuple(_left_out(gallery, walk, where))


def _part(package: Package, main: str, relations: Mapping[str, Relation], kind: str) -> Element | None:
    return package.xml(_named(main, relations, kind))


def _named(main: str, relations: Mapping[str, Relation], kind: str) -> str:
    """Return the name of a part that the document leads to; where it does not say, of the one beside it."""
    beside = posixpath.join(posixpath.dirname(main), f"{kind}.xml")
    return next((each.target for each in relations.values() if each.kind == kind and not each.external), beside)


def _links(styles: Styles) -> dict[str, int]:
    """Return the lists that numbering styles lead to."""
    places = {id_: styles.place(id_) for id_, style in styles.elements.items() if value(style, "type") == "numbering"}
    return {id_: place.list for id_, place in places.items() if place is not None}


def _notes(package: Package, main: str, body: Element, inline: Inline) -> list[tuple[tuple[str, str], Draft]]:
    """Return the notes that the text refers to: footnotes in the order of the text, then endnotes."""
    found: list[tuple[tuple[str, str], Draft]] = []
    references = note_references(body)
    for kind in ("footnote", "endnote"):
        ids = [id_ for which, id_ in references if which == kind]
        if not ids:
            continue
        part = _named(main, inline.relations, f"{kind}s")
        root = package.xml(part)
        elements = {value(each, "id"): each for each in root} if root is not None else {}
        reader = Inline(inline.styles, package.relations(part), inline.gallery)
        for id_ in ids:
            text = _note(elements[id_], reader) if id_ in elements else ""
            if text:
                found.append(((kind, id_), Draft("note", text, mark=f"[{len(found) + 1}]")))
    return found


def _note(element: Element, inline: Inline) -> str:
    """Return the paragraphs of a note as one."""
    runs: list[Run] = []
    for paragraph in element.iter("{*}p"):
        words = inline.words(paragraph, None, strong=False, heading=False)
        runs += [*(Run(" ") if run.text == "\n" else run for run in words.runs), Run(" ")]
    return markdown(runs)


def _metadata(package: Package) -> Metadata:
    """Return what the document's properties say; the day on which Word made the file is not when it was published."""
    relations = package.relations("").values()
    name = next((each.target for each in relations if each.kind == "core-properties"), "docProps/core.xml")
    says: dict[str, str] = {}
    root = package.xml(name)
    for element in root if root is not None else ():
        says.setdefault(local(element.tag), one_line("".join(element.itertext())))
    return Metadata(
        title=title_of(says.get("title", "")),
        authors=authors_of([says.get("creator", "")]),
        language=says.get("language") or None,
        keywords=keywords_of([says.get("keywords", "")]),
    )


def _left_out(gallery: Gallery, walk: Walk, where: Where) -> list[Finding]:
    """Return what could not be taken over."""
    findings = left_out(gallery, "docx-pictures", where, "save them as PNG or JPEG in the document")
    if walk.unread:
        message = f"documents put into this one were not read: {walk.unread}"
        findings.append(note("docx-inserted", message, where, "open it in Word and save it again, which joins them"))
    return findings
