"""The item bank of a course: looking at it, accepting, rejecting and drafting items again, and its report."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec

from builder.checks.items import across, context_of, lint_item, lint_quiz
from builder.coverage import coverage
from builder.drafting import Draft, draft_items, with_chosen
from builder.drafting.cues import Asked, asked
from builder.drafting.metrics import Metric, metrics
from builder.drafting.rivals import Term, neighbours_of
from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, ModuleFolder, no_module, read_course
from builder.files.quiz_edit import with_accepted, with_rejected, without_items
from builder.files.quiz_yml import QuizFile, read_quiz, with_item, with_more
from builder.files.snapshot import FOLDER, read_items
from builder.findings import BuilderError, Finding, Where, error, has_errors
from builder.model.alignment import alignment
from builder.model.article import Article
from builder.model.bank import BankItem, ModuleBank, state_of
from builder.model.item import Item, MultipleChoice, kind_of
from builder.model.module import Module
from builder.quiz_order import key_place, option_order
from builder.text.inline import plain


class Redrafted(msgspec.Struct, frozen=True, kw_only=True):
    """What drafting again changed in a quiz: ids that are new, that changed, and that went."""

    added: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    gone: tuple[str, ...] = ()
    kept: int = 0


class QuizReport(msgspec.Struct, frozen=True, kw_only=True):
    """What `builder quiz report` tells: the bank by kind, its figures, the rules it breaks, a row for each module.

    lint: how many findings each rule has over all items, notes left out.
    """

    items: int
    kinds: dict[str, int]
    states: dict[str, int]
    metrics: tuple[Metric, ...]
    lint: dict[str, int]
    mined: int
    refused: dict[str, int]
    modules: tuple[ModuleBank, ...]


def draft_quiz(
    article: Article,
    *,
    keeping: tuple[Item, ...] = (),
    without: tuple[str, ...] = (),
    neighbours: tuple[Term, ...] = (),
) -> Draft:
    """Return the items that the rules let pass, beside those that are kept and without those that were rejected.

    `neighbours` are the key terms of the course's other modules.
    """
    terms = {term.name: term.definition for term in neighbours}
    article = with_chosen(article)
    return draft_items(
        article,
        partial(lint_item, context=context_of(article, terms)),
        partial(across, language=article.language),
        keeping=keeping,
        without=frozenset(without),
        neighbours=neighbours,
    )


def bank(folder: Path, slugs: tuple[str, ...] = ()) -> tuple[tuple[BankItem, ...], tuple[Finding, ...]]:
    """Return every item of the course, or of the modules that are named, with its state."""
    folders, findings = _folders(folder, slugs)
    rows = [
        BankItem(module=entry.slug, item=item, state=state_of(item))
        for entry in folders
        if entry.module is not None
        for item in entry.module.items
    ]
    return tuple(rows), findings


def accept_items(folder: Path, slug: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Mark drafted items as accepted, all of the module's where none is named; return the ids that were not before.

    An item that breaks a rule is accepted all the same, if it can be read: a person has looked at it.
    """
    entry, quiz = _quiz(folder, slug)
    items = _named(entry, quiz, ids)
    new = tuple(item.id for item in items if item.origin == "drafted" and not item.accepted)
    _write(folder, quiz, with_accepted(quiz, new))
    return new


