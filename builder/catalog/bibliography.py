"""A reading list for reference managers: BibTeX and CSL-JSON.

BibTeX: Patashnik, "BibTeXing" (1988), with UTF-8 text as biber and Zotero read it.
CSL-JSON: the Citation Style Language's data schema (citationstyles.org, csl-data.json).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from builder.catalog.references import Name, Reference
from builder.text.inline import plain

#: What would end a field early; in an address there is another way to write it (RFC 3986).
_IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C"}

_KINDS = {"article": "article", "book": "book", "other": "misc"}
_CSL_KINDS = {"article": "article-journal", "book": "book", "other": "document"}

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
#: A brace counts behind a backslash too, to BibTeX as to all that read its files.
_SPECIAL |= {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL |= {sign: f"\\{sign}" for sign in "%&$#_"}


def bibtex(references: Iterable[Reference]) -> str:
    """Return the references as BibTeX; one that could not be read has its words for a title."""
    return "\n".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    fields = [
        ("author", " and ".join(map(_bibtex_name, reference.authors))),
        # Braces keep the capitals that a style would otherwise take away.
        ("title", f"{{{_escaped(_title(reference))}}}"),
        ("journal", _escaped(reference.journal)),
        ("publisher", _escaped(reference.publisher)),
        ("year", reference.year),
        ("volume", reference.volume),
        ("number", reference.issue),
        ("pages", re.sub(r"[–-]", "--", reference.pages or "")),
        ("note", _escaped(_note(reference))),
        ("doi", _address(reference.doi)),
        ("url", _address(reference.url)),
    ]
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields if value)
    return f"@{_KINDS[reference.kind]}{{{reference.key},\n{lines}}}\n"


def _bibtex_name(name: Name) -> str:
    parts = [name.family, name.suffix or "", name.given]
    return ", ".join(_escaped(part) for part in parts if part)


def _escaped(text: str | None) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join((text or "").split()))


def _address(text: str | None) -> str:
    return "".join(_IN_ADDRESS.get(sign, sign) for sign in text or "")


def _title(reference: Reference) -> str:
    """Return the title; a reference manager shows nothing else of what could not be read."""
    return reference.title or plain(reference.text)


def _note(reference: Reference) -> str:
    """Return the whole words of a reference of which a part only was read, so that nothing is lost."""
    return plain(reference.text) if reference.kind == "other" and reference.title else ""


def csl_json(references: Iterable[Reference]) -> str:
    """Return the references as CSL-JSON."""
    return json.dumps([_item(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    fields = {
        "id": reference.key,
        "type": _CSL_KINDS[reference.kind],
        "author": [_csl_name(name) for name in reference.authors],
        "title": _title(reference),
        "container-title": reference.journal,
        "publisher": reference.publisher,
        "issued": {"date-parts": [[int(reference.year)]]} if reference.year else None,
        "volume": reference.volume,
        "issue": reference.issue,
        "page": reference.pages,
        "note": _note(reference),
        "DOI": reference.doi,
        "URL": reference.url,
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    given = {"family": name.family, "given": name.given}
    return {**given, "suffix": name.suffix} if name.suffix else given
