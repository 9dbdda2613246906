"""Signs that print nothing, and how signs are named that cannot be printed."""

from __future__ import annotations

import re
from typing import Any

#: Blanks that are controls, and what they are on paper.
_BLANKS = dict.fromkeys((0x0B, 0x0C, 0x85), " ")
#: Controls, and code points that are no characters: no font has them, and nobody can read them.
_NOTHING = (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), *range(0xFDD0, 0xFDF0))
_NO_CHARACTERS = tuple(plane * 0x10000 + last for plane in range(17) for last in (0xFFFE, 0xFFFF))
_PRINTED: dict[int, str] = {**dict.fromkeys((*_NOTHING, *_NO_CHARACTERS), ""), **_BLANKS}

_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}")


def printable(value: Any) -> Any:
    """Return a value as it is written in JSON, its texts without signs that print nothing."""
    if isinstance(value, str):
        return value.translate(_PRINTED)
    if isinstance(value, dict):
        return {name: printable(held) for name, held in value.items()}
    return [printable(held) for held in value] if isinstance(value, list | tuple) else value


def unescaped(text: str) -> str:
    r"""Return a text of typst's messages as it was: it writes what it cannot show as `\u{e000}`."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def named(sign: str) -> str:
    """Return a sign with its code point, which is all there is to say where nothing can be seen."""
    code = f"U+{ord(sign[0]):04X}"
    return f"{sign if sign.isprintable() else 'a sign'} ({code})"
