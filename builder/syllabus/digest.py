"""What the files of a syllabus were made from, as a digest: the same for the command and for the book."""

from __future__ import annotations

import hashlib

import msgspec

from builder import __version__
from builder.model.schedule import Schedule


def syllabus_digest(schedule: Schedule, base: str) -> str:
    """Return a digest (SHA-256) of all that a syllabus's files show, and of our version.

    base: the address of the book on the web, which calendars name; "" where it has none.
    """
    return hashlib.sha256(f"{__version__}\n{base.rstrip('/')}\n".encode() + msgspec.json.encode(schedule)).hexdigest()
