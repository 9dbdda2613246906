"""Packages (EPUB, ODT, DOCX) for tests: a folder of parts as a file, and what no honest program writes."""

import io
import struct
import zipfile

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
_FIRST = "mimetype"


def zipped(files, how=zipfile.ZIP_DEFLATED):
    """Return a ZIP of files, the mimetype first and not packed, as EPUB and ODF want it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", how) as archive:
        for name in sorted(files, key=lambda name: name != _FIRST):
            archive.writestr(name, files[name], zipfile.ZIP_STORED if name == _FIRST else how)
    return target.getvalue()


def parts_of(folder):
    """Return the files of a folder by their names in it; a picture stands there as an empty file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() or PNG
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def locked(data):
    """Return a ZIP whose members say that they are encrypted."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def flipped(data, name):
    """Return a ZIP with damaged bytes in the middle of a part."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset + 30 + len(name)
    for at in range(start + 2, start + info.compress_size):
        changed[at] ^= 0x5A
    return bytes(changed)


def lying(data, name):
    """Return a ZIP that says of a part that it is small."""
    changed = bytearray(data)
    at = changed.find(name.encode(), changed.find(b"PK\x01\x02")) - 46
    struct.pack_into("<I", changed, at + 24, 1000)
    return bytes(changed)
