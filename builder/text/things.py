"""What kind of thing a noun names (a person, a document, a period ...): by a table of nouns a language.

Two options of one question must be the same kind of thing, or who knows what a document is can leave every
person out; so drafting (`drafting/rivals.py`) and the item rules (O04) ask the same table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from builder.text.words import content_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: The noun that says what kind of thing a term is stands among the first words of its definition.
_FIRST_WORDS = 7


class _Table:
    """The nouns of a language as patterns, by the kind of thing they name; and the words one may pass on the way."""

    def __init__(self, table: Mapping[str, list[str]]) -> None:
        self.through = re.compile("|".join(table["through"]), re.IGNORECASE)
        self.nouns = {
            kind: re.compile("|".join(nouns), re.IGNORECASE) for kind, nouns in table.items() if kind != "through"
        }

    def kind(self, word: str) -> str | None:
        return next((kind for kind, nouns in self.nouns.items() if nouns.fullmatch(word)), None)


@cache
def _table(language: str) -> _Table | None:
    base = language.split("-", maxsplit=1)[0].lower()
    source = files("builder.text").joinpath("things", f"{base}.toml")
    if not base.isalpha() or not source.is_file():
        return None
    return _Table(tomllib.loads(source.read_text(encoding="utf-8")))


def thing_of(definition: str, language: str) -> str | None:
    """Return what kind of thing a definition says its term is ("a document in which ..."); None if it is unsaid."""
    table = _table(language)
    if table is None:
        return None
    for word in _WORD.findall(definition)[:_FIRST_WORDS]:
        kind = table.kind(word)
        if kind is not None:
            return kind
        if not table.through.fullmatch(word) and not content_words(word, language):
            return None  # "what", "which", "in": the noun was before, and is not in the table
    return None


def thing_named(phrase: str, language: str) -> str | None:
    """Return what kind of thing a phrase names by its head: the last noun before any preposition or clause."""
    table = _table(language)
    if table is None:
        return None
    found, begun = None, False
    for word in _WORD.findall(phrase)[:_FIRST_WORDS]:
        small = not content_words(word, language)
        if begun and small:
            return found
        if not small:
            found, begun = table.kind(word), True
    return found
