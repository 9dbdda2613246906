"""A module taken from a collection, updated: what the collection changed since, merged with what was changed here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import msgspec

from builder.files.course import MODULES, ModuleFolder, page_of
from builder.files.merge.marks import COLLECTION
from builder.files.merge.module import MergedModule, merge_module
from builder.files.merge.quizzes import JoinedQuiz, join_quizzes
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field
from builder.files.quiz_place import QUIZ, drafts_name, private_home, quiz_name
from builder.files.quiz_yml import QuizFile, read_quiz
from builder.files.snapshot import FOLDER
from builder.files.source_text import conflicts_told, read_text
from builder.files.upstream import UPSTREAM, Upstream, digest, upstream_files
from builder.findings import BuilderError, Finding, Where, error, note, warning
from builder.model.settings import Settings

_NO_ITEMS = "format: 1\nitems: []\n"


class Theirs(msgspec.Struct, frozen=True, kw_only=True):
    """The collection's module as it is now."""

    file: ModuleFile
    quiz: QuizFile | None
    files: dict[str, bytes]
    upstream: Upstream


class Update(msgspec.Struct, frozen=True, kw_only=True):
    """What an update makes of a module: the files to be written (None: to be removed), and how many differ."""

    module: MergedModule
    quiz: JoinedQuiz | None
    files: dict[str, bytes | None]
    count: int
    findings: tuple[Finding, ...]


def updated(course: Path, settings: Settings, entry: ModuleFolder, theirs: Theirs, before: Upstream) -> Update:
    """Return what becomes of a module of which the collection has another version now.

    Raises BuilderError where what was taken is not here any more, or a file cannot be changed safely.
    """
    ours, slug = entry.file, entry.slug
    if ours is None:
        raise ValueError(slug)
    module = _merged(_base(course, slug), ours, theirs.file)
    quiz = _quiz(course, settings, entry, theirs)
    rest, told = _rest(course, settings, slug, theirs, before)
    files: dict[str, bytes | None] = {ours.file: module.text.encode()}
    if quiz is not None:
        files[quiz_name(course, slug, settings)] = quiz.text.encode()
    kept = upstream_files(theirs.upstream, theirs.files)
    files |= rest | {_place(course, settings, slug, name): data for name, data in kept.items()}
    count = sum(_on_disk(course / name) != data for name, data in files.items() if f"/{UPSTREAM}/" not in name)
    findings = (*_told(ours, module), *_items_told(course, settings, slug, quiz), *told)
    if not count:
        message = f"nothing of {theirs.upstream.slug} has changed in the collection that is not here"
        findings = (*findings, note("pick-current", message, Where(file=page_of(slug)), "edit it here as you like"))
    return Update(module=module, quiz=quiz, files=files, count=count, findings=findings)


def _base(course: Path, slug: str) -> ModuleFile:
    name = f"{MODULES}/{slug}/{UPSTREAM}/module.md"
    text, findings = read_text(course / name, name)
    file, problems = read_module(slug, text, name) if text is not None else (None, findings)
    if file is None:
        help_ = "restore the folder from Git or a backup; without it nobody can tell your words from the collection's"
        missing = error(
            "import-base-missing", "what was taken from the collection is not here", Where(file=name), help_
        )
        raise BuilderError(problems[0] if problems else missing)
    return file


def _merged(base: ModuleFile, ours: ModuleFile, theirs: ModuleFile) -> MergedModule:
    """Return the merged module, a draft where nobody has reviewed the two texts together."""
    merged = merge_module(base, ours, theirs, COLLECTION)
    if merged.text in (ours.text, theirs.text) or ours.module.front.status != "reviewed":
        return merged
    text = with_field(ours, "status", "draft")
    draft, _ = read_module(ours.module.slug, text, ours.file)
    return merge_module(base, draft or ours, theirs, COLLECTION)


