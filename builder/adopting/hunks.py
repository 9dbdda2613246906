"""From the edited lines of a part to edits of its source, one for each stretch that a person changed.

Lines of the source that the product does not show (a private line, a comment) keep their place and their company:
no edit takes away what they belong to, and what is put in beside them comes to stand where it parts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

import msgspec

from builder.adopting.edits import Hunk, LineEdit, Part
from builder.adopting.lines import Step, indent_of, likeness, origins, paired, respelled

_HEADING = re.compile(r" {0,3}#{1,2}(?:\s|$)")
_MARKER = re.compile(r"^[\s>]*(?:(?:[-*+:]|\d{1,9}[.)])\s+)?")
#: Of fewer letters, two lines are the same by chance.
_TELLING = 8

#: An entry's number in a list that counts.
_NUMBER = re.compile(r"^(\s*)\d{1,9}(?=[.)]\s)")
#: So many of the private lines that keep an entry are named.
_MOST_NAMED = 3

_NOT_OURS = "the builder words this line"
_NOT_TRACED = "the line in module.md is written in another way, and the change cannot be found in it"
_PASTED = "pasted pictures are not carried: save the picture into the folder `images` and link it in module.md"
_HIDDEN = "module.md has lines under it that this file does not show; take it out there"


class _Untraceable(Exception):  # noqa: N818 - a way out of a stretch, told as its reason
    """An edit cannot be carried; its text says why."""


def changes(part: Part) -> Sequence[tuple[str, int, int, int, int]]:
    """Return the stretches of a part, changed and not, as `difflib` tells them.

    An entry whose number alone is another one is the same entry, in a stretch of its own: taking one out of a
    numbered list is not to look as if the next had been worded anew.
    """
    shown, edited = ([_NUMBER.sub(r"\1#", row) for row in rows] for rows in (part.shown, part.edited))
    found: list[tuple[str, int, int, int, int]] = []
    for tag, b1, b2, e1, e2 in SequenceMatcher(None, shown, edited, autojunk=False).get_opcodes():
        if tag != "equal":
            found.append((tag, b1, b2, e1, e2))
            continue
        alike = [part.shown[b1 + n] == part.edited[e1 + n] for n in range(b2 - b1)]
        first = 0
        for same, run in groupby(alike):
            end = first + len([*run])
            found.append(("equal" if same else "replace", b1 + first, b1 + end, e1 + first, e1 + end))
            first = end
    return found


def hunks_of(number: int, part: Part, drafted: frozenset[str] = frozenset()) -> tuple[Hunk, ...]:
    """Return the edits of a part, each with what it comes to in the source, or with why it cannot be carried.

    drafted: the lines, without blanks around them, that the builder wrote into the module when it was imported.
    """
    traced = _Traced(part, drafted) if part.source is not None else None
    found = []
    for tag, b1, b2, e1, e2 in changes(part):
        if tag == "equal" or not _says_anything(part, (b1, b2), (e1, e2)):
            continue
        edits: tuple[LineEdit, ...] = ()
        dropped: frozenset[str] = frozenset()
        why = part.fixed if traced is None else ""
        if traced is not None and any("](attachment:" in row for row in part.edited[e1:e2]):
            why = _PASTED
        elif traced is not None:
            try:
                edits, dropped = traced.edits((b1, b2), (e1, e2))
            except _Untraceable as problem:
                why = str(problem)
        found.append(
            Hunk(
                part=number,
                base=(b1, b2),
                edited=(e1, e2),
                edits=edits,
                why=why,
                inserted=_keys(part.edited[e1:e2]),
                deleted=_keys(part.shown[b1:b2]),
                dropped=dropped,
            )
        )
    return tuple(found)


def is_renumbering(part: Part, hunk: Hunk) -> bool:
    """Return whether an edit changes nothing but the numbers of entries."""
    shown, edited = part.shown[slice(*hunk.base)], part.edited[slice(*hunk.edited)]
    return [_NUMBER.sub(r"\1#", row) for row in shown] == [_NUMBER.sub(r"\1#", row) for row in edited]


def _says_anything(part: Part, base: tuple[int, int], edited: tuple[int, int]) -> bool:
    """Return whether a stretch is more than blanks at the ends of lines."""
    return [row.rstrip() for row in part.shown[slice(*base)]] != [row.rstrip() for row in part.edited[slice(*edited)]]


def _keys(rows: Sequence[str]) -> frozenset[str]:
    words = (_MARKER.sub("", row).strip() for row in rows)
    return frozenset(word for word in words if len(word) >= _TELLING)


class _Traced:
    """A part whose shown lines are traced to its source."""

    def __init__(self, part: Part, drafted: frozenset[str]) -> None:
        self._part, self._drafted = part, drafted
        self._source = part.source or ()
        self._from = origins(self._source, part.shown)
        known = set(self._from)
        self._hidden = [n for n, row in enumerate(self._source) if row.strip() and n not in known]
        self._holders = {self._holder(hidden) for hidden in self._hidden}

    def edits(self, base: tuple[int, int], edited: tuple[int, int]) -> tuple[tuple[LineEdit, ...], frozenset[str]]:
        """Return what a change of lines comes to in the source, and the drafted private lines that go with it.

        Raises _Untraceable where it cannot be carried.
        """
        if base == (0, len(self._part.shown)) and edited[0] == edited[1]:
            return self._without_all(), frozenset()
        steps = [
            (None if b is None else base[0] + b, None if e is None else edited[0] + e)
            for b, e in paired(self._part.shown[slice(*base)], self._part.edited[slice(*edited)])
        ]
        found = [*self._line_edits(steps, base[0])]
        gone = {edit.start for edit in found if edit.end > edit.start and not edit.lines}
        under = [n for n in self._hidden if 0 in gone or self._holder(n) in gone]
        rows = [self._source[n].strip() for n in under]
        if 0 in gone or not self._drafted.issuperset(rows):
            self._keep(under)
        found += [LineEdit(start=n, end=n + 1) for n in under]
        first = self._part.first
        edits = tuple(msgspec.structs.replace(e, start=e.start + first, end=e.end + first) for e in found)
        return edits, frozenset(rows)

    def _keep(self, under: list[int]) -> None:
        """Raise _Untraceable if there are private lines that keep what they stand under, and name those."""
        own = [n for n in under if self._source[n].strip() not in self._drafted] or under
        if own:
            named = " / ".join(f"“{self._source[n].strip()[:60]}”" for n in own[:_MOST_NAMED])
            raise _Untraceable(f"{_HIDDEN}: {named}{' …' * (len(own) > _MOST_NAMED)}")

    def _without_all(self) -> tuple[LineEdit, ...]:
        self._keep(self._hidden)
        return (LineEdit(start=self._part.first, end=self._part.first + len(self._source)),)

    def _line_edits(self, steps: list[Step], start: int) -> list[LineEdit]:
        found: list[LineEdit] = []
        new: list[str] = []
        before = start - 1
        for base, edited in steps:
            if base is None:
                new += [self._part.edited[edited]] if edited is not None else []
                continue
            found += self._put_in(new, before)
            new, before = [], base
            found += self._changed(base, None if edited is None else self._part.edited[edited])
        return [*found, *self._put_in(new, before)]

    def _changed(self, base: int, edited: str | None) -> list[LineEdit]:
        shown, place = self._part.shown[base], self._from[base]
        if shown == edited:
            return []
        if place is None:
            if shown.strip() or (edited or "").strip():
                raise _Untraceable(_NOT_OURS)
            return []
        if edited is None:
            if "<!--" in self._source[place] and "<!--" not in shown:
                raise _Untraceable(_HIDDEN)
            return [LineEdit(start=place, end=place + 1)]
        if place in self._holders and not likeness(shown, edited):
            self._keep([n for n in self._hidden if self._holder(n) == place])
        words = respelled(self._source[place], shown, edited)
        if words is None:
            raise _Untraceable(_NOT_TRACED)
        return [LineEdit(start=place, end=place + 1, lines=(words,))]

    def _put_in(self, rows: list[str], before: int) -> list[LineEdit]:
        """Return the edits that put lines behind line `before` of the base (-1: before the first)."""
        if not rows:
            return []
        above = next((place for n in range(before, -1, -1) if (place := self._from[n]) is not None), None)
        below = next((place for place in self._from[before + 1 :] if place is not None), len(self._source))
        at = above + 1 if above is not None else min(below, len(self._source))
        hidden = [n for n in self._hidden if at <= n < below]
        if not hidden:
            return [LineEdit(start=at, end=at, lines=tuple(rows))]
        behind = hidden[-1] + 1
        cut = next((n for n, row in enumerate(rows) if _HEADING.match(row)), len(rows))
        first = next((row for row in rows[:cut] if row.strip()), None)
        if first is not None and indent_of(first) < indent_of(self._source[hidden[0]]):
            cut = 0
        ahead, behind_rows = rows[:cut], rows[cut:]
        while ahead and behind_rows and not ahead[-1].strip():
            ahead.pop()
        if behind_rows and behind_rows[0].strip() and not self._in_list(behind_rows[0]):
            behind_rows.insert(0, "")
        pieces = ((at, ahead), (behind, behind_rows))
        return [LineEdit(start=place, end=place, lines=tuple(some)) for place, some in pieces if some]

    @staticmethod
    def _in_list(row: str) -> bool:
        return _MARKER.match(row) is not None and _MARKER.sub("", row) != row

    def _holder(self, hidden: int) -> int | None:
        """Return the line that a hidden line belongs to: the nearest above that is set in less; None for none."""
        indent = indent_of(self._source[hidden])
        above = range(hidden - 1, -1, -1)
        rows = (n for n in above if n not in self._hidden and self._source[n].strip())
        return next((n for n in rows if indent_of(self._source[n]) < indent), None)


def together(hunks: Sequence[Hunk]) -> list[list[int]]:
    """Return the hunks in groups of places: what was taken out at one place and put in at another belongs together."""
    group = list(range(len(hunks)))

    def root(number: int) -> int:
        while group[number] != number:
            number = group[number]
        return number

    put: dict[str, list[int]] = {}
    for number, hunk in enumerate(hunks):
        for key in hunk.inserted - hunk.deleted:
            put.setdefault(key, []).append(number)
    for number, hunk in enumerate(hunks):
        for key in sorted(hunk.deleted - hunk.inserted):
            for other in put.get(key, ()):
                one, two = sorted((root(number), root(other)))
                group[two] = one
    found: dict[int, list[int]] = {}
    for number in range(len(hunks)):
        found.setdefault(root(number), []).append(number)
    return list(found.values())


def with_hunks(parts: Sequence[Part], hunks: Sequence[Hunk], taken: frozenset[int]) -> list[tuple[str, ...]]:
    """Return what the product says, part by part, with only the hunks made that are taken."""
    chosen = {(hunks[n].part, hunks[n].base, hunks[n].edited) for n in taken}
    said = []
    for number, part in enumerate(parts):
        rows: list[str] = []
        for tag, b1, b2, e1, e2 in changes(part):
            new = tag == "equal" or (number, (b1, b2), (e1, e2)) in chosen
            rows += part.edited[e1:e2] if new else part.shown[b1:b2]
        said.append(tuple(rows))
    return said