def reject_items(folder: Path, slug: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Take drafted items out of a quiz and remember them, so that no drafting brings them back; return their ids.

    Raises BuilderError for an item that a person wrote or changed: only its author throws it away.
    """
    entry, quiz = _quiz(folder, slug)
    wanted = tuple(id_ for id_ in dict.fromkeys(ids) if id_ not in quiz.rejected)
    for item in _named(entry, quiz, wanted) if wanted else ():
        if item.origin == "authored":
            where = Where(file=quiz.file, line=_line(quiz, item.id), path=item.id)
            message = f"item {item.id} was written or changed by a person"
            raise BuilderError(error("item-yours", message, where, "delete it from the file yourself"))
    text = with_rejected(quiz, wanted)
    _write(folder, quiz, without_items(_read(text, quiz.file), wanted))
    return wanted


def redraft(folder: Path, slug: str, *, write: bool = True) -> Redrafted:
    """Draft a module's items again, leaving alone what a person wrote, changed or accepted.

    Raises BuilderError where there is no imported article, or the file cannot be changed safely.
    """
    entry, quiz = _quiz(folder, slug)
    if entry.inspection is None or entry.module is None:
        where = Where(file=f"{MODULES}/{slug}/{FOLDER}")
        raise BuilderError(
            error("nothing-to-draft-from", f"{slug} has no imported article", where, "write items in quiz.yml")
        )
    keeping = tuple(item for item in entry.module.items if item.origin == "authored" or item.accepted)
    old = {item.id: item for item in entry.module.items if item not in keeping}
    neighbours = neighbours_of(slug, entry.inspection.language, _modules(_folders(folder, ())[0]))
    draft = draft_quiz(entry.inspection, keeping=keeping, without=quiz.rejected, neighbours=neighbours)
    drafted = {item.id: item for item in draft.items}
    result = Redrafted(
        added=tuple(item for id_, item in drafted.items() if id_ not in old),
        changed=tuple(item for id_, item in drafted.items() if id_ in old and old[id_] != item),
        gone=tuple(id_ for id_ in old if id_ not in drafted),
        kept=len(keeping) + sum(old.get(id_) == item for id_, item in drafted.items()),
    )
    text = _with(quiz, result)
    if write and text != quiz.text:
        base = folder / entry.drafts
        known = _base(base, read_items(base.parent.parent))
        remembered = _with(known, msgspec.structs.replace(result, gone=()))
        write_if_changed(base, remembered.encode())  # first, so that no draft is ever taken for a person's
        _write(folder, quiz, text)
    return result


def _base(path: Path, items: tuple[Item, ...]) -> QuizFile:
    """Return the quiz as the last import drafted it, an empty one where that cannot be read."""
    try:
        found, _ = read_quiz(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError):
        found = None
    if found is not None and found.items == items:
        return found
    return QuizFile(text="format: 1\nitems: []\n", file=path.name, entries=())


def _with(quiz: QuizFile, result: Redrafted) -> str:
    """Return the text of a quiz with what drafting changed; an item that is there already is replaced."""
    there = {item.id for item in quiz.items}
    quiz = _read(without_items(quiz, tuple(id_ for id_ in result.gone if id_ in there)), quiz.file)
    for item in (*result.changed, *result.added):
        if item.id in there:
            quiz = _read(with_item(quiz, item.id, item), quiz.file)
    new = tuple(item for item in (*result.changed, *result.added) if item.id not in there)
    return with_more(quiz, new)


def _read(text: str, file: str) -> QuizFile:
    quiz, findings = read_quiz(text, file)
    if quiz is None:
        raise BuilderError(findings[0])
    return quiz


def _write(folder: Path, quiz: QuizFile, text: str) -> None:
    write_if_changed(folder / quiz.file, text.encode())


def _modules(folders: tuple[ModuleFolder, ...]) -> tuple[Module, ...]:
    return tuple(entry.module for entry in folders if entry.module is not None)


def _folders(folder: Path, slugs: tuple[str, ...]) -> tuple[tuple[ModuleFolder, ...], tuple[Finding, ...]]:
    course, findings = read_course(folder)
    there = tuple(entry.slug for entry in course.folders)
    for slug in slugs:
        if slug not in there:
            raise no_module(course, slug)
    return tuple(entry for entry in course.folders if not slugs or entry.slug in slugs), findings


def _quiz(folder: Path, slug: str) -> tuple[ModuleFolder, QuizFile]:
    """Return a module and its quiz; raises BuilderError where either cannot be read whole."""
    (entry,), findings = _folders(folder, (slug,))
    mine = tuple(f for f in findings if (f.where.file or "").startswith(_homes(entry)))
    if has_errors(mine):
        raise BuilderError(next(finding for finding in mine if finding.severity == "error"))
    if entry.quiz is None:
        where = Where(file=f"{MODULES}/{slug}/quiz.yml")
        raise BuilderError(
            error("no-quiz", "the module has no quiz.yml", where, "write one, or import its article again")
        )
    return entry, entry.quiz


def _homes(entry: ModuleFolder) -> tuple[str, ...]:
    """Return how the names of a module's files begin; its quiz may stand in a folder of its own."""
    return f"{MODULES}/{entry.slug}/", f"{PurePosixPath(entry.drafts).parent.parent}/"


def _named(entry: ModuleFolder, quiz: QuizFile, ids: tuple[str, ...]) -> tuple[Item, ...]:
    """Return the items with these ids, all of them where none is given; raises BuilderError for an unknown id."""
    items = {item.id: item for item in (entry.module.items if entry.module is not None else quiz.items)}
    for id_ in ids:
        if id_ not in items:
            near = difflib.get_close_matches(id_, items, n=1)
            help_ = f"did you mean {near[0]}?" if near else f"`builder quiz list {entry.slug}` shows its items"
            raise BuilderError(error("item-unknown", f"there is no item {id_}", Where(file=quiz.file), help_))
    return tuple(items[id_] for id_ in (ids or items))


def _line(quiz: QuizFile, id_: str) -> int | None:
    return next((entry.line for entry in quiz.entries if entry.item.id == id_), None)


def report(folder: Path, slugs: tuple[str, ...] = ()) -> QuizReport:
    """Return what is told about the items of a course, or of the modules that are named."""
    folders, _ = _folders(folder, slugs)
    pairs = [(entry.module, entry.inspection) for entry in folders if entry.module is not None]
    return report_on(tuple(pairs))


def report_on(modules: tuple[tuple[Module, Article | None], ...]) -> QuizReport:
    """Return what is told about the items of modules, each with its article where there is one."""
    items = [item for module, _ in modules for item in module.items]
    every = tuple(module for module, _ in modules)
    rows = tuple(_module_row(module, article, every) for module, article in modules)
    refused: Counter[str] = Counter()
    for row in rows:
        refused.update(row.refused)
    return QuizReport(
        items=len(items),
        kinds=dict(sorted(Counter(map(kind_of, items)).items())),
        states=dict(sorted(Counter(map(state_of, items)).items())),
        metrics=metrics(tuple(_asked(modules))),
        lint=dict(sorted(Counter(finding.code for finding in _linted(modules)).items())),
        mined=sum(row.mined for row in rows),
        refused=dict(sorted(refused.items())),
        modules=rows,
    )


def _module_row(module: Module, article: Article | None, every: tuple[Module, ...]) -> ModuleBank:
    draft = Draft()
    if article is not None:
        draft = draft_quiz(article, neighbours=neighbours_of(module.slug, article.language, every))
    codes = Counter(finding.code for refusal in draft.refused for finding in refusal.problems)
    return ModuleBank(
        slug=module.slug,
        items=len(module.items),
        states=dict(sorted(Counter(map(state_of, module.items)).items())),
        mined=draft.mined,
        refused=dict(sorted(codes.items())),
        alignment=alignment(module),
        coverage=coverage(module),
    )


def _asked(modules: tuple[tuple[Module, Article | None], ...]) -> Iterator[Asked]:
    for module, _ in modules:
        home = plain(" ".join((module.front.title, *module.front.keywords)))
        for item in module.items:
            if isinstance(item, MultipleChoice):
                yield asked(module.slug, item, option_order(item), module.front.language, home)


def _linted(modules: tuple[tuple[Module, Article | None], ...]) -> Iterator[Finding]:
    every = tuple(module for module, _ in modules)
    for module, article in modules:
        if article is not None:
            neighbours = neighbours_of(module.slug, article.language, every)
            context = context_of(with_chosen(article), {term.name: term.definition for term in neighbours})
            yield from (f for item in module.items for f in lint_item(item, context) if f.severity != "note")
            yield from lint_quiz(module.items, article, [key_place(item) for item in module.items])
