"""From a notebook or a Word handout that a person edited back to module.md and quiz.yml."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.adopting.cells import laid_beside
from builder.adopting.edits import Unplaced
from builder.adopting.hunks import hunks_of
from builder.adopting.lines import rows_of
from builder.adopting.notebook import EditedNotebook, read_notebook
from builder.adopting.paper import QuizEdit, quiz_edits, refused, without_quiz
from builder.adopting.proof import Said, carried, kept_from_students, newly_shown, said_by
from builder.adopting.roles import with_roles_kept
from builder.adopting.word import EditedSheet, read_word
from builder.adopting.wording import written
from builder.book.materials import numbered, told_apart
from builder.files.atomic import write_atomic, write_if_changed
from builder.files.course import MODULES, CourseFolder, ModuleFolder, no_module, page_of, read_course
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.quiz_text import with_texts
from builder.files.quiz_yml import QuizFile, read_quiz
from builder.files.snapshot import FOLDER
from builder.files.source_text import read_text
from builder.findings import BuilderError, Finding, Where, error, note, warning
from builder.model.item import Item
from builder.model.module import Module
from builder.model.publishing import published_items
from builder.pipeline.adopting_after import followed
from builder.pipeline.adopting_sheet import from_sheet
from builder.pipeline.book import Edition, compiled_page, kept_as_shown
from builder.pipeline.removing import TRASH
from builder.writers.notebook import cell_digest, write_notebook
from builder.writers.page import Page, instructor_page

#: So much of an edit is quoted on the line that tells it; the whole of it stays in the file.
_QUOTED = 240
_EDITIONS: tuple[Edition, ...] = ("student", "instructor")


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """What adopting a file came to.

    texts: by name, the text of each file that changes, before and after.  counts: by name, the edits carried into it.
    unplaced: the edits that are not carried.  page: the notebook of the module, if it was made anew.
    kept: where the edited notebook is kept that was made anew without what could not be carried.
    """

    texts: dict[str, tuple[str, str]]
    counts: dict[str, int]
    unplaced: tuple[Unplaced, ...]
    findings: tuple[Finding, ...]
    page: str = ""
    kept: str = ""

    @property
    def diff(self) -> str:
        """The changes of the files as a unified diff."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for name, (before, after) in sorted(self.texts.items())
            for line in difflib.unified_diff(
                before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
            )
        )


def adopt(
    folder: Path, slug: str, name: str, data: bytes, *, dry_run: bool = False, drop_rest: bool = False
) -> Adopted:
    """Carry the edits of a file that the builder made and a person edited into the module's files.

    name: the file as the person names it.  drop_rest: make the module's notebook anew also where something in it is
    not carried; the edited one is kept in the trash.  Raises BuilderError where there is no such module, or the file
    is none that can be read; then nothing is written.
    """
    course, _ = read_course(folder)
    entry, file = _module(course, slug)
    is_word = data.startswith(b"PK") or name.lower().endswith(".docx")
    edited = read_word(data, name) if is_word else read_notebook(data, name)
    if edited.slug in file.module.front.renamed_from:
        edited = _renamed(edited, slug)
    if edited.slug != slug:
        help_ = f"run `builder adopt {edited.slug}`, or name a file of {slug}"
        raise BuilderError(
            error("adopt-other", f"it was made of another module, {edited.slug}", Where(file=name), help_)
        )
    if isinstance(edited, EditedSheet):
        adopted = _from_sheet(course, entry, file, edited, name)
    else:
        adopted = _from_notebook(_Work(course, entry, file), edited, name)
    texts, told = followed(entry, file, adopted.texts, course.config.settings)
    adopted = msgspec.structs.replace(adopted, texts=texts, findings=(*adopted.findings, *told))
    if dry_run:
        return adopted
    for path, (_, after) in sorted(adopted.texts.items(), reverse=True):
        write_atomic(folder / path, after.encode())
    return _with_page(folder, slug, data, adopted, drop_rest=drop_rest)


def _renamed(edited: EditedNotebook | EditedSheet, slug: str) -> EditedNotebook | EditedSheet:
    """Return a file that was made before its module was renamed as one of the module's name of today."""
    if isinstance(edited, EditedSheet):
        return msgspec.structs.replace(edited, slug=slug)
    old, new = f"]({edited.slug}/", f"]({slug}/"
    cells = tuple(msgspec.structs.replace(cell, source=cell.source.replace(old, new)) for cell in edited.cells)
    return msgspec.structs.replace(edited, slug=slug, cells=cells)


