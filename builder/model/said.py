"""What an editor shows beside a key of a file that a person writes."""

from __future__ import annotations

import msgspec


def said(text: str) -> msgspec.Meta:
    """Return the note that carries a key's description into the JSON Schema."""
    return msgspec.Meta(description=text)
