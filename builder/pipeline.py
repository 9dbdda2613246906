"""The steps from an article to a book, in order.

Each step is a function from values to values plus findings; what touches the disk is at the end of
the file and does nothing else.
"""

from __future__ import annotations

import msgspec

from builder.findings import Finding
from builder.model.article import Inspection


def inspect(name: str, data: bytes) -> tuple[Inspection | None, tuple[Finding, ...]]:
    """Return what the importer sees in an article, and all findings about it."""
    from builder.readers import read
    from builder.recognise import recognise

    document, findings = read(name, data)
    if document is None:
        return None, findings
    inspection = recognise(document)
    return inspection, findings + inspection.findings


def as_json(inspection: Inspection) -> str:
    """Return the JSON of `builder inspect --json`: one object, indented, UTF-8, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(inspection), indent=2).decode() + "\n"
