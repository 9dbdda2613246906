"""What a person changed in a module since the last import, and what importing a file again would change."""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.files.course import MODULES, ModuleFolder, read_course
from builder.files.quiz_yml import QuizFile, read_quiz, with_origins
from builder.files.snapshot import FOLDER
from builder.files.source_text import read_text
from builder.findings import BuilderError, Finding, Where, error
from builder.model.item import Item
from builder.pipeline.intake import Imported, Source, import_articles
from builder.pipeline.review import known_modules


class Edited(msgspec.Struct, frozen=True, kw_only=True):
    """What a person changed in a module since the last import.

    before, after: module.md, as the import wrote it and as it is.
    items: of each item that is not as drafted its id and what became of it, in the order of the quiz.
    """

    slug: str
    before: str
    after: str
    items: tuple[tuple[str, str], ...] = ()


def edited(folder: Path, slug: str) -> Edited:
    """Return what a person changed in a module since its article was imported last.

    A conflict counts as changed too.  Raises BuilderError where there is no such module, or no import.
    """
    entry, findings = _entry(folder, slug)
    name, base_name = f"{MODULES}/{slug}/module.md", f"{MODULES}/{slug}/{FOLDER}/module.md"
    before, after = _text(folder / base_name), _text(folder / name)
    if before is None:
        help_ = "the module was written by hand, or restore the folder from Git"
        message = "what the last import wrote is not here"
        raise BuilderError(error("import-base-missing", message, Where(file=base_name), help_))
    if after is None:
        raise BuilderError(next(finding for finding in findings if finding.severity == "error"))
    return Edited(slug=slug, before=before, after=after, items=_items(folder, entry))


def would_import(folder: Path, slug: str, source: Source) -> Imported:
    """Return what importing a file again into a module would do; nothing is written."""
    _entry(folder, slug)
    (outcome,) = import_articles(folder, (source,), slug=slug, write=False)
    told = tuple(_as_shown(finding, slug) for finding in outcome.findings)
    return msgspec.structs.replace(outcome, findings=told)


def _as_shown(finding: Finding, slug: str) -> Finding:
    """Return what an import tells, in the words of a command that only shows what it would do."""
    if finding.code != "imported-again":
        return finding
    message = f"the article changed since it was imported as {MODULES}/{slug}; this is what a merge into it would do"
    help_ = f"`builder import` with --slug {slug} does it"
    return msgspec.structs.replace(finding, message=message, help=help_)


def _entry(folder: Path, slug: str) -> tuple[ModuleFolder, tuple[Finding, ...]]:
    course, findings = read_course(folder)
    known_modules(course, (slug,))
    mine = tuple(f for f in findings if (f.where.file or "").startswith(f"{MODULES}/{slug}/"))
    return next(entry for entry in course.folders if entry.slug == slug), mine


def _text(path: Path) -> str | None:
    """Return a file's text, also of one with conflicts, which `read_text` gives nobody; None for a link or none."""
    try:
        return None if path.is_symlink() else path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None


def _items(folder: Path, entry: ModuleFolder) -> tuple[tuple[str, str], ...]:
    text, _ = read_text(folder / entry.drafts, entry.drafts)
    base = read_quiz(text, entry.drafts)[0] if text is not None else None
    drafted = {item.id: item for item in (base.items if base is not None else ())}
    quiz = entry.quiz
    if quiz is None:
        return ()
    there = with_origins(quiz.items, tuple(drafted.values()))
    found = [(item.id, state) for item in there if (state := _state(item, drafted.get(item.id)))]
    return (*found, *_gone(quiz, drafted))


def _state(item: Item, draft: Item | None) -> str:
    if draft is None:
        return "yours, new"
    if item.origin == "authored":
        old, new = msgspec.to_builtins(draft), msgspec.to_builtins(item)
        keys = [key for key in {**old, **new} if old.get(key) != new.get(key) and key not in ("origin", "accepted")]
        return f"yours, changed: {', '.join(keys)}" if keys else "yours"
    return "accepted" if item.accepted else ""


def _gone(quiz: QuizFile, drafted: dict[str, Item]) -> list[tuple[str, str]]:
    there = {item.id for item in quiz.items}
    gone = [id_ for id_ in (*drafted, *quiz.rejected) if id_ not in there]
    return [(id_, "rejected" if id_ in quiz.rejected else "taken out") for id_ in dict.fromkeys(gone)]
