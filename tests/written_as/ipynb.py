"""A Jupyter notebook: the article's Markdown, a cell for each part."""

import json
import re
from collections.abc import Sequence

from builder.model.document import Block
from written_as import md


def write(title: str, blocks: Sequence[Block], language: str) -> bytes:
    """Return a notebook, its version 4."""
    parts = re.split(r"\n(?=#+ )", md.write(title, blocks, language).decode())
    cells = [
        {"cell_type": "markdown", "id": f"part-{number}", "metadata": {}, "source": part.splitlines(keepends=True)}
        for number, part in enumerate(parts)
    ]
    notebook = {"cells": cells, "metadata": {"lang": language, "title": title}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode()
