"""What each code of a finding means: read from `codes.toml`, the one table of them."""

from __future__ import annotations

import difflib
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """A code, why a finding with it appears, and what to do about it."""

    code: str
    cause: str
    cure: str


@cache
def explanations() -> tuple[Explanation, ...]:
    """Return every code in the order of the table."""
    table = tomllib.loads(files("builder.checks").joinpath("codes.toml").read_text(encoding="utf-8"))
    return tuple(
        Explanation(code=code, cause=entry["cause"], cure=entry["cure"])
        for group in table.values()
        for code, entry in group.items()
    )


def groups() -> dict[str, tuple[Explanation, ...]]:
    """Return the codes under the heading of their group, in the order of the table."""
    table = tomllib.loads(files("builder.checks").joinpath("codes.toml").read_text(encoding="utf-8"))
    known = {entry.code: entry for entry in explanations()}
    return {name: tuple(known[code] for code in group) for name, group in table.items()}


def nearest_code(code: str) -> str | None:
    """Return the code that a person may have meant, None where none is near."""
    known = {entry.code.casefold(): entry.code for entry in explanations()}
    close = difflib.get_close_matches(code.casefold(), sorted(known), n=1, cutoff=0.6)
    return known[close[0]] if close else None
