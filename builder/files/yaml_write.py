"""YAML as we write it: block style, one line a scalar, quoted wherever a reader could take it otherwise.

`read_yaml(to_yaml(value)).value()` is `value` again, for texts, lists and mappings.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

#: What may stand without quotes: begins with a letter, holds nothing that YAML reads.
_PLAIN = re.compile(r"[^\W\d_](?:[^\x00-\x1f:#\"'{}\[\]&*!|>%@`\\,]|[',:](?=[^\s,:]))*\Z")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def scalar(value: str | int | bool) -> str:
    """Return one scalar, quoted if it must be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if _PLAIN.match(value) and value.isprintable() and value == value.strip() and value.lower() not in _WORDS:
        return value
    return f'"{"".join(map(_quoted, value))}"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    named = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
    code = ord(character)
    return named.get(character) or (f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


Plain = str | int | bool | Sequence["Plain"] | Mapping[str, "Plain"]


def to_yaml(value: Plain, indent: int = 0) -> str:
    """Return a value in block style, each line indented by `indent`, a line feed at the end."""
    return "".join(f"{' ' * indent}{line}\n" for line in _block(value))


def _block(value: Plain) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, inner in value.items() for line in _entry(f"{scalar(key)}:", inner)] or ["{}"]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [line for inner in value for line in _item(inner)] or ["[]"]
    return [scalar(value)]


def _entry(key: str, value: Plain) -> list[str]:
    lines = _block(value)
    if isinstance(value, str | int) or not value:
        return [f"{key} {lines[0]}"]
    return [key, *(f"  {line}" for line in lines)]


def _item(value: Plain) -> list[str]:
    first, *rest = _block(value)
    return [f"- {first}", *(f"  {line}" for line in rest)]
