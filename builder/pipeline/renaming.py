"""`builder rename`: a module gets another folder name, and all that names it follows.

The plan is a value, computed whole before anything is written.  Its order lets it break off anywhere: the references
go first, then the page and the private folder, the module's folder last.  While that has its old name the same
command computes what is left; once it has the new one, all is done but for the last line of an undoing.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.files.changes import Move, Put, Step, carry_out
from builder.files.course import CourseFolder, page_of, read_course
from builder.files.course_texts import texts_with
from builder.files.former_names import before_and_after, ended, with_former_names
from builder.files.module_read import ModuleFile, read_module
from builder.files.print_folder import old_print
from builder.files.quiz_place import private_home
from builder.files.references import Reference, references, rewritten
from builder.files.slug import is_slug, slug_of, taken
from builder.files.toc import FILE as TOC
from builder.findings import BuilderError, Finding, Where, error
from builder.pipeline.removing import left_in_others
from builder.pipeline.review import known_modules


class Renamed(msgspec.Struct, frozen=True, kw_only=True):
    """What a renaming does: its steps, the references that follow and what does not, print under the old name.

    undone: the new name is the one before; the name that is given up is not remembered.
    """

    slug: str
    new: str
    steps: tuple[Step, ...]
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()
    stale: tuple[str, ...] = ()
    undone: bool = False


def rename(folder: Path, slug: str, new: str, *, write: bool = True) -> Renamed:
    """Give a module another folder name, or with write=False only say what would be done.

    Raises BuilderError where there is no such module, the name cannot be taken, or a file that names the module
    cannot be read; nothing is written then.
    """
    course, findings = read_course(folder)
    renamed = _ending(course, slug, new)
    if renamed is None:
        known_modules(course, (slug,))
        _free(course, slug, new)
        renamed = planned(course, findings, slug, new)
    if write:
        carry_out(folder, renamed.steps)
    return renamed


def planned(course: CourseFolder, findings: tuple[Finding, ...], slug: str, new: str) -> Renamed:
    """Return the renaming of a module to a name that is free."""
    own = next(entry.file for entry in course.folders if entry.slug == slug)
    if own is None:
        about = f"{page_of(slug)}/"
        raise BuilderError(
            next(f for f in findings if f.severity == "error" and (f.where.file or "").startswith(about))
        )
    if slug == new:
        return Renamed(slug=slug, new=new, steps=())
    texts = texts_with(course.folder, slug)
    found = references(texts, slug, new)
    before, after = before_and_after(own.module.front.renamed_from, slug, new)
    written = {file: _rewritten(file, texts[file], found) for file in sorted({one.file for one in found})}
    marked = with_former_names(_reread(own, written.get(own.file, own.text)), before)
    lines = {file: tuple(one.line for one in found if one.file == file) for file in written}
    steps: list[Step] = []
    if marked != own.text:
        steps.append(Put(file=own.file, data=marked.encode(), lines=lines.get(own.file, ())))
    steps += [Put(file=file, data=written[file].encode(), lines=lines[file]) for file in written if file != own.file]
    steps += _moves(course, slug, new)
    if after != before:
        last = with_former_names(_reread(own, marked), after)
        steps.append(Put(file=f"{page_of(new)}/module.md", data=last.encode()))
    return Renamed(
        slug=slug,
        new=new,
        steps=tuple(steps),
        references=found,
        findings=tuple(left_in_others(course, slug, f"write {new} there")),
        stale=old_print(course.folder, slug),
        undone=after != before,
    )


def _ending(course: CourseFolder, slug: str, new: str) -> Renamed | None:
    """Return what is left of a renaming whose folder has its new name already; None where it has not."""
    slugs = {entry.slug: entry.file for entry in course.folders}
    own = slugs.get(new)
    if slug in slugs or own is None:
        return None
    names = own.module.front.renamed_from
    if names and names[-1] == new:
        text = with_former_names(own, ended(names, new))
        return Renamed(slug=slug, new=new, steps=(Put(file=own.file, data=text.encode()),), undone=True)
    return Renamed(slug=slug, new=new, steps=()) if names and names[-1] == slug else None


def _rewritten(file: str, text: str, found: tuple[Reference, ...]) -> str:
    return rewritten(text, tuple(one for one in found if one.file == file))


def _reread(own: ModuleFile, text: str) -> ModuleFile:
    file, problems = read_module(own.module.slug, text, own.file)
    if file is None:
        raise BuilderError(problems[0])
    return file


def _moves(course: CourseFolder, slug: str, new: str) -> Iterator[Move]:
    """Yield the moves of what is there: the page, the private folder, the module's folder last."""
    pairs = [(f"{page_of(slug)}.ipynb", f"{page_of(new)}.ipynb")]
    home, other = private_home(slug, course.config.settings), private_home(new, course.config.settings)
    if home is not None and other is not None:
        pairs.append((home, other))
    pairs.append((page_of(slug), page_of(new)))
    yield from (
        Move(source=source, target=target) for source, target in pairs if os.path.lexists(course.folder / source)
    )


def _free(course: CourseFolder, slug: str, new: str) -> None:
    """Raise BuilderError where a name cannot be that of a module, or is another's."""
    if not is_slug(new):
        better = slug_of(new, "", b"")
        help_ = "small letters a to z, digits and single hyphens, at most 60" + f"; {better} would do" * is_slug(better)
        raise BuilderError(error("bad-slug", f"{new!r} cannot be the name of a folder everywhere", help=help_))
    others = [entry for entry in course.folders if entry.slug != slug]
    message, where = "", Where(file=page_of(new))
    held = taken(new, (entry.slug for entry in others))
    former = [e.slug for e in others if e.file is not None and new in e.file.module.front.renamed_from]
    if held is not None:
        message, where = "there is a module of this name", Where(file=page_of(held))
    elif former:
        message = f"this was the name of {former[0]}: old addresses lead there, and readers' progress is kept under it"
    elif any(entry.file == page_of(new) for entry in course.toc.entries) and _names(course, slug):
        message, where = f"{TOC} names {page_of(new)} already", Where(file=TOC)
    else:
        blocked = next((step.target for step in _moves(course, slug, new) if _stands(course, step, slug, new)), "")
        message = f"{blocked} is there already" if blocked else ""
    if message and slug != new:
        raise BuilderError(error("slug-taken", message, where, "choose another name, or move it away first"))


def _names(course: CourseFolder, slug: str) -> bool:
    return any(entry.file == page_of(slug) for entry in course.toc.entries)


def _stands(course: CourseFolder, step: Move, slug: str, new: str) -> bool:
    same = slug.casefold() == new.casefold()  # on some file systems the two are one
    return not same and os.path.lexists(course.folder / step.target)
