"""From article files to modules of a course: what is seen, what is drafted, what is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import msgspec

from builder.checks.languages import without_words
from builder.drafting import asked, draft_module, left_out
from builder.drafting.rivals import neighbours_of
from builder.files.atomic import write_if_changed
from builder.files.course import MODULES, page_of
from builder.files.module_write import write_module
from builder.files.quiz_yml import write_quiz
from builder.files.slug import MAX_LENGTH, is_slug, slug_of, taken
from builder.files.snapshot import snapshot_files
from builder.files.toc import FILE as TOC
from builder.files.toc import read_toc, with_entry
from builder.findings import BuilderError, Finding, Where, error, has_errors, note, warning
from builder.model.article import Inspection
from builder.model.document import Document, Metadata
from builder.model.module import Module
from builder.pipeline.again import Again, Incoming, finish_changes, import_again, write_again
from builder.pipeline.pictures import beside, placed
from builder.pipeline.placing import place_module
from builder.pipeline.quizzes import draft_quiz
from builder.pipeline.shelf import Known, Shelf
from builder.readers import read
from builder.recognise import recognise
from builder.recognise.likeness import is_related, runs_of
from builder.text.inline import plain


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An article file as the command line found it: its bytes, or why there are none.

    folder: where it stands, and pictures may stand beside it; None for standard input and for a page of the web.
    address: where such a page was found.
    """

    name: str
    data: bytes | None = None
    folder: Path | None = None
    address: str | None = None
    finding: Finding | None = None


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did, for the table that tells it.

    place: the module's folder.  refused: items that the rules kept out.  to_do: what needs a person.
    unknown: headings under which parts of the article may hide.
    """

    name: str
    place: str = ""
    inspection: Inspection | None = None
    module: Module | None = None
    again: Again | None = None
    refused: tuple[Finding, ...] = ()
    to_do: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    written: bool = False


def inspect(name: str, data: bytes, address: str | None = None) -> tuple[Inspection | None, tuple[Finding, ...]]:
    """Return what the importer sees in an article, and all findings about it."""
    inspection, _, findings = seen(name, data, address)
    return inspection, findings


def as_json(inspection: Inspection) -> str:
    """Return the JSON of `builder inspect --json`: one object, indented, UTF-8, a line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(inspection), indent=2).decode() + "\n"


def seen(
    name: str, data: bytes, address: str | None = None
) -> tuple[Inspection | None, Document | None, tuple[Finding, ...]]:
    """Return what the importer sees, the document it saw it in, and all findings."""
    document, findings = read(name, data, address)
    if document is None:
        return None, None, findings
    inspection = recognise(document)
    return inspection, document, findings + inspection.findings


def draft(
    slug: str, inspection: Inspection, metadata: Metadata, others: Iterable[Module] = ()
) -> tuple[Module, tuple[Finding, ...]]:
    """Return the drafted module with the items that the rules let pass, and a note for what no item asks for.

    `others` are the modules of the course, whose key terms may be wrong options.
    """
    module = draft_module(slug, inspection, metadata)
    drafted = draft_quiz(inspection, neighbours=neighbours_of(slug, inspection.language, others))
    nothing_asks = (refusal for refusal in drafted.refused if refusal.about not in drafted.asked)
    return msgspec.structs.replace(module, items=drafted.items), tuple(refusal.note() for refusal in nothing_asks)


def import_articles(
    folder: Path, sources: Iterable[Source], *, slug: str | None = None, part: str | None = None, write: bool = True
) -> Iterator[Imported]:
    """Bring articles into the course in `folder` one by one, and go on after one that cannot be read.

    An article that is in the course already, in whatever file, changes nothing but a missing toc entry; one
    that has changed is merged into its module.
    Raises BuilderError where there is no course.
    """
    told = finish_changes(folder) if write else ()
    shelf = Shelf(folder)
    for source in sources:
        try:
            outcome = _imported(shelf, source, slug=slug, part=part, write=write)
        except BuilderError as problem:
            outcome = Imported(name=source.name, findings=(problem.finding,))
        yield msgspec.structs.replace(outcome, findings=told + outcome.findings)
        told = ()


def _imported(shelf: Shelf, source: Source, *, slug: str | None, part: str | None, write: bool) -> Imported:
    name, data = source.name, source.data
    if data is None:
        return Imported(name=name, findings=(source.finding,) if source.finding else ())
    inspection, document, findings = seen(name, data, source.address)
    if inspection is None or document is None or has_errors(findings):
        return Imported(name=name, inspection=None, findings=findings)
    known = shelf.same(inspection)
    if known is not None:
        return _known(shelf, known, name, inspection, part, write=write)
    earlier = _earlier(shelf, slug, inspection, document.metadata)
    if earlier is not None:
        pictures = placed(inspection, document, beside(source.folder) if source.folder is not None else None)
        incoming = Incoming(
            name=name,
            data=data,
            inspection=pictures.inspection,
            metadata=document.metadata,
            pictures=pictures.files,
        )
        outcome = _merged(shelf, *earlier, incoming, part, write=write)
        return msgspec.structs.replace(outcome, findings=findings + outcome.findings)
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
        unknown=_unknown_headings(inspection),
        findings=findings,
        written=write,
    )


