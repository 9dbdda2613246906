"""RTF bytes -> tokens: groups, control words with their numbers, characters by their bytes, text.

Rich Text Format Specification 1.9.1 (Microsoft, 2008), "Basic entities".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    rb"([^\\{}\r\n]+)|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|([{}])|\\([^a-zA-Z'])|[\r\n]+|\\",
    re.DOTALL,
)
_LINE_ENDS = frozenset({b"\r", b"\n"})


class Token(NamedTuple):
    """A token: what it is, the name of a control word, its number, the bytes of text or of a picture."""

    kind: Literal["open", "close", "word", "text", "byte", "binary"]
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE, _PARAGRAPH = Token("open"), Token("close"), Token("word", "par")


def tokens(data: bytes) -> Iterator[Token]:
    """Yield the tokens of an RTF file; bytes that are none are passed over."""
    at, end = 0, len(data)
    while at < end:
        match = _TOKEN.match(data, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        text, word, number, byte, brace, symbol = match.groups()
        if text is not None:
            yield Token("text", data=text)
        elif word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                size = min(max(value or 0, 0), end - at)
                yield Token("binary", data=data[at : at + size])
                at += size
            else:
                yield Token("word", word.decode("ascii"), value)
        elif byte is not None:
            yield Token("byte", data=bytes.fromhex(byte.decode("ascii")))
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif symbol in _LINE_ENDS:
            yield _PARAGRAPH
        elif symbol is not None:
            yield Token("word", symbol.decode("latin-1"))
