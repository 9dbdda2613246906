"""The code by which a telephone finds a module's page, the same in every format."""

from __future__ import annotations

import io
from typing import Literal

import segno

#: A longer address (in bytes) has no code: printed two centimetres wide, no telephone reads its dots.
MOST_BYTES = 400
_SCALES = {"svg": 4, "png": 8}


def has_qr_code(address: str) -> bool:
    """Return whether an address stands as a code too."""
    return 0 < len(address.encode()) <= MOST_BYTES


def qr_code(address: str, kind: Literal["svg", "png"]) -> bytes | None:
    """Return the QR code of an address, with the quiet zone that ISO/IEC 18004 asks for; None for too long a one."""
    if not has_qr_code(address):
        return None
    stream = io.BytesIO()
    more = {"xmldecl": False} if kind == "svg" else {}
    segno.make(address, error="m", micro=False).save(stream, kind=kind, border=4, scale=_SCALES[kind], **more)
    return stream.getvalue()
