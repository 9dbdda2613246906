"""What a paragraph is by the name of its style: the names of Word and LibreOffice, and those in other languages.

The names that Word gives its own styles are English in every language (`heading 1` has the id
`berschrift1` in German and `Ttulo1` in Spanish), so the name is asked first; ids count where a
document has lost its styles.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["heading", "paragraph", "item", "quotation", "caption", "term", "definition", "contents"]

_KINDS: dict[str, Kind] = {
    "quote": "quotation", "intense quote": "quotation", "block text": "quotation", "quotations": "quotation",
    "block quotation": "quotation", "block quote": "quotation", "blockquote": "quotation",
    "caption": "caption", "image caption": "caption", "table caption": "caption",
    "contents heading": "contents", "definition term": "term", "definition": "definition", "toc heading": "contents",
    "list heading": "term", "list contents": "definition",
}  # fmt: skip
_LOST_QUOTES = frozenset(
    "quote intensequote blocktext zitat intensiveszitat citation citationintense cita citadestacada".split()
)
_LOST_TITLE = re.compile(r"tit(?:le|re|el|ulo|olo)|t[íi]?tulo")
_HEADING = re.compile(r"heading ([1-9])")
_LOST_HEADING = re.compile(r"(?:heading|berschrift|überschrift|titre|t[íi]?tulo|titolo|kop)([1-9])")
_LIST = re.compile(r"list (bullet|number)(?: ([2-5]))?")
_CONTENTS = re.compile(r"(?:toc|contents) [1-9]|table of figures")


class Look(NamedTuple):
    """What a style says of its paragraphs: the kind, its level (of a heading or an item), the bullet of a list."""

    kind: Kind = "paragraph"
    level: int = 0
    mark: str = ""


def look_of_name(name: str) -> Look | None:
    """Return what the paragraphs of a style of this name are; None where the name does not tell."""
    name = " ".join(name.lower().split())
    if match := _HEADING.fullmatch(name):
        return Look("heading", min(int(match[1]), 6))
    if name == "title":
        return Look("heading", 1)
    if match := _LIST.fullmatch(name):
        return Look("item", int(match[2] or 1), "•" if match[1] == "bullet" else "1.")
    if _CONTENTS.fullmatch(name):
        return Look("contents")
    return Look(_KINDS[name]) if name in _KINDS else None


def look_of_lost(id_: str) -> Look:
    """Return what paragraphs are by the id of a style that the document does not have."""
    if match := _LOST_HEADING.fullmatch(id_):
        return Look("heading", min(int(match[1]), 6))
    if _LOST_TITLE.fullmatch(id_):
        return Look("heading", 1)
    if id_ in _LOST_QUOTES:
        return Look("quotation")
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", re.sub(r"^(list|toc)", r"\1 ", id_))
    return look_of_name(spaced) or Look()
