"""A page as a Jupyter notebook (nbformat 4.5), byte for byte the same every time.

Cell ids come from what the cell holds, keys are sorted, and nothing executes.  The notebook's metadata
holds digests of its cell sources, so that an edit made in JupyterLab is noticed, named and never
overwritten.  The metadata of the quiz cell holds the disguised quiz, of which the book makes a form;
its source is the same quiz on paper, which any notebook reader shows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
import nbformat

from builder.writers.page import Cell, Page

#: Settings of a cell that notebook editors write when a person only opens, runs or folds it (JupyterLab, VS Code).
_OF_EDITORS = frozenset(
    ("builder", "collapsed", "deletable", "editable", "execution", "ExecuteTime", "scrolled", "trusted", "vscode")
)
#: So many hexadecimal digits tell the cells of one notebook apart.
_SHORT = 12


def write_notebook(page: Page) -> bytes:
    """Return the page as a valid notebook, UTF-8, with a line feed at the end."""
    notebook = {
        "cells": [_cell(cell) for cell in page.cells],
        "metadata": {
            "builder": {
                "cells": {cell.id: cell_digest(cell.source) for cell in page.cells},
                "digest": _digest([cell.source for cell in page.cells]),
                "format": 1,
                "language": page.language,
                "module": msgspec.to_builtins(page.entry),
                "slug": page.slug,
            }
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def cell_digest(source: str) -> str:
    """Return the digest of a cell's source as a notebook's metadata has it."""
    return _digest([source])[:_SHORT]


def hand_edits(data: bytes, is_made_so: Callable[[str, str], bool] | None = None) -> tuple[str, ...]:
    """Return what of a notebook on disk the builder did not write, cell by cell; nothing where it wrote it all.

    is_made_so: whether a cell, by its id and its source, would be made so today: a person's edit that the module has.
    A notebook without our digests, or that cannot be read, is somebody else's: it is named as a whole.
    """
    try:
        notebook = json.loads(data)
        cells = [(str(cell.get("id")), _joined(cell["source"])) for cell in notebook["cells"]]
        stored = notebook["metadata"]["builder"]
        added = [
            f"cell {number} {said}" for number, cell in enumerate(notebook["cells"], 1) for said in _additions(cell)
        ]
        if stored["digest"] == _digest([source for _, source in cells]):
            return tuple(added)
        known = dict(stored.get("cells", {}))
    except (ValueError, KeyError, TypeError, AttributeError):
        return ("it is not a notebook of the builder's",)
    said = []
    had = False
    for number, (id_, source) in enumerate(cells, 1):
        if known.get(id_) == cell_digest(source):
            continue
        if is_made_so is not None and is_made_so(id_, source):
            had = True
        elif id_ not in known:
            said.append(f"cell {number}{_titled(source)} was added")
        else:
            said.append(f"cell {number}{_titled(source)} was changed")
    gone = [id_ for id_ in known if id_ not in dict(cells)]
    left = [id_ for id_ in gone if is_made_so is None or not is_made_so(id_, "")]
    said += [f"the cell `{id_}` was removed" for id_ in left]
    had = had or len(left) < len(gone)
    said += added
    return tuple(said) or (() if had else ("its cells stand in another order",))


def _additions(cell: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a person gave a cell besides its words."""
    if cell.get("cell_type") != "markdown":
        yield "is of another kind"
    if cell.get("attachments"):
        yield "has attachments"
    if own := own_settings(cell.get("metadata", {})):
        yield f"has settings of its own ({', '.join(own)})"


def own_settings(metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the settings of a cell that a person gave it; those that editors write by themselves say nothing."""
    slide = metadata.get("slideshow")
    unset = slide == {} or (isinstance(slide, dict) and slide.get("slide_type") in ("", "-"))
    return tuple(
        key
        for key in sorted(set(metadata) - _OF_EDITORS)
        if not key.startswith("jp-") and metadata[key] not in ([], {}, "", None) and not (key == "slideshow" and unset)
    )


def _titled(source: str) -> str:
    """Return the heading that a cell begins with, in brackets."""
    first = source.lstrip().split("\n", maxsplit=1)[0]
    return f" (“{first.lstrip('# ')}”)" if first.startswith("#") else ""


def _cell(cell: Cell) -> dict[str, Any]:
    metadata = {} if cell.quiz is None else {"builder": {"quiz": cell.quiz}}
    return {
        "cell_type": "markdown",
        "id": cell.id,
        "metadata": metadata,
        "source": cell.source.splitlines(keepends=True),
    }


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _digest(sources: list[str]) -> str:
    return hashlib.sha256(json.dumps(sources, ensure_ascii=False).encode()).hexdigest()
