"""Our style sheets and scripts, as they stand in the package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from builder import __version__

STATIC = Path(__file__).parent / "static"


@cache
def static_text(name: str) -> str:
    """Return one of our style sheets or scripts by its name."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def static_digest() -> str:
    """Return a digest of the version and of all style sheets and scripts: what is made of pages shows them too."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(STATIC.iterdir()):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
