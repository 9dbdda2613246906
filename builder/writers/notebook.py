"""A page as a Jupyter notebook (nbformat 4.5), byte for byte the same every time.

Cell ids come from what the cell holds, keys are sorted, and nothing executes.  The notebook's metadata
holds a digest of its cell sources, so that an edit made in JupyterLab is noticed and never
overwritten.  The metadata of the quiz cell holds the disguised quiz, of which the book makes a form;
its source is the same quiz on paper, which any notebook reader shows.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import nbformat

from builder.writers.page import Cell, Page


def write_notebook(page: Page) -> bytes:
    """Return the page as a valid notebook, UTF-8, with a line feed at the end."""
    notebook = {
        "cells": [_cell(cell) for cell in page.cells],
        "metadata": {
            "builder": {
                "digest": _digest([cell.source for cell in page.cells]),
                "format": 1,
                "language": page.language,
                "slug": page.slug,
            }
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    nbformat.validate(notebook)
    return (json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def edited_by_hand(data: bytes) -> bool:
    """Return whether a notebook on disk holds anything but what the builder wrote into its cells.

    A notebook without our digest, or that cannot be read, is somebody else's: True.
    """
    try:
        notebook = json.loads(data)
        sources = [_joined(cell["source"]) for cell in notebook["cells"]]
        stored = notebook["metadata"]["builder"]["digest"]
    except (ValueError, KeyError, TypeError):
        return True
    return bool(stored != _digest(sources))


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
