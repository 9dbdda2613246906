"""Footnotes of a web page: a mark in the text that leads to a note, and a note that leads back.

Only what is linked both ways is a note (as in pandoc's output, Word's web pages, WordPress), or what says so
(DPUB-ARIA's `doc-noteref`, to which a book's `epub:type` is turned); a link to a place on the page is not.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.html import HtmlElement

_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§¶])\)?\]?")
_BLOCKS = frozenset("li p div td dd aside section blockquote".split())
_SAYS_NOTE = frozenset({"doc-footnote", "doc-endnote"})
_LONGEST_MARK = 5


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
    led: list[tuple[HtmlElement, HtmlElement]] = []
    for reference in root.iter("a"):
        target = places.get(_fragment(reference))
        if target is None or reference in marks:
            continue
        found = _said(reference, target, places) or _linked(reference, target, places)
        if found is None or reference in found.note.iter():
            continue
        marks[reference] = f"[{found.mark}]"
        led.append((reference, found.note))
        if found.back is not None:
            marks[found.back] = ""
        notes.setdefault(found.note, f"[{found.mark}]")
        for other in found.note.iter("a"):  # a note that is referred to twice leads back twice
            if _fragment(other) in places and _mark_or_arrow(other):
                marks.setdefault(other, "")
    if len(set(notes.values())) < len(notes):  # each chapter of a book counts from 1
        notes = {note: f"[{number}]" for number, note in enumerate(notes, 1)}
        marks |= {reference: notes[note] for reference, note in led}
    return Notes(marks, notes)


class _Found(NamedTuple):
    """A note as found: its mark, its element, and the link in it that leads back."""

    mark: str
    note: HtmlElement
    back: HtmlElement | None


def _said(reference: HtmlElement, target: HtmlElement, places: dict[str, HtmlElement]) -> _Found | None:
    """Return the note of a reference that says it is one; None for every other link."""
    if "doc-noteref" not in _roles(reference):
        return None
    shown = "".join("".join(reference.itertext()).split())
    mark = _mark_of(reference) or shown.strip("[]()")
    around = (each for each in (target, *target.iterancestors()) if _SAYS_NOTE & _roles(each))
    note = next(around, None)
    if note is None:
        note = _block_of(target)
    if note is None or not mark or len(mark) > _LONGEST_MARK:
        return None
    back = next((link for link in note.iter("a") if "doc-backlink" in _roles(link)), None)
    return _Found(mark, note, back if back is not None else _link_back(note, reference, places))


def _linked(reference: HtmlElement, target: HtmlElement, places: dict[str, HtmlElement]) -> _Found | None:
    """Return the note that a mark leads to where the note leads back; None for every other link."""
    mark = _mark_of(reference)
    note = _block_of(target) if mark is not None else None
    back = _link_back(note, reference, places) if note is not None else None
    return _Found(mark, note, back) if mark is not None and back is not None else None


def _roles(element: HtmlElement) -> set[str]:
    return set((element.get("role") or "").lower().split())


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
