"""The table of success criteria, read from `criteria.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from builder.model.accessibility import Criterion, Tested


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return the criteria of levels A and AA in the order of WCAG 2.2; 4.1.1 is obsolete and not among them."""
    return msgspec.convert(_table()["criterion"], tuple[Criterion, ...])


@cache
def held_by_tests() -> Mapping[str, Tested]:
    """Return what the builder's own tests hold, by the word for it."""
    return msgspec.convert(_table()["tested"], dict[str, Tested])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("builder.checks.accessibility").joinpath("criteria.toml").read_text(encoding="utf-8"))
