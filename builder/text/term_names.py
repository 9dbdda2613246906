"""The names of a key term: as a glossary writes it, and as running text may say it."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]+)\)\s*\Z")
#: Scripts that write words without blanks between them.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def names_of(term: str) -> tuple[str, ...]:
    """Return what running text may call a term: either name of "Long Name (LN)".

    >>> names_of("Responsibility to protect (R2P)"), names_of("Frame")
    (('Responsibility to protect', 'R2P'), ('Frame',))
    """
    bracket = _BRACKETS.search(term)
    before = _BRACKETS.sub("", term)
    return (before, bracket["inside"]) if bracket and before else (term,)


def is_unspaced(text: str) -> bool:
    """Return whether a text is in a script that puts no blanks between words."""
    return _UNSPACED.search(text) is not None
