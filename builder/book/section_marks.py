"""Tells the book which section of a module's page is which, so that it may look like what it is.

A notebook's cells become one run of text before Sphinx parses it, and with them goes what their ids say.
So each cell that begins with a heading gets a mark behind it: raw HTML, which the transform in
`module_page` turns into a class of the section and takes out again.
"""

from __future__ import annotations

import re
from typing import Any

#: A mark; its class names the section as the cell's id does.
MARK = re.compile(r'<span class="builder-section" data-section="(?P<section>[a-z-]+)">')

_HEADING = re.compile(r"\A(?P<heading>##? [^\n]*)(?:\n|\Z)")
_NUMBER = re.compile(r"-\d+\Z")


def with_marks(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook of ours with a mark behind the heading of each cell."""
    return {**notebook, "cells": [_marked(cell) for cell in notebook["cells"]]}


def _marked(cell: Any) -> Any:
    if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
        return cell
    given = cell.get("source", "")
    source = given if isinstance(given, str) else "".join(given)
    section = _NUMBER.sub("", str(cell.get("id", "")))
    if not re.fullmatch(r"[a-z-]+", section) or not _HEADING.match(source):
        return cell
    mark = f'<span class="builder-section" data-section="{section}"></span>'
    return {**cell, "source": _HEADING.sub(lambda match: f"{match['heading']}\n\n{mark}\n\n", source, count=1)}
