"""Sections of a module.md merged three ways: a person's order and headings, the article's news.

Sections that a person added, took out, renamed or moved stay so; one that the article has new is put in
behind the section that it follows there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from builder.files.lines import lines_of, with_line_feeds
from builder.files.merge.align import aligned
from builder.files.merge.lines import Clash, Drafted, Piece, merged
from builder.files.merge.marks import ARTICLE
from builder.files.merge.render import is_loose, rendered, renumbered
from builder.files.module_read import ModuleFile
from builder.files.private import folded
from builder.files.units import Unit, units_of

_BLANK = " \t\r\n"

#: A section that keeps so much of its text under another heading was renamed.
_RENAMED = 0.5

#: Whose wording a section of an article is: learning objectives are the builder's, and so are the plans of prompts.
_DRAFTED: dict[str, Drafted] = {"objectives": "all", "prompts": "nested"}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A section as it stands in a file; what stands before the first heading is one without.

    name: its kind and, of a section of no known kind, its heading; of sections of one name, their count.
    before: the blank lines above its first unit.
    """

    name: tuple[str, str, int]
    before: str
    heading: Unit | None
    units: tuple[Unit, ...]

    @property
    def text(self) -> str:
        """The section, byte for byte."""
        inside = (*([self.heading] if self.heading is not None else []), *self.units)
        return self.before + "".join(unit.text + unit.after for unit in inside)

    @property
    def keys(self) -> tuple[str, ...]:
        """The words of its units, by which two sections are the same."""
        return tuple(unit.key for unit in self.units)

    @property
    def title(self) -> str:
        """The heading as a person reads it."""
        return self.heading.text.strip().lstrip("# ").rstrip() if self.heading is not None else ""


class MergedBody(msgspec.Struct, frozen=True, kw_only=True):
    """The text behind the front matter, merged.

    sections: how many headings it has.  has_new: whether one of them is the article's.
    left_out: the headings of sections that a person took out and of which the article says something else now.
    """

    text: str
    sections: int
    has_new: bool = False
    left_out: tuple[str, ...] = ()


def body_start(file: ModuleFile) -> int:
    """Return the offset at which the text behind the front matter begins."""
    starts = lines_of(file.text).starts
    return next((start for start in starts if start > file.yaml_end), len(file.text))


def parts_of(file: ModuleFile) -> tuple[Part, ...]:
    """Return the sections of a module.md, what stands before the first heading first."""
    spans = [(s.kind, s.heading, s.span.start, s.span.end) for s in file.module.sections if s.span is not None]
    found = [_part(("lead", "", 0), file.text[body_start(file) : file.head.end], with_heading=False)]
    seen: dict[tuple[str, str], int] = {}
    for kind, heading, start, end in spans:
        name = (kind, folded(heading) if kind == "other" else "")
        seen[name] = seen.get(name, 0) + 1
        found.append(_part((*name, seen[name]), file.text[start:end], with_heading=True))
    return tuple(found)


def _part(name: tuple[str, str, int], text: str, *, with_heading: bool) -> Part:
    before, units = units_of(text)
    if with_heading and units:
        return Part(name=name, before=before, heading=units[0], units=units[1:])
    return Part(name=name, before=before, heading=None, units=units)


def merged_body(base: ModuleFile, ours: ModuleFile, theirs: ModuleFile, newline: str, name: str) -> MergedBody:
    """Return the merged text of three files behind their front matter; `name` says whose the other side is."""
    return _Body(parts_of(base), parts_of(ours), parts_of(theirs), newline, name).merged()


