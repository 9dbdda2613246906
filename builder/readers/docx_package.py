"""A DOCX file's parts: a package of XML (ECMA-376 part 2, Open Packaging Conventions) whose parts name each other."""

from __future__ import annotations

import posixpath
import zipfile
from typing import NamedTuple

from builder.findings import Where, error
from builder.readers import package as shared
from builder.readers.package import MIME_TYPES, Element, Kind, Refused, archive_of, child, local, number, value

__all__ = ["Element", "Package", "Refused", "Relation", "child", "local", "main_part", "number", "opened", "value"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_OFFICE_NAMES = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation"}
_KIND = Kind(
    name="DOCX",
    maker="Word document",
    again="open it in Word or LibreOffice and save it as .docx again, or fetch it again",
    saved="open it in its own program and save it as .docx",
    broken="docx-broken",
    bomb="docx-bomb",
    unsafe="docx-unsafe",
    encrypted="docx-encrypted",
    other="docx-other",
)


class Relation(NamedTuple):
    """Where a relationship of a part leads: the kind's last word, and an address or the name of a part."""

    kind: str
    target: str
    external: bool


class Package(shared.Package):
    """The parts of an open DOCX file by name, and what each of them leads to."""

    def __init__(self, archive: zipfile.ZipFile, where: Where) -> None:
        super().__init__(archive, where, _KIND)

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
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data, where)
    package = Package(archive_of(data, where, _KIND), where)
    _expect_document(package)
    return package


def _old_office(data: bytes, where: Where) -> Refused:
    if "EncryptedPackage".encode("utf-16-le") in data:
        help_ = "open it, take the password away, and save it as .docx"
        return Refused(error("docx-encrypted", "the file is locked with a password", where, help_))
    return Refused(error("docx-other", "this is an old Office file (.doc) or a locked one", where, _KIND.saved))


def _expect_document(package: Package) -> None:
    """Raise `Refused` unless it is a Word document without macros."""
    names = package.names()
    kind = next((kind for name, kind in _OFFICE_NAMES.items() if name in names), None)
    mime = package.data("mimetype") if "mimetype" in package else None
    if kind is None and mime is not None:
        kind = next((kind for start, kind in MIME_TYPES if mime.startswith(start)), None)
    if kind is None and "[content_types].xml" not in names and "word/document.xml" not in names:
        kind = "a ZIP of other files"
    if kind is not None:
        raise package.refusal("docx-other", f"this is {kind} under the name of a DOCX", _KIND.saved)
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
    raise package.refusal("docx-broken", "there is no document in the file", _KIND.again)
