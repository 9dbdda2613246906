"""HTML -> Document: a saved web page, its furniture marked and not lost.

lxml reads what browsers write and people save; nothing is fetched, no script runs, no entity is
expanded but those of HTML.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source
from builder.readers import decode
from builder.readers.blocks import numbered
from builder.readers.html_metadata import metadata_of
from builder.readers.html_script import needs_script
from builder.readers.html_walk import MOST_BLOCKS, TooLargeError, walk

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")

#: Browsers read Latin-1 as Windows-1252 (WHATWG Encoding, "Names and labels").
_AS_BROWSERS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a web page, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    text, findings = decoded(data, where)
    if text is None:
        return None, findings
    root, too_deep = parsed(text)
    if too_deep:
        help_ = "no page that people read is like that; select its text in a browser and save it as text"
        return None, (error("source-too-deep", "its elements are nested more than 2000 deep", where, help_),)
    if root is None:
        return None, (error("source-empty", "the page holds nothing", where, "save the page again, with its text"),)
    metadata = metadata_of(root)
    try:
        blocks = numbered(walk(root, source.address or metadata.url or ""))
    except TooLargeError:
        message = f"the page has more than {MOST_BLOCKS} paragraphs, or more marks in its text than an article has"
        return None, (error("source-large", message, where, "cut it down to one article"),)
    if needs_script(root, blocks):
        message = "the page is empty until its scripts run, and none is run here"
        help_ = "open it in a browser, wait for the text, and save the page from there"
        return None, (error("page-needs-script", message, where, help_),)
    if not blocks:
        help_ = "open it in a browser, select the article and save it as text"
        return None, (error("source-empty", "there is no text in the page", where, help_),)
    return Document(source=source, metadata=metadata, blocks=blocks), findings


def decoded(data: bytes, where: Where) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text: by its byte order mark, as UTF-8 where it is that, as the page declares, or by guess."""
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    match = _DECLARED.search(data[:4000])
    declared = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    encoding = _AS_BROWSERS.get(declared, declared)
    if encoding and not encoding.replace("-", "").replace("_", "").startswith("utf"):
        try:
            return data.decode(encoding), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode.decode(data, where)


def parsed(text: str) -> tuple[HtmlElement | None, bool]:
    """Return the root of the page, None where there is no element, and whether the parser gave up on its depth."""
    clean = _XML_DECLARATION.sub("", text.replace("\x00", ""), count=1)
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
