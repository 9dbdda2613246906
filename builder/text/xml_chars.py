"""The characters that XML 1.0 can hold, and so every Office file."""

from __future__ import annotations

import re

#: Controls, halves of letters and the two signs that are none (XML 1.0, production 2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def without_non_xml(text: str) -> str:
    r"""Return text without the characters that XML cannot hold.

    >>> without_non_xml("a\x00b\x0bc")
    'abc'
    """
    return _NOT_XML.sub("", text)