def _module(course: CourseFolder, slug: str) -> tuple[ModuleFolder, ModuleFile]:
    entry = next((entry for entry in course.folders if entry.slug == slug), None)
    if entry is None:
        raise no_module(course, slug)
    if entry.file is None or entry.module is None:
        where = Where(file=f"{MODULES}/{slug}/module.md")
        help_ = f"run `builder check {slug}` and mend what it finds"
        raise BuilderError(error("adopt-module", "the module cannot be read, so nothing can be carried", where, help_))
    return entry, entry.file


class _Work:
    """A module's pages, made of what is on disk and of changed texts."""

    def __init__(self, course: CourseFolder, entry: ModuleFolder, file: ModuleFile) -> None:
        self.course, self.entry, self.file = course, entry, file
        self.edition: Edition = "student"

    def page(self, module: Module) -> Page:
        """Return the page of a module in the edition that was chosen."""
        settings = self.course.config.settings
        if self.edition == "instructor":
            known = told_apart(self.entry, module)
            return instructor_page(known, numbered(self.entry), settings, kept_as_shown(self.entry))
        return compiled_page(self.entry, msgspec.structs.replace(module, items=published_items(module, settings)))

    def said(self, text: str) -> Said | None:
        """Return what the page says when module.md is `text`."""
        file, findings = read_module(self.entry.slug, text, self.file.file)
        if file is None:
            return None
        module = msgspec.structs.replace(file.module, items=self.items)
        said = said_by(self.page(module).cells, module, sum(f.severity == "error" for f in findings))
        if self.edition == "student":
            return said
        return msgspec.structs.replace(said, hidden=kept_from_students(file.module, self.file.module))

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the module's quiz."""
        return self.entry.module.items if self.entry.module is not None else ()

    def choose(self, notebook: EditedNotebook) -> Page:
        """Return today's page in the edition that the notebook is of: the one more of whose cells are as they were."""
        module = msgspec.structs.replace(self.file.module, items=self.items)
        known = set(notebook.made.values())
        best: tuple[int, Edition, Page] | None = None
        for self.edition in _EDITIONS:
            page = self.page(module)
            same = sum(cell_digest(cell.source) in known for cell in page.cells)
            if best is None or same > best[0]:
                best = (same, self.edition, page)
            if same == len(known):
                break
        _, self.edition, page = best or (0, "student", page)
        return page


def _from_notebook(work: _Work, notebook: EditedNotebook, name: str) -> Adopted:
    page = work.choose(notebook)
    laid = laid_beside(page.cells, work.file, notebook)
    drafted = _drafted(work)
    hunks = [hunk for number, part in enumerate(laid.parts) for hunk in hunks_of(number, part, drafted)]
    hunks = with_roles_kept(laid.parts, hunks, work.file.module.front.language)
    done = carried(work.file.text, laid.parts, hunks, work.said)
    unplaced = [*laid.unplaced, *done.unplaced, *(without_quiz(notebook) if work.entry.quiz is None else ())]
    text, count = done.text, done.count
    if laid.title is not None:
        text, more = _with_title(work, text, *laid.title)
        count, unplaced = count + (not more), [*unplaced, *more]
    texts = {work.file.file: (work.file.text, text)} if text != work.file.text else {}
    counts = {work.file.file: count} if count else {}
    if laid.quiz is not None and laid.quiz[0].rstrip() != laid.quiz[1].rstrip():
        new, number, more = _with_quiz(work, page, laid.quiz[1])
        unplaced += more
        if work.entry.quiz is not None and number:
            texts[work.entry.quiz.file] = (work.entry.quiz.text, new)
            counts[work.entry.quiz.file] = number
    findings = [_not_carried(one, name) for one in unplaced]
    if done.elsewhere:
        message = "what was put in comes to stand at another place of the page"
        help_ = "sections of one's own stand before the quiz; credits, notes and readings behind it"
        findings.append(note("adopt-elsewhere", message, Where(file=work.file.file), help_))
    findings += _shown(work, text)
    return Adopted(texts=texts, counts=counts, unplaced=tuple(unplaced), findings=tuple(findings))


def _shown(work: _Work, text: str) -> Iterator[Finding]:
    """Yield a note where what was written in the instructor's own edition is for students to read too."""
    after, _ = read_module(work.entry.slug, text, work.file.file)
    shown = newly_shown(after.module, work.file.module) if after is not None and work.edition == "instructor" else ()
    if shown:
        number = f"{len(shown)} new line" + "s" * (len(shown) != 1)
        message = f"students will read {number}, among them “{shown[0][:60]}”"
        help_ = "what is for you alone stands under Instructor notes, or behind a label such as Push"
        yield note("adopt-shown", message, Where(file=work.file.file), help_)


