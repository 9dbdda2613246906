"""EPUB 3: the article, its notes in a page of their own, and contents that a reading program shows beside it."""

from collections.abc import Sequence
from html import escape

from packed import zipped

from builder.model.document import Block
from written_as import html

_CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_PAGES = {"nav": ' properties="nav"', "article": "", "notes": ""}
_NOTES = '<div role="doc-footnote"'


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return an EPUB 3."""
    text, *notes = html.body(title, blocks).split(f"\n{_NOTES}")
    for number in range(1, len(notes) + 1):
        text = text.replace(f'href="#n{number}"', f'href="notes.xhtml#n{number}"')
    text = text.replace('role="doc-noteref"', 'epub:type="noteref"')
    listed = "".join(f'\n<aside epub:type="footnote"{note.replace("</div>", "</aside>")}' for note in notes)
    listed = listed.replace('href="#r', 'href="article.xhtml#r').replace(' role="doc-backlink"', "")
    listed = listed or "<p>.</p>"
    contents = f'<nav epub:type="toc"><ol><li><a href="article.xhtml">{escape(title)}</a></li></ol></nav>'
    pages = {"nav": contents, "article": text, "notes": f'<section epub:type="footnotes">{listed}</section>'}
    if not notes:
        del pages["notes"]
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": _CONTAINER,
            "EPUB/package.opf": _package(title, language, pages),
            **{f"EPUB/{name}.xhtml": _page(title, body, language) for name, body in pages.items()},
        }
    )


def _page(title, body, language):
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html {spaces} lang="{language}" xml:lang="{language}">'
        f"<head><title>{escape(title)}</title></head>\n<body>{body}</body></html>\n"
    )


def _package(title, language, pages):
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"{_PAGES[name]}/>' for name in pages
    )
    refs = "".join(f'<itemref idref="{name}"/>' for name in pages if name != "nav")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        'unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:identifier id="id">urn:uuid:00000000-0000-4000-8000-000000000002</dc:identifier>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
        f'<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta></metadata><manifest>{items}</manifest>'
        f"<spine>{refs}</spine></package>\n"
    )