def _quiz(course: Path, settings: Settings, entry: ModuleFolder, theirs: Theirs) -> JoinedQuiz | None:
    """Return the merged quiz; the collection's as it is where none is here, None where it has none."""
    if theirs.quiz is None:
        return None
    if entry.quiz is None:
        away = settings.private is not None and not (course / settings.private).is_dir()
        ids = tuple(item.id for item in theirs.quiz.items)
        return None if away else JoinedQuiz(text=theirs.quiz.text, added=ids)
    name = _place(course, settings, entry.slug, f"{UPSTREAM}/{QUIZ}")
    text, _ = read_text(course / name, name)
    base, _ = read_quiz(text if text is not None else _NO_ITEMS, name)
    empty = QuizFile(text=_NO_ITEMS, file=name, entries=())
    return join_quizzes(base if base is not None else empty, entry.quiz, theirs.quiz)


def _place(course: Path, settings: Settings, slug: str, name: str) -> str:
    """Return where a file of a module stands in the course: quizzes may be private."""
    if name == QUIZ:
        return quiz_name(course, slug, settings)
    if name == f"{FOLDER}/{QUIZ}":
        return drafts_name(course, slug, settings)
    home = private_home(slug, settings) if PurePosixPath(name).name == QUIZ else None
    return f"{home or f'{MODULES}/{slug}'}/{name}"


def _rest(
    course: Path, settings: Settings, slug: str, theirs: Theirs, before: Upstream
) -> tuple[dict[str, bytes | None], tuple[Finding, ...]]:
    """Return the module's other files that follow the collection, and warnings about those that both changed.

    The article and what its import wrote go together: who imported another version here keeps all of it.
    """
    names = sorted({*before.files, *theirs.files} - {"module.md", QUIZ})
    here = {name: _on_disk(course / _place(course, settings, slug, name)) for name in names}
    mine = {name for name in names if _digest(here[name]) != before.files.get(name)}
    its = {name for name in names if _digest(theirs.files.get(name)) != before.files.get(name)}
    together = {name for name in names if name.startswith((f"{FOLDER}/", "article."))}
    if mine & together:
        mine |= together
    files: dict[str, bytes | None] = {}
    told = []
    for name in names:
        if name not in its or _digest(here[name]) == _digest(theirs.files.get(name)):
            continue
        if name in mine:
            help_ = "yours stays; to have the collection's, put it there by hand"
            where = Where(file=_place(course, settings, slug, name))
            told.append(warning("pick-kept", "this file was changed here and in the collection", where, help_))
        else:
            files[_place(course, settings, slug, name)] = theirs.files.get(name)
    return files, tuple(told)


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if not path.is_symlink() else b""
    except OSError:
        return None


def _digest(data: bytes | None) -> str | None:
    return digest(data) if data is not None else None


def _told(ours: ModuleFile, module: MergedModule) -> Iterator[Finding]:
    yield from conflicts_told(module.text, ours.file)
    for heading in module.left_out:
        help_ = f"its new text stands in {UPSTREAM}/module.md; copy from there what you want"
        message = f"the collection changed “{heading}”, which you took out: it stays out"
        yield warning("section-left-out", message, Where(file=ours.file), help_)
    draft = read_module(ours.module.slug, module.text, ours.file)[0]
    now = draft.module.front.status if draft is not None else "draft"
    if ours.module.front.status == "reviewed" and now == "draft" and module.text != ours.text:
        help_ = f"read what is new, then `builder accept {ours.module.slug}`"
        message = "the module is a draft again: its reviewer has not seen the collection's new text"
        yield warning("review-outdated", message, Where(file=ours.file, line=1), help_)


def _items_told(course: Path, settings: Settings, slug: str, quiz: JoinedQuiz | None) -> Iterator[Finding]:
    name = quiz_name(course, slug, settings)
    for id_ in quiz.clashes if quiz is not None else ():
        message = "the item was changed here and in the collection; yours stays"
        help_ = f"the collection's stands in {UPSTREAM}/{QUIZ}"
        yield warning("item-clash", message, Where(file=name, path=id_), help_)
    for id_ in quiz.kept if quiz is not None else ():
        message = "the collection has this item no more; it is yours and stays"
        yield warning("item-clash", message, Where(file=name, path=id_), "delete it if you do not want it")