def _drafted(work: _Work) -> frozenset[str]:
    """Return the lines of a module.md as the last import wrote it, without blanks around them."""
    name = f"{MODULES}/{work.entry.slug}/{FOLDER}/module.md"
    text, _ = read_text(work.course.folder / name, name)
    return frozenset(row.strip() for row in rows_of(text or ""))


def _from_sheet(course: CourseFolder, entry: ModuleFolder, file: ModuleFile, edited: EditedSheet, name: str) -> Adopted:
    done = from_sheet(course, entry, file, edited)
    if done is None:
        help_ = "look at `builder handout` for this module; mend what it says"
        message = "the module has nothing today for a sheet of this kind"
        raise BuilderError(error("adopt-unread", message, Where(file=name), help_))
    texts = {file.file: (file.text, done.files.module)} if done.files.module != file.text else {}
    if entry.quiz is not None and done.files.quiz != entry.quiz.text:
        texts[entry.quiz.file] = (entry.quiz.text, done.files.quiz)
    unplaced = (*edited.unplaced, *done.unplaced)
    findings = [_not_carried(one, name) for one in unplaced]
    if edited.tracked:
        help_ = "a change that you do not want: reject it in Word, save, and adopt again"
        message = "its tracked changes were read as if they were all accepted"
        findings.append(note("adopt-tracked", message, Where(file=name), help_))
    counts = {" and ".join(sorted(texts)): done.count} if done.count else {}
    return Adopted(texts=texts, counts=counts, unplaced=unplaced, findings=tuple(findings))


def _with_title(work: _Work, text: str, shown: str, edited: str) -> tuple[str, list[Unplaced]]:
    file, _ = read_module(work.entry.slug, text, work.file.file)
    told = Unplaced(place="title", why="the front matter could not hold it", before=shown, after=edited)
    title = written(work.file.module.front.title, edited)
    if file is None or title is None:
        return text, [told]
    try:
        return with_field(file, "title", title), []
    except BuilderError:
        return text, [told]


def _with_quiz(work: _Work, page: Page, edited: str) -> tuple[str, int, list[Unplaced]]:
    quiz = work.entry.quiz
    if quiz is None:
        return "", 0, []
    module = msgspec.structs.replace(work.file.module, items=work.items)
    items = module.items if work.edition == "instructor" else published_items(module, work.course.config.settings)
    edits, unplaced = quiz_edits(items, page.language, edited)
    count = 0
    for edit in edits:
        after = _with_quiz_edit(quiz, edit)
        if after is None:
            unplaced.append(refused(edit))
        else:
            quiz, count = after, count + 1
    return quiz.text, count, unplaced


def _with_quiz_edit(quiz: QuizFile, edit: QuizEdit) -> QuizFile | None:
    try:
        text = with_texts(quiz, edit.id, dict.fromkeys(edit.paths, edit.text))
    except (BuilderError, KeyError):
        return None
    return read_quiz(text, quiz.file)[0]


def _not_carried(one: Unplaced, name: str) -> Finding:
    before, after = _clipped(one.before), _clipped(one.after)
    if before and after:
        what = f"“{before}” became “{after}”"
    elif before:
        what = f"“{before}” was taken out"
    else:
        what = f"“{after}” was put in" if after else "something besides words was changed"
    return warning("adopt-unplaced", f"not carried, {one.place}: {what}", Where(file=name), one.why)


def _clipped(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"


def _with_page(folder: Path, slug: str, data: bytes, adopted: Adopted, *, drop_rest: bool) -> Adopted:
    """Make the module's notebook anew where it is the file that was adopted and nothing in it would be lost."""
    page = f"{page_of(slug)}.ipynb"
    try:
        there = (folder / page).read_bytes()
    except OSError:
        return adopted
    if there != data or (adopted.unplaced and not drop_rest):
        return adopted
    kept = _kept(folder, slug, data) if adopted.unplaced else ""
    course, _ = read_course(folder)
    entry, file = _module(course, slug)
    work = _Work(course, entry, file)
    write_if_changed(folder / page, write_notebook(work.page(msgspec.structs.replace(file.module, items=work.items))))
    return msgspec.structs.replace(adopted, page=page, kept=kept)


def _kept(folder: Path, slug: str, data: bytes) -> str:
    """Put an edited notebook into the trash, beside those of other days; return where it is."""
    names = (f"{TRASH}/{slug}.edited{f'-{n}' if n > 1 else ''}.ipynb" for n in itertools.count(1))
    name = next(one for one in names if not (folder / one).exists() or (folder / one).read_bytes() == data)
    (folder / TRASH).mkdir(exist_ok=True)
    write_atomic(folder / name, data)
    return name
