"""An article imported again: merged into its module, with the last import as the base.

The module and its quiz are merged three ways (`files.merge`); the article's file and what the import wrote
are replaced with them, all as one change (`files.journal`).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePath

import msgspec

from builder.drafting import Earlier, draft_again
from builder.files.config import read_config
from builder.files.course import MODULES, ModuleFolder, page_of
from builder.files.journal import finish, journal_for, journals, write_together
from builder.files.lines import lines_of
from builder.files.merge.items import MergedQuiz
from builder.files.merge.module import MergedModule, merge_module
from builder.files.module_read import ModuleFile, read_module
from builder.files.module_write import with_field, write_module
from builder.files.snapshot import FOLDER, snapshot_files
from builder.files.source_text import conflicts_told, read_text
from builder.findings import BuilderError, Finding, Where, error, note, warning
from builder.frames import seen
from builder.model.article import Inspection, every_point
from builder.model.document import Metadata
from builder.model.settings import Settings
from builder.pipeline.again_quiz import Articles, items_told, objective_numbers, quiz_again


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """What a merge makes of a module; nothing is written yet.

    before: module.md as it was.  quiz: what becomes of the quiz; None where none is here.
    files: what is to be written, by its path from the course; None: to be removed.
    """

    slug: str
    before: str
    module: MergedModule
    quiz: MergedQuiz | None
    quiz_before: str = ""
    files: dict[str, bytes | None]
    findings: tuple[Finding, ...] = ()


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it is now: its file, what is seen in it, its pictures by the names they get."""

    name: str
    data: bytes
    inspection: Inspection
    metadata: Metadata
    pictures: dict[str, bytes]


def import_again(course: Path, entry: ModuleFolder, incoming: Incoming) -> Again:
    """Return what importing an article again makes of its module, which could be read without an error.

    Raises BuilderError where the last import left no base, a file cannot be changed safely, or the article's
    file was edited.
    """
    ours, old = entry.file, entry.inspection
    if ours is None or old is None:
        raise ValueError(entry.slug)
    base = _base(course, entry.slug)
    earlier = Earlier(module=base.module, article=old)
    redrafted = draft_again(entry.slug, incoming.inspection, incoming.metadata, earlier)
    drafted = write_module(redrafted.module)
    theirs = _as_module(entry.slug, drafted, base.file)
    module = _merged(base, ours, theirs)
    quiz = quiz_again(course, entry, Articles(old, incoming.inspection), objective_numbers(ours, module.text))
    files = {ours.file: module.text.encode(), **_quiz_files(course, entry, quiz)}
    pictures, told = _pictures(course, entry.slug, incoming.pictures)
    files |= pictures | _article_files(course, entry.slug, old, incoming)
    snapshot = snapshot_files(drafted, "", incoming.inspection)
    files |= {f"{MODULES}/{entry.slug}/{name}": snapshot[name] for name in sorted(snapshot) if "quiz" not in name}
    return Again(
        slug=entry.slug,
        before=ours.text,
        module=module,
        quiz=quiz,
        quiz_before=entry.quiz.text if entry.quiz is not None else "",
        files=files,
        findings=(*_told(ours, module), *_gone_told(ours, redrafted.gone), *items_told(entry, quiz), *told),
    )


def write_again(course: Path, again: Again, settings: Settings) -> None:
    """Write what a merge made, all of it or nothing that a next run would not finish."""
    write_together(course, journal_for(again.slug, settings, again.files), again.files)


def finish_changes(course: Path) -> tuple[Finding, ...]:
    """Finish what a killed run has left in the modules of a course, and tell it."""
    settings = read_config(course)[0].settings
    told = []
    for slug in sorted(path.name for path in (course / MODULES).glob("*") if path.is_dir() and not path.is_symlink()):
        states = [finish(course, home) for home in journals(slug, settings)]
        if "finished" in states:
            help_ = "look at it with `builder diff`, as after every import"
            where = Where(file=page_of(slug))
            told.append(note("change-finished", "a change that was broken off is finished now", where, help_))
    return tuple(told)


def _base(course: Path, slug: str) -> ModuleFile:
    name = f"{MODULES}/{slug}/{FOLDER}/module.md"
    text, findings = read_text(course / name, name)
    file, problems = read_module(slug, text, name) if text is not None else (None, findings)
    if file is None:
        if problems:
            raise BuilderError(problems[0])
        help_ = "restore the folder from Git or a backup; without it nobody can tell your words from the article's"
        raise BuilderError(
            error("import-base-missing", "what the last import wrote is not here", Where(file=name), help_)
        )
    return file


