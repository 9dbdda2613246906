"""Pictures as courses have them, written as bytes by hand: small, tall, wide, broken, reaching out."""

import struct
import zlib
from pathlib import Path

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{inside}</svg>'


def png(width: int, height: int) -> bytes:
    """Return a grey picture of this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def write_pictures(folder: Path, outside: Path) -> None:
    """Write the pictures that the case `pictures` names, and one outside the course that it must not show."""
    folder.mkdir(parents=True)
    pictures = {
        "good.png": png(30, 20),
        "broken.png": png(30, 20)[:40],
        "tall.png": png(40, 4000),
        "wide.png": png(4000, 40),
        "with blank.png": png(30, 20),
        "größe.png": png(30, 20),
        "drawing.svg": DRAWING.format(inside='<rect width="40" height="20"/>').encode(),
        "reaching.svg": DRAWING.format(inside='<image href="../../../../outside.png" width="9" height="9"/>').encode(),
    }
    for name, data in pictures.items():
        (folder / name).write_bytes(data)
    outside.write_bytes(png(333, 222))
