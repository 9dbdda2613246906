"""Licences: the one that credit lines name, and what a licence line allows.

Only licences that say so themselves are read: the Creative Commons family by name, short name or
address, and the public domain.  Everything else is unknown, and an unknown licence allows nothing (in
most countries a text is protected unless its owner says otherwise).  Where a line says more than we
can read, or denies what it names, it allows nothing either.
"""

from __future__ import annotations

import re

import msgspec

_DASHES = re.compile(r"\s*[-\u2010-\u2015_/]\s*")
_BY = re.compile(
    r"\bcc-? ?by\b|\b(?:creative ?commons|cc)[ -]+(?:licen[cs]\w* )?(?:by|attribution|atribuci[oó]n)\b"
    r"|creativecommons\.org-licenses-by"
)
_ZERO = re.compile(r"\bcc-? ?0\b|\b(?:creative ?commons|cc)[ -]zero\b|creativecommons\.org-publicdomain")
_PUBLIC_DOMAIN = re.compile(r"\bpublic domain\b|\bdominio p[úu]blico\b|\bdomaine public\b|الملك العام")
_ELEMENTS = {
    "NC": re.compile(r"\bnc\b|\bnon-? ?commercial\w*|\bno-? ?comercial\w*|\bpas d['’]utilisation commerciale"),
    "SA": re.compile(r"\bsa\b|\bshare-? ?alike|\bcompartir-? ?igual|\bpartage (?:dans les|à l['’]identique)"),
    "ND": re.compile(r"\bnd\b|\bno-? ?deriv\w*|\bsin-? ?(?:obras? )?deriv\w*|\bpas de modif\w*"),
}
#: Words that deny what stands beside them, or keep all rights.
_DENIED = re.compile(
    r"\bnot\b|\bno longer\b|\bexcept\b|all rights|rights reserved|tous droits|todos los derechos|©|\bcopyright\b"
)
_VERSION = re.compile(r"(?<![\d.])([1-4]\.\d)(?![\d.])")
#: A line that speaks of a picture names the picture's licence.
_PICTURE = re.compile(
    r"\b(?:photo\w*|image\w*|picture\w*|illustration\w*|cover|fotos?|fotograf\w*|im[aá]gen\w*|ilustraci\w*)\b|صور"
)


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a licence allows: to show the text whole; to show it changed."""

    share: bool
    change: bool


def terms_of(licence: str | None) -> Terms:
    """Return what a licence line allows, as far as it says so."""
    text = _folded(licence or "")
    if _DENIED.search(text) or _PICTURE.search(text):
        return Terms(share=False, change=False)
    if _BY.search(text):
        return Terms(share=True, change="ND" not in _elements(text))
    free = _ZERO.search(text) is not None or _PUBLIC_DOMAIN.search(text) is not None
    return Terms(share=free, change=free)


def named_licence(text: str) -> str | None:
    """Return the licence that credit lines name for the text, by its short name ("CC BY-NC 4.0").

    None where they name none, or more than one, or deny it; what a line says of a picture is not said of the text.
    """
    lines = [line for line in map(_folded, text.split("\n")) if not _PICTURE.search(line)]
    names = list(dict.fromkeys(name for line in lines if (name := _short_name(line)) is not None))
    return names[0] if len(names) == 1 and not any(_DENIED.search(line) for line in lines) else None


def _short_name(line: str) -> str | None:
    version = _VERSION.findall(line)
    number = f" {version[0]}" if len(version) == 1 else ""
    if len(_BY.findall(line)) == 1 and not _ZERO.search(line):
        return "-".join(["CC BY", *_elements(line)]) + number
    return "CC0" if _ZERO.search(line) and not _BY.search(line) else None


def _elements(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in _ELEMENTS.items() if words.search(text))


def _folded(text: str) -> str:
    """Return a line in small letters, every dash, slash and underline a plain hyphen without blanks around it."""
    return _DASHES.sub("-", " ".join(text.lower().split()))


def licence_address(licence: str | None) -> str | None:
    """Return the address of a Creative Commons licence that a line names with its version, else None.

    >>> licence_address("CC-BY-SA 4.0 International"), licence_address("CC BY")
    ('https://creativecommons.org/licenses/by-sa/4.0/', None)
    """
    name = named_licence(licence or "") or ""
    if name == "CC0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    match = re.fullmatch(r"CC BY((?:-(?:NC|SA|ND))*) (\d\.\d)", name)
    return f"https://creativecommons.org/licenses/by{match[1].lower()}/{match[2]}/" if match is not None else None
