"""Addresses of the web that stand in running text."""

from __future__ import annotations

import re

ADDRESS = re.compile(r"https?://[^\s<>\"]+")

_BRACKETS = {")": "(", "]": "[", "}": "{"}


def without_end(address: str) -> str:
    """Return an address or DOI without the marks of the sentence around it: a point, a bracket that was not opened.

    >>> without_end("https://example.org/wiki/Peace_(game))."), without_end("10.1000/182,")
    ('https://example.org/wiki/Peace_(game)', '10.1000/182')
    """
    while address:
        last = address[-1]
        opened = _BRACKETS.get(last)
        if last not in ".,;:'\"’”»>" and not (opened and address.count(opened) < address.count(last)):
            return address
        address = address[:-1]
    return address
