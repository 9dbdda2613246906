"""From article files to modules of a course: what is seen, what is drafted, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import msgspec

from builder.checks.languages import without_words
from builder.drafting import draft_module, left_out
from builder.drafting.rivals import neighbours_of
from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, page_of, read_course
from builder.files.module_write import write_module
from builder.files.quiz_yml import write_quiz
from builder.files.slug import MAX_LENGTH, is_slug, slug_of, taken
from builder.files.snapshot import snapshot_files
from builder.files.toc import FILE as TOC
from builder.files.toc import Toc, read_toc, with_entry
from builder.findings import BuilderError, Finding, Where, error, has_errors, note, warning
from builder.model.article import Inspection
from builder.model.document import Document, Metadata
from builder.model.module import Module
from builder.model.settings import Settings
from builder.pipeline.pictures import beside, placed
from builder.pipeline.placing import QUIZ_SCHEMA, place_module
from builder.pipeline.quizzes import draft_quiz
from builder.readers import read
from builder.recognise import recognise
from builder.recognise.likeness import Runs, is_same, is_version, runs_of
from builder.text.inline import plain


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An article file as the command line found it: its bytes, or why there are none.

    folder: where it stands, and pictures may stand beside it; None for standard input.
    """

    name: str
    data: bytes | None = None
    folder: Path | None = None
    finding: Finding | None = None


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


def inspect(name: str, data: bytes) -> tuple[Inspection | None, tuple[Finding, ...]]:
    """Return what the importer sees in an article, and all findings about it."""
    inspection, _, findings = seen(name, data)
    return inspection, findings


