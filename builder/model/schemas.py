"""The JSON Schemas of the shapes that people and programs outside write or read."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from builder.model.article import Inspection
from builder.model.entry import CourseEntries
from builder.model.item import Quiz
from builder.model.module import FrontMatter
from builder.model.syllabus import Syllabus

#: File name of each published schema and the record it describes.
PUBLISHED: dict[str, type[msgspec.Struct]] = {
    "inspect.schema.json": Inspection,
    "front-matter.schema.json": FrontMatter,
    "quiz.schema.json": Quiz,
    "syllabus.schema.json": Syllabus,
    "modules.schema.json": CourseEntries,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) published under `name`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(PUBLISHED[name])}


def text(name: str) -> str:
    """Return a published schema as it stands in the repository: indented JSON, a line feed at the end."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    for file_name in PUBLISHED:
        (Path(sys.argv[1]) / file_name).write_text(text(file_name), encoding="utf-8")
