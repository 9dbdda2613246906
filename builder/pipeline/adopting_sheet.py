"""From a Word handout that a person edited back to module.md and quiz.yml."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import cast

import msgspec

from builder.adopting.lines import respelled, rows_of
from builder.adopting.sheet import Files, Remade, Sheeted, carried_sheet
from builder.adopting.word import EditedSheet
from builder.book.materials import materials_of
from builder.files.course import CourseFolder, ModuleFolder
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.quiz_text import Path, every_text_of, with_texts
from builder.files.quiz_yml import QuizFile, read_quiz
from builder.findings import BuilderError
from builder.model.item import Item
from builder.model.module import Module
from builder.model.sheet import KINDS, SheetKind
from builder.pipeline.handout_sheets import Choices, sheets_of
from builder.text.inert import inert
from builder.text.inline import escape, plain
from builder.wording import group, phrase
from builder.writers.sheets.materials import Made, Materials
from builder.writers.sheets.quiz import quiz
from builder.writers.word.document import said_of

#: Sheets for the person in front of the room say many things twice, in other words, and hide nothing.
_LOOSE = ("key", "facilitator")
#: The fields of front matter that a sheet shows as they stand.
_FIELDS = ("title", "citation", "level")
#: A gap of a cloze on paper, and in quiz.yml.
_GAP = re.compile(r"_{5,}")


def from_sheet(course: CourseFolder, entry: ModuleFolder, file: ModuleFile, edited: EditedSheet) -> Sheeted | None:
    """Return the files of a module with the edits of a sheet; None where it has no such sheet today."""
    work = _Sheets(course, entry, file, edited)
    files = Files(
        module=file.text,
        quiz=entry.quiz.text if entry.quiz is not None else "",
        body=len(rows_of(file.text[: file.yaml_end])) + 1,
    )
    if edited.kind not in KINDS or work.remade(files) is None:
        return None
    loose = edited.kind in _LOOSE
    return carried_sheet(files, edited.paragraphs, edited.made, work.remade, work.fields, loose=loose)


class _Sheets:
    """The sheet of a module, made of changed texts."""

    def __init__(self, course: CourseFolder, entry: ModuleFolder, file: ModuleFile, edited: EditedSheet) -> None:
        self._course, self._entry, self._file = course, entry, file
        self._kind, self._version = cast("SheetKind", edited.kind), edited.version

    def remade(self, files: Files) -> Remade | None:
        """Return what the sheet says when it is made of these texts; None where they cannot be read."""
        file, found = read_module(self._entry.slug, files.module, self._file.file)
        quiz_file, problems = self._quiz(files)
        if file is None:
            return None
        module = msgspec.structs.replace(file.module, items=self._items(quiz_file))
        entry = msgspec.structs.replace(self._entry, file=file, quiz=quiz_file, module=module)
        folders = tuple(entry if one.slug == entry.slug else one for one in self._course.folders)
        course = msgspec.structs.replace(self._course, folders=folders)
        sheet = self._made(materials_of(course, (entry.slug,))[entry.slug]).sheet
        if sheet is None:
            return None
        said = tuple(one.text for one in said_of(sheet, course.folder))
        language = module.front.language
        none, place = phrase(language, "guide.care_none"), group(language, "heading")["care"]
        return Remade(
            instead={none: f"the builder says this while the module has no such note: write it under `## {place}`"},
            headings=tuple(section.heading for section in module.sections if section.kind != "other"),
            paragraphs=said,
            hidden=_hidden(module),
            errors=sum(f.severity == "error" for f in found) + problems,
        )

    def _quiz(self, files: Files) -> tuple[QuizFile | None, int]:
        if self._entry.quiz is None:
            return None, 0
        file, found = read_quiz(files.quiz, self._entry.quiz.file)
        return file, len(found)

    def _items(self, file: QuizFile | None) -> tuple[Item, ...]:
        """Return the items of a quiz, those that are changed as a person's."""
        known = {item.id: item for item in (self._entry.module.items if self._entry.module is not None else ())}
        items = file.items if file is not None else ()
        return tuple(
            known[item.id]
            if item.id in known and msgspec.structs.replace(known[item.id], origin=item.origin) == item
            else msgspec.structs.replace(item, origin="authored")
            for item in items
        )

    def _made(self, materials: Materials) -> Made:
        if self._kind == "quiz" and self._version:
            return quiz(materials, self._version, one_of_many=True)
        return sheets_of(self._kind, materials, Choices())[0][1]

    def fields(self, files: Files, before: str, after: str) -> Iterator[Files]:
        """Yield the texts with a field of the front matter, or a text of the quiz, changed as a paragraph was."""
        before, after = _GAP.sub("____", before), _GAP.sub("____", after)
        module, _ = read_module(self._entry.slug, files.module, self._file.file)
        for key in _FIELDS if module is not None else ():
            text = _changed(getattr(module.module.front, key) or "", before, after) if module is not None else None
            if module is not None and text is not None:
                with contextlib.suppress(BuilderError):
                    yield msgspec.structs.replace(files, module=with_field(module, key, text))
        file, _ = self._quiz(files)
        if file is None:
            return
        for item in file.items:
            for paths, text in _changed_texts(item, before, after):
                with contextlib.suppress(BuilderError, KeyError):
                    yield msgspec.structs.replace(files, quiz=with_texts(file, item.id, dict.fromkeys(paths, text)))


def _hidden(module: Module) -> tuple[str, ...]:
    """Return what of a module students do not read, which no edit of their sheets changes."""
    private = [s.body[start:end].strip() for s in module.sections for start, end in s.private]
    return (*private, *(f"{s.heading}\n{s.body}" for s in module.sections if s.instructor))


def _changed_texts(item: Item, before: str, after: str) -> Iterator[tuple[list[Path], str]]:
    """Yield the texts of an item that a paragraph shows, as the paragraph was changed, each with all its places."""
    places: dict[str, list[Path]] = {}
    for path, text in every_text_of(item):
        places.setdefault(text, []).append(path)
    for text in sorted(places, key=lambda text: (-len(text), text)):
        changed = _changed(text, before, after)
        if changed is not None:
            yield places[text], changed


def _changed(text: str, before: str, after: str) -> str | None:
    """Return a text as a paragraph that shows it was changed; None if it does not, or the change is beside it."""
    shown = " ".join(plain(inert(text)).split())
    head, found, tail = before.partition(shown) if shown else ("", "", "")
    if not found or not after.startswith(head) or not after.endswith(tail):
        return None
    words = after[len(head) : len(after) - len(tail)].strip()
    if len(after) < len(head) + len(tail) or not words or words == shown:
        return None
    return respelled(text, shown, words, escape)
