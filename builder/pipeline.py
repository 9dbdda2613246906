"""The steps from an article to a book, in order.

    inspect          bytes -> Document -> Inspection
    draft            Inspection -> Module with items, judged by the item rules
    import_article   draft, then new files in a course: module, quiz, article, snapshot, one toc entry
    pages            course -> one notebook a module, student or instructor edition
    build            pages, written where nobody edited them, then the book

What is read and decided comes first, what is written last: a step that stops has written nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from builder.book.build import build_book
from builder.book.settings import read_settings
from builder.checks.items import context_of, lint_item, x01_given_away
from builder.drafting import draft_items, draft_module
from builder.files.atomic import new_folder, write_if_changed
from builder.files.course import MODULES, CourseFolder, ModuleFolder, page_of, read_course
from builder.files.module_write import write_module
from builder.files.quiz_yml import write_quiz
from builder.files.slug import MAX_LENGTH, is_slug, slug_of, taken
from builder.files.snapshot import snapshot_files
from builder.files.toc import FILE as TOC
from builder.files.toc import read_toc, with_entry
from builder.findings import Finding, Where, error, has_errors, note
from builder.model.article import Inspection, Paragraph, paragraphs
from builder.model.document import Metadata
from builder.model.module import Module
from builder.readers import read
from builder.recognise import recognise
from builder.writers.notebook import edited_by_hand, write_notebook
from builder.writers.page import instructor_page, student_page

Edition = Literal["student", "instructor"]
OnProgress = Callable[[str, int, int], None]

#: What the instructor edition's sources take over from the course besides its pages.
_COPIED = frozenset(".md .ipynb .rst .yml .bib .css .js .png .jpg .jpeg .gif .svg .webp .avif .pdf .woff2".split())


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, for the table that tells it.

    place: the module's folder.  refused: items that the rules kept out.  to_do: what needs a person.
    """

    name: str
    place: str = ""
    inspection: Inspection | None = None
    module: Module | None = None
    refused: tuple[Finding, ...] = ()
    to_do: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    written: bool = False


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did; `index` is the front page, None where there is none."""

    index: Path | None
    findings: tuple[Finding, ...]


def inspect(name: str, data: bytes) -> tuple[Inspection | None, tuple[Finding, ...]]:
    """Return what the importer sees in an article, and all findings about it."""
    inspection, _, findings = _seen(name, data)
    return inspection, findings


def as_json(inspection: Inspection) -> str:
    """Return the JSON of `builder inspect --json`: one object, indented, UTF-8, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(inspection), indent=2).decode() + "\n"


def _seen(name: str, data: bytes) -> tuple[Inspection | None, Metadata, tuple[Finding, ...]]:
    document, findings = read(name, data)
    if document is None:
        return None, Metadata(), findings
    inspection = recognise(document)
    return inspection, document.metadata, findings + inspection.findings


def draft(slug: str, inspection: Inspection, metadata: Metadata) -> tuple[Module, tuple[Finding, ...]]:
    """Return the drafted module with the items that the rules let pass, and a note for each refused one."""
    module = draft_module(slug, inspection, metadata)
    items, refused = draft_items(inspection, partial(lint_item, context=context_of(inspection)))
    given_away = {finding.where.path for finding in x01_given_away(items, inspection.language)}
    kept = tuple(item for item in items if item.id not in given_away)
    refused += tuple(msgspec.structs.replace(f, severity="note") for f in x01_given_away(items, inspection.language))
    return msgspec.structs.replace(module, items=kept), refused


