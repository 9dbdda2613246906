"""What a reference looks like: to a study, in a reading list, under a definition."""

from __future__ import annotations

import re

from builder.recognise.page import Page, Seen

_DATE = r"(?:(?:19|20)\d\d[a-z]?(?:[,/–-][^()]{1,30})?|n\. ?d\.|in press|forthcoming|s\. ?f\.)"

#: "(2016)." or "(2016, April 4)." after at most some names; prose has "(2016)" inside a sentence.
_DATED = re.compile(rf"^(?P<names>[^()]{{2,220}}?)\({_DATE}\)(?P<after>[.,:;]| [“\"A-Z])")
_INITIAL = re.compile(r"\b[A-Z]\.")
_JOURNAL = re.compile(r"\b\d{1,4} ?\(\d{1,4}(?:[-–]\d{1,4})?\)(?:[,:] ?(?:pp?\. ?)?\d{1,6}[-–]\d{1,6})?|\bpp?\. ?\d")
_URL = re.compile(r"(?:<?(?:https?://|www\.|doi:? ?10\.)\S+>?[.,]?)", re.IGNORECASE)

LONGEST = 80


def is_address(seen: Seen) -> bool:
    """Return whether a block is one web address and nothing else."""
    return _URL.fullmatch(seen.plain) is not None


def is_reference(seen: Seen) -> bool:
    """Return whether a block is written like a reference."""
    if seen.words > LONGEST or seen.words < 4:
        return False
    match = _DATED.match(seen.plain)
    if match is None:
        return False
    return match["after"] in (".", ",", ":", ";") or _INITIAL.search(match["names"]) is not None


def has_traces(page: Page, seen: Seen) -> bool:
    """Return whether a block has something that references have: a year, volume and pages, an address."""
    folded = seen.plain.casefold()
    return (
        is_reference(seen)
        or _URL.search(seen.plain) is not None
        or _JOURNAL.search(seen.plain) is not None
        or re.search(r"\b(?:19|20)\d\d\b", seen.plain) is not None
        or any(word in folded for word in page.table.references.words)
    )


def is_source(page: Page, seen: Seen) -> bool:
    """Return whether a block names where a definition comes from."""
    if seen.words > LONGEST or seen.is_item:
        return False
    folded = seen.plain.casefold()
    words = page.table.definitions
    named = folded.startswith(words.source_starts) or any(word in folded for word in words.source_words)
    return is_reference(seen) or (named and (has_traces(page, seen) or folded.startswith(("source", "from"))))
