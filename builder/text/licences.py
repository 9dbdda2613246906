"""Licences: the one that a text names, and what it allows (to show the text whole, to show it changed).

Only licences that say so themselves are read: the Creative Commons family by name or address, and the
public domain.  Everything else is unknown, and an unknown licence allows nothing (in most countries a
text is protected unless its owner says otherwise).  Source: the licence deeds' own short names.
"""

from __future__ import annotations

import re

import msgspec

_NAMES = {"attribution": "by", "noncommercial": "nc", "sharealike": "sa", "noderivatives": "nd", "noderivs": "nd"}
_CC = re.compile(r"\b(?:cc|creative ?commons)\b|creativecommons\.org/licenses/", re.IGNORECASE)
_FREE = re.compile(
    r"\bcc[- ]?0\b|creativecommons\.org/publicdomain|\bpublic domain\b"
    r"|\bdominio p[úu]blico\b|\bdomaine public\b|الملك العام",
    re.IGNORECASE,
)
_ELEMENT = re.compile(r"(?<![a-z])(by|nc|sa|nd)(?![a-z])")


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a licence allows: to show the text whole; to show it changed."""

    share: bool
    change: bool


def terms_of(licence: str | None) -> Terms:
    """Return what a licence line allows, as far as it says so."""
    text = licence or ""
    if _FREE.search(text):
        return Terms(share=True, change=True)
    folded = re.sub(r"non[- ]?(commercial|deriv)", r"non\1", text.lower())
    folded = re.sub(r"no[- ]?(deriv)", r"no\1", folded)
    folded = re.sub(r"share[- ]?alike", "sharealike", folded)
    for name, short in _NAMES.items():
        folded = folded.replace(name, f" {short} ")
    elements = set(_ELEMENT.findall(folded.replace("_", "-")))
    if not _CC.search(text) or "by" not in elements:
        return Terms(share=False, change=False)
    return Terms(share=True, change="nd" not in elements)


#: A licence as a credit line names it: "CC BY-NC 4.0", "CC0", "Creative Commons Attribution 4.0 International".
_NAMED = re.compile(
    r"\bCC[- ]?0(?: 1\.0)?\b|\bCC[- ]BY(?:[- ](?:NC|SA|ND))*(?: \d\.\d)?\b"
    r"|\bCreative Commons (?:CC0|Zero|Attribution|BY)(?:[- ](?:Non-?Commercial|Share-?Alike|No-?Deriv\w*|NC|SA|ND))*"
    r"(?: \d\.\d)?(?: International)?",
    re.IGNORECASE,
)


#: A line that speaks of a picture names the picture's licence.
_PICTURE = re.compile(
    r"\b(?:photo\w*|image\w*|picture\w*|illustration\w*|cover|fotos?|fotograf\w*|im[aá]gen\w*|ilustraci\w*)\b|صور",
    re.IGNORECASE,
)


def named_licence(text: str) -> str | None:
    """Return the licence that credit lines name for the text, in their own words.

    None where they name none or several; what a line says of a picture is not said of the text.
    """
    lines = [line for line in text.split("\n") if not _PICTURE.search(line)]
    found = list(dict.fromkeys(match.group() for line in lines for match in _NAMED.finditer(line)))
    return found[0] if len(found) == 1 else None
