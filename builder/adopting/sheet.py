"""The paragraphs of an edited sheet beside those of the sheet made anew: each edit is tried out, and proved.

A sheet shortens, joins and numbers what it shows, so no paragraph says by itself where it comes from.  Its words do:
they are looked for in module.md and quiz.yml, the change is made at the likeliest place, and the sheet is made again.
If it then says what the person wrote, and nothing else of it changed, that was the place; else the next is tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from builder.adopting.edits import LineEdit, Unplaced
from builder.adopting.lines import respelled, rows_of, with_line_edits
from builder.adopting.roles import KNOWN_BY_HEADING
from builder.adopting.sheet_changes import SheetEdit, sheet_edits
from builder.adopting.units import Unit, shown_by, units_of, with_entries_under
from builder.text.inline import escape
from builder.writers.word.said import Said

#: So often a sheet is made to try an edit out; who puts another text in a sheet's place is told so in a few seconds.
_MOST_TRIES = 120
_TOO_MANY = "there are more changes than can be tried: adopt them in smaller steps, or write them into module.md"
#: Places beside which a new paragraph is tried.
_MOST_BESIDE = 3
NOT_FOUND = "these words come from no line that could be changed so that the sheet says this"
_QUOTED = 40
_TERM = re.compile(r"(?P<term>[^:：]{1,80})[:：]\s+(?P<words>.+)")


class Files(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of a module's files; `body`: the line of module.md, from 0, on which its front matter is over."""

    module: str
    quiz: str = ""
    body: int = 0


class Remade(msgspec.Struct, frozen=True, kw_only=True):
    """What a sheet says when it is made of some files, and what it hides; `errors` were found in them.

    headings: the headings by which sections of the module are known, in order.
    instead: wording of the builder's that stands where nobody has written, and where to write.
    """

    paragraphs: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    instead: dict[str, str] = {}
    errors: int = 0


class Sheeted(msgspec.Struct, frozen=True, kw_only=True):
    """The files with every edit that proves, how many these are, and the others."""

    files: Files
    count: int
    unplaced: tuple[Unplaced, ...]


#: Files to files in which a text of theirs that a paragraph shows is changed, the likeliest first.
Fields = Callable[[Files, str, str], Iterator[Files]]


def carried_sheet(
    files: Files,
    edited: Sequence[Said],
    made: Sequence[str],
    remake: Callable[[Files], Remade | None],
    fields: Fields,
    *,
    loose: bool,
) -> Sheeted:
    """Return the files with the edits of a sheet made.

    made: the digests of its paragraphs when it was made.  loose: whether the sheet says many things twice, in other
    words, so that an edit may change other paragraphs too (keys, guides).
    """
    now = remake(files)
    if now is None:
        return Sheeted(files=files, count=0, unplaced=())
    edits, unplaced = sheet_edits(now.paragraphs, edited, made)
    work = _Work(files, now, remake, fields, loose=loose)
    for edit in edits:
        unplaced += work.carry(edit)
    return Sheeted(files=work.files, count=work.count, unplaced=tuple(unplaced))


class _Work:
    """The files as the edits made so far leave them, and what the sheet says of them."""

    def __init__(
        self, files: Files, now: Remade, remake: Callable[[Files], Remade | None], fields: Fields, *, loose: bool
    ) -> None:
        self.files, self.count, self._tries = files, 0, 0
        self._now, self._first, self._remake = now, now, remake
        self._fields, self._loose = fields, loose

    def carry(self, edit: SheetEdit) -> list[Unplaced]:
        """Make an edit; return what of it cannot be made."""
        if self._made(edit):
            self.count += 1 + len(edit.more)
            return []
        if self._tries > _MOST_TRIES:
            return [Unplaced(place="a paragraph", why=_TOO_MANY, before=edit.before, after=edit.after)]
        if edit.more:  # together they do not prove: one by one
            above, told = edit.above, []
            for text in (edit.after, *edit.more):
                told += self.carry(msgspec.structs.replace(edit, after=text, more=(), above=above))
                above = text
            return told
        if edit.before in self._first.instead:
            why = self._first.instead[edit.before]
            return [Unplaced(place="a paragraph", why=why, before=edit.before, after=edit.after)]
        if edit.before in self._first.headings:
            return [Unplaced(place="a heading", why=KNOWN_BY_HEADING, before=edit.before, after=edit.after)]
        if not edit.before or not edit.after:
            behind = f" behind “{_clipped(edit.above)}”" if not edit.before and edit.above else ""
            return [Unplaced(place=f"a paragraph{behind}", why=NOT_FOUND, before=edit.before, after=edit.after)]
        return self._piecemeal(edit)

    def _piecemeal(self, edit: SheetEdit) -> list[Unplaced]:
        """Make the changes inside a paragraph one by one: a sheet may join what stands apart in the files."""
        said, told = edit.before, []
        changes = list(_changes(edit.before, edit.after))
        for start, end, words in reversed(changes):
            more = f"{said[:start]}{words}{said[end:]}"
            step = SheetEdit(before=said, after=" ".join(more.split()))
            if len(changes) > 1 and step.after == more and self._made(step):
                self.count += 1
                said = more
            else:
                told.append(_excerpt(edit.before, start, end, words))
        return told[::-1]

    def _made(self, edit: SheetEdit) -> bool:
        for files in self._candidates(edit):
            if files == self.files:
                continue
            self._tries += 1
            if self._tries > _MOST_TRIES:
                return False
            said = self._remake(files)
            if said is not None and self._proves(said, edit):
                self.files, self._now = files, said
                return True
        return False

    def _proves(self, said: Remade, edit: SheetEdit) -> bool:
        before, after = Counter(self._now.paragraphs), Counter(said.paragraphs)
        new, gone = after - before, before - after
        wanted, unwanted = Counter(filter(None, [edit.after, *edit.more])), Counter(filter(None, [edit.before]))
        if said.errors > self._first.errors or said.headings != self._first.headings:
            return False
        if self._loose:
            return wanted <= new and unwanted <= gone
        same = (new, gone) == (wanted, unwanted) or _is_cut_shorter(new, gone, edit)
        return same and said.hidden == self._first.hidden

    def _candidates(self, edit: SheetEdit) -> Iterator[Files]:
        rows = rows_of(self.files.module)
        units = units_of(rows, self.files.body)
        if edit.before and edit.after:
            yield from self._fields(self.files, edit.before, edit.after)
            for unit in shown_by(edit.before, units):
                text = respelled(unit.text, edit.before, edit.after, escape)
                if text is not None and text.strip():
                    yield self._with(LineEdit(start=unit.start, end=unit.end, lines=tuple(text.split("\n"))))
        elif edit.before:
            for unit in shown_by(edit.before, units):
                if with_entries_under(unit, rows) == unit.end:
                    yield self._with(_without(unit, rows))
        else:
            for near, is_above in ((edit.above, True), (edit.below, False)):
                for unit in shown_by(near, units)[:_MOST_BESIDE] if near else ():
                    yield from map(self._with, _put_in(unit, edit, rows, above=is_above))

    def _with(self, edit: LineEdit) -> Files:
        return msgspec.structs.replace(self.files, module=with_line_edits(self.files.module, [edit]))


