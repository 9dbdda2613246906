"""Our style sheets and scripts, as they stand in the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"


@cache
def static_text(name: str) -> str:
    """Return one of our style sheets or scripts by its name."""
    return (STATIC / name).read_text(encoding="utf-8")
