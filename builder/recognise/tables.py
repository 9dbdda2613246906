"""What articles in a language call their parts: `languages/*.toml` as records.

A language without a file uses the English table, whose headings are met in translated pages too.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

Function = Literal[
    "talking_points",
    "key_insight",
    "summary",
    "informing_practice",
    "questions",
    "continued_reading",
    "keywords",
    "definitions",
    "footnotes",
    "credits",
    "news",
    "insights",
]

FALLBACK = "en"


class Labels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    keywords: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    citation: tuple[str, ...] = ()


class CitationWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    leads: tuple[str, ...] = ()


class CreditWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    starts: tuple[str, ...] = ()


class BylineWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    lines: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()


class FrontWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    standfirst: tuple[str, ...] = ()


class FurnitureWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    exact: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    short_starts: tuple[str, ...] = ()
    near_the_ends: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    landing: tuple[str, ...] = ()
    teasers: tuple[str, ...] = ()
    image_files: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    site_names_first: tuple[str, ...] = ()


class DefinitionWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    not_terms: tuple[str, ...] = ()
    never_first: tuple[str, ...] = ()
    saying: tuple[str, ...] = ()
    source_starts: tuple[str, ...] = ()
    source_words: tuple[str, ...] = ()
    announced_by: tuple[str, ...] = ()


class ReferenceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's file."""

    headings: dict[Function, tuple[str, ...]]
    labels: Labels
    citation: CitationWords
    credits: CreditWords
    byline: BylineWords
    front: FrontWords = FrontWords()
    furniture: FurnitureWords
    definitions: DefinitionWords
    references: ReferenceWords

    def function(self, key: str) -> Function | None:
        """Return what a heading with this key announces, or None."""
        for function, names in self.headings.items():
            for name in names:
                if key == name or (name.endswith(" *") and key.startswith(name[:-1])):
                    return function
        return None


_QUOTES = str.maketrans("‘’‛ʼ“”„«»", '\'\'\'\'"""""')


def key(plain: str) -> str:
    """Return the form in which headings and labels are compared.

    >>> key("  Key Words : ")
    'key words'
    """
    folded = " ".join(plain.translate(_QUOTES).casefold().split())
    return folded.strip("#*_= ").rstrip(" :.–—-：")


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """Return a table's regular expression, compiled."""
    return re.compile(expression, re.IGNORECASE)


def languages() -> tuple[str, ...]:
    """Return the languages that have a file of their own, sorted."""
    folder = files(__package__) / "languages"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def table(language: str) -> Table:
    """Return the table of a language (BCP 47), or the English one."""
    base = language.split("-", maxsplit=1)[0].lower()
    name = base if base in languages() else FALLBACK
    source = files(__package__) / "languages" / f"{name}.toml"
    return msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), Table)
