"""What a person changed in the paragraphs of a sheet, told from what the module changed since the file was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from builder.adopting.edits import Unplaced
from builder.adopting.lines import Step, paired
from builder.writers.word.said import Said, digests

_MOVED = "the order of paragraphs is not carried: move the lines in module.md"
_CHANGED_TOO = "the module changed here too since this file was made: bring the two together in module.md"


class SheetEdit(msgspec.Struct, frozen=True, kw_only=True):
    """An edit of a paragraph: `before` empty for one put in, `after` empty for one taken out.

    more: further paragraphs put in behind `after`, which have the same look.
    above, below: the paragraphs between which one is put in; like: which of the two it looks like, or neither.
    """

    before: str = ""
    after: str = ""
    more: tuple[str, ...] = ()
    above: str = ""
    below: str = ""
    like: str = ""


def sheet_edits(
    now: Sequence[str], edited: Sequence[Said], made: Sequence[str]
) -> tuple[list[SheetEdit], list[Unplaced]]:
    """Return a person's edits, told from what the module changed since the file was made."""
    texts = [one.text for one in edited]
    today, theirs = digests(tuple(now)), digests(tuple(texts))
    made = made or today
    place: dict[int, int] = {}
    for block in SequenceMatcher(None, made, today, autojunk=False).get_matching_blocks():
        place |= {block.a + n: block.b + n for n in range(block.size)}
    edits: list[SheetEdit] = []
    told: list[Unplaced] = []
    for tag, m1, m2, e1, e2 in SequenceMatcher(None, made, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        known = [place[m] for m in range(m1, m2) if m in place]
        around = [m in place for m in (m1 - 1, m2)]
        if len(known) < m2 - m1 or (m1 == m2 and not any(around)):
            if not set(texts[e1:e2]) <= set(now):
                told.append(Unplaced(place="a paragraph", why=_CHANGED_TOO, after="\n".join(texts[e1:e2])))
            continue
        above = place.get(m1 - 1, place[m2] - 1 if m2 in place else -1)
        first = known[0] if known else above + 1
        edits += _of_stretch([now[k] for k in known], edited, (e1, e2), now, first)
    return _without_moves(edits, told)


def _of_stretch(
    old: list[str], edited: Sequence[Said], stretch: tuple[int, int], now: Sequence[str], first: int
) -> Iterator[SheetEdit]:
    e1, e2 = stretch
    above = now[first - 1] if 0 < first <= len(now) else ""
    below = now[first + len(old)] if first + len(old) < len(now) else ""
    new: list[int] = []

    def put_in() -> Iterator[SheetEdit]:
        if new:
            texts = [edited[e].text for e in new]
            like = _like(edited, new[0], new[-1])
            yield SheetEdit(after=texts[0], more=tuple(texts[1:]), above=above, below=below, like=like)
            new.clear()

    for b, e in _as_changes(paired(old, [one.text for one in edited[e1:e2]])):
        if b is None:
            new += [] if e is None else [e1 + e]
            continue
        yield from put_in()
        after = edited[e1 + e].text if e is not None else ""
        yield SheetEdit(before=old[b], after=after)
        above = after or above
    yield from put_in()


def _as_changes(steps: list[Step]) -> Iterator[Step]:
    """Yield steps, what goes and what comes at one place as one paragraph worded anew: a sheet's places are few."""
    gone: list[int] = []
    new: list[int] = []
    for b, e in [*steps, (-1, -1)]:
        if b is None or e is None:
            gone += [] if b is None else [b]
            new += [] if e is None else [e]
            continue
        both = min(len(gone), len(new))
        yield from zip(gone[:both], new[:both], strict=True)
        yield from ((n, None) for n in gone[both:])
        yield from ((None, n) for n in new[both:])
        gone, new = [], []
        if b >= 0:
            yield b, e


def _like(edited: Sequence[Said], first: int, last: int) -> str:
    """Return whether new paragraphs have the look of the one above them, of the one below, or of neither."""
    style = edited[first].style
    if first and edited[first - 1].style == style:
        return "above"
    return "below" if last + 1 < len(edited) and edited[last + 1].style == style else ""


def _without_moves(edits: list[SheetEdit], told: list[Unplaced]) -> tuple[list[SheetEdit], list[Unplaced]]:
    gone = {edit.before for edit in edits if not edit.after}
    new = {edit.after for edit in edits if not edit.before}
    moved = gone & new
    told += [Unplaced(place="a paragraph", why=_MOVED, before=text, after=text) for text in sorted(moved)]
    return [edit for edit in edits if (edit.before or edit.after) not in moved or (edit.before and edit.after)], told
