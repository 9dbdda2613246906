"""Footnotes of a web page: a mark in the text that leads to a note, and a note that leads back.

Only what is linked both ways is a note (as in EPUB's and pandoc's output, Word's web pages, WordPress);
a link to a place on the page is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.html import HtmlElement

_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§¶])\)?\]?")
_BLOCKS = frozenset("li p div td dd aside section blockquote".split())


class Notes(NamedTuple):
    """The notes of a page, and what refers to them.

    marks: what a reference shows in the text, "[1]"; a link back shows "".
    notes: the mark of each element that is a note.
    """

    marks: dict[HtmlElement, str]
    notes: dict[HtmlElement, str]


def notes_of(root: HtmlElement) -> Notes:
    """Return the references to notes, the links back, and the notes of a page."""
    places = _places(root)
    marks: dict[HtmlElement, str] = {}
    notes: dict[HtmlElement, str] = {}
    for reference in root.iter("a"):
        mark = _mark_of(reference)
        target = places.get(_fragment(reference))
        if mark is None or target is None or reference in marks:
            continue
        note = _block_of(target)
        back = _link_back(note, reference, places) if note is not None else None
        if note is None or back is None or reference in note.iter():
            continue
        marks[reference] = f"[{mark}]"
        marks[back] = ""
        notes.setdefault(note, f"[{mark}]")
        for other in note.iter("a"):  # a note that is referred to twice leads back twice
            if _fragment(other) in places and _mark_or_arrow(other):
                marks.setdefault(other, "")
    return Notes(marks, notes)


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault(name, element)
    return places


def _fragment(link: HtmlElement) -> str:
    address = link.get("href") or ""
    return address.rpartition("#")[2] if "#" in address else ""


def _mark_of(link: HtmlElement) -> str | None:
    match = _MARK.fullmatch("".join("".join(link.itertext()).split()))
    return match[1] if match else None


def _mark_or_arrow(link: HtmlElement) -> bool:
    words = "".join("".join(link.itertext()).split())
    return len(words) <= 5 and (not words.isalpha() or _MARK.fullmatch(words) is not None)


def _block_of(target: HtmlElement) -> HtmlElement | None:
    """Return the block that a note stands in: the target, or the nearest block around it."""
    for element in (target, *target.iterancestors()):
        if element.tag in _BLOCKS:
            return element
        if element.tag in ("body", "article", "main", "ol", "ul", "table"):
            return None
    return None


def _link_back(note: HtmlElement, reference: HtmlElement, places: dict[str, HtmlElement]) -> HtmlElement | None:
    """Return the link in a note that leads to the reference, or to what stands directly around it."""
    around = {reference, *list(reference.iterancestors())[:2]}
    for link in note.iter("a"):
        place = places.get(_fragment(link))
        if (
            place is not None
            and (place in around or reference in place.iter())
            and place.tag not in ("body", "article")
        ):
            return link
    return None
