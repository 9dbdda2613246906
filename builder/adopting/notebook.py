"""A notebook as a person left it: its Markdown cells, what else is in it, and what it was made from.

Notebook editors write a cell's source as one text or as a list of lines, keep ids, and add settings of their own
(nbformat.readthedocs.io, "The Notebook file format").
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from builder.findings import BuilderError, Finding, Where, error
from builder.writers.notebook import own_settings

#: Larger than a module's page could be, outputs and pasted pictures included.
_MOST = 64_000_000
_MOST_IN_CELL = 400_000
#: What no text file of a course may hold.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


class EditedCell(msgspec.Struct, frozen=True, kw_only=True):
    """A cell: its place from 1, its id (empty where the file has none), kind and source.

    extras: what a person gave it besides words, in words.
    """

    number: int
    id: str
    kind: str
    source: str
    extras: tuple[str, ...] = ()


class EditedNotebook(msgspec.Struct, frozen=True, kw_only=True):
    """A notebook of the builder's as a person left it; `made` has the digest of each cell as it was made, by its id."""

    slug: str
    cells: tuple[EditedCell, ...]
    made: dict[str, str]


def read_notebook(data: bytes, file: str) -> EditedNotebook:
    """Return a notebook that the builder made and a person edited; raises BuilderError for any other file."""
    if len(data) > _MOST:
        raise BuilderError(_other(file, "it is far larger than the notebook of any module"))
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BuilderError(_other(file, "it is no notebook, or was cut off")) from None
    try:
        made = notebook["metadata"]["builder"]
        known = {str(id_): str(digest) for id_, digest in made["cells"].items()}
        cells = tuple(_cell(number, cell) for number, cell in enumerate(notebook["cells"], 1))
        slug = str(made["slug"])
    except (KeyError, TypeError, AttributeError):
        raise BuilderError(_other(file, "it is no notebook that the builder made")) from None
    long = next((cell.number for cell in cells if len(cell.source) > _MOST_IN_CELL), None)
    if long is not None:
        raise BuilderError(_other(file, f"cell {long} is longer than a section can be"))
    broken = next((cell.number for cell in cells if _NO_TEXT.search(cell.source)), None)
    if broken is not None:
        raise BuilderError(_other(file, f"cell {broken} holds characters that are no text"))
    return EditedNotebook(slug=slug, cells=cells, made=known)


def _other(file: str, message: str) -> Finding:
    help_ = "name a notebook that `builder build` made and you edited, or a Word handout of `builder handout`"
    return error("adopt-unread", message, Where(file=file), help_)


def _cell(number: int, cell: Mapping[str, Any]) -> EditedCell:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(source)
    if not isinstance(source, str):
        raise TypeError
    extras = ["attachments"] * bool(cell.get("attachments"))
    own = own_settings(cell.get("metadata") or {})
    extras += [f"settings of its own ({', '.join(own)})"] * bool(own)
    return EditedCell(
        number=number,
        id=str(cell.get("id", "")),
        kind=str(cell.get("cell_type", "")),
        source=re.sub(r"\r\n?", "\n", source),
        extras=tuple(extras),
    )