def _is_cut_shorter(new: Counter[str], gone: Counter[str], edit: SheetEdit) -> bool:
    """Return whether a sheet says an edited paragraph, but for last words that it has no more room for.

    A sheet shows so many words of a summary, in whole sentences: what a person puts in pushes the last one out.
    """
    if edit.more or not edit.before or not edit.after or new.total() != 1 or gone.total() != 1:
        return False
    (now,), (before,) = new, gone
    tail = edit.after[len(now) :]
    whole = edit.after.startswith(f"{now} ") or not tail
    return whole and edit.before.endswith(tail) and edit.before.startswith(before) and now != before


def _without(unit: Unit, rows: Sequence[str]) -> LineEdit:
    """Return the edit that takes a piece out, with the blank line that parts it from the next."""
    blank_before = unit.start == 0 or not rows[unit.start - 1].strip()
    blank_behind = unit.end < len(rows) and not rows[unit.end].strip()
    return LineEdit(start=unit.start, end=unit.end + (blank_before and blank_behind))


def _put_in(unit: Unit, edit: SheetEdit, rows: Sequence[str], *, above: bool) -> Iterator[LineEdit]:
    """Yield the edits that put paragraphs in beside a piece: as more of its kind, or as paragraphs of their own."""
    texts = (edit.after, *edit.more)
    end = with_entries_under(unit, rows) if above else unit.start
    as_like = edit.like == ("above" if above else "below")
    terms = [match for text in texts if (match := _TERM.fullmatch(text))]
    made: list[tuple[str, ...]] = []
    if unit.kind == "entry" and as_like:
        markers = [_next(unit.marker, number + above) for number in range(len(texts))]
        lines = tuple(f"{marker}{escape(text)}" for marker, text in zip(markers, texts, strict=True))
        yield LineEdit(start=end, end=end, lines=lines)
        return
    if unit.kind == "definition" and as_like and len(terms) == len(texts):
        made.append(tuple(row for m in terms for row in (escape(m["term"].strip()), f": {escape(m['words'])}", "")))
    made.append(tuple(row for text in texts for row in (escape(text), "")))
    for lines in made:
        yield LineEdit(start=end, end=end, lines=("", *lines[:-1]) if above else lines)


def _next(marker: str, by: int) -> str:
    """Return the marker of an entry so many behind one: the same, or a higher number."""
    return re.sub(r"\d+", lambda match: str(int(match.group()) + by), marker)


def _changes(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """Yield the changes from one text to another, word by word; those that only a blank parts are one."""
    one, other = (re.findall(r"\w+|\s+|[^\w\s]", text) for text in (before, after))
    starts = [0]
    for token in one:
        starts.append(starts[-1] + len(token))
    held: tuple[int, int, str] | None = None
    for tag, b1, b2, e1, e2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            if held is not None and "".join(one[b1:b2]).strip():
                yield held
                held = None
            elif held is not None:
                held = (held[0], starts[b2], held[2] + "".join(one[b1:b2]))
        else:
            first, _, words = held or (starts[b1], 0, "")
            held = (first, starts[b2], words + "".join(other[e1:e2]))
    if held is not None:
        yield held


def _clipped(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"


def _excerpt(text: str, start: int, end: int, words: str) -> Unplaced:
    """Return a change with the words around it."""
    head = " ".join(text[:start].split(" ")[-4:])
    tail = " ".join(text[end:].split(" ")[:4])
    return Unplaced(
        place="a paragraph", why=NOT_FOUND, before=f"{head}{text[start:end]}{tail}", after=f"{head}{words}{tail}"
    )
