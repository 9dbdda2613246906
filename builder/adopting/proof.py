"""Edits made in module.md one stretch after the other, each proved: the product, made again, says what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from builder.adopting.bare import bare
from builder.adopting.cells import is_quoted
from builder.adopting.edits import QUIZ, Hunk, Part, Unplaced
from builder.adopting.hunks import is_renumbering, together, with_hunks
from builder.adopting.lines import with_line_edits
from builder.files.markdown import tokens_of
from builder.model.module import Module
from builder.writers.page import Cell

_UNPROVED = "written into module.md, this would not read the same on the page"
_TOGETHER = "it belongs to another edit here that cannot be carried"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What a product says when it is made of a text: its sections, what it leaves out, how many errors were found."""

    blocks: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    errors: int = 0


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A text with the edits that prove; how many they are, the others, and whether a new section stands elsewhere."""

    text: str
    count: int
    unplaced: tuple[Unplaced, ...]
    elsewhere: bool = False


Say = Callable[[str], Said | None]


def carried(text: str, parts: Sequence[Part], hunks: Sequence[Hunk], say: Say) -> Carried:
    """Return the text with every edit made that can be traced and proves; `say` makes the product of a text."""
    groups = together(hunks)
    base = say(text)
    good = [group for group in groups if base is not None and not any(hunks[n].why for n in group)]
    numbers = {n for n, hunk in enumerate(hunks) if is_renumbering(parts[hunk.part], hunk)}
    proof = _Proof(text, parts, hunks, say, base)
    taken = proof.settled([group for group in good if not numbers & set(group)], frozenset())
    kept = {hunk.part for n, hunk in enumerate(hunks) if n not in taken | numbers}  # their numbers stay, too
    taken = proof.settled([g for g in good if numbers & set(g) and not kept & {hunks[n].part for n in g}], taken)
    left = [hunk for n, hunk in enumerate(hunks) if n not in taken and not (n in numbers and hunk.part in kept)]
    unplaced = [_unplaced(parts, hunk, groups, hunks) for hunk in left]
    new = proof.text(taken)
    said = say(new) if taken else base
    elsewhere = said is not None and said.blocks != blocks_of(_of_sections(parts, hunks, taken))
    return Carried(text=new, count=len(taken), unplaced=tuple(unplaced), elsewhere=elsewhere and bool(taken))


def _unplaced(parts: Sequence[Part], hunk: Hunk, groups: list[list[int]], hunks: Sequence[Hunk]) -> Unplaced:
    part = parts[hunk.part]
    group = next(group for group in groups if any(hunks[n] is hunk for n in group))
    other = _TOGETHER if any(hunks[n].why for n in group) else _UNPROVED
    return Unplaced(
        place=part.place,
        why=hunk.why or other,
        before="\n".join(part.shown[slice(*hunk.base)]).strip("\n"),
        after="\n".join(part.edited[slice(*hunk.edited)]).strip("\n"),
    )


class _Proof:
    def __init__(self, text: str, parts: Sequence[Part], hunks: Sequence[Hunk], say: Say, base: Said | None) -> None:
        self._text, self._parts, self._hunks = text, parts, hunks
        self._say, self._base = say, base

    def text(self, taken: frozenset[int]) -> str:
        """Return the text with these hunks made."""
        return with_line_edits(self._text, [edit for n in sorted(taken) for edit in self._hunks[n].edits])

    def settled(self, groups: list[list[int]], taken: frozenset[int]) -> frozenset[int]:
        """Return the hunks taken and those of the groups that prove beside them; halves are tried until one fails."""
        more = taken.union(*groups)
        if not groups or self.holds(more):
            return more
        if len(groups) == 1:
            return taken
        half = len(groups) // 2
        return self.settled(groups[half:], self.settled(groups[:half], taken))

    def holds(self, taken: frozenset[int]) -> bool:
        """Return whether the product says the hunks and all else stays: what it says, what it hides."""
        try:
            said = self._say(self.text(taken))
        except ValueError:  # two edits of one line
            return False
        if said is None or self._base is None or said.errors > self._base.errors:
            return False
        dropped = frozenset().union(*(self._hunks[n].dropped for n in taken))
        if said.hidden != _without(dropped, self._base.hidden):
            return False
        return sorted(said.blocks) == sorted(blocks_of(_of_sections(self._parts, self._hunks, taken)))


def _without(dropped: frozenset[str], hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a product hides, but for the texts of which every line goes."""
    return tuple(text for text in hidden if not dropped or {row.strip() for row in text.split("\n")} - dropped)


