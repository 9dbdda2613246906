"""Modules taken from another course, and updated from it later: the collection as upstream, merged three ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, CourseFolder, ModuleFolder, page_of, read_course
from builder.files.journal import journal_for, journals, write_together
from builder.files.merge.module import MergedModule
from builder.files.merge.quizzes import JoinedQuiz
from builder.files.module_read import ModuleFile
from builder.files.slug import MAX_LENGTH, is_slug, taken
from builder.files.snapshot import FOLDER
from builder.files.toc import FILE as TOC
from builder.files.toc import read_toc, with_entry
from builder.files.upstream import Upstream, digest, named_from, read_upstream, upstream_files
from builder.findings import BuilderError, Finding, Where, error, has_errors
from builder.pipeline.again import finish_changes
from builder.pipeline.pick_update import Theirs, updated
from builder.pipeline.picked import taken_files, taken_told
from builder.pipeline.placing import place_module
from builder.pipeline.review import known_modules
from builder.pipeline.shelf import Shelf


class Picked(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a module did, or would do.

    slug: its name in the collection.  place: its folder here.  files: how many were new or changed.
    module, quiz: what a merge made of one that was here; None for one that is new.
    """

    slug: str
    place: str = ""
    files: int = 0
    before: str = ""
    module: MergedModule | None = None
    quiz_before: str = ""
    quiz: JoinedQuiz | None = None
    findings: tuple[Finding, ...] = ()
    written: bool = False


def pick(
    folder: Path,
    slugs: Iterable[str],
    collection: str,
    *,
    part: str | None = None,
    name: str | None = None,
    write: bool = True,
) -> Iterator[Picked]:
    """Take modules of a collection into the course in `folder`, or update those that were taken from it before.

    `name`: another name for the one module.  Raises BuilderError where one of the two is no course, or the
    collection has no such module.  Nothing of the collection is written.
    """
    told = finish_changes(folder) if write else ()
    source, found = read_course(Path(collection))
    shelf = Shelf(folder)
    if source.folder.resolve() == folder.resolve():
        help_ = "name another course's folder with --from"
        raise BuilderError(error("pick-same-course", "this is the course itself", Where(file=collection), help_))
    slugs = tuple(slugs)
    known_modules(source, slugs)
    for slug in slugs:
        try:
            wanted = _wanted(source, found, collection, slug, folder)
            here = _name_here(shelf, slug, name)
            at_home = read_upstream(folder / MODULES / here)
            if at_home is not None and at_home.slug == slug:
                picked = _again(shelf, wanted, here, at_home, part, write=write)
            else:
                picked = _new(shelf, wanted, here, part, write=write)
        except BuilderError as problem:
            picked = Picked(slug=slug, findings=(problem.finding,))
        yield msgspec.structs.replace(picked, findings=told + picked.findings)
        told = ()


class _Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A module of the collection: as read, its files, and what is remembered of it."""

    entry: ModuleFolder
    file: ModuleFile
    files: dict[str, bytes]
    upstream: Upstream
    findings: tuple[Finding, ...]


def _wanted(source: CourseFolder, found: tuple[Finding, ...], collection: str, slug: str, folder: Path) -> _Wanted:
    """Return a module of the collection; raises BuilderError where it cannot be read, or holds a conflict."""
    entry = next(entry for entry in source.folders if entry.slug == slug)
    homes = tuple(f"{home.removesuffix(f'/{FOLDER}')}/" for home in journals(slug, source.config.settings))
    broken = [f for f in found if f.severity == "error" and (f.where.file or "").startswith(homes)]
    if broken or entry.file is None:
        first = broken[0]
        where = msgspec.structs.replace(first.where, file=f"{collection}/{first.where.file}")
        raise BuilderError(msgspec.structs.replace(first, where=where))
    files, told = taken_files(source, entry)
    upstream = Upstream(
        collection=named_from(folder, collection),
        title=source.config.title,
        slug=slug,
        files={name: digest(data) for name, data in files.items()},
    )
    return _Wanted(entry=entry, file=entry.file, files=files, upstream=upstream, findings=told)


def _name_here(shelf: Shelf, slug: str, name: str | None) -> str:
    """Return the name of a collection's module in this course: as asked for, as taken before, else the same."""
    if name is not None:
        if not is_slug(name):
            message = f"{name!r} cannot be a folder name everywhere"
            help_ = f"use small letters a-z, digits and single hyphens, at most {MAX_LENGTH}"
            raise BuilderError(error("bad-slug", message, Where(file=name), help_))
        return name
    folder = shelf.folder / MODULES
    names = [n for n in shelf.names if (known := read_upstream(folder / n)) is not None and known.slug == slug]
    if len(names) > 1 and slug not in names:
        message = f"the module was taken more than once, as {' and '.join(names)}"
        raise BuilderError(
            error("pick-unsure", message, Where(file=MODULES), "say with --as which one is to be updated")
        )
    return slug if slug in names or not names else names[0]


def _new(shelf: Shelf, wanted: _Wanted, here: str, part: str | None, *, write: bool) -> Picked:
    """Take a module that is not here yet, byte for byte."""
    there = taken(here, shelf.names)
    if there is not None:
        message = f"{MODULES}/{there} is there already, and was not taken from that collection"
        help_ = "take it under another name with --as"
        raise BuilderError(error("slug-taken", message, Where(file=f"{MODULES}/{there}"), help_))
    text, problems = with_entry(shelf.toc, page_of(here), part)
    toc, told = read_toc(text) if text is not None else (None, ())
    if text is None or toc is None:
        return Picked(slug=wanted.entry.slug, findings=problems + told)
    if write:
        contents = wanted.files | upstream_files(wanted.upstream, wanted.files)
        place_module(shelf.folder, here, contents, text.encode(), shelf.settings)
    shelf.names.append(here)
    shelf.toc = toc
    return Picked(
        slug=wanted.entry.slug,
        place=page_of(here),
        files=len(wanted.files),
        findings=(*told, *wanted.findings, *taken_told(shelf.folder, here, wanted.file.module, wanted.files)),
        written=write,
    )


def _again(shelf: Shelf, wanted: _Wanted, here: str, before: Upstream, part: str | None, *, write: bool) -> Picked:
    """Update a module that was taken before."""
    entry, found = shelf.folder_of(here)
    if has_errors(found) or entry.file is None:
        return Picked(slug=wanted.entry.slug, findings=tuple(f for f in found if f.severity == "error"))
    theirs = Theirs(file=wanted.file, quiz=wanted.entry.quiz, files=wanted.files, upstream=wanted.upstream)
    update = updated(shelf.folder, shelf.settings, entry, theirs, before)
    text, problems = with_entry(shelf.toc, page_of(here), part)
    if write:
        write_together(shelf.folder, journal_for(here, shelf.settings, update.files), update.files)
        if text is not None:
            write_if_changed(shelf.folder / TOC, text.encode())
    shelf.toc = (read_toc(text)[0] if text is not None else None) or shelf.toc
    return Picked(
        slug=wanted.entry.slug,
        place=page_of(here),
        before=entry.file.text,
        module=update.module,
        quiz_before=entry.quiz.text if entry.quiz is not None else "",
        quiz=update.quiz,
        findings=(*problems, *wanted.findings, *update.findings),
        files=update.count,
        written=write,
    )