class _Body:
    """The sections of three texts, and which is which."""

    def __init__(
        self, base: tuple[Part, ...], ours: tuple[Part, ...], theirs: tuple[Part, ...], newline: str, name: str
    ) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.newline, self.name = newline, name
        self.to_ours, self.to_theirs = _paired(base, ours), _paired(base, theirs)
        from_ours = {place: number for number, place in self.to_ours.items()}
        rest = {theirs[n].name: n for n in range(len(theirs)) if n not in self.to_theirs.values()}
        self.rows: list[tuple[Part | None, Part | None]] = []
        self.placed: dict[int, int] = {}  # where each of the article's sections stands in the person's text
        for place, part in enumerate(ours):
            before = from_ours.get(place)
            its = self.to_theirs.get(before) if before is not None else rest.get(part.name)
            self.rows.append((base[before] if before is not None else None, theirs[its] if its is not None else None))
            if its is not None:
                self.placed[its] = place

    def merged(self) -> MergedBody:
        """Return the merged text."""
        gone = {self.to_theirs[n] for n in self.to_theirs if n not in self.to_ours}
        new = [n for n in range(len(self.theirs)) if n not in self.placed and n not in gone]
        texts: list[tuple[str, bool]] = []
        moved = False  # whether something else stood above, so that a blank line may be missing
        for place, (part, (base, its)) in enumerate(zip(self.ours, self.rows, strict=True)):
            text = self._section(base, part, its)
            if text is not None:
                texts.append((text, moved))
            behind = [n for n in new if self._place(n) == place]
            texts += [(self._in_lines(self.theirs[n].text), True) for n in behind]
            moved = text is None or bool(behind)
        text = self._together(texts, cut=moved)
        left_out = tuple(self._left_out())
        return MergedBody(text=text, sections=len(texts) - 1, has_new=bool(new), left_out=left_out)

    def _in_lines(self, text: str) -> str:
        return with_line_feeds(text).replace("\n", self.newline)

    def _place(self, number: int) -> int:
        """Return behind which of the person's sections a new one of the article belongs; 0 is the top of the file."""
        return next((self.placed[n] for n in range(number - 1, -1, -1) if n in self.placed), 0)

    def _left_out(self) -> Iterator[str]:
        for number, part in enumerate(self.base):
            its = self.to_theirs.get(number)
            drafted = self.name == ARTICLE and _DRAFTED.get(part.name[0]) == "all"
            if number in self.to_ours or its is None or drafted:
                continue
            if self.theirs[its].keys != part.keys and part.heading is not None:
                yield part.title

    def _section(self, base: Part | None, ours: Part, theirs: Part | None) -> str | None:
        """Return a section's merged text, byte for byte the person's where nothing is merged in; None where it goes."""
        if base is None and theirs is None:
            return ours.text
        heading = self._heading(base, ours, theirs)
        same = theirs is not None and theirs.keys in (ours.keys, base.keys if base is not None else None)
        if same:
            head, below = self._head(ours, heading)
            return head + below + "".join(unit.text + unit.after for unit in ours.units)
        before, after = base.units if base is not None else (), theirs.units if theirs is not None else ()
        drafted = _DRAFTED.get(ours.name[0], "none") if self.name == ARTICLE else "none"
        pieces = renumbered(merged(before, ours.units, after, drafted), ours.units)
        if theirs is None and not pieces and base is not None and _same_heading(base, ours):
            return None
        return self._written(ours, heading, pieces)

    def _written(self, ours: Part, heading: str | None, pieces: Sequence[Piece]) -> str:
        head, below = self._head(ours, heading)
        body = rendered(pieces, self.newline, self.name, loose=is_loose(ours.units))
        if not body:
            return head + below
        if ours.units:
            return head + below + body + ours.units[-1].after
        gap = self.newline * 2 if ours.heading is not None else ""
        return head + gap + body + (below or self.newline * 2)

    def _head(self, ours: Part, heading: str | None) -> tuple[str, str]:
        """Return the heading with what stands above it, and the line ends below it."""
        if ours.heading is None:
            return ours.before, ""
        return ours.before + (heading or ours.heading.text), ours.heading.after

    def _heading(self, base: Part | None, ours: Part, theirs: Part | None) -> str | None:
        """Return what a section's heading becomes, None where it stays."""
        if base is None or theirs is None or ours.heading is None or theirs.heading is None or base.heading is None:
            return None
        if theirs.heading.key in (base.heading.key, ours.heading.key):
            return None
        if base.heading.key == ours.heading.key:
            return theirs.heading.text
        return rendered([Clash((ours.heading,), (theirs.heading,))], self.newline, self.name)

    def _together(self, texts: list[tuple[str, bool]], *, cut: bool) -> str:
        """Return the sections one after the other, a blank line above those that stand behind another now.

        `cut`: whether the last one is another than before; the file still ends as the person's does.
        """
        nl, text = self.newline, ""
        for section, moved in texts:
            if moved and text.strip():
                text += "" if text.endswith(nl * 2) else nl if text.endswith(nl) else nl * 2
            text += section
        end = self.ours[-1].text
        return text.rstrip(_BLANK) + (end[len(end.rstrip(_BLANK)) :] or nl) if cut and text.strip() else text


def _same_heading(base: Part, ours: Part) -> bool:
    one, other = base.heading, ours.heading
    return one is not None and other is not None and one.key == other.key


def _paired(base: tuple[Part, ...], side: tuple[Part, ...]) -> dict[int, int]:
    """Return which section of the base is which of another text: by name, else by what stands in it."""
    places = {part.name: number for number, part in enumerate(side)}
    pairs = {number: places[part.name] for number, part in enumerate(base) if part.name in places}
    free = [number for number in range(len(side)) if number not in pairs.values()]
    for number, part in enumerate(base):
        if number in pairs or not part.units:
            continue
        best = max(free, key=lambda n: (_kept(part, side[n]), -n), default=None)
        if best is not None and _kept(part, side[best]) >= _RENAMED:
            pairs[number] = best
            free.remove(best)
    return pairs


def _kept(part: Part, other: Part) -> float:
    """Return how much of a section's words stand in another, edited or not, 0 to 1."""
    sizes = [len(key) for key in part.keys]
    held = [size for size, place in zip(sizes, aligned(part.units, other.units), strict=True) if place is not None]
    return sum(held) / sum(sizes)
