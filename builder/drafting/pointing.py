"""Pointers into an article: the first words of what is pointed at."""

from __future__ import annotations

import re

from builder.text.inline import plain

_QUOTED_WORDS = 9


def opening(text: str) -> str:
    """Return the first words of a text, so that a pointer still helps when a person moves things."""
    words = plain(text).split()
    said = " ".join(words[:_QUOTED_WORDS])
    return re.sub(r"[\s,;:–—]+\Z", "", said) + ("…" if len(words) > _QUOTED_WORDS else "")