def _versions(shelf: Shelf, inspection: Inspection, name: str) -> tuple[Finding, ...]:
    """Return a warning where most of the text is in the course already."""
    near = shelf.version(inspection)
    if near is None:
        return ()
    message = f"most of this text is in the course already, as {MODULES}/{near.slug}"
    help_ = f"keep one of the two modules; to merge a new version into the old one, import it with --slug {near.slug}"
    return (warning("article-version", message, Where(file=name), help_),)


def _known(shelf: Shelf, known: Known, name: str, inspection: Inspection, part: str | None, *, write: bool) -> Imported:
    """Return what is told of an article that is in the course already; only its toc entry may be missing."""
    place = f"{MODULES}/{known.slug}"
    broken = tuple(finding for finding in shelf.folder_of(known.slug)[1] if finding.code == "merge-conflict")
    if broken:
        return Imported(name=name, place=place, findings=broken)
    added, problems = _entered(shelf, known.slug, part, write=write)
    other = "" if known.sha256 == inspection.source.sha256 else ", from another file"
    message = f"this article is in the course already as {place}{other}"
    said = note("already-imported", f"{message}; its toc entry was missing" if added else f"{message}; nothing changes")
    moved = part is not None and not added
    help_ = f"to put it elsewhere, move its line in {TOC}" if moved else f"edit it in {place}/module.md"
    said = msgspec.structs.replace(said, where=Where(file=name), help=help_)
    return Imported(name=name, place=place, findings=(*problems, said), written=added and write)


def _entered(shelf: Shelf, slug: str, part: str | None, *, write: bool) -> tuple[bool, tuple[Finding, ...]]:
    """Add a module's toc entry where it is missing; return whether it was, and what is told."""
    text, problems = with_entry(shelf.toc, page_of(slug), part)
    added = text is not None and text != shelf.toc.text
    if added and text is not None:
        if write:
            write_if_changed(shelf.folder / TOC, text.encode())
        shelf.toc = read_toc(text)[0] or shelf.toc
    return added, problems


def _earlier(shelf: Shelf, slug: str | None, inspection: Inspection, metadata: Metadata) -> tuple[Known, str] | None:
    """Return the module that an article is to be merged into, and why; None for an article that is new."""
    if slug is None:
        return shelf.earlier(inspection, metadata)
    named = shelf.by_slug(slug)
    if named is None or not is_related(named.runs, runs_of(inspection)):
        return None  # another article would take the module's place
    return named, "--slug names it"


def _merged(shelf: Shelf, known: Known, why: str, incoming: Incoming, part: str | None, *, write: bool) -> Imported:
    """Merge an article that has changed into its module."""
    place = f"{MODULES}/{known.slug}"
    entry, found = shelf.folder_of(known.slug)
    if has_errors(found) or entry.file is None:
        return Imported(name=incoming.name, place=place, findings=tuple(f for f in found if f.severity == "error"))
    again = import_again(shelf.folder, entry, incoming)
    if write:
        write_again(shelf.folder, again, shelf.settings)
    _, problems = _entered(shelf, known.slug, part, write=write)
    shelf.add(entry.file.module, incoming.inspection, shelf.toc)
    message = f"the article changed since it was imported as {place} ({why}): it is merged into that module"
    help_ = "for a module of its own, name another with --slug"
    said = note("imported-again", message, Where(file=incoming.name), help_)
    return Imported(
        name=incoming.name,
        place=place,
        inspection=incoming.inspection,
        again=again,
        findings=(said, *problems, *again.findings),
        written=write,
    )


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
        message = f"{MODULES}/{there} is there already and holds another article, or none that was imported"
        help_ = f"choose another name with --slug; if this article is to take its place, `builder remove {there}` first"
        return None, (error("slug-taken", message, Where(file=name), help_),)
    return slug, ()


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


def _unknown_headings(inspection: Inspection) -> tuple[str, ...]:
    """Return the headings under which parts of an article may hide that has not what a digest has."""
    lacking = not inspection.talking_points or not inspection.questions
    return tuple(plain(section.heading) for section in inspection.sections if section.heading and lacking)


def _headings_to_do(names: tuple[str, ...]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:6]) + (", ..." if len(names) > 6 else "")
    return (
        f"headings that are not known: {shown}. Where one means Talking points, Key definitions, Informing practice "
        "or Discussion prompts, rename the heading in module.md to that, or in the article and import it again"
    )


def _no_reference(inspection: Inspection) -> str:
    if inspection.kind == "article":
        return "a reference of the article itself (`citation:` in module.md), so that it can be cited"
    return "the reference of the study: none was found"


def _to_do(inspection: Inspection, module: Module) -> tuple[str, ...]:
    unknown = _unknown_headings(inspection)
    wanted = {
        _headings_to_do(unknown): bool(unknown),
        "a title: the article shows none": not inspection.title,
        _no_reference(inspection): not inspection.citation,
        "a summary: none was found": not inspection.summary and not inspection.sections,
        "discussion prompts: the article raises no questions": not inspection.questions and not asked(inspection),
        "quiz items of your own in quiz.yml: none could be drafted": not module.items,
        f"a look at the drafts; then `builder accept {module.slug}`": True,
    }
    return tuple(text for text, due in wanted.items() if due)
