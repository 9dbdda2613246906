"""`modules.json` for other programs, and `modules.js`, the same in brief, for our own pages.

A page on a disk cannot fetch a file, but it can load a script.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from builder.book.course_list import course_list
from builder.files.atomic import write_if_changed
from builder.model.entry import CourseEntries, ListedModule
from builder.text.script_json import script_json


def write_module_list(app: Sphinx, env: BuildEnvironment) -> None:
    """Write both files beside the front page (`env-updated`)."""
    del env
    if app.builder.format != "html":
        return
    course = course_list(app)
    listed = CourseEntries(
        title=course.title,
        language=course.language,
        modules=tuple(
            ListedModule(**msgspec.structs.asdict(entry), address=str(app.builder.get_target_uri(page)))
            for page, entry in course.modules.items()
        ),
    )
    out = Path(app.outdir)
    text = json.dumps(msgspec.to_builtins(listed), ensure_ascii=False, indent=1) + "\n"
    write_if_changed(out / "modules.json", text.encode())
    brief = script_json([_brief(entry) for entry in listed.modules])
    write_if_changed(out / "modules.js", f"window.builderModules = {brief};\n".encode())


def _brief(entry: ListedModule) -> dict[str, Any]:
    """Return what the search and the planner need of a module."""
    return {
        "slug": entry.slug,
        "title": entry.title,
        "address": entry.address,
        "language": entry.language,
        "level": entry.level,
        "minutes": entry.minutes,
        "reading_minutes": entry.reading_minutes,
        "keywords": entry.keywords,
        "terms": [(term.term, term.definition, term.anchor) for term in entry.terms],
        **({"renamed_from": entry.renamed_from} if entry.renamed_from else {}),
    }
