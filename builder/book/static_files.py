"""Our style sheets and scripts, as they stand in the package."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from builder import __version__

STATIC = Path(__file__).parent / "static"

#: The folder of the scripts of public holidays, one a country (`planner_holidays.py`).
HOLIDAYS = "planner-holidays"

#: The years whose days they know; the library has calendars of the moon up to the last of them.
HOLIDAY_YEARS = range(2026, 2036)


@cache
def static_text(name: str) -> str:
    """Return one of our style sheets or scripts by its name."""
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def holiday_countries() -> tuple[str, ...]:
    """Return the countries (ISO 3166, two letters) of which there is a script of holidays, sorted."""
    return tuple(sorted(path.stem for path in (STATIC / HOLIDAYS).glob("*.js")))


@cache
def static_digest() -> str:
    """Return a digest of the version and of all style sheets and scripts: what is made of pages shows them too.

    Scripts of holidays are not among them: nothing that is taken along has a planner.
    """
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(path for path in STATIC.iterdir() if path.is_file()):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
