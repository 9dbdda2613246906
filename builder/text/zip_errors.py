"""What reading a ZIP archive from outside may raise: damage, methods and passwords that nobody here can undo."""

from __future__ import annotations

import zipfile
import zlib

#: Found by feeding damaged archives to the standard library, which names but the first of them.
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError, OverflowError,
    LookupError,
)  # fmt: skip
