"""Entries of modules, written by hand: what the tests of course pages start from."""

import tomllib
from pathlib import Path

import msgspec

from builder.model.entry import Entry
from builder.text.anchors import anchors


def entries_of(rows: list[dict]) -> tuple[Entry, ...]:
    """Return the entries of a table of modules; a term is [term, definition] or [term, definition, source]."""
    return tuple(map(_entry, rows))


def cases_of(path: Path) -> list[dict]:
    """Return the cases of a file of cases."""
    return tomllib.loads(path.read_text(encoding="utf-8"))["case"]


def _entry(row: dict) -> Entry:
    row = {"title": row["slug"].title(), "language": "en", **row}
    given = row.pop("terms", [])
    names = anchors((term[0] for term in given), "term")
    fields = ("term", "definition", "source")
    terms = [{**dict(zip(fields, term, strict=False)), "anchor": name} for term, name in zip(given, names, strict=True)]
    return msgspec.convert({**row, "terms": terms}, Entry)
