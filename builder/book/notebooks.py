"""What a committed notebook says of itself, under `metadata.builder`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import msgspec

from builder.model.entry import Entry


def loaded(text: str) -> dict[str, Any] | None:
    """Return a notebook's JSON, None for text that is no notebook (myst-nb reports it)."""
    try:
        notebook = json.loads(text)
    except ValueError:
        return None
    return notebook if isinstance(notebook, dict) and isinstance(notebook.get("cells"), list) else None


def ours(metadata: object) -> Mapping[str, Any]:
    """Return what the builder wrote into the metadata of a notebook or a cell; empty where that is nothing."""
    found = metadata.get("builder") if isinstance(metadata, Mapping) else None
    if isinstance(found, str):  # Sphinx keeps a notebook's nested metadata as JSON
        try:
            found = json.loads(found)
        except ValueError:
            return {}
    return found if isinstance(found, Mapping) else {}


def entry_in(metadata: object) -> Entry | None:
    """Return the entry of a module's page in its notebook's metadata, None where there is none that can be read."""
    try:
        return msgspec.convert(ours(metadata)["module"], Entry)
    except (KeyError, msgspec.ValidationError):
        return None
