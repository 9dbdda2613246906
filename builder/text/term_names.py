"""The names of a key term: as a glossary writes it, and as running text may say it."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]+)\)\s*\Z")
#: Scripts that write words without blanks between them.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


def names_of(term: str) -> tuple[str, ...]:
    """Return what running text may call a term: either name of "Long Name (LN)".

    >>> names_of("Responsibility to protect (R2P)"), names_of("Frame")
    (('Responsibility to protect', 'R2P'), ('Frame',))
    """
    bracket = _BRACKETS.search(term)
    before = _BRACKETS.sub("", term)
    return (before, bracket["inside"]) if bracket and before else (term,)


def is_unspaced(text: str) -> bool:
    """Return whether a text is in a script that puts no blanks between words."""
    return _UNSPACED.search(text) is not None


def pattern_of(term: str) -> re.Pattern[str]:
    """Return what finds a term in running text: any case, a plural, and either name of "Long Name (LN)".

    >>> pattern_of("Peace process (PP)").findall("Two peace  processes? A peace process, PPs and a PP.")
    ['peace process', 'PP']
    """
    either = "|".join(map(_name, names_of(term)))
    if is_unspaced(term):
        return re.compile(either)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def _name(name: str) -> str:
    blanks = r"\s+".join(map(re.escape, name.split()))
    return blanks if name.isupper() else rf"(?i:{blanks}s?)"
