"""What articles in a language call their parts: `languages/*.toml` as records.

The words of a language come first and the English ones behind them, for translated pages keep English
headings and labels.  A language without a file uses the English table alone.  In any language the names of our own
headings are known, so that an article that calls a part as we do has no second section of that name.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from builder.wording import group

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
    title: tuple[str, ...] = ()


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
    opens: tuple[str, ...] = ()
    source_starts: tuple[str, ...] = ()
    source_labels: tuple[str, ...] = ()
    source_words: tuple[str, ...] = ()
    announced_by: tuple[str, ...] = ()


class ReferenceWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


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


_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ′", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f", " "),
        **dict(zip("œŒæÆ", ("oe", "OE", "ae", "AE"), strict=True)),
        **dict(zip("ٱىیکة", "اييكه", strict=True)),
        **{digit: str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)},
        "ـ": "",
    }
)

#: Accents of Latin letters, vowel marks and hamzas of Arabic ones, and marks of direction.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def unmarked(text: str) -> str:
    """Return a text in the form in which words are compared, with its capitals.

    Writers leave accents, vowel marks and hamzas out or put them in; quotation marks, blanks and digits
    have several forms.

    >>> unmarked("Mots‑clés d’Émile, الكلمات المفتاحيّة ٢٠١٤")
    "Mots-cles d'Emile, الكلمات المفتاحيه 2014"
    """
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_SAME)))
    return unicodedata.normalize("NFC", bare)


def folded(text: str) -> str:
    """Return `unmarked(text)` without capitals: the form of all words of a table."""
    return unmarked(text).casefold()


def key(plain: str) -> str:
    """Return the form in which headings and labels are compared; a heading may be put as a question.

    >>> key("  Key Words : "), key("¿Por qué importa?")
    ('key words', 'por que importa')
    """
    return " ".join(folded(plain).split()).strip("#*_= ").rstrip(" :.–—-：?؟").lstrip("¿")


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """Return a table's regular expression, compiled; it is held against `unmarked` text."""
    return re.compile(unmarked(expression), re.IGNORECASE)


@cache
def any_of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for regular expressions that stand as words of their own in a `folded` text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(unmarked(expression) for expression in expressions)})", re.IGNORECASE)


def languages() -> tuple[str, ...]:
    """Return the languages that have a file of their own, sorted."""
    folder = files(__package__) / "languages"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


#: Our headings (`heading` in `builder/wording/`), each with the part that it announces.
_OURS: dict[str, Function] = {
    "summary": "summary",
    "definitions": "definitions",
    "talking_points": "talking_points",
    "key_insight": "key_insight",
    "informing_practice": "informing_practice",
    "prompts": "questions",
    "continued_reading": "continued_reading",
    "notes": "footnotes",
    "credits": "credits",
}

#: Regular expressions: they stay as written until they are compiled.
_EXPRESSIONS = ("leads", "lines", "undated", "pages")

#: Small words, in which one language's are another's names: they are not taken over from English.
_OWN = ("never_first", "saying", "opens", "standfirst")


@cache
def table(language: str) -> Table:
    """Return the table of a language (BCP 47), with the English words behind its own."""
    base = language.split("-", maxsplit=1)[0].lower()
    english = _read(FALLBACK)
    if base == FALLBACK or base not in languages():
        return _with_ours(msgspec.convert(english, Table), language)
    own = _read(base)
    known = {name for names in own["headings"].values() for name in names}
    english["headings"] = {
        function: [name for name in names if name not in known] for function, names in english["headings"].items()
    }
    merged = {field: _joined(own.get(field, {}), english.get(field, {})) for field in {**english, **own}}
    return _with_ours(msgspec.convert(merged, Table), language)


def _with_ours(known: Table, language: str) -> Table:
    """Return a table with the names of our own headings in the language behind its names, where it lacks them."""
    ours = group(language, "heading")
    headings = known.headings
    for name, function in _OURS.items():
        wanted = key(ours[name])
        if wanted and known.function(wanted) is None:
            headings = {**headings, function: (*headings[function], wanted)}
    return msgspec.structs.replace(known, headings=headings)


_Groups = dict[str, dict[str, list[str]]]


def _read(name: str) -> _Groups:
    """Return a language's file, its words folded."""
    source = files(__package__) / "languages" / f"{name}.toml"
    groups = msgspec.convert(tomllib.loads(source.read_text(encoding="utf-8")), _Groups)
    return {
        group: {
            field: list(words) if field in _EXPRESSIONS else [folded(word) for word in words]
            for field, words in fields.items()
        }
        for group, fields in groups.items()
    }


def _joined(own: dict[str, list[str]], english: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the lists of one group, each with the English entries that it lacks behind its own."""
    taken = {field: words for field, words in english.items() if field not in _OWN}
    return {field: list(dict.fromkeys([*own.get(field, []), *taken.get(field, [])])) for field in {**taken, **own}}
