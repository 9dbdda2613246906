"""An EPUB 3 file from chapters, the same bytes every time.

EPUB 3.3 and EPUB Accessibility 1.1 (W3C Recommendations, 2023): the package document, the navigation
document, and the container, whose first file is `mimetype`, stored and not compressed.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from html import escape
from typing import Literal

import msgspec

_MIMETYPE = "application/epub+zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """A chapter; `name` is its file, `body` well-formed XHTML without the body element.

    described: whether every picture in it has words for readers who do not see it.
    """

    name: str
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    body: str
    described: bool = True


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture; `name` is its file inside the book; moves: whether it may flash."""

    name: str
    media_type: str
    data: bytes
    moves: bool = False


class EpubBook(msgspec.Struct, frozen=True, kw_only=True):
    """A book: parts of chapters under captions ("" for none), in reading order.

    modified: a moment as in "2026-11-24T00:00:00Z", given by who calls: no clock is read here.
    name: what no other book is called (an address), from which its identifier is made.
    contents: the word for the table of contents.  summary: says what the book offers to readers who do not see it.
    made_from: a digest of the sources, kept as the archive's comment.
    """

    name: str
    title: str
    language: str
    direction: Literal["ltr", "rtl"]
    author: str
    modified: str
    contents: str
    summary: str
    parts: tuple[tuple[str, tuple[Chapter, ...]], ...]
    stylesheet: str
    pictures: tuple[Picture, ...] = ()
    made_from: str = ""


def write_epub(book: EpubBook) -> bytes:
    """Return the book as an EPUB file."""
    chapters = [chapter for _, part in book.parts for chapter in part]
    files = [
        ("META-INF/container.xml", _CONTAINER.encode()),
        ("EPUB/package.opf", _package(book, chapters).encode()),
        ("EPUB/nav.xhtml", _navigation(book).encode()),
        ("EPUB/style.css", book.stylesheet.encode()),
        *((f"EPUB/{chapter.name}", _chapter(chapter).encode()) for chapter in chapters),
        *((f"EPUB/{picture.name}", picture.data) for picture in book.pictures),
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = book.made_from.encode("ascii")
        archive.writestr(_entry("mimetype"), _MIMETYPE, zipfile.ZIP_STORED)
        for name, data in files:
            archive.writestr(_entry(name), data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = 0o644 << 16
    entry.create_system = 3  # the same on every system
    return entry


def _chapter(chapter: Chapter) -> str:
    return _document(chapter.title, chapter.language, chapter.direction, chapter.body)


def _document(title: str, language: str, direction: str, body: str) -> str:
    tag = escape(language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' xml:lang="{tag}" lang="{tag}" dir="{direction}">\n<head><title>{escape(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _navigation(book: EpubBook) -> str:
    lines = []
    for caption, chapters in book.parts:
        links = "\n".join(f"<li>{_link(chapter, book.language)}</li>" for chapter in chapters)
        lines.append(f"<li><span>{escape(caption)}</span>\n<ol>\n{links}\n</ol></li>" if caption else links)
    title, listed = escape(book.contents), "\n".join(lines)
    start = next(chapter for _, chapters in book.parts for chapter in chapters)
    body = (
        f'<nav epub:type="toc" role="doc-toc"><h1>{title}</h1>\n<ol>\n{listed}\n</ol></nav>\n'
        f'<nav epub:type="landmarks" hidden="hidden">\n<ol>\n'
        f'<li><a epub:type="bodymatter" href="{start.name}">{escape(start.title)}</a></li>\n</ol></nav>'
    )
    return _document(book.contents, book.language, book.direction, body)


def _link(chapter: Chapter, around: str) -> str:
    """Return the link to a chapter; a title in another language than the words around it says so."""
    tag = escape(chapter.language)
    said = "" if chapter.language == around else f' xml:lang="{tag}" lang="{tag}" dir="{chapter.direction}"'
    return f'<a href="{chapter.name}"{said}>{escape(chapter.title)}</a>'


def _accessibility(book: EpubBook, chapters: list[Chapter]) -> list[tuple[str, str]]:
    """Return what is true of the book (EPUB Accessibility 1.1, 2); that it conforms is for a person to say."""
    described = all(chapter.described for chapter in chapters)
    maths = any("<math" in chapter.body for chapter in chapters)
    seen = bool(book.pictures)
    return [
        ("accessMode", "textual"),
        *[("accessMode", "visual")] * seen,
        ("accessModeSufficient", "textual" if described else "textual,visual"),
        *[("accessibilityFeature", "alternativeText")] * (seen and described),
        *[("accessibilityFeature", "MathML")] * maths,
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "readingOrder"),
        ("accessibilityFeature", "displayTransformability"),
        ("accessibilityHazard", "unknown" if any(picture.moves for picture in book.pictures) else "none"),
        ("accessibilitySummary", book.summary),
    ]


def _package(book: EpubBook, chapters: list[Chapter]) -> str:
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, book.name)
    creator = f"<dc:creator>{escape(book.author)}</dc:creator>\n" if book.author else ""
    metas = "\n".join(
        f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in _accessibility(book, chapters)
    )
    tags = dict.fromkeys((book.language, *(chapter.language for chapter in chapters)))
    languages = "".join(f"<dc:language>{escape(tag)}</dc:language>\n" for tag in tags)
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(_item(f"c{n}", chapter) for n, chapter in enumerate(chapters, 1)),
        *(
            f'<item id="p{n}" href="{escape(picture.name)}" media-type="{picture.media_type}"/>'
            for n, picture in enumerate(book.pictures, 1)
        ),
    ]
    spine = "\n".join(f'<itemref idref="c{n}"/>' for n, _ in enumerate(chapters, 1))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{escape(book.language)}" dir="{book.direction}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<dc:identifier id="id">urn:uuid:{identifier}</dc:identifier>\n<dc:title>{escape(book.title)}</dc:title>\n'
        f"{languages}{creator}"
        f'<meta property="dcterms:modified">{escape(book.modified)}</meta>\n{metas}\n</metadata>\n'
        "<manifest>\n" + "\n".join(manifest) + "\n</manifest>\n"
        f'<spine page-progression-direction="{book.direction}">\n{spine}\n</spine>\n</package>\n'
    )


def _item(id_: str, chapter: Chapter) -> str:
    properties = ' properties="mathml"' if "<math" in chapter.body else ""
    return f'<item id="{id_}" href="{chapter.name}" media-type="application/xhtml+xml"{properties}/>'
