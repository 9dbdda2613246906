"""A person's own Word file as a template: looked at before it is opened, and emptied (`emptying.py`).

A file that unpacks to far more than any template, that is locked, or that holds programs is refused; the limits are
those for Word files in `readers/docx_package.py`, which no writer may ask.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import docx
import msgspec
from docx.opc.exceptions import OpcError
from lxml import etree

from builder.findings import BuilderError, Where, error
from builder.text.zip_errors import ZIP_ERRORS
from builder.writers.word.emptying import emptied

_MEMBERS, _BYTES, _XML_BYTES, _RATIO, _RATIO_FROM = 5_000, 100_000_000, 30_000_000, 200, 1_000_000
#: Marks of XML, of which lxml makes objects of a hundred bytes each.
_MARKS = 600_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_AS_DOCX = "save it in Word or LibreOffice as .docx, or leave the template out"
#: What python-docx and lxml raise for a package that is not as it should be.
_BROKEN = (
    OpcError, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError,
    AssertionError, StopIteration, RecursionError, OverflowError, struct.error,
)  # fmt: skip


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """A person's Word file that was found fit; `data` is what is left of it, as a file."""

    data: bytes


class _Unusable(Exception):  # noqa: N818 - it is a result, not a failure of ours
    """A template cannot be used: why, and what to do."""

    def __init__(self, why: str, help_: str = _AS_DOCX) -> None:
        super().__init__(why)
        self.help = help_


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Turn what a template that is not as it should be makes python-docx raise into one BuilderError."""
    try:
        yield
    except _Unusable as problem:
        message = f"the template cannot be used: {problem}"
        raise BuilderError(error("template-unreadable", message, Where(file=name or None), problem.help)) from problem
    except (*_BROKEN, *ZIP_ERRORS) as problem:
        message = "the template cannot be used: it is no whole Word document"
        raise BuilderError(error("template-unreadable", message, Where(file=name or None), _AS_DOCX)) from problem


def looked_at(data: bytes) -> Template:
    """Return a person's Word file as a template; to be called within `refusals`."""
    document = docx.Document(io.BytesIO(_checked(data)))
    emptied(document)
    names = [str(part.partname).lower() for part in document.part.package.iter_parts()]
    if len(set(names)) < len(names):
        raise _Unusable("two of its parts have one name")
    stream = io.BytesIO()
    document.save(stream)
    return Template(data=stream.getvalue())


def _checked(data: bytes) -> bytes:
    """Return the bytes of a template as those of a document; raise `_Unusable` for what is none."""
    if data.startswith(_OLD_OFFICE):
        raise _Unusable("it is an older Word file (.doc) or locked with a password", _AS_DOCX)
    if not data.startswith(b"PK") or data.count(b"PK\x01\x02") > _MEMBERS:
        raise _Unusable("it is no Word document (.docx)")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if any(info.flag_bits & 1 for info in infos):
            raise _Unusable("it is locked with a password", "save a copy of it without the password")
        if any(_is_bomb(info) for info in infos) or sum(info.file_size for info in infos) > _BYTES:
            raise _Unusable("it unpacks to more than a template can hold", "take its pictures and text out")
        parts = {info.filename: _part(archive, info) for info in infos}
    return _as_document(parts)


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    most = _XML_BYTES if info.filename.lower().endswith((".xml", ".rels")) else _BYTES
    ratio = info.file_size / max(info.compress_size, 1)
    return info.file_size > most or (info.file_size > _RATIO_FROM and ratio > _RATIO)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as member:
        content = member.read(info.file_size + 1)  # what a file says of its size may be a lie
    if len(content) > info.file_size:
        raise _Unusable("it unpacks to more than it says")
    return content


def _as_document(parts: dict[str, bytes]) -> bytes:
    """Return the parts packed again, a template (.dotx) as a document; raise `_Unusable` for macros and entities."""
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in parts):
        raise _Unusable("it holds macros, that is, programs", "save it as .docx or .dotx, without macros")
    xml = [content for name, content in parts.items() if name.lower().endswith((".xml", ".rels"))]
    if any(b"<!" in _bare(content) and re.search(rb"<!(DOCTYPE|ENTITY)", _bare(content)) for content in xml):
        raise _Unusable("it declares a document type, as no Word document does")
    if sum(content.count(b"<") for content in xml) > _MARKS:
        raise _Unusable("it is longer than a template can be", "take its text out")
    if _DOCUMENT_TYPE not in types and _TEMPLATE_TYPE not in types:
        raise _Unusable("it is no Word document (.docx)")
    parts["[Content_Types].xml"] = types.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _bare(content: bytes) -> bytes:
    """Return a part so that its marks can be looked for: UTF-16 has zeros between the letters."""
    return content.replace(b"\x00", b"").upper()
