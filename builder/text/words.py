"""Words: content words, cognates, and the forms in which quotations are compared.

The definitions are those of the item rules (`checks/items`): content words are letters only, in
lower case, without stop words; cognates are equal or begin alike (six letters, and 60 % of the
shorter), because a plain stemmer misses militarization/militarism.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_COMMON_PREFIX = 6
_COMMON_SHARE = 0.6

_FOLD = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-"}
)


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case; a possessive ending is left off."""
    return tuple(re.sub(r"['’]s?\Z", "", match.lower()) for match in _WORD.findall(text))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language, none where it has no list."""
    source = files("builder.text").joinpath("stop_words", f"{language.split('-', maxsplit=1)[0].lower()}.txt")
    return frozenset(source.read_text(encoding="utf-8").split()) if source.is_file() else frozenset()


def content_words(text: str, language: str = "en") -> frozenset[str]:
    """Return the distinct content words of a text."""
    stops = stop_words(language)
    return frozenset(word for word in words(text) if word not in stops and len(word) > 1)


def are_cognates(one: str, other: str) -> bool:
    """Return whether two words in lower case have the same root, as far as letters tell.

    Plurals and -ing, -ed forms of short words count too: one is the other and at most three letters more,
    or ends in -ies where the other ends in -y.
    """
    if one == other:
        return True
    if {one[-1:], other[-3:]} == {"y", "ies"} or {other[-1:], one[-3:]} == {"y", "ies"}:
        return one.removesuffix("ies").removesuffix("y") == other.removesuffix("ies").removesuffix("y")
    short, long = sorted((one, other), key=len)
    common = 0
    for a, b in zip(short, long, strict=False):
        if a != b:
            break
        common += 1
    if common >= _COMMON_PREFIX and common >= _COMMON_SHARE * len(short):
        return True
    return len(short) >= 4 and common == len(short) and long[common:] in ("s", "es", "ed", "er", "ing", "d")


def hits(text: str, other: str, language: str = "en") -> frozenset[str]:
    """Return the content words of `other` that have a cognate among the content words of `text`."""
    known = content_words(text, language)
    return frozenset(word for word in content_words(other, language) if any(are_cognates(word, k) for k in known))


def share(of: str, found_in: Iterable[str], language: str = "en") -> float:
    """Return the share of content words of `of` that have a cognate among the words `found_in`, 0 to 1."""
    wanted = content_words(of, language)
    known = tuple(found_in)
    if not wanted:
        return 0.0
    return sum(any(are_cognates(word, k) for k in known) for word in wanted) / len(wanted)


def folded(text: str) -> str:
    """Return a text for comparison: quotes, dashes and blanks made alike, case kept."""
    return " ".join(text.translate(_FOLD).split())


def count(text: str) -> int:
    """Return how many words a text has, as a reader counts them: runs between blanks."""
    return sum(any(c.isalnum() for c in run) for run in text.split())
