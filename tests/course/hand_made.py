"""A course made by hand, as the README says: two YAML files and a front page."""

from __future__ import annotations

from pathlib import Path

ARTICLES = Path(__file__).parent / "articles"

FILES = {
    "_config.yml": """\
title: Small places
author: A reader
only_build_toc_files: true
exclude_patterns: [_build, ".*", "**/.*"]
sphinx:
  extra_extensions: [builder.book.extension]
""",
    "_toc.yml": """\
# the order of the term
format: jb-book
root: index
parts:
  - caption: Week 1   # before the holiday
    chapters: []
""",
    "index.md": "# Small places\n\nWelcome.\n",
    "README.md": "# Not a page\n",
}


def make_course(folder: Path) -> Path:
    """Write the course into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder
