"""What a Word file of ours says, paragraph by paragraph, and the properties by which it tells what it was made of.

A person may edit it in any word processor; then the paragraphs of the file are laid beside those of a file made
anew.  The properties hold the kind of sheet, the module, and a short digest of each paragraph as it was made, so
that what a person changed is told from what the module changed since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from builder.model.sheet import Sheet
from builder.writers.office import OURS

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Elements whose words nobody reads: deleted and moved away, instructions of fields, a second form of a drawing.
_UNSEEN = frozenset((f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Signs that only steer the setting: the direction of a line, a word that is not to break.
_STEERING = re.compile("[\u200e\u200f\u2060]")

#: So many digits tell the paragraphs of one file apart; so many digests stand in one property, which Word keeps short.
_DIGITS, _IN_ONE = 6, 40


class Said(NamedTuple):
    """A paragraph: its words, blanks made single, and the name of its style."""

    text: str
    style: str


def said_in(body: Any) -> tuple[Said, ...]:
    """Return the paragraphs of a document's body that have words, read as if all tracked changes were accepted."""
    found: list[Said] = []
    held = ""
    for paragraph in _paragraphs(body):
        text = held + "".join(_words(paragraph))
        held = ""
        if paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:  # its end was deleted: it goes on in the next
            held = text
            continue
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        words = " ".join(_STEERING.sub("", text).split())
        if words:
            found.append(Said(words, style.get(f"{_W}val", "") if style is not None else ""))
    return tuple(found)


def _paragraphs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (_FALLBACK, f"{_W}moveFrom"):
            continue
        if child.tag == f"{_W}p":
            yield child
        yield from _paragraphs(child)


def _words(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph, those of paragraphs inside it (text boxes) apart."""
    for child in element:
        if child.tag in _UNSEEN or child.tag in (_FALLBACK, f"{_W}p"):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "\u2011"
        else:
            yield from _words(child)


def digests(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a short digest of each text."""
    return tuple(hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] for text in texts)


def properties_of(sheet: Sheet, body: Any) -> dict[str, str]:
    """Return the properties of a file that holds one sheet: kind, module, version, and a digest of each paragraph."""
    made = "".join(digests(tuple(one.text for one in said_in(body))))
    step = _DIGITS * _IN_ONE
    rows = {f"{OURS}-text-{at // step + 1}": made[at : at + step] for at in range(0, len(made), step)}
    return {OURS: " ".join(filter(None, (sheet.kind, sheet.slug, sheet.version))), **rows}


def made_of(properties: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what properties say: kind, module and version of the sheet, and the digests; empty if nothing of ours."""
    named = tuple(properties.get(OURS, "").split())
    made = ""
    while row := properties.get(f"{OURS}-text-{len(made) // (_DIGITS * _IN_ONE) + 1}", ""):
        made += row
        if len(row) < _DIGITS * _IN_ONE:
            break
    return named, tuple(made[at : at + _DIGITS] for at in range(0, len(made), _DIGITS))
