"""The pages of the built student edition, each with the files of the course that it is made from."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from builder.files.built import HTML
from builder.files.quiz_place import MODULES, quiz_name
from builder.files.source_text import read_text
from builder.model.accessibility import BuiltPage, SourceText
from builder.model.settings import Settings

#: Folders of the book that hold what pages are made with, and no pages.
_NO_PAGES = ("_static", "_sources", "_downloads", "_images", ".doctrees")


def built_pages(folder: Path, settings: Settings, slugs: tuple[str, ...] = ()) -> tuple[BuiltPage, ...]:
    """Return the pages in the order of their names; those of some modules where any are named.

    Files to take along (`downloads/SLUG.html`) are pages of their modules.
    """
    paths = sorted(path.relative_to(folder / HTML) for path in (folder / HTML).rglob("*.html") if path.is_file())
    names = [PurePosixPath(path.as_posix()) for path in paths if path.parts[0] not in _NO_PAGES]
    return tuple(_page(folder, name, settings) for name in names if not slugs or _slug(name) in slugs)


def _slug(page: PurePosixPath) -> str:
    """Return the module whose page this is, "" for any other page."""
    return page.stem if page.parts[0] in (MODULES, "downloads") and len(page.parts) == 2 else ""


def _page(folder: Path, page: PurePosixPath, settings: Settings) -> BuiltPage:
    slug = _slug(page)
    candidates = (
        (f"{MODULES}/{slug}/module.md", quiz_name(folder, slug, settings)) if slug else (f"{page.with_suffix('.md')}",)
    )
    texts = ((name, read_text(folder / name, name)[0]) for name in candidates if (folder / name).is_file())
    return BuiltPage(
        path=page.as_posix(),
        name=f"{HTML}/{page}",
        html=(folder / HTML / page).read_bytes().decode("utf-8", errors="replace"),
        sources=tuple(SourceText(name=name, text=text) for name, text in texts if text is not None),
    )
