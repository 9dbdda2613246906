"""A DOCX file's parts, read so that a hostile file costs little: nothing is unpacked to disk, nothing is fetched.

A DOCX is a ZIP of XML parts (ECMA-376 part 2, Open Packaging Conventions).  What is wrong with one is
raised as `Refused`, which `docx.read` turns into its finding.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

from lxml import etree

from builder.findings import Finding, Where, error
from builder.text.zip_errors import ZIP_ERRORS

#: lxml has no types of its own.
Element = Any

#: Limits.  A book of 300 pages has some 20 MB of XML, 500 members and some 500 000 marks.
_MEMBERS = 5_000
_XML_BYTES = 60_000_000
_MEDIA_BYTES = 100_000_000
_MARKS = 800_000
_RATIO, _RATIO_FROM = 200, 1_000_000

#: What a DOCX may be packed with; the zipfile module cannot unpack the other methods piece by piece.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OFFICE_NAMES = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation"}
_MIME_TYPES = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
_OTHER_STARTS = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"<", "a page of HTML or XML"),
)
_AS_DOCX = "open it in its own program and save it as .docx"
_AGAIN = "open it in Word or LibreOffice and save it as .docx again, or fetch it again"


class Refused(Exception):  # noqa: N818 - it is a result, not a failure of ours
    """The file is not read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class Relation(NamedTuple):
    """Where a relationship of a part leads: the kind's last word, and an address or the name of a part."""

    kind: str
    target: str
    external: bool


@lru_cache(maxsize=1024)  # a file has few names, and each element is asked for its own many times
def local(tag: object) -> str:
    """Return a name without its namespace; "" for a comment: Word's two dialects differ in namespaces only."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element, name: str = "val") -> str | None:
    """Return an attribute by its name without namespace, or None."""
    for key, text in element.attrib.items():
        if local(key) == name:
            return str(text)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child of a name, or by several names the first grandchild and so on, or None."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each.tag) == name), None)
    return element


def number(text: str | None) -> int | None:
    """Return a whole number, or None where it is none or too long to be meant."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


