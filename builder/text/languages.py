"""Languages and the direction they are written in."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["ltr", "rtl"]

_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

#: Scripts written from right to left (ISO 15924), and languages whose usual script is one of them.
_RTL_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
_ARABIC = ("ar", "arz", "azb", "bal", "bqi", "ckb", "fa", "glk", "khw", "ks", "lrc", "mzn", "pnb", "prs")
_RTL_LANGUAGES = frozenset((*_ARABIC, "ps", "sd", "skr", "ug", "ur", "arc", "syr", "he", "iw", "yi", "dv", "nqo"))


def is_language_tag(text: object) -> bool:
    """Return whether the text has the form of a BCP 47 tag, so that it may stand in a page."""
    return isinstance(text, str) and _TAG.fullmatch(text) is not None


def direction(language: str) -> Direction:
    """Return "rtl" for a language (BCP 47) that is written from right to left.

    >>> direction("ar-EG"), direction("az-Arab"), direction("uz"), direction("ks-Deva")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    first, *rest = language.replace("_", "-").lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    if script is not None:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in _RTL_LANGUAGES else "ltr"


def ended(text: str, language: str) -> str:
    """Return a text that a Latin letter may end, so that Latin letters or digits behind it are no run with it.

    On a page that runs from right to left "A. 12" and "D C B" would run from the left (Unicode, UAX 9); a mark of
    no width, U+200F, parts them.
    """
    return f"{text}\u200f" if direction(language) == "rtl" else text
