"""Fixed wording read back: what stands in the places of a phrase of the builder."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from builder.text.inline import plain
from builder.text.words import folded
from builder.wording import group


@cache
def frame(language: str, name: str) -> re.Pattern[str]:
    """Return a pattern for a phrase, with a group for each of its places; {number} is digits, the others any words.

    It is for text as `seen` gives it.
    """
    prefix, short = name.split(".", maxsplit=1)
    found = ""
    for before, place, _, _ in Formatter().parse(group(language, prefix)[short]):
        found += re.escape(folded(f"|{before}|")[1:-1])
        if place:
            found += rf"(?P<{place}>\d+)" if place == "number" else rf"(?P<{place}>.+?)"
    return re.compile(found)


def seen(text: str) -> str:
    """Return a text as the patterns read it: plain, with quotation marks and blanks made alike."""
    return folded(plain(text))