def import_article(
    folder: Path, name: str, data: bytes, *, slug: str | None = None, part: str | None = None, write: bool = True
) -> Imported:
    """Bring one article into the course in `folder`; raises BuilderError where nothing can be written.

    An article that is in the course already, byte for byte, changes nothing but a missing toc entry.
    """
    course, _ = read_course(folder)
    inspection, metadata, findings = _seen(name, data)
    if inspection is None or has_errors(findings):
        return Imported(name=name, inspection=None, findings=findings)
    known = _same_article(course, inspection)
    if known is not None:
        return _again(course, known, name, part, write=write)
    chosen, problems = _free_slug(course, slug, inspection, name, data)
    if chosen is None:
        return Imported(name=name, findings=findings + problems)
    toc, problems = with_entry(course.toc, page_of(chosen), part)
    if toc is None:
        return Imported(name=name, findings=findings + problems)
    module, refused = draft(chosen, inspection, metadata)
    if write:
        new_folder(folder / MODULES / chosen, _module_files(module, inspection, name, data))
        write_if_changed(folder / TOC, toc.encode())
    return Imported(
        name=name,
        place=f"{MODULES}/{chosen}",
        inspection=inspection,
        module=module,
        refused=refused,
        to_do=_to_do(inspection, module),
        findings=findings + read_toc(toc)[1],
        written=write,
    )


def _same_article(course: CourseFolder, inspection: Inspection) -> ModuleFolder | None:
    digest = inspection.source.sha256
    return next((f for f in course.folders if f.inspection is not None and f.inspection.source.sha256 == digest), None)


def _again(course: CourseFolder, known: ModuleFolder, name: str, part: str | None, *, write: bool) -> Imported:
    toc, problems = with_entry(course.toc, page_of(known.slug), part)
    place = f"{MODULES}/{known.slug}"
    added = toc is not None and toc != course.toc.text
    message = f"this article is in the course already as {place}"
    said = note("already-imported", f"{message}; its toc entry was missing" if added else f"{message}; nothing changes")
    if added and toc is not None and write:
        write_if_changed(course.folder / TOC, toc.encode())
    return Imported(name=name, place=place, findings=(*problems, said), written=added and write)


def _free_slug(
    course: CourseFolder, wanted: str | None, inspection: Inspection, name: str, data: bytes
) -> tuple[str | None, tuple[Finding, ...]]:
    if wanted is not None and not is_slug(wanted):
        message = f"{wanted!r} cannot be a folder name everywhere"
        help_ = f"use small letters a-z, digits and single hyphens, at most {MAX_LENGTH}"
        return None, (error("bad-slug", message, Where(file=name), help_),)
    slug = wanted or slug_of(inspection.title, PurePath(name).stem, data)
    there = taken(slug, _names_in_modules(course))
    if there is not None:
        message = f"{MODULES}/{there} is there already and holds another article, or another version of this one"
        help_ = "choose another name with --slug, or move that folder away first"
        return None, (error("slug-taken", message, Where(file=name), help_),)
    return slug, ()


def _names_in_modules(course: CourseFolder) -> tuple[str, ...]:
    """Return every name under modules/ that a new module would clash with: folders, and pages without one."""
    root = course.folder / MODULES
    if not root.is_dir():
        return ()
    return tuple(sorted(path.name.removesuffix(".ipynb").removesuffix(".md") for path in root.iterdir()))


def _module_files(module: Module, inspection: Inspection, name: str, data: bytes) -> dict[str, bytes]:
    text = write_module(module)
    quiz = write_quiz(module.items, module.front.language)
    suffix = PurePath(name).suffix.lower() or ".txt"
    files = {"module.md": text.encode(), "quiz.yml": quiz.encode(), f"article{suffix}": data}
    return files | snapshot_files(text, quiz, inspection)


def _to_do(inspection: Inspection, module: Module) -> tuple[str, ...]:
    wanted = {
        "a title: the article shows none": not inspection.title,
        "the reference of the study: none was found": not inspection.citation,
        "a summary: none was found": not inspection.summary and not inspection.sections,
        "discussion prompts: the article raises no questions": not inspection.questions,
        "quiz items of your own in quiz.yml: none could be drafted": not module.items,
        "a look at the drafts; then `status: reviewed` in module.md": True,
    }
    return tuple(text for text, due in wanted.items() if due)


