"""The JSON Schemas of the shapes that people and programs outside write or read."""

from __future__ import annotations

from typing import Any

import msgspec

from builder.model.article import Inspection
from builder.model.item import Quiz
from builder.model.module import FrontMatter

#: File name of each published schema and the record it describes.
PUBLISHED: dict[str, type[msgspec.Struct]] = {
    "inspect.schema.json": Inspection,
    "front-matter.schema.json": FrontMatter,
    "quiz.schema.json": Quiz,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) published under `name`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(PUBLISHED[name])}
