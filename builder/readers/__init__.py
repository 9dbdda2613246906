"""Bytes -> Document: one file a format.

A reader keeps every block of its input, in order, each exactly once; what it takes for a part of the
site and not of the article it marks (`Block.furniture`) and does not lose.  Readers import the model,
the findings and `builder.text`; a third-party format stays in the file that owns it.

formats  which format a file is of, and who reads it
decode   bytes -> text      text   plain text -> blocks (wrapping: which lines are one paragraph; lists: depth of items)
apart    a reader in a process of its own, where what it builds on cannot be bounded
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast
from urllib.parse import urlsplit

from msgspec.structs import replace

from builder.findings import Finding, Where, error
from builder.model.document import Document, Source
from builder.readers import apart, unread
from builder.readers.formats import FORMATS, LARGE, SECONDS, by_content, by_suffix

Reader = Callable[[Source, bytes], tuple[Document | None, tuple[Finding, ...]]]


def read(name: str, data: bytes, address: str | None = None) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the document that a file holds, or None with a finding that says why there is none.

    address: where a page of the web was found.
    """
    where = Where(file=name)
    suffix = PurePath(name).suffix.lower()
    found = by_content(data) or by_suffix(suffix)
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
    seconds = SECONDS if len(data) > LARGE else found.seconds
    if seconds is not None:
        document, findings = apart.read(module, seconds, source, data)
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
