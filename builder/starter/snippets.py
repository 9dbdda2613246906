"""Front matter for editors: a snippet for each key, made from the record that reads it.

Editors complete YAML files by a JSON Schema, but not the YAML at the top of a Markdown file (Visual
Studio Code's YAML extension leaves it alone).  Snippets need no extension and offer the same keys and values.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from builder.model.module import FrontMatter


def snippets() -> str:
    """Return the text of a `.code-snippets` file for Visual Studio Code and editors that read its snippets."""
    schema = msgspec.json.schema(FrontMatter)["$defs"]["FrontMatter"]["properties"]
    entries: dict[str, Any] = {
        "module-front-matter": {
            "scope": "markdown",
            "prefix": "module-front-matter",
            "body": [
                "---",
                "format: 1",
                "title: $1",
                "citation: $2",
                "language: ${3:en}",
                "status: draft",
                "---",
                "$0",
            ],
            "description": "The top of a module.md",
        }
    }
    for field in msgspec.structs.fields(FrontMatter):
        name = field.encode_name
        entries[f"module-{name}"] = {
            "scope": "markdown",
            "prefix": f"module-{name}",
            "body": [f"{name}: {_value(_bare(field.type))}"],
            "description": schema[name].get("description", name),
        }
    return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"


def _bare(kind: Any) -> Any:
    """Return a type without its notes: `Annotated[X, ...]` is X."""
    return _bare(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def _value(kind: Any) -> str:
    """Return the place to fill in: a choice where there is one."""
    if get_origin(kind) is Literal and all(isinstance(value, str) for value in get_args(kind)):
        return "${1|" + ",".join(get_args(kind)) + "|}"
    if get_origin(kind) is Literal:
        return str(get_args(kind)[0])
    return "[$1]" if get_origin(kind) is tuple else "$1"
