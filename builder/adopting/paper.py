"""The quiz on paper as a person edited it, beside the items that it was made from."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

import msgspec

from builder.adopting.edits import Unplaced
from builder.adopting.lines import paired
from builder.adopting.notebook import EditedNotebook
from builder.adopting.wording import written
from builder.files.quiz_text import Path, texts_of
from builder.model.item import Item
from builder.text.inert import inert
from builder.writers.notebook import cell_digest
from builder.writers.paper_quiz import paper_quiz

_FIXED = "the builder words this part of the quiz"
_MORE = "items and options are added and taken out in quiz.yml, where their key stands"
_AWAY = "the quiz is in a private folder that is not here"
_AS_IT_IS = "quiz.yml could not hold it so that the page shows these words"
_BREAK = re.compile(r"\\?$")


class QuizEdit(msgspec.Struct, frozen=True, kw_only=True):
    """New words for a text of an item, at one place or at several that say the same."""

    id: str
    paths: tuple[Path, ...]
    text: str
    unplaced: Unplaced


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the quiz: its words, and the text in it that comes from quiz.yml with what stands around it."""

    shown: str
    number: int
    id: str
    paths: tuple[Path, ...] = ()
    source: str = ""
    head: str = ""
    tail: str = ""


def quiz_edits(items: tuple[Item, ...], language: str, edited: str) -> tuple[list[QuizEdit], list[Unplaced]]:
    """Return what a person changed in the quiz of a page: new texts of items, and what cannot be carried."""
    lines = _lines(items, language)
    shown, rows = [line.shown for line in lines], edited.rstrip().split("\n")
    edits: list[QuizEdit] = []
    unplaced: list[Unplaced] = []
    for tag, b1, b2, e1, e2 in SequenceMatcher(None, shown, rows, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for b, e in paired(shown[b1:b2], rows[e1:e2]):
            before = lines[b1 + b] if b is not None else None
            after = rows[e1 + e] if e is not None else None
            near = before or lines[min(b1, len(lines) - 1)]
            if _BREAK.sub("", before.shown if before else "").strip() == _BREAK.sub("", after or "").strip():
                continue
            made = _edit(before, after) if before is not None and after is not None else None
            if made is not None:
                edits.append(made)
            else:
                _tell(unplaced, _not_carried(near, before, after))
    return edits, unplaced


def _tell(told: list[Unplaced], one: Unplaced) -> None:
    """Add an edit to those told; lines of one item that were all put in, or all taken out, are told as one."""
    last = told[-1] if told else None
    if last is None or (last.place, last.why) != (one.place, one.why) or bool(last.before) == bool(one.after):
        told.append(one)
        return
    before, after = (f"{a}\n{b}".strip() for a, b in ((last.before, one.before), (last.after, one.after)))
    told[-1] = msgspec.structs.replace(last, before=before, after=after)


def without_quiz(notebook: EditedNotebook) -> list[Unplaced]:
    """Return what a person changed in the quiz of a page whose items are not here: it can only be told."""
    return [
        Unplaced(place="quiz", why=_AWAY, after=cell.source)
        for cell in notebook.cells
        if cell.id == "quiz" and cell_digest(cell.source) != notebook.made.get(cell.id)
    ]


def refused(edit: QuizEdit) -> Unplaced:
    """Return what to tell of an edit that the file cannot take."""
    return msgspec.structs.replace(edit.unplaced, why=_AS_IT_IS)


def _not_carried(near: _Line, before: _Line | None, after: str | None) -> Unplaced:
    whole = before is None or after is None
    why = _MORE if whole else _FIXED if before is not None and not before.paths else _AS_IT_IS
    if before is not None and after is not None and before.paths and _words(before, after) is None:
        why = _FIXED
    place = f"quiz, item {near.number} ({near.id})"
    return Unplaced(place=place, why=why, before=before.shown.strip() if before else "", after=(after or "").strip())


def _edit(before: _Line, after: str) -> QuizEdit | None:
    words = _words(before, after)
    text = written(before.source, words) if words is not None and before.paths else None
    if text is None or words == before.shown[len(before.head) : len(before.shown) - len(before.tail)]:
        return None
    place = f"quiz, item {before.number} ({before.id})"
    told = Unplaced(place=place, why="", before=before.shown.strip(), after=after.strip())
    return QuizEdit(id=before.id, paths=before.paths, text=text, unplaced=told)


def _words(line: _Line, after: str) -> str | None:
    """Return the person's words in a line, None where they changed what stands around them."""
    end = _BREAK.sub("", after.rstrip())
    tail = _BREAK.sub("", line.tail)
    if not after.startswith(line.head) or not end.endswith(tail) or len(end) < len(line.head) + len(tail):
        return None
    return end[len(line.head) : len(end) - len(tail)].strip()


def _lines(items: tuple[Item, ...], language: str) -> list[_Line]:
    """Return the lines of the quiz on paper, each with the text of an item that stands in it."""
    found: list[_Line] = []
    for number, item in enumerate(items, 1):
        before = paper_quiz(items[: number - 1], language)
        rows = paper_quiz(items[:number], language)[len(before) :].lstrip("\n").split("\n")
        left: dict[str, list[Path]] = {}
        for path, text in texts_of(item):
            if path != ("stem",):
                left.setdefault(text, []).append(path)
        found += [_Line(shown="", number=number, id=item.id)] * bool(before)
        for at, row in enumerate(rows):
            found.append(_line(row, number, item, left, stem=at == 0))
    return found


def _line(row: str, number: int, item: Item, left: dict[str, list[Path]], *, stem: bool) -> _Line:
    text = item.stem if stem else _ending(row, left)
    shown = inert(text) if text is not None else ""
    start = row.find(shown) if stem else len(_BREAK.sub("", row)) - len(shown)
    if text is None or not shown or start < 0:
        return _Line(shown=row, number=number, id=item.id)
    paths = (("stem",),) if stem else tuple(left.pop(text))
    tail = row[start + len(shown) :]
    return _Line(shown=row, number=number, id=item.id, paths=paths, source=text, head=row[:start], tail=tail)


def _ending(row: str, left: dict[str, list[Path]]) -> str | None:
    """Return the text of an item that a line ends with, the longest of several."""
    words = _BREAK.sub("", row)
    texts = sorted(left, key=lambda text: (-len(text), text))
    return next((text for text in texts if inert(text) and words.endswith(f" {inert(text)}")), None)
