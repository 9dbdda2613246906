"""The words by which sentences show a reason, a condition, a contrast, advice or a method: one table a language.

A language without a table gets only the kinds of items that need none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The relation words of a language, each a regular expression without anchors.

    reason: before a clause or noun that says why.  condition: before what must hold.
    contrast: between two arms.  consequence: before what follows.
    advice: between who should act and what they should do.
    method: in a sentence that says what a study did.  dangling: first words that point outside a sentence.
    pointing: words anywhere that do.  negative: words that turn a sentence.
    voices: words that tell by themselves whose sentence it is.  listing: before a list that ends its sentence.
    last: between the last two entries of a list.  dated: before the year of an event.
    results: words that tell what was found, not how.
    joining: what begins the second of two clauses that an "and" joins.
    unfinished: words after which something must follow.
    helps, hinders: what one thing does to another, each of the two roles by its verbs.
    procedure: in a sentence that says what a study does, not what it finds.
    parts: what begins a sentence that goes on telling of the evidence.  numbers: two to six, in words.
    lists: more words before a list, in definitions.  relative: what begins a clause that defines.
    """

    reason: tuple[str, ...]
    condition: tuple[str, ...]
    contrast: tuple[str, ...]
    consequence: tuple[str, ...]
    advice: tuple[str, ...]
    method: tuple[str, ...]
    dangling: tuple[str, ...]
    pointing: tuple[str, ...]
    negative: tuple[str, ...]
    voices: tuple[str, ...]
    listing: tuple[str, ...]
    last: tuple[str, ...]
    dated: tuple[str, ...]
    results: tuple[str, ...]
    joining: tuple[str, ...]
    unfinished: tuple[str, ...]
    helps: tuple[str, ...]
    hinders: tuple[str, ...]
    procedure: tuple[str, ...]
    parts: tuple[str, ...]
    lists: tuple[str, ...]
    relative: tuple[str, ...]
    numbers: tuple[str, ...]

    def finds(self, name: str, text: str) -> bool:
        """Return whether a word of one kind stands in a text."""
        return _words(getattr(self, name)).search(text) is not None

    def number(self, value: int) -> str:
        """Return a number in words, in figures where the table has no word for it."""
        return self.numbers[value - 2] if 2 <= value < len(self.numbers) + 2 else str(value)


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


@cache
def alternatives(words: tuple[str, ...]) -> str:
    """Return the words as one group of a regular expression, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the table of a language (BCP 47), None where there is none."""
    base = language.split("-", maxsplit=1)[0].lower()
    source = files(__package__).joinpath(f"{base}.toml")
    if not base.isalpha() or not source.is_file():
        return None
    return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Lexicon)