def pages(course: CourseFolder, edition: Edition) -> dict[str, bytes]:
    """Return the notebook of every module by its path in the course."""
    compiled = student_page if edition == "student" else instructor_page
    return {
        f"{page_of(folder.slug)}.ipynb": write_notebook(compiled(folder.module, _numbered(folder)))
        for folder in course.folders
        if folder.module is not None
    }


def _numbered(folder: ModuleFolder) -> tuple[Paragraph, ...]:
    """Return the article's numbered paragraphs; a module written by hand is numbered as it stands."""
    if folder.inspection is not None:
        return paragraphs(folder.inspection)
    module = folder.module
    texts = (*module.summary, *module.informing_practice) if module is not None else ()
    return tuple(Paragraph(number=n, section="summary", text=text) for n, text in enumerate(texts, 1))


def check_notebooks(folder: Path) -> tuple[Finding, ...]:
    """Return the findings about the course, and an error for every notebook that is missing or stale."""
    course, findings = read_course(folder)
    return findings + tuple(
        error(
            "notebook-stale" if (folder / path).exists() else "notebook-missing",
            "the page does not show what module.md and quiz.yml say",
            Where(file=path),
            "run `builder build` and commit the notebook",
        )
        for path, data in sorted(pages(course, "student").items())
        if _on_disk(folder / path) != data
    )


def _on_disk(path: Path) -> bytes | None:
    """Return a notebook's bytes with line feeds, as a checkout on Windows may have turned them; None if absent."""
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return None


def _edited(folder: Path, compiled: Mapping[str, bytes]) -> tuple[Finding, ...]:
    found = []
    for path, data in sorted(compiled.items()):
        there = _on_disk(folder / path)
        if there is not None and there != data and edited_by_hand(there):
            help_ = "move what you changed into its module.md or quiz.yml, then delete the notebook and build again"
            found.append(error("notebook-edited", "the notebook was edited by hand", Where(file=path), help_))
    return tuple(found)


def build(
    folder: Path,
    *,
    edition: Edition = "student",
    jobs: int = 1,
    clean: bool = False,
    on_progress: OnProgress | None = None,
) -> Built:
    """Compile the modules and build the book of one edition.

    Findings that are errors stop it before anything is written.  Raises BuilderError where there is
    no course, or where nothing can be written.
    """
    course, findings = read_course(folder)
    read_settings(folder)  # what it cannot read stops the build here, before a notebook is written
    if has_errors(findings):
        return Built(index=None, findings=findings)
    compiled = pages(course, edition)
    if edition == "student":
        findings += _edited(folder, compiled)
        if has_errors(findings):
            return Built(index=None, findings=findings)
        sources, out, doctrees = folder, folder / "_build/html", folder / "_build/.doctrees"
    else:
        root = folder / "_build/instructor"
        sources, out, doctrees = root / "source", root / "html", root / ".doctrees"
        _copy_sources(folder, sources)
    for path, data in sorted(compiled.items()):
        write_if_changed(sources / path, data)
    findings += build_book(sources, out, doctrees, jobs=jobs, clean=clean, on_progress=on_progress)
    index = out / "index.html"
    return Built(index=index if index.exists() and not has_errors(findings) else None, findings=findings)


def _copy_sources(folder: Path, sources: Path) -> None:
    """Copy the course's pages and pictures, not its modules: those are compiled anew for the edition."""
    if sources.exists():
        shutil.rmtree(sources)
    for here, folders, names in os.walk(folder):
        inside = Path(here).relative_to(folder)
        left_out = ("_build", MODULES) if inside == Path() else ("_build",)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        for name in sorted(names):
            path = Path(here, name)
            if not name.startswith(".") and path.suffix in _COPIED and not path.is_symlink():
                write_if_changed(sources / inside / name, path.read_bytes())
