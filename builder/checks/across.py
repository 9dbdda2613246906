"""Rules across the modules of a course: what stands twice, what contradicts itself, what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, error, warning
from builder.model.course import CourseModule
from builder.model.module import ModuleSection
from builder.text.inline import plain
from builder.text.words import folded

_PAGES = (".md", ".ipynb", ".rst", ".txt")


def title_doubled(looking: Looking) -> Iterator[Finding]:
    """No two modules have one title: nobody could tell them apart in the sidebar."""
    yield from _doubled(looking, "title", "title-doubled", "the title")


def citation_doubled(looking: Looking) -> Iterator[Finding]:
    """No two modules of one language report the same study, unless one is a translation of the other."""
    yield from _doubled(looking, "citation", "citation-doubled", "the reference")


def _doubled(looking: Looking, key: str, code: str, what: str) -> Iterator[Finding]:
    first: dict[tuple[str, str], CourseModule] = {}
    for entry in looking.course.modules:
        front = entry.module.front
        said = folded(plain(getattr(front, key) or "")).casefold()
        if not said:
            continue
        before = first.setdefault((said, front.language), entry)
        if before is not entry:
            message = f"{what} is also that of {before.file.rpartition('/')[0]}"
            help_ = "change one of the two, or remove the module that is there twice"
            yield warning(code, message, Where(file=entry.file, line=entry.keys.get(key, 1)), help_)


def term_clashes(looking: Looking) -> Iterator[Finding]:
    """A term has one definition, or the course says that there are two."""
    first: dict[tuple[str, str], tuple[CourseModule, str]] = {}
    for entry in looking.course.modules:
        language = entry.module.front.language
        for definition in entry.module.definitions:
            term, said = _key(definition.term), _key(definition.definition)
            before, words = first.setdefault((term, language), (entry, said))
            if words != said:
                message = f"“{plain(definition.term)}” is defined in other words in {_place(before, definition.term)}"
                help_ = "make the two agree, or name the source of each so that the glossary can show both"
                yield warning("term-clash", message, _at(entry, definition.term), help_)


def _key(text: str) -> str:
    return folded(plain(text)).casefold().strip(" .:;")


def _place(entry: CourseModule, term: str) -> str:
    return str(_at(entry, term))


def _at(entry: CourseModule, term: str) -> Where:
    section: ModuleSection | None = next((s for s in entry.module.sections if s.kind == "definitions"), None)
    if section is None:
        return Where(file=entry.file)
    rows = section.body.split("\n")
    lines = [number for number, row in enumerate(rows) if _key(row) == _key(term)]
    return Where(file=entry.file, line=section.body_line + (lines[0] if lines else 0))


def item_id_in_two_modules(looking: Looking) -> Iterator[Finding]:
    """An item's id is its own in the whole course: progress and exports go by it."""
    first: dict[str, CourseModule] = {}
    for entry in looking.course.modules:
        for item in entry.module.items:
            before = first.setdefault(item.id, entry)
            if before is not entry:
                where = Where(file=entry.quiz_file, line=entry.items.get(item.id), path=item.id)
                message = f"the id {item.id} is also that of an item in {before.quiz_file}"
                yield warning("item-id-shared", message, where, "give one of them another id")


def toc_without_file(looking: Looking) -> Iterator[Finding]:
    """Every page that the table of contents names is there."""
    course = looking.course
    modules = {entry.file.rpartition("/")[0] for entry in course.modules}
    for entry in course.toc:
        there = any(f"{entry.file}{suffix}" in course.files for suffix in _PAGES)
        if not there and entry.file not in modules and not entry.file.startswith("modules/"):
            where = Where(file="_toc.yml", line=entry.line)
            help_ = f"write {entry.file}.md, correct the name, or remove the line"
            yield error("toc-without-file", f"there is no page {entry.file}", where, help_)


def page_not_in_toc(looking: Looking) -> Iterator[Finding]:
    """Every page under course/ is in the table of contents."""
    named = {entry.file for entry in looking.course.toc}
    for page in looking.course.pages:
        name = page.file.removesuffix(".md")
        if name not in named:
            help_ = f"add `- file: {name}` to _toc.yml, or remove the page"
            yield warning("page-not-in-toc", "no line of _toc.yml names this page", Where(file=page.file), help_)
