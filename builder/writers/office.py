"""What every Office file of ours has: fixed times, and a digest by which a person's change is known.

Word and PowerPoint files are ZIP archives of parts (ECMA-376).  The digest of all parts stands in a custom property,
so it travels with the file; whoever saves the file in another program changes its parts and so breaks the digest.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from builder.text.zip_errors import ZIP_ERRORS

#: The property that holds the digest, and the earliest time that a ZIP can name.
_NAME = "builder-digest"
#: How the names of other properties of ours begin.
OURS = "builder-sheet"
_TIME = (1980, 1, 1, 0, 0, 0)
#: What unpacks to more, or was packed in a way that we never pack, is taken for somebody else's and not looked at.
_MOST_BYTES = 200_000_000
_PACKINGS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))

_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_PART = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_EMPTY = f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}"/>'.encode()
_DIGEST = re.compile(r"[0-9a-f]{64}")


def sealed(data: bytes, says: Mapping[str, str] | None = None) -> bytes:
    """Return an Office file with fixed times and, as a custom property, the digest of its parts.

    says: properties of ours that the file is to have beside the seal, each name beginning with `OURS`.
    A file that has custom properties of its own (it was made from a template) keeps them; those of ours that it has
    are put anew.
    """
    parts = _parts(data)
    place = _place(parts)
    properties, _ = _unsealed(parts.get(place, _EMPTY))
    for old in [each for each in properties if (each.get("name") or "").startswith(OURS)]:
        properties.remove(old)
    for name, text in (says or {}).items():
        _put(properties, name, text)
    if place not in parts:
        parts[_TYPES] = _with(parts[_TYPES], "Override", PartName=f"/{place}", ContentType=_TYPE)
        parts[_RELATIONS] = _with(parts[_RELATIONS], "Relationship", Id="rIdBuilder", Type=_RELATION, Target=place)
    parts[place] = _signed(properties, _digest(parts, place, properties))
    return _packed(parts)


def is_untouched(data: bytes) -> bool:
    """Return whether an Office file is as `sealed` left it; a file of another maker is not."""
    try:
        parts = _parts(data, _MOST_BYTES)
        place = _place(parts)
        properties, seals = _unsealed(parts.get(place, _EMPTY))
        digest = _digest(parts, place, properties)
        return seals == [digest] and parts[place] == _signed(properties, digest)
    except (*ZIP_ERRORS, etree.LxmlError):
        return False


def _parts(data: bytes, most: int | None = None) -> dict[str, bytes]:
    """Return the parts of a file; most: of a file that anybody may have made, how many bytes they may be."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len({info.filename for info in infos}) != len(infos):
            raise ValueError("two parts have one name")
        if most is None:
            return {info.filename: archive.read(info) for info in infos}
        if sum(info.file_size for info in infos) > most or not {info.compress_type for info in infos} <= _PACKINGS:
            raise ValueError("it is no file of ours")
        return {info.filename: _part(archive, info) for info in infos}


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a part that is as long as it says: asked for all of it, zipfile unpacks first and looks afterwards."""
    with archive.open(info) as member:
        content = member.read(info.file_size + 1)
    if len(content) != info.file_size:
        raise ValueError("a part is not as long as it says")
    return content


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on Windows
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def _place(parts: dict[str, bytes]) -> str:
    """Return the name of the part with custom properties: the one the package names, else the usual one."""
    relations = _read(parts[_RELATIONS]) if _RELATIONS in parts else ()
    for relation in relations:
        if relation.get("Type") == _RELATION:
            name = posixpath.normpath(posixpath.join("/", relation.get("Target", ""))).lstrip("/")
            if name in parts:
                return name
    return _PART


def _unsealed(custom: bytes) -> tuple[Any, list[str]]:
    """Return custom properties without our seals, and the digests that stood in these."""
    properties = _read(custom)
    seals = [each for each in properties if each.get("name") == _NAME]
    for seal in seals:
        seal.tail = None
        properties.remove(seal)
    found = ["".join(seal.itertext()) for seal in seals]
    return properties, [text for text in found if _DIGEST.fullmatch(text)]


def _signed(properties: Any, digest: str) -> bytes:
    """Return custom properties as a part, with a seal."""
    _put(properties, _NAME, digest)
    return bytes(etree.tostring(properties, xml_declaration=True, encoding="UTF-8", standalone=True))


def _put(properties: Any, name: str, text: str) -> None:
    """Add a custom property."""
    taken = [int(number) for each in properties if (number := each.get("pid", "")).isdecimal()]
    one = etree.SubElement(properties, f"{{{_PROPERTIES}}}property", fmtid=_FORMAT, name=name, nsmap={"vt": _VALUES})
    one.set("pid", str(max([1, *taken]) + 1))  # the format begins with 2
    etree.SubElement(one, f"{{{_VALUES}}}lpwstr").text = text


def _digest(parts: dict[str, bytes], place: str, properties: Any) -> str:
    """Return the digest of all parts, custom properties among them but for the seal itself."""
    own = etree.tostring(properties, method="c14n") if len(properties) else b""
    digest = hashlib.sha256()
    for name in sorted({*parts, place}):
        content = own if name == place else parts[name]
        digest.update(f"{name}\n{len(content)}\n".encode() + content)
    return digest.hexdigest()


def _read(xml: bytes) -> Any:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _with(xml: bytes, name: str, /, **attributes: str) -> bytes:
    """Return a list of the package (of types, of relationships) with one more row."""
    root = _read(xml)
    etree.SubElement(root, root.tag.rpartition("}")[0] + "}" + name, attributes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
