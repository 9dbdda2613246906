"""`builder source`: where in the article of a module a text, or a quiz item, comes from."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from builder.files.course import MODULES, ModuleFolder, page_of, read_course
from builder.findings import BuilderError, Where, error
from builder.pipeline.review import known_modules
from builder.tracing import Place, Traced, line_of, trace

#: Formats whose files a person opens as text, so that a line helps.
_TEXT = frozenset({"txt", "md", "html", "tex", "latex"})


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text comes from.

    item: the quiz item whose source was asked for.  file: the article, as a person names it; None where it is away.
    changed: whether the file is another than the one that was imported.
    """

    slug: str
    text: str
    traced: Traced
    item: str | None = None
    file: str | None = None
    changed: bool = False


def source(folder: Path, slug: str, text: str) -> Found:
    """Return where in a module's article a text comes from; an item's id stands for the words it was drafted from.

    Raises BuilderError where there is no such module, or it has no article.
    """
    course, _ = read_course(folder)
    known_modules(course, (slug,))
    entry = next(entry for entry in course.folders if entry.slug == slug)
    if entry.inspection is None:
        help_ = "only a module that was imported has an article to look into"
        raise BuilderError(error("article-away", "the module has no article", Where(file=page_of(slug)), help_))
    item, words = _asked(entry, text)
    traced = trace(entry.inspection, words)
    path, changed = _article(folder, slug, entry.inspection.source.sha256)
    if path is not None and entry.inspection.source.format in _TEXT:
        file = path.read_bytes().decode("utf-8", errors="replace")
        traced = msgspec.structs.replace(traced, places=tuple(_with_line(place, file) for place in traced.places))
    name = path.relative_to(folder).as_posix() if path is not None else None
    return Found(slug=slug, text=words, traced=traced, item=item, file=name, changed=changed)


def _asked(entry: ModuleFolder, text: str) -> tuple[str | None, str]:
    """Return the id of the item that is meant, and the words to look for."""
    items = entry.module.items if entry.module is not None else ()
    item = next((item for item in items if item.id == text.strip()), None)
    if item is None:
        return None, text
    return item.id, item.source.quote if item.source is not None else item.stem


def _with_line(place: Place, file: str) -> Place:
    return msgspec.structs.replace(place, line=line_of(place.sentence, file))


def _article(folder: Path, slug: str, digest: str) -> tuple[Path | None, bool]:
    """Return the article's file, and whether it is another than the one that was imported; None where there is none."""
    files = [
        path for path in sorted((folder / MODULES / slug).glob("article.*")) if path.is_file() and not path.is_symlink()
    ]
    same = [path for path in files if hashlib.sha256(path.read_bytes()).hexdigest() == digest]
    return next(iter(same or files), None), not same
