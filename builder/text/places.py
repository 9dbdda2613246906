"""Paths inside a book."""

from __future__ import annotations

import posixpath


def relative_path(page: str, target: str) -> str:
    """Return the address of a file as it stands on a page; both from the book's root.

    >>> relative_path("course/glossary.html", "downloads/list.bib")
    '../downloads/list.bib'
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")