def _as_module(slug: str, text: str, name: str) -> ModuleFile:
    file, findings = read_module(slug, text, name)
    if file is None:
        raise BuilderError(findings[0])
    return file


def _merged(base: ModuleFile, ours: ModuleFile, theirs: ModuleFile) -> MergedModule:
    """Return the merged module, a draft again where text came in that its reviewer has not seen."""
    merged = merge_module(base, ours, theirs)
    if merged.text == ours.text or ours.module.front.status != "reviewed":
        return merged
    draft = _as_module(ours.module.slug, with_field(ours, "status", "draft"), ours.file)
    return merge_module(base, draft, theirs)


def _quiz_files(course: Path, entry: ModuleFolder, quiz: MergedQuiz | None) -> dict[str, bytes | None]:
    if entry.quiz is None or quiz is None:
        return {}
    files: dict[str, bytes | None] = {entry.quiz.file: quiz.text.encode()}
    if (course / entry.drafts).exists():
        files[entry.drafts] = quiz.base.encode()
    return files


def _pictures(
    course: Path, slug: str, pictures: dict[str, bytes]
) -> tuple[dict[str, bytes | None], tuple[Finding, ...]]:
    """Return the pictures to write; one that is there and looks otherwise may be a person's, and stays."""
    files: dict[str, bytes | None] = {}
    told = []
    for name, data in sorted(pictures.items()):
        file = f"{MODULES}/{slug}/{name}"
        if not (course / file).exists():
            files[file] = data
        elif (course / file).is_symlink() or (course / file).read_bytes() != data:
            help_ = "it may be yours and stays; to have the article's, put it there by hand"
            told.append(
                warning("picture-kept", "the article has another picture of this name", Where(file=file), help_)
            )
    return files, tuple(told)


def _article_files(course: Path, slug: str, old: Inspection, incoming: Incoming) -> dict[str, bytes | None]:
    """Return the article's file as it comes, and the one that it replaces.

    Raises BuilderError where that one is not the one that was imported: it may hold a person's edit.
    """
    name = f"{MODULES}/{slug}/article{PurePath(incoming.name).suffix.lower() or '.txt'}"
    files: dict[str, bytes | None] = {name: incoming.data}
    for path in sorted((course / MODULES / slug).glob("article.*")):
        file = f"{MODULES}/{slug}/{path.name}"
        data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        if data == incoming.data:
            continue
        if old.source.sha256 not in {sha256(text).hexdigest() for text in _line_ends(data)}:
            help_ = "import this file if it is the right one; else put back the one that was imported"
            message = "the article's file was edited after its import, and would be overwritten"
            raise BuilderError(error("article-edited", message, Where(file=file), help_))
        if file != name:
            files[file] = None
    return files


def _line_ends(data: bytes) -> tuple[bytes, ...]:
    """Return a file as it is, and as Git on Windows or elsewhere may have had it."""
    feeds = data.replace(b"\r\n", b"\n")
    return data, feeds, feeds.replace(b"\n", b"\r\n")


def _told(ours: ModuleFile, module: MergedModule) -> Iterator[Finding]:
    """Yield what a person must look at in the merged module.md."""
    yield from conflicts_told(module.text, ours.file)
    for heading in module.left_out:
        help_ = f"its new text stands in {FOLDER}/module.md; copy from there what you want"
        message = f"the article changed in “{heading}”, which you took out: it stays out"
        yield warning("section-left-out", message, Where(file=ours.file), help_)
    if module.text != ours.text and ours.module.front.status == "reviewed":
        yield review_outdated(ours, "the article's new text")


def review_outdated(ours: ModuleFile, new: str) -> Finding:
    """Return the warning about a reviewed module that is a draft again; new: what its reviewer has not seen."""
    help_ = f"read what is new, then `builder accept {ours.module.slug}`"
    message = f"the module is a draft again: its reviewer has not seen {new}"
    return warning("review-outdated", message, Where(file=ours.file, line=_line(ours, "status")), help_)


def _gone_told(ours: ModuleFile, gone: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a note for each sentence that was chosen from the article, stands here as it was, and goes with it."""
    module = ours.module
    definitions = (definition.definition for definition in module.definitions)
    there = {seen(text) for text in (*module.summary, *every_point(module.talking_points), *definitions)}
    for text in gone:
        if seen(text) in there:
            message = f"the article says no more “{text}”, which was chosen from it: it went"
            yield note("chosen-gone", message, Where(file=ours.file), "write another in its place if you miss it")


def _line(file: ModuleFile, key: str) -> int:
    """Return the line of a key of the front matter, the first where it is not there."""
    node = file.yaml.get(key)
    return lines_of(file.text).number(node.start + file.yaml_start) if node is not None else 1
