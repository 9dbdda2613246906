"""What word processors share in a paragraph: fields with their instructions, links, bullets in the private area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from builder.readers.decode import cleaned
from builder.text.runs import Mark, link

#: More is no instruction of an honest document.
_LONGEST_INSTRUCTION = 4_000
_HYPERLINK = re.compile(r"""HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]+))""", re.IGNORECASE)

#: Bullets of Wingdings and Symbol, where Word keeps them: in the private area.
_PRIVATE = dict.fromkeys((0xF0B7, 0xF0A7, 0xF076, 0xF0D8, 0xF0FC, 0xF06E, 0xF0A8), "•")
_PRIVATE_REST = re.compile("[\ue000-\uf8ff]")


@dataclass
class Field:
    """An open field: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    def add(self, text: str) -> None:
        """Add a piece of the instruction; one that is longer than an address can be means nothing."""
        if len(self.instruction) < _LONGEST_INSTRUCTION:
            self.instruction += text[:_LONGEST_INSTRUCTION]

    def mark(self) -> Mark | None:
        """Return the link that the field makes of its result, or None."""
        match = _HYPERLINK.match(self.instruction.strip())
        return link_to(match[1] or match[2] or "") if match else None

    @property
    def is_contents(self) -> bool:
        return self.instruction.split()[:1] == ["TOC"]


def shown(text: str) -> str:
    """Return the text as it is shown: bullets of symbol fonts as bullets, nothing of halves of characters."""
    return _PRIVATE_REST.sub("", cleaned(text.translate(_PRIVATE).encode("utf-8", "ignore").decode("utf-8")))


def link_to(address: str) -> Mark | None:
    """Return the mark of a link to an address of the web or of a mailbox; None for every other."""
    address = re.sub(r"\s", "%20", "".join(each for each in cleaned(address).strip() if each.isprintable()))
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return None
    return link(address) if scheme in ("http", "https", "mailto") else None
