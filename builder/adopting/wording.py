"""A text of a file as a page shows it, made inert, and back: what to write so that a page shows what a person wrote."""

from __future__ import annotations

from builder.adopting.lines import respelled
from builder.text.inert import inert
from builder.text.inline import plain


def written(source: str, edited: str) -> str | None:
    """Return the text whose inert form reads as `edited`, changed as little as can be; None where there is none.

    source: the text as it stands in the file; its inert form is what was edited.
    """
    words = " ".join(edited.split())
    traced = respelled(source, inert(source), words)
    for candidate in (traced, words):
        if candidate is not None and candidate.strip() and inert(candidate) == words:
            return candidate
    for candidate in (traced, words):  # signs that a person wrote bare, and the page escapes
        if candidate is not None and candidate.strip() and plain(inert(candidate)) == plain(words):
            return candidate
    return None