def as_json(inspection: Inspection) -> str:
    """Return the JSON of `builder inspect --json`: one object, indented, UTF-8, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(inspection), indent=2).decode() + "\n"


def seen(name: str, data: bytes) -> tuple[Inspection | None, Document | None, tuple[Finding, ...]]:
    """Return what the importer sees, the document it saw it in, and all findings."""
    document, findings = read(name, data)
    if document is None:
        return None, None, findings
    inspection = recognise(document)
    return inspection, document, findings + inspection.findings


def draft(
    slug: str, inspection: Inspection, metadata: Metadata, others: Iterable[Module] = ()
) -> tuple[Module, tuple[Finding, ...]]:
    """Return the drafted module with the items that the rules let pass, and a note for each refused one.

    `others` are the modules of the course, whose key terms may be wrong options.
    """
    module = draft_module(slug, inspection, metadata)
    drafted = draft_quiz(inspection, neighbours=neighbours_of(slug, inspection.language, others))
    return msgspec.structs.replace(module, items=drafted.items), tuple(refusal.note() for refusal in drafted.refused)


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    """A module that is in the course: its slug, the digest of its article's file, the article's words."""

    slug: str
    sha256: str
    runs: Runs


class _Shelf:
    """What a course holds while articles come in: names that are taken, articles that are there, the toc."""

    def __init__(self, folder: Path) -> None:
        course, _ = read_course(folder)
        self.folder = folder
        self.toc: Toc = course.toc
        self.known = [
            _Known(slug=f.slug, sha256=f.inspection.source.sha256, runs=runs_of(f.inspection))
            for f in course.folders
            if f.inspection is not None
        ]
        self.modules = [f.module for f in course.folders if f.module is not None]
        self.names = list(_names_in_modules(folder, course.config.settings))
        self.schema = QUIZ_SCHEMA if (folder / MODULES / "x" / QUIZ_SCHEMA).resolve().is_file() else None
        self.settings = course.config.settings

    def same(self, inspection: Inspection) -> _Known | None:
        """Return the module of this article: of the same file, else of the same words."""
        digest, runs = inspection.source.sha256, runs_of(inspection)
        by_file = next((known for known in self.known if known.sha256 == digest), None)
        return by_file or next((known for known in self.known if is_same(known.runs, runs)), None)

    def version(self, inspection: Inspection) -> _Known | None:
        runs = runs_of(inspection)
        return next((known for known in self.known if is_version(known.runs, runs)), None)

    def add(self, module: Module, inspection: Inspection, toc: Toc) -> None:
        slug = module.slug
        self.modules.append(module)
        self.known.append(_Known(slug=slug, sha256=inspection.source.sha256, runs=runs_of(inspection)))
        self.names.append(slug)
        self.toc = toc


def import_articles(
    folder: Path, sources: Iterable[Source], *, slug: str | None = None, part: str | None = None, write: bool = True
) -> Iterator[Imported]:
    """Bring articles into the course in `folder` one by one, and go on after one that cannot be read.

    An article that is in the course already, in whatever file, changes nothing but a missing toc entry.
    Raises BuilderError where there is no course.
    """
    shelf = _Shelf(folder)
    for source in sources:
        if source.data is None:
            yield Imported(name=source.name, findings=(source.finding,) if source.finding else ())
            continue
        try:
            yield _imported(shelf, source, slug=slug, part=part, write=write)
        except BuilderError as problem:
            yield Imported(name=source.name, findings=(problem.finding,))


def _imported(shelf: _Shelf, source: Source, *, slug: str | None, part: str | None, write: bool) -> Imported:
    name, data = source.name, source.data or b""
    inspection, document, findings = seen(name, data)
    if inspection is None or document is None or has_errors(findings):
        return Imported(name=name, inspection=None, findings=findings)
    known = shelf.same(inspection)
    if known is not None:
        return _again(shelf, known, name, inspection, part, write=write)
    chosen, problems = _free_slug(tuple(shelf.names), slug, inspection, name, data)
    if chosen is None:
        return Imported(name=name, findings=findings + problems)
    text, problems = with_entry(shelf.toc, page_of(chosen), part)
    toc, told = read_toc(text) if text is not None else (None, ())
    if text is None or toc is None:
        return Imported(name=name, findings=findings + problems + told)
    findings += told + _versions(shelf, inspection, name) + without_words(inspection.language, Where(file=name))
    pictures = placed(inspection, document, beside(source.folder) if source.folder is not None else None)
    module, refused = draft(chosen, pictures.inspection, document.metadata, shelf.modules)
    if write:
        files = module_files(module, inspection, name, data, shelf.schema) | pictures.files
        place_module(shelf.folder, chosen, files, text.encode(), shelf.settings)
    shelf.add(module, inspection, toc)
    return Imported(
        name=name,
        place=f"{MODULES}/{chosen}",
        inspection=inspection,
        module=module,
        refused=refused,
        to_do=(*_pictures_to_do(pictures.missing, chosen), *left_out(inspection), *_to_do(inspection, module)),
        findings=findings,
        written=write,
    )


def _versions(shelf: _Shelf, inspection: Inspection, name: str) -> tuple[Finding, ...]:
    """Return a warning where most of the text is in the course already."""
    near = shelf.version(inspection)
    if near is None:
        return ()
    message = f"most of this text is in the course already, as {MODULES}/{near.slug}"
    return (warning("article-version", message, Where(file=name), "keep one of the two modules"),)


def _again(
    shelf: _Shelf, known: _Known, name: str, inspection: Inspection, part: str | None, *, write: bool
) -> Imported:
    text, problems = with_entry(shelf.toc, page_of(known.slug), part)
    place = f"{MODULES}/{known.slug}"
    added = text is not None and text != shelf.toc.text
    other = "" if known.sha256 == inspection.source.sha256 else ", from another file"
    message = f"this article is in the course already as {place}{other}"
    said = note("already-imported", f"{message}; its toc entry was missing" if added else f"{message}; nothing changes")
    if added and text is not None:
        if write:
            write_if_changed(shelf.folder / TOC, text.encode())
        shelf.toc = read_toc(text)[0] or shelf.toc
    moved = part is not None and not added
    help_ = f"to put it elsewhere, move its line in {TOC}" if moved else f"edit it in {place}/module.md"
    said = msgspec.structs.replace(said, where=Where(file=name), help=help_)
    return Imported(name=name, place=place, findings=(*problems, said), written=added and write)


def _free_slug(
    names: tuple[str, ...], wanted: str | None, inspection: Inspection, name: str, data: bytes
) -> tuple[str | None, tuple[Finding, ...]]:
    if wanted is not None and not is_slug(wanted):
        message = f"{wanted!r} cannot be a folder name everywhere"
        help_ = f"use small letters a-z, digits and single hyphens, at most {MAX_LENGTH}"
        return None, (error("bad-slug", message, Where(file=name), help_),)
    slug = wanted or slug_of(inspection.title, PurePath(name).stem, data)
    there = taken(slug, names)
    if there is not None:
        message = f"{MODULES}/{there} is there already and holds another article, or another version of this one"
        help_ = "choose another name with --slug, or move that folder away first"
        return None, (error("slug-taken", message, Where(file=name), help_),)
    return slug, ()


def _names_in_modules(folder: Path, settings: Settings) -> tuple[str, ...]:
    """Return every name that a new module would clash with: folders, pages without one, private quizzes."""
    roots = [folder / MODULES, *([folder / settings.private] if settings.private is not None else [])]
    paths = (path for root in roots if root.is_dir() for path in root.iterdir())
    return tuple(sorted({path.name.removesuffix(".ipynb").removesuffix(".md") for path in paths}))


def module_files(
    module: Module, inspection: Inspection, name: str, data: bytes, schema: str | None
) -> dict[str, bytes]:
    """Return the files of a module's folder by name: module.md, quiz.yml, the article, the snapshot.

    `schema` is where the quiz's JSON Schema stands as seen from the folder, None where the course has none.
    """
    text = write_module(module)
    quiz = write_quiz(module.items, module.front.language, schema)
    suffix = PurePath(name).suffix.lower() or ".txt"
    files = {"module.md": text.encode(), "quiz.yml": quiz.encode(), f"article{suffix}": data}
    return files | snapshot_files(text, quiz, inspection)


def _pictures_to_do(missing: tuple[str, ...], slug: str) -> tuple[str, ...]:
    """Return what is to be done for the pictures that could not be copied."""
    if not missing:
        return ()
    named = "; ".join(missing[:3]) + ("; ..." if len(missing) > 3 else "")
    return (f"pictures that are not in the file: {named} (save them in {MODULES}/{slug}/images)",)


def _unknown_headings(inspection: Inspection) -> str:
    """Return what to do about the headings under which parts of an article may hide."""
    names = [f"“{plain(section.heading)}”" for section in inspection.sections if section.heading]
    shown = ", ".join(names[:6]) + (", ..." if len(names) > 6 else "")
    return (
        f"headings that are not known: {shown}. Where one means Talking points, Key terms, Informing practice or "
        "Questions raised, call it that in the article, delete the module and import again"
    )


def _has_parts_to_find(inspection: Inspection) -> bool:
    """Return whether an article has headings of its own and lacks what a digest has under known ones."""
    lacking = not inspection.talking_points or not inspection.questions
    return lacking and any(section.heading for section in inspection.sections)


def _to_do(inspection: Inspection, module: Module) -> tuple[str, ...]:
    wanted = {
        _unknown_headings(inspection): _has_parts_to_find(inspection),
        "a title: the article shows none": not inspection.title,
        "the reference of the study: none was found": not inspection.citation,
        "a summary: none was found": not inspection.summary and not inspection.sections,
        "discussion prompts: the article raises no questions": not inspection.questions,
        "quiz items of your own in quiz.yml: none could be drafted": not module.items,
        f"a look at the drafts; then `builder accept {module.slug}`": True,
    }
    return tuple(text for text, due in wanted.items() if due)