def _of_sections(parts: Sequence[Part], hunks: Sequence[Hunk], taken: frozenset[int]) -> list[tuple[str, ...]]:
    """Return what the product says with these hunks, in its parts that have a source."""
    said = with_hunks(parts, hunks, taken)
    return [rows for part, rows in zip(parts, said, strict=True) if part.source is not None or part.shown == QUIZ]


def blocks_of(parts: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return what a page says, cut at its headings of the first and second level, blank lines made single."""
    found: list[list[str]] = []
    for rows in parts:
        heads = _headings(rows)
        for number, row in enumerate(rows):
            if number in heads or not found:
                found.append([])
            elif number == 0:
                found[-1].append("")
            found[-1].append(row)
    return tuple(said for rows in found if (said := _single_spaced(rows)))


def _headings(rows: Sequence[str]) -> set[int]:
    return {
        token.map[0]
        for token in tokens_of("\n".join(rows))
        if token.type == "heading_open" and token.tag in ("h1", "h2") and token.level == 0 and token.map
    }


def _single_spaced(rows: Iterable[str]) -> str:
    kept: list[str] = []
    for row in rows:
        if row.strip() or (kept and kept[-1]):
            kept.append(row.rstrip())
    return "\n".join(kept).strip("\n")


def said_by(cells: Iterable[Cell], module: Module, errors: int) -> Said:
    """Return what a page says of a module, section by section, and what of the module it leaves out."""
    texts = [
        QUIZ if cell.quiz is not None else bare(cell.source, module.slug, quoted=is_quoted(cell)).split("\n")
        for cell in cells
        if cell.quiz is not None or cell.line is not None
    ]
    hidden = [section.body[start:end].strip() for section in module.sections for start, end in section.private] + [
        f"{section.heading}\n{section.body}" for section in module.sections if section.instructor
    ]
    return Said(blocks=blocks_of(texts), hidden=tuple(hidden), errors=errors)


def kept_from_students(module: Module, before: Module) -> tuple[str, ...]:
    """Return what must stay as it was when the instructor's own edition is edited, private words among the rest.

    Private lines may say something else; but there are as many of them, and as many sections for instructors, and
    no line that was private stands among what students read.
    """
    lines, sections = _private_lines(module), sum(section.instructor for section in module.sections)
    was, public = frozenset(_private_lines(before)), _public_lines(module)
    return (f"{len(lines)} lines", f"{sections} sections", *sorted(was & public))


def newly_shown(module: Module, before: Module) -> tuple[str, ...]:
    """Return the lines that students read now and did not before, sorted."""
    return tuple(sorted(_public_lines(module) - _public_lines(before)))


def _private_lines(module: Module) -> list[str]:
    spans = [section.body[start:end] for section in module.sections for start, end in section.private]
    bodies = [section.body for section in module.sections if section.instructor]
    return [line.strip() for text in (*spans, *bodies) for line in text.split("\n") if line.strip()]


def _public_lines(module: Module) -> frozenset[str]:
    found = set()
    for section in module.sections:
        if section.instructor:
            continue
        at, shown = 0, ""
        for start, end in section.private:
            shown, at = shown + section.body[at:start], end
        found |= {line.strip() for line in (shown + section.body[at:]).split("\n")}
    return frozenset(found)