class Package:
    """The parts of an open DOCX file by name, capitals alike."""

    def __init__(self, archive: zipfile.ZipFile, where: Where) -> None:
        self._archive = archive
        self._where = where
        self._left = {"xml": _XML_BYTES, "media": _MEDIA_BYTES}
        self._marks = _MARKS
        self._members = {info.filename.lower(): info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def names(self) -> tuple[str, ...]:
        """Return the names of all parts, in small letters."""
        return tuple(self._members)

    def refusal(self, code: str, message: str, help_: str) -> Refused:
        """Return the refusal of this file; names in the message are the file's, so they are cut to one line."""
        shown = "".join(each if each.isprintable() else "?" for each in message[:300])
        return Refused(error(code, shown, self._where, help_))

    def data(self, name: str, budget: str = "media") -> bytes | None:
        """Return a part's bytes, or None where there is no such part."""
        info = self._members.get(name.lower())
        if info is None:
            return None
        left = self._left[budget]
        packed = max(info.compress_size, 1)
        if info.file_size > left or (info.file_size > _RATIO_FROM and info.file_size / packed > _RATIO):
            raise self._too_large(name)
        try:
            with self._archive.open(info) as member:
                data = member.read(left + 1)
        except ZIP_ERRORS as problem:
            raise self.refusal("docx-broken", f"the part `{name}` is damaged", _AGAIN) from problem
        if len(data) > left:
            raise self._too_large(name)
        self._left[budget] = left - len(data)
        return data

    def _too_large(self, name: str) -> Refused:
        message = f"the part `{name}` unpacks to more than an article can hold"
        return self.refusal("docx-bomb", message, "cut the file down to one article")

    def too_long(self) -> Refused:
        """Return the refusal of a document that is a book, a log or an attack."""
        message = "the document is longer than an article can be"
        return self.refusal("source-large", message, "cut the file down to one article")

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, or None where there is no such part."""
        data = self.data(name, "xml")
        if data is None:
            return None
        self._marks -= data.count(b"<") + data.count(b"=")
        if self._marks < 0:
            raise self._too_large(name)
        bare = data.replace(b"\x00", b"").upper()  # UTF-16 has zeros between the letters
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise self._declares(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError, LookupError) as problem:
            raise self.refusal("docx-broken", f"the part `{name}` is not well-formed XML", _AGAIN) from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declares(name)
        return root

    def _declares(self, name: str) -> Refused:
        message = f"the part `{name}` declares a document type, as no DOCX does"
        return self.refusal("docx-unsafe", message, "do not open it if it came from somebody you do not know")

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relationships of a part by their ids; of the whole package for ""."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for relation in root if root is not None else ():
            kind, target, id_ = (value(relation, key) for key in ("Type", "Target", "Id"))
            if kind and target and id_:
                external = (value(relation, "TargetMode") or "").lower() == "external"
                part = target if external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[id_] = Relation(kind.rpartition("/")[2], part, external)
        return found


def opened(data: bytes, where: Where) -> Package:
    """Return the parts of a DOCX file; raise `Refused` for every other file."""

    def refused(code: str, message: str, help_: str) -> Refused:
        return Refused(error(code, message, where, help_))

    if data.startswith(_OLD_OFFICE):
        raise _old_office(data, where)
    if not data.startswith(b"PK"):
        start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
        kind = next((kind for sign, kind in _OTHER_STARTS if start.startswith(sign)), "some other file")
        raise refused("docx-other", f"this is {kind} under the name of a DOCX", _AS_DOCX)
    if data.count(b"PK\x01\x02") > _MEMBERS:
        raise refused("docx-bomb", f"there are more than {_MEMBERS} files in it", "cut the file down to one article")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except ZIP_ERRORS as problem:
        raise refused("docx-broken", "the file is damaged or cut off", _AGAIN) from problem
    outside = next((info.orig_filename for info in infos if _OUTSIDE.search(info.orig_filename)), None)
    if outside is not None:
        message = f"its part {outside[:80]!r} would leave the folder it is unpacked in"
        raise refused("docx-unsafe", message, "do not open it if it came from somebody you do not know")
    if any(info.flag_bits & 1 for info in infos):
        raise refused("docx-encrypted", "the file is locked with a password", "save a copy of it without the password")
    if any(info.compress_type not in _METHODS for info in infos):
        raise refused("docx-broken", "the file is packed in a way that no Word document is", _AGAIN)
    package = Package(archive, where)
    _expect_document(package)
    return package


def _old_office(data: bytes, where: Where) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        help_ = "open it, take the password away, and save it as .docx"
        return Refused(error("docx-encrypted", "the file is locked with a password", where, help_))
    return Refused(error("docx-other", "this is an old Office file (.doc) or a locked one", where, _AS_DOCX))


def _expect_document(package: Package) -> None:
    """Raise `Refused` unless it is a Word document without macros."""
    names = package.names()
    kind = next((kind for name, kind in _OFFICE_NAMES.items() if name in names), None)
    mime = package.data("mimetype") if "mimetype" in package else None
    if kind is None and mime is not None:
        kind = next((kind for start, kind in _MIME_TYPES if mime.startswith(start)), None)
    if kind is None and "[content_types].xml" not in names and "word/document.xml" not in names:
        kind = "a ZIP of other files"
    if kind is not None:
        raise package.refusal("docx-other", f"this is {kind} under the name of a DOCX", _AS_DOCX)
    types = package.xml("[Content_Types].xml")
    declared = [value(each, "ContentType") or "" for each in types] if types is not None else []
    if any(posixpath.basename(name).startswith("vbaproject") for name in names) or any(
        "macroenabled" in each.lower() or "vbaproject" in each.lower() for each in declared
    ):
        raise package.refusal("docx-macros", "the document holds macros", "save it as .docx, without macros")


def main_part(package: Package) -> str:
    """Return the name of the part that holds the text; raise `Refused` where there is none."""
    relations = package.relations("").values()
    named = next((each.target for each in relations if each.kind == "officeDocument" and not each.external), None)
    for name in (named, "word/document.xml"):
        if name is not None and name in package:
            return name
    raise package.refusal("docx-broken", "there is no document in the file", _AGAIN)
