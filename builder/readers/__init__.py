"""Bytes -> Document: one file a format.

A reader keeps every block of its input, in order, each exactly once; what it takes for a part of the
site and not of the article it marks (`Block.furniture`) and does not lose.  Readers import the model,
the findings and `builder.text`; a third-party format stays in the file that owns it.

decode   bytes -> text      text   plain text -> blocks (wrapping: which lines are one paragraph; lists: depth of items)
apart    a reader in a process of its own, where what it builds on cannot be bounded
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from msgspec.structs import replace

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source
from builder.readers import apart, unread

#: An article is some pages of text; what is larger is a book, a log or an attack.
LIMIT = 4_000_000

#: A saved page is mostly markup; a file that holds its pictures is larger still.
LIMIT_WITH_MARKUP = 12_000_000
LIMIT_WITH_PICTURES = 50_000_000

_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)[\s>]", re.DOTALL)

_JATS = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*|<\?[^>]{0,300}>\s*)*"
    rb"(?:<!doctype\s+article\s(?!.{0,200}docbook)|<pmc-articleset\b|"
    rb"<(?:\w{1,20}:)?article\b[^>]{0,2000}(?:article-type|dtd-version|jats\.nlm\.nih\.gov))",
    re.DOTALL,
)

_LATEX = re.compile(rb"(?:\s|%[^\n]*\n)*\\document(?:class|style)\b")

Reader = Callable[[Source, bytes], tuple[Document | None, tuple[Finding, ...]]]


def _is_page(data: bytes) -> bool:
    return _PAGE.match(data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()) is not None


def _is_word_file(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def _is_book(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and b"mimetypeapplication/epub+zip" in data[:100]


def _is_open_document(data: bytes) -> bool:
    packed = data.startswith(b"PK\x03\x04") and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:120]
    return packed or re.match(rb"\s*(?:<\?xml[^>]*>\s*)?<office:document[\s>]", data[:1000]) is not None


def _is_jats(data: bytes) -> bool:
    """Return whether the bytes begin an article in JATS: by its document type or the attributes of its root."""
    return _JATS.match(data[:6000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()) is not None


def _is_notebook(data: bytes) -> bool:
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{") and b'"nbformat"' in data


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _is_rich_text(data: bytes) -> bool:
    return data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{\\rtf")


def _is_latex(data: bytes) -> bool:
    return _LATEX.match(data[:6000].removeprefix(b"\xef\xbb\xbf")) is not None


class Format(NamedTuple):
    """A format: its name, its suffixes, the module of this package whose `read` reads it, and its most bytes.

    begins_so: whether a file's bytes say that it is of this format, whatever the file is called.
    seconds: how long its reader may take in a process of its own (`apart`); None where we bound it ourselves.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    limit: int = LIMIT
    begins_so: Callable[[bytes], bool] | None = None
    seconds: float | None = None


#: Bytes are asked in this order; where none says so, the suffix decides.
FORMATS: tuple[Format, ...] = (
    Format("txt", (".txt", ".text", ""), "text"),
    Format("html", (".html", ".htm", ".xhtml", ".xht"), "html", LIMIT_WITH_MARKUP, _is_page),
    Format("md", (".md", ".markdown", ".mdown", ".mkd"), "markdown"),
    Format("docx", (".docx",), "docx", LIMIT_WITH_PICTURES, _is_word_file),
    Format("epub", (".epub",), "epub", LIMIT_WITH_PICTURES, _is_book),
    Format("odt", (".odt", ".fodt", ".ott"), "odt", LIMIT_WITH_PICTURES, _is_open_document),
    Format("jats", (".xml", ".nxml"), "jats", LIMIT_WITH_MARKUP, _is_jats),
    Format("ipynb", (".ipynb",), "ipynb", LIMIT_WITH_PICTURES, _is_notebook),
    Format("pdf", (".pdf",), "pdf", LIMIT_WITH_PICTURES, _is_pdf, 7.0),
    Format("rtf", (".rtf",), "rtf", LIMIT_WITH_PICTURES, _is_rich_text),
    Format("latex", (".tex", ".latex", ".ltx"), "latex", LIMIT, _is_latex),
)


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, "" for a file without one."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def _by_content(data: bytes) -> Format | None:
    """Return the format of a file whose bytes say it; None where they do not."""
    return next((known for known in FORMATS if known.begins_so is not None and known.begins_so(data)), None)


def suffix_by_content(data: bytes) -> str | None:
    """Return the suffix of the format that the bytes say they are, or None where they do not say it."""
    found = _by_content(data)
    return found.suffixes[0] if found is not None else None


def limit(name: str) -> int:
    """Return the most bytes that a file of this name may have."""
    suffix = PurePath(name).suffix.lower()
    return next((known.limit for known in FORMATS if suffix in known.suffixes), LIMIT)


def read(name: str, data: bytes, address: str | None = None) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the document that a file holds, or None with a finding that says why there is none.

    address: where a page of the web was found.
    """
    where = Where(file=name)
    suffix = PurePath(name).suffix.lower()
    found = _by_content(data) or next((known for known in FORMATS if suffix in known.suffixes), None)
    if found is None:
        return None, (_unknown(suffix, where),)
    if len(data) > found.limit:
        size = f"{len(data) / 1e6:.1f} million bytes are more than an article's {found.limit / 1e6:.0f} million"
        return None, (error("source-large", size, where, "cut the file down to one article"),)
    if not data:
        return None, (error("source-empty", "the file is empty", where, "save the article's text into it"),)
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name=PurePath(name).name, format=found.name, sha256=digest, address=address)
    module = f"{__name__}.{found.module}"
    if found.seconds is not None:
        document, findings = apart.read(module, found.seconds, source, data)
    else:
        document, findings = cast("Reader", import_module(module).read)(source, data)
    return (_at(document, address) if document is not None and address is not None else document), findings


def _unknown(suffix: str, where: Where) -> Finding:
    """Return why a file is not read, how it becomes one that is, and which are."""
    known = ", ".join(next(each for each in entry.suffixes if each) for entry in FORMATS)
    how = unread.how(suffix)
    help_ = f"{how}; what is read ends in {known}" if how else f"save it as one of: {known}"
    return error("format-unknown", f"no reader for `{suffix}` files", where, help_)


def _at(document: Document, address: str) -> Document:
    """Return a page with the address that it came from, unless it names one of the same host as its own.

    A page may call itself by a shorter address; that it is another site's it may not say of itself.
    """
    said = document.metadata.url
    own = said is not None and urlsplit(said).hostname == urlsplit(address).hostname
    return document if own else replace(document, metadata=replace(document.metadata, url=address))
