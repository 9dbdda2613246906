"""Notes of a JATS article: which are referred to, and what a reference shows in the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.readers.jats_elements import Element, attribute, child, descendants, local, words

_MARK = re.compile(r"\[?\(?(\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,4}|[†‡§¶#])\)?\]?")


class Notes(NamedTuple):
    """The notes of an article by their elements, each with its mark, "[1]", in the order of the text."""

    marks: dict[Element, str]
    by_id: dict[str, Element]

    def mark(self, element: Element) -> str | None:
        """Return what a reference shows: the mark of its note, of an entry in the list of references its number."""
        if local(element) == "fn":
            return self.marks.get(element, "")
        note = self.by_id.get(attribute(element, "rid"))
        if note is not None and note in self.marks:
            return self.marks[note]
        kind, shown = attribute(element, "ref-type"), words(element)
        if kind == "table-fn" and _MARK.fullmatch(shown):
            return f"[{shown}]"
        if kind in ("bibr", "ref", "") and _is_bare(element):
            return f"[{shown}]"
        return None


def _is_bare(element: Element) -> bool:
    """Return whether a reference is a number alone that no bracket stands before."""
    if not re.fullmatch(r"\d{1,3}(?:[-–,]\d{1,3})*", words(element)):
        return False
    before = element.getprevious()
    around = (before.tail if before is not None else element.getparent().text) or ""
    raised = local(element.getparent()) == "sup"
    return raised or re.search(r"[\[(,–-]\s*$", around) is None


def notes_of(article: Element) -> Notes:
    """Return the notes that the text refers to or that stand in it."""
    by_id = {attribute(each, "id"): each for each in descendants(article, "fn") if attribute(each, "id")}
    marks: dict[Element, str] = {}
    taken: set[str] = set()
    for element in descendants(article, "xref", "fn"):
        note = by_id.get(attribute(element, "rid")) if local(element) == "xref" else element
        if note is None or note in marks or _is_elsewhere(note):
            continue
        if local(element) == "fn" and local(element.getparent()) in ("fn-group", "author-notes"):
            continue  # referred to, or no note of the text
        shown = _MARK.fullmatch(words(element if local(element) == "xref" else child(note, "label")))
        mark = f"[{shown[1]}]" if shown else ""
        marks[note] = mark if mark and mark not in taken else _free(taken, len(marks))
        taken.add(marks[note])
    return Notes(marks, by_id)


def _free(taken: set[str], number: int) -> str:
    """Return the first number behind those of the notes so far that no note has for a mark."""
    while f"[{number + 1}]" in taken:
        number += 1
    return f"[{number + 1}]"


def _is_elsewhere(note: Element) -> bool:
    """Return whether a note belongs to a table or to the names above the text."""
    return any(
        local(each) in ("table-wrap", "table-wrap-foot", "author-notes", "contrib") for each in note.iterancestors()
    )
