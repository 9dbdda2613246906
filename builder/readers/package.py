"""A ZIP of parts (DOCX, ODT, EPUB), read so that a hostile file costs little: nothing is unpacked to disk or fetched.

What is wrong with a file is raised as `Refused`, which the `read` of its format turns into its finding.
"""

from __future__ import annotations

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

#: What a package may be packed with; the zipfile module cannot unpack the other methods piece by piece.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})

_OUTSIDE = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:")
_OTHER_STARTS = (
    (b"%PDF-", "a PDF file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file, or a locked one"),
    (b"<", "a page of HTML or XML"),
)
MIME_TYPES = (
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
)
CUT_DOWN = "cut the file down to one article"
_UNKNOWN = "do not open it if it came from somebody you do not know"


class Kind(NamedTuple):
    """A format whose files are packages: its name, the codes of what is wrong with one, and what to do then.

    again: how to get a sound file; saved: how to get a file of this format from another one.
    maker: what is said of a program that packs as no honest one does.
    """

    name: str
    maker: str
    again: str
    saved: str
    broken: str = "package-broken"
    bomb: str = "package-bomb"
    unsafe: str = "package-unsafe"
    encrypted: str = "package-encrypted"
    other: str = "package-other"


class Refused(Exception):  # noqa: N818 - it is a result, not a failure of ours
    """The file is not read; `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@lru_cache(maxsize=1024)  # a file has few names, and each element is asked for its own many times
def local(tag: object) -> str:
    """Return a name without its namespace; "" for a comment."""
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
    """The parts of an open package by name, capitals alike."""

    def __init__(self, archive: zipfile.ZipFile, where: Where, kind: Kind) -> None:
        self.kind = kind
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

    def broken(self, message: str) -> Refused:
        """Return the refusal of a damaged file."""
        return self.refusal(self.kind.broken, message, self.kind.again)

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
            raise self.broken(f"the part `{name}` is damaged") from problem
        if len(data) > left:
            raise self._too_large(name)
        self._left[budget] = left - len(data)
        return data

    def _too_large(self, name: str) -> Refused:
        return self.refusal(self.kind.bomb, f"the part `{name}` unpacks to more than an article can hold", CUT_DOWN)

    def too_long(self) -> Refused:
        """Return the refusal of a document that is a book, a log or an attack."""
        return self.refusal("source-large", "the document is longer than an article can be", CUT_DOWN)

    def markup(self, name: str) -> bytes | None:
        """Return the bytes of a part that is XML or HTML, bounded in its marks, or None where there is no such part.

        No part declares entities: that is how a small file becomes a large one.
        """
        data = self.data(name, "xml")
        if data is None:
            return None
        self._marks -= data.count(b"<") + data.count(b"=")
        if self._marks < 0:
            raise self._too_large(name)
        if b"<!ENTITY" in data.replace(b"\x00", b"").upper():  # UTF-16 has zeros between the letters
            raise self._declares(name)
        return data

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, or None where there is no such part."""
        data = self.markup(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data.replace(b"\x00", b"").upper():
            raise self._declares(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError, LookupError) as problem:
            raise self.broken(f"the part `{name}` is not well-formed XML") from problem
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._declares(name)
        return root

    def _declares(self, name: str) -> Refused:
        message = f"the part `{name}` declares a document type, as no {self.kind.name} does"
        return self.refusal(self.kind.unsafe, message, _UNKNOWN)


def archive_of(data: bytes, where: Where, kind: Kind) -> zipfile.ZipFile:
    """Return the archive of a file; raise `Refused` where it is none, is damaged, locked, or not honestly packed."""

    def refused(code: str, message: str, help_: str) -> Refused:
        return Refused(error(code, message, where, help_))

    if not data.startswith(b"PK"):
        start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
        other = next((other for sign, other in _OTHER_STARTS if start.startswith(sign)), "some other file")
        article = "an" if kind.name[0] in "EO" else "a"
        raise refused(kind.other, f"this is {other} under the name of {article} {kind.name}", kind.saved)
    if data.count(b"PK\x01\x02") > _MEMBERS:
        raise refused(kind.bomb, f"there are more than {_MEMBERS} files in it", CUT_DOWN)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        infos = archive.infolist()
    except ZIP_ERRORS as problem:
        raise refused(kind.broken, "the file is damaged or cut off", kind.again) from problem
    outside = next((info.orig_filename for info in infos if _OUTSIDE.search(info.orig_filename)), None)
    if outside is not None:
        message = f"its part {outside[:80]!r} would leave the folder it is unpacked in"
        raise refused(kind.unsafe, message, _UNKNOWN)
    if any(info.flag_bits & 1 for info in infos):
        raise refused(kind.encrypted, "the file is locked with a password", "save a copy of it without the password")
    if any(info.compress_type not in _METHODS for info in infos):
        raise refused(kind.broken, f"the file is packed in a way that no {kind.maker} is", kind.again)
    return archive
