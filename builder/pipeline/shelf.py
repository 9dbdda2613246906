"""What a course holds while articles come in: names that are taken, articles that are there, the toc."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from builder.files.course import MODULES, ModuleFolder, read_course, read_folder
from builder.files.toc import Toc
from builder.findings import Finding
from builder.model.article import Inspection
from builder.model.document import Metadata
from builder.model.module import Module
from builder.model.settings import Settings
from builder.pipeline.placing import QUIZ_SCHEMA
from builder.recognise.likeness import Runs, is_half, is_same, is_version, runs_of
from builder.text.inline import plain
from builder.text.words import folded


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is in the course: its module, its file's name and digest, its title, words and addresses."""

    slug: str
    name: str
    sha256: str
    runs: Runs
    title: str = ""
    url: str | None = None
    doi: str | None = None


class Shelf:
    """A course that articles come into, one after the other."""

    def __init__(self, folder: Path) -> None:
        course, _ = read_course(folder)
        self.folder = folder
        self.toc: Toc = course.toc
        self.known = [_known(f.slug, f.inspection, f.module) for f in course.folders if f.inspection is not None]
        self.modules = [f.module for f in course.folders if f.module is not None]
        self.names = list(_names_in_modules(folder, course.config.settings))
        self.schema = QUIZ_SCHEMA if (folder / MODULES / "x" / QUIZ_SCHEMA).resolve().is_file() else None
        self.settings = course.config.settings

    def same(self, inspection: Inspection) -> Known | None:
        """Return the module of this article: of the same file, else of the same words."""
        digest, runs = inspection.source.sha256, runs_of(inspection)
        by_file = next((known for known in self.known if known.sha256 == digest), None)
        return by_file or next((known for known in self.known if is_same(known.runs, runs)), None)

    def version(self, inspection: Inspection) -> Known | None:
        """Return a module most of whose text this article is, or the other way round."""
        runs = runs_of(inspection)
        return next((known for known in self.known if is_version(known.runs, runs)), None)

    def earlier(self, inspection: Inspection, metadata: Metadata) -> tuple[Known, str] | None:
        """Return the module of an earlier version of this article, and how it is known; None where none is sure.

        It has the same address and half of the words; or most of the words, and the same DOI, title or
        file name.
        """
        runs, title = runs_of(inspection), _folded(inspection.title)
        nearest = sorted(self.known, key=lambda known: (-len(known.runs & runs), known.slug))
        for known in nearest:
            if _is_of_a_page(metadata.url) and known.url == metadata.url and is_half(known.runs, runs):
                return known, "it comes from the same address and has much of the same text"
        for known in nearest:
            if is_version(known.runs, runs):
                if metadata.doi and known.doi == metadata.doi:
                    return known, "it has the same DOI and most of its words"
                if title and known.title == title:
                    return known, "it has the same title and most of its words"
                if known.name == inspection.source.name:
                    return known, "it has the same file name and most of its words"
        return None

    def by_slug(self, slug: str) -> Known | None:
        """Return the article of a module, None where there is no such module or it has no article."""
        return next((known for known in self.known if known.slug == slug), None)

    def folder_of(self, slug: str) -> tuple[ModuleFolder, tuple[Finding, ...]]:
        """Return a module as it is on disk now, and what is wrong with it."""
        entry, findings = read_folder(self.folder, self.folder / MODULES / slug, self.settings)
        return entry, tuple(findings)

    def add(self, module: Module, inspection: Inspection, toc: Toc) -> None:
        """Take note of a module that is new, or that was imported again."""
        slug = module.slug
        self.modules = [*(other for other in self.modules if other.slug != slug), module]
        self.known = [*(other for other in self.known if other.slug != slug), _known(slug, inspection, module)]
        self.names = [*dict.fromkeys((*self.names, slug))]
        self.toc = toc


def _is_of_a_page(url: str | None) -> bool:
    """Return whether an address is of a page: many sites call each of their pages by the site's own."""
    parts = urlsplit(url or "")
    return parts.path.strip("/") != "" or parts.query != ""


def _folded(title: str | None) -> str:
    return folded(plain(title or "")).casefold()


def _known(slug: str, inspection: Inspection, module: Module | None) -> Known:
    return Known(
        slug=slug,
        name=inspection.source.name,
        sha256=inspection.source.sha256,
        runs=runs_of(inspection),
        title=_folded(inspection.title),
        url=module.front.url if module is not None else None,
        doi=module.front.doi if module is not None else None,
    )


def _names_in_modules(folder: Path, settings: Settings) -> tuple[str, ...]:
    """Return every name that a new module would clash with: folders, pages without one, private quizzes."""
    roots = [folder / MODULES, *([folder / settings.private] if settings.private is not None else [])]
    paths = (path for root in roots if root.is_dir() for path in root.iterdir())
    return tuple(sorted({path.name.removesuffix(".ipynb").removesuffix(".md") for path in paths}))
