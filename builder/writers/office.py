"""What every Office file of ours has: fixed times, and a digest by which a person's change is known.

Word and PowerPoint files are ZIP archives of parts (ECMA-376).  The digest of all parts stands in a custom property,
so it travels with the file; whoever saves the file in another program changes its parts and so breaks the digest.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

#: The property that holds the digest, and the earliest time that a ZIP can name.
_NAME = "builder-digest"
_TIME = (1980, 1, 1, 0, 0, 0)

_PART = "docProps/custom.xml"
_TYPES, _RELATIONS = "[Content_Types].xml", "_rels/.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTY = re.compile(rf'name="{_NAME}"[^>]*>\s*<vt:lpwstr>([0-9a-f]{{64}})<'.encode())


def sealed(data: bytes) -> bytes:
    """Return an Office file with fixed times and, as a custom property, the digest of its parts.

    A file that has custom properties of its own (it was made from a template) keeps them.
    """
    parts = _parts(data)
    own = parts.pop(_PART, None)
    parts[_TYPES] = _with_type(parts[_TYPES])
    parts[_RELATIONS] = _with_relation(parts[_RELATIONS])
    property_ = (
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{_free_id(own)}" name="{_NAME}">'
        f"<vt:lpwstr>{_digest(parts, own)}</vt:lpwstr></property>"
    )
    custom = _without_seal(own) if own is not None else _EMPTY
    parts[_PART] = custom.replace(b"</Properties>", property_.encode() + b"</Properties>")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content)
    return stream.getvalue()


def is_untouched(data: bytes) -> bool:
    """Return whether an Office file is as `sealed` left it; a file of another maker is not."""
    try:
        parts = _parts(data)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):
        return False
    custom = parts.pop(_PART, b"")
    found = _PROPERTY.search(custom)
    if found is None:
        return False
    own = _without_seal(custom)
    return found[1].decode() == _digest(parts, None if own == _EMPTY else own)


_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _digest(parts: dict[str, bytes], own: bytes | None) -> str:
    digest = hashlib.sha256()
    for name in sorted(parts):
        digest.update(f"{name}\n{len(parts[name])}\n".encode() + parts[name])
    digest.update(_without_seal(own) if own is not None else b"")
    return digest.hexdigest()


def _without_seal(custom: bytes) -> bytes:
    return re.sub(rf'<property [^>]*name="{_NAME}"[^>]*>.*?</property>'.encode(), b"", custom, flags=re.DOTALL)


def _free_id(own: bytes | None) -> int:
    """Return a property's number that is free; the format begins with 2."""
    taken = [int(number) for number in re.findall(rb'pid="(\d+)"', own or b"")]
    return max([1, *taken]) + 1


def _with_type(types: bytes) -> bytes:
    if _TYPE.encode() in types:
        return types
    return types.replace(b"</Types>", f'<Override PartName="/{_PART}" ContentType="{_TYPE}"/></Types>'.encode())


def _with_relation(relations: bytes) -> bytes:
    if _RELATION.encode() in relations:
        return relations
    row = f'<Relationship Id="rIdBuilder" Type="{_RELATION}" Target="{_PART}"/>'
    return relations.replace(b"</Relationships>", f"{row}</Relationships>".encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
