"""What the handouts of a course are made of: read from its folder, the same for the command and for the book.

The command makes sheets of it; the book asks only for its digest, by which it knows a handout that is old.
"""

from __future__ import annotations

import hashlib

import msgspec

from builder import __version__
from builder.book.settings import lookup, read_settings
from builder.files.course import MODULES, CourseFolder, ModuleFolder, page_of
from builder.model.article import Paragraph, paragraphs, passages
from builder.model.module import Module
from builder.model.publishing import published_items
from builder.writers.page import student_edition
from builder.writers.sheets.materials import Materials, look_back
from builder.writers.shown import public

_PICTURES = frozenset(".png .jpg .jpeg .gif .svg .webp".split())


def materials_of(course: CourseFolder, order: tuple[str, ...] | None = None) -> dict[str, Materials]:
    """Return what the sheets of each module are made of, by slug, in the order of the course.

    order: the modules in another order of teaching, as that of a syllabus; then these alone, and what they look back
    on are the ones before them in it.
    """
    settings = course.config.settings
    base = str(lookup(read_settings(course.folder), "html.baseurl") or "").rstrip("/")
    found: dict[str, Materials] = {}
    for folder in _in_order(course.folders, order):
        if folder.module is None:
            continue
        whole = msgspec.structs.replace(
            told_apart(folder, folder.module), items=published_items(folder.module, settings)
        )
        earlier = (entry.shown for entry in found.values() if entry.language == whole.front.language)
        found[folder.slug] = Materials(
            shown=shown_to_students(folder, whole),
            whole=whole,
            article=numbered(folder),
            settings=settings,
            look_back=look_back(tuple(earlier), folder.slug),
            address=f"{base}/{page_of(folder.slug)}.html" if base else "",
        )
    return found


def _in_order(folders: tuple[ModuleFolder, ...], order: tuple[str, ...] | None) -> tuple[ModuleFolder, ...]:
    if order is None:
        return folders
    by_slug = {folder.slug: folder for folder in folders}
    return tuple(by_slug[slug] for slug in dict.fromkeys(order) if slug in by_slug)


def told_apart(folder: ModuleFolder, module: Module) -> Module:
    """Return a module that knows whether its article is an essay: then page and sheets speak of no study."""
    essay = folder.inspection is not None and folder.inspection.kind == "article"
    return msgspec.structs.replace(module, essay=essay)


def numbered(folder: ModuleFolder) -> tuple[Paragraph, ...]:
    """Return the article's numbered paragraphs; a module written by hand is numbered as it stands."""
    if folder.inspection is not None:
        return paragraphs(folder.inspection)
    module = folder.module
    texts = (*module.summary, *module.informing_practice) if module is not None else ()
    return tuple(Paragraph(number=n, section="summary", text=text) for n, text in enumerate(texts, 1))


def shown_to_students(folder: ModuleFolder, whole: Module) -> Module:
    """Return the student edition of a module, with as much of the article as it may show."""
    held = passages(folder.inspection) if folder.inspection is not None else ()
    return public(student_edition(whole), held or tuple(paragraph.text for paragraph in numbered(folder)))


def digest_of(materials: Materials, course: CourseFolder, order: tuple[str, ...] | None = None) -> str:
    """Return a digest of what handouts show: texts, items, look-backs, settings, pictures; and our version.

    One in another order of teaching differs always, also where the same look-backs come of it: such a handout is
    never taken for one of the course's own.
    """
    digest = hashlib.sha256(f"{__version__}\n".encode() + msgspec.json.encode(materials))
    if order is not None:
        digest.update(msgspec.json.encode(order))
    folder = course.folder / MODULES / materials.shown.slug
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _PICTURES and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
