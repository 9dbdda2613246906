"""What a reference looks like: to a study, in a reading list, under a definition."""

from __future__ import annotations

import re

from builder.recognise.page import Page, Seen
from builder.recognise.tables import any_of

_DATE = re.compile(r"(?:19|20)\d\d[a-z]?(?:[,/،–-][^()]{1,30})?", re.IGNORECASE)

#: "(2016)." or "(2016, April 4)." after at most some names; prose has "(2016)" inside a sentence.
_DATED = re.compile(r"(?P<names>[^()]{2,220}?)\((?P<date>[^()]{3,40})\) ?(?P<after>[.,:;،؛]|(?<= )[\"A-Zء-ي])")
_INITIAL = re.compile(r"\b[A-Zء-ي]\.")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_JOURNAL = re.compile(r"\b\d{1,4} ?\(\d{1,4}(?:[-–]\d{1,4})?\)")
_URL = re.compile(r"(?:<?(?:https?://|www\.|doi:? ?10\.)\S+>?[.,]?)", re.IGNORECASE)

LONGEST = 80


def is_address(seen: Seen) -> bool:
    """Return whether a block is one web address and nothing else."""
    return _URL.fullmatch(seen.plain) is not None


def has_address(seen: Seen) -> bool:
    """Return whether a web address or DOI stands in a block."""
    return _URL.search(seen.plain) is not None


def is_reference(page: Page, seen: Seen) -> bool:
    """Return whether a block is written like a reference."""
    if seen.words > LONGEST or seen.words < 4:
        return False
    match = _DATED.match(seen.unmarked)
    undated = any_of(page.table.references.undated)
    if match is None or not (_DATE.fullmatch(match["date"]) or undated.fullmatch(match["date"])):
        return False
    return match["after"] in (".", ",", ":", ";", "،", "؛") or _INITIAL.search(match["names"]) is not None


def has_traces(page: Page, seen: Seen) -> bool:
    """Return whether a block has something that references have: a year, volume and pages, an address."""
    words = page.table.references
    return (
        is_reference(page, seen)
        or _URL.search(seen.plain) is not None
        or _JOURNAL.search(seen.unmarked) is not None
        or _YEAR.search(seen.unmarked) is not None
        or any_of(words.undated + words.pages).search(seen.unmarked) is not None
        or any(word in seen.folded for word in words.words)
    )


def is_source(page: Page, seen: Seen) -> bool:
    """Return whether a block names where a definition comes from."""
    if seen.words > LONGEST or seen.is_item:
        return False
    words = page.table.definitions
    if is_reference(page, seen) or seen.folded.startswith(words.source_labels):
        return True
    named = seen.folded.startswith(words.source_starts) or any(word in seen.folded for word in words.source_words)
    return named and has_traces(page, seen)
