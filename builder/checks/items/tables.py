"""The words by which the rules read a text: one table a language, `words/*.toml`, each entry a pattern.

A language without a table has no such words: the rules that need them say nothing there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NOTHING = re.compile(r"(?!)")


class Words:
    """The patterns of a language, by name."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        self._groups = {name: rf"(?:{'|'.join(words)})" for name, words in table.items() if words}

    def group(self, name: str) -> str:
        """Return the words of a name as one group of a regular expression, one that never matches where none are."""
        return self._groups.get(name, _NOTHING.pattern)

    def find(self, name: str, text: str) -> str | None:
        """Return the first word of a kind in a text."""
        match = re.search(rf"(?<!\w){self.group(name)}(?!\w)", text, re.IGNORECASE)
        return match.group() if match else None

    def opening(self, name: str, text: str) -> str | None:
        """Return the word of a kind with which a text opens."""
        match = re.match(rf"\W*({self.group(name)})(?!\w)", text, re.IGNORECASE)
        return match.group(1) if match else None

    def is_only(self, name: str, text: str) -> bool:
        """Return whether a text is a word of this kind and nothing else but marks."""
        return re.fullmatch(rf"\W*{self.group(name)}\W*", text, re.IGNORECASE) is not None

    def without(self, name: str, text: str) -> str:
        """Return a text without the words of a kind."""
        return re.sub(rf"(?<!\w){self.group(name)}(?!\w)", " ", text, flags=re.IGNORECASE)


@cache
def table(language: str) -> Words:
    """Return the words of a language (BCP 47)."""
    base = language.split("-", maxsplit=1)[0].lower()
    source = files(__package__).joinpath("words", f"{base}.toml")
    if not base.isalpha() or not source.is_file():
        return Words({})
    return Words(tomllib.loads(source.read_text(encoding="utf-8")))
