"""Which fonts a page is set in: bundled ones for Latin, Greek and Cyrillic, the machine's or the course's for others.

Bundled are Libertinus Serif (in typst itself) and Noto Sans (in `fonts/`), so that a page in these scripts has the
same bytes on every machine.  `scripts.toml` says which families serve which other script, and which package has them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec
import typst

SERIF = ("Libertinus Serif", "Noto Sans")
SANS = ("Noto Sans", "Libertinus Serif")


class Script(msgspec.Struct, frozen=True, kw_only=True):
    """A script that the bundled fonts lack: its name, its code points, its families, the package that has them."""

    name: str
    ranges: tuple[str, ...]
    families: tuple[str, ...]
    large: tuple[str, ...]
    package: str

    def holds(self, char: str) -> bool:
        """Return whether a character is of this script."""
        return any(low <= ord(char) <= high for low, high in _ranges(self.ranges))


@cache
def _ranges(written: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    pairs = (pair.split("-") for pair in written)
    return tuple((int(low, 16), int(high, 16)) for low, high in pairs)


@cache
def _scripts() -> tuple[Script, ...]:
    table = tomllib.loads(files(__package__).joinpath("scripts.toml").read_text(encoding="utf-8"))
    return tuple(msgspec.convert(row, Script) for row in table.values())


def scripts_in(text: str) -> tuple[Script, ...]:
    """Return the scripts of a text that the bundled fonts lack, in the order of the table."""
    odd = sorted({char for char in text if ord(char) > _LAST_LATIN_GREEK_CYRILLIC and char.isalpha()})
    return tuple(script for script in _scripts() if any(script.holds(char) for char in odd))


_LAST_LATIN_GREEK_CYRILLIC = 0x052F


class FontSet(msgspec.Struct, frozen=True, kw_only=True):
    """Fonts that can be used, and the names of their families."""

    fonts: typst.Fonts
    families: frozenset[str]


def bundled() -> FontSet:
    """Return the fonts that every installation has."""
    return _font_set(typst.Fonts(include_system_fonts=False, font_paths=[str(_folder())]))


def installed(course_fonts: Path) -> FontSet:
    """Return the bundled fonts with those of the machine and of a folder of the course, if there is one."""
    own = [str(course_fonts)] if course_fonts.is_dir() else []
    return _font_set(typst.Fonts(include_system_fonts=True, font_paths=[str(_folder()), *own]))


def _font_set(fonts: typst.Fonts) -> FontSet:
    return FontSet(fonts=fonts, families=frozenset(fonts.families()))


def _folder() -> Path:
    return Path(str(files(__package__).joinpath("fonts")))


def is_mostly_in(scripts: tuple[Script, ...], text: str) -> bool:
    """Return whether more than half of a text's letters are of these scripts."""
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(any(script.holds(char) for script in scripts) for char in letters) > len(letters)


def chosen(
    base: tuple[str, ...], scripts: tuple[Script, ...], families: frozenset[str], *, large: bool, leads: bool
) -> list[str]:
    """Return the families to set a page in: the bundled ones, and those of its other scripts.

    leads: whether the page is in these scripts, not only a name on it; digits and marks are then theirs too.
    """
    own = [*_of_scripts(scripts, families, large=large)]
    return [*own, *base] if leads else [*base, *own]


def _of_scripts(scripts: tuple[Script, ...], families: frozenset[str], *, large: bool) -> Iterator[str]:
    for script in scripts:
        names = script.large if large else script.families
        yield from [name for name in names if name in families][:1]


def unserved(scripts: tuple[Script, ...], families: frozenset[str]) -> tuple[Script, ...]:
    """Return the scripts for which no family is there."""
    return tuple(script for script in scripts if not families.intersection((*script.families, *script.large)))
