"""Files that stand beside the pages: the reading list for reference managers."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from builder.book.course_list import course_list
from builder.catalog.bibliography import bibtex, csl_json
from builder.catalog.readings import readings
from builder.text.places import relative_path

_BIBLIOGRAPHY = (("BibTeX", "downloads/reading-list.bib"), ("CSL-JSON", "downloads/reading-list.json"))


def bibliography_files(app: Sphinx, docname: str) -> list[tuple[str, str]]:
    """Return the labels and addresses of the reading list's files from a page; none for other builders than HTML."""
    if app.builder.format != "html":
        return []
    page = str(app.builder.get_target_uri(docname))
    return [(name, relative_path(page, path)) for name, path in _BIBLIOGRAPHY]


def write_bibliography(app: Sphinx) -> None:
    """Write the reading list's files (`builder-inited`)."""
    if app.builder.format != "html":
        return
    references = [reading.reference for reading in readings(tuple(course_list(app).modules.values()))]
    for (_, path), write in zip(_BIBLIOGRAPHY, (bibtex, csl_json), strict=True):
        target = Path(app.outdir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(write(references), encoding="utf-8")
