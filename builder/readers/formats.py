"""The table of formats: how bytes or a suffix say what a file is, which module reads it, within which bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

#: An article is some pages of text; what is larger is a book, a log or an attack.
LIMIT = 4_000_000

#: A saved page is mostly markup; a file that holds its pictures is larger still.
LIMIT_WITH_MARKUP = 12_000_000
LIMIT_WITH_PICTURES = 50_000_000

#: A file above this many bytes is read in a process of its own, whatever its format: within its limits a
#: reader of ours may still take longer than a person waits.
LARGE = 300_000
SECONDS = 7.0

_PAGE = re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)[\s>]", re.DOTALL)

_JATS = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?[^>]{0,300}>\s*)*+"
    rb"(?:<!doctype\s+article\s(?!.{0,200}docbook)|<pmc-articleset\b|"
    rb"<(?:\w{1,20}:)?article\b[^>]{0,2000}(?:article-type|dtd-version|jats\.nlm\.nih\.gov))",
    re.DOTALL,
)

_LATEX = re.compile(rb"(?:\s|%[^\n]*\n)*\\document(?:class|style)\b")


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
    seconds: how long its reader may take in a process of its own (`apart`); None where we bound it ourselves,
        and only a large file is read apart.
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
    Format("pdf", (".pdf",), "pdf", LIMIT_WITH_PICTURES, _is_pdf, SECONDS),
    Format("rtf", (".rtf",), "rtf", LIMIT_WITH_PICTURES, _is_rich_text),
    Format("latex", (".tex", ".latex", ".ltx"), "latex", LIMIT, _is_latex),
)


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of the files that can be read, "" for a file without one."""
    return tuple(suffix for known in FORMATS for suffix in known.suffixes)


def by_content(data: bytes) -> Format | None:
    """Return the format of a file whose bytes say it; None where they do not."""
    return next((known for known in FORMATS if known.begins_so is not None and known.begins_so(data)), None)


def suffix_by_content(data: bytes) -> str | None:
    """Return the suffix of the format that the bytes say they are, or None where they do not say it."""
    found = by_content(data)
    return found.suffixes[0] if found is not None else None


def by_suffix(suffix: str) -> Format | None:
    """Return the format whose files end so (".txt", or "" for a file without one); None for an unknown suffix."""
    return next((known for known in FORMATS if suffix in known.suffixes), None)


def limit(name: str) -> int:
    """Return the most bytes that a file of this name may have."""
    known = by_suffix(PurePath(name).suffix.lower())
    return known.limit if known is not None else LIMIT
