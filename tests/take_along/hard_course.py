"""A course that is hard to take along: hostile titles and HTML, odd pictures, every kind of item, two directions."""

import shutil
import struct
import zlib
from pathlib import Path

HERE = Path(__file__).parent
LEAKY = HERE.parent / "course/leaky"  # a quiz with every kind of item, and what students must not read

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"'
    b' onload="alert(1)"><script>alert(1)</script><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">p</p>'
    b'</foreignObject><style>@import "https://example.org/x.css";</style><image xlink:href="https://example.org/x.png"'
    b' width="1" height="1"/><rect width="9" height="9" fill="url(https://example.org/f)"/><circle r="3">'
    b'<animate attributeName="r" values="0;9"/></circle></svg>'
)
#: The smallest JPEG that decoders take: one grey dot.
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010101004800480000ffdb004300"
    + "01" * 64
    + "ffc0000b080001000101011100ffc4001400010000000000"
    "0000000000000000000009ffc4001410010000000000000000000000000000000000ffda0008010100003f0054ffd9"
)


def png(size=1):
    """Return a picture of noise that does not pack, of about `size` times `size` times three bytes."""
    noise = bytes((n * n * 31 + n * 17 + (n >> 7) * 101) % 256 for n in range(size * size * 3))
    rows = b"".join(b"\0" + noise[n * size * 3 : (n + 1) * size * 3] for n in range(size))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


PICTURES = {"dot.png": png(), "drawing.svg": SVG, "really-jpeg.png": JPEG}


def write_hard_course(folder: Path) -> Path:
    """Write the course into a folder that is not there yet."""
    shutil.copytree(HERE / "hard", folder)
    shutil.copytree(LEAKY, folder / "modules/tools-to-borrow")
    images = folder / "modules/hostile/images"
    images.mkdir()
    for name, data in PICTURES.items():
        (images / name).write_bytes(data)
    return folder
