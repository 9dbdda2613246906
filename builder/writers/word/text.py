"""Runs of text: their styles, their direction, and the addresses they lead to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from builder.model.sheet import Run, Text
from builder.writers.word.desk import Desk
from builder.writers.word.looks import is_bold
from builder.writers.word.xml import Element, clean, make

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: Word opens no file with a longer address in it.
_LONGEST_ADDRESS = 2000
_BETWEEN = re.compile(r"([\n\t])")


def runs(desk: Desk, text: Text, *, within: str = "", style: str = "") -> list[Element]:
    """Return text as runs.

    within: the style of the paragraph; in a bold one strong words are not marked again.
    style: a character style for all of it.
    """
    return [element for run in text for element in _run(desk, run, bold=is_bold(within), style=style)]


def words(desk: Desk, text: str, style: str = "") -> list[Element]:
    """Return plain text in one character style."""
    return runs(desk, (Run(text=text),), style=style)


def _run(desk: Desk, run: Run, *, bold: bool, style: str) -> Iterator[Element]:
    address = _safe(run.address)
    pieces = list(_pieces(desk, run.text, _look(desk, run, bold=bold, style="Hyperlink" if address else style)))
    if address and pieces:
        link = make("hyperlink", *pieces)
        link.set(qn("r:id"), desk.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        yield link
    else:
        yield from pieces


def _safe(address: str) -> str:
    """Return an address that Word can hold, or "" for one that it would call damage."""
    if len(address) > _LONGEST_ADDRESS or not re.match(r"(?:https?://|mailto:)[^\s]", address, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(clean(address))
    except ValueError:
        return ""
    known = parts.netloc if parts.scheme.lower() != "mailto" else parts.path
    return _ODD.sub(lambda match: quote(match[0]), parts.geturl()) if known else ""


#: Signs that no address may hold as they are (RFC 3986).
_ODD = re.compile(r"""[\s<>"{}|\\^`]""")


def _look(desk: Desk, run: Run, *, bold: bool, style: str) -> list[tuple[str, dict[str, str]]]:
    """Return the properties of a run, by name: one character style, and marks for what it does not say.

    Two styles that are both bold undo each other (ECMA-376 part 1, 17.7.3), hence the care.
    """
    strong = run.strong and not bold and not style.startswith("Question")
    emphasis = run.emphasis and not (desk.layout.large and (bold or run.strong or style.startswith("Question")))
    marks: list[tuple[str, dict[str, str]]] = []
    if run.code and not style:
        style = "Code text"
    elif strong and not style:
        style, strong = "Strong", False
    elif emphasis and not style:
        style, emphasis = "Emphasis", False
    if style:
        marks.append(("rStyle", {"val": desk.styles.id(style)}))
    if strong or (emphasis and desk.layout.large):
        marks += [("b", {}), ("bCs", {})]
    if emphasis and not desk.layout.large:
        marks += [("i", {}), ("iCs", {})]
    if run.raised:
        marks.append(("vertAlign", {"val": "superscript"}))
    if desk.language != desk.document_language:
        marks.append(("lang", language(desk.language)))
    return marks


def is_right_to_left_text(text: str) -> bool:
    """Return whether a text has words that run from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def language(tag: str) -> dict[str, str]:
    """Return the attributes of an element `lang` for a language (BCP 47)."""
    tag = clean(tag)[:84] or "en"
    asian = {"eastAsia": tag} if tag.lower().partition("-")[0] in ("zh", "ja", "ko", "yue") else {}
    return {"val": tag, "bidi": tag, **asian}


def _pieces(desk: Desk, text: str, look: list[tuple[str, dict[str, str]]]) -> Iterator[Element]:
    for piece, is_rtl in directed(clean(text), rtl=desk.rtl):
        run = make("r")
        properties = [make(name, **values) for name, values in look]
        properties += [make("rtl")] if is_rtl else []
        if properties:
            run.append(make("rPr", *properties))
        run.extend(_characters(piece))
        yield run


def _characters(text: str) -> Iterator[Element]:
    for part in _BETWEEN.split(text):
        if part == "\n":
            yield make("br")
        elif part == "\t":
            yield make("tab")
        elif part:
            element = make("t")
            element.text = part
            if part != part.strip() or "  " in part:
                element.set(_SPACE, "preserve")
            yield element


def directed(text: str, *, rtl: bool) -> list[tuple[str, bool]]:
    """Return text in pieces of one direction, each with whether it runs from right to left.

    What has no direction of its own goes with the sheet, except between two words of the other direction; a number
    goes with the word before it, as the Unicode bidirectional algorithm has it.

    >>> directed("abc (אב 12) de", rtl=False)
    [('abc (', False), ('אב 12', True), (') de', False)]
    """
    pieces: list[tuple[str, bool]] = []
    held, held_rtl, loose = "", rtl, ""
    for char in text:
        kind = unicodedata.bidirectional(char)
        side = held_rtl if kind in _NUMBERS else _SIDES.get(kind)
        if side is None:
            loose += char
        elif side == held_rtl:
            held, loose = held + loose + char, ""
        else:
            joined = loose if held_rtl == rtl else ""
            pieces.append((held + joined, held_rtl))
            held, held_rtl, loose = (loose if not joined else "") + char, side, ""
    if held_rtl == rtl:
        held, loose = held + loose, ""
    pieces += [(held, held_rtl), (loose, rtl)]
    return [(piece, side) for piece, side in pieces if piece]


_SIDES = {"L": False, "R": True, "AL": True}
_NUMBERS = ("EN", "AN")
