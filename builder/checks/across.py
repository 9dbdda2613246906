"""Rules across the modules of a course: what stands twice, what contradicts itself, what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, error, note, warning
from builder.model.article import Definition
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
    first: dict[tuple[str, str], tuple[Definition, Where]] = {}
    for entry in looking.course.modules:
        language = entry.module.front.language
        seen: dict[str, int] = {}
        for definition in entry.module.definitions:
            term = _key(definition.term)
            seen[term] = seen.get(term, 0) + 1
            here = _at(entry, definition.term, seen[term])
            before, there = first.setdefault((term, language), (definition, here))
            if _clash(before, definition):
                message = f"“{plain(definition.term)}” is defined in other words in {there}"
                help_ = "make the two agree, or name the source of each so that the glossary can show both"
                yield warning("term-clash", message, here, help_)


def _clash(one: Definition, other: Definition) -> bool:
    """Return whether two definitions differ, and do not differ because two scholars do."""
    sourced = one.source and other.source and _key(one.source) != _key(other.source)
    return _key(one.definition) != _key(other.definition) and not sourced


def _key(text: str) -> str:
    return folded(plain(text)).casefold().strip(" .:;")


def _at(entry: CourseModule, term: str, number: int) -> Where:
    """Return the line on which a module defines a term for the n-th time."""
    section: ModuleSection | None = next((s for s in entry.module.sections if s.kind == "definitions"), None)
    if section is None:
        return Where(file=entry.file)
    rows = section.body.split("\n")
    lines = [number for number, row in enumerate(rows) if _key(row) == _key(term)]
    return Where(file=entry.file, line=section.body_line + (lines[min(number, len(lines)) - 1] if lines else 0))


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
        told = entry.file.startswith("modules/") and entry.file.count("/") == 1  # by who reads the folders
        if not there and entry.file not in modules and not told:
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


#: The comment in a page of a new course that says its text is ours.
_PLACEHOLDER = "<!-- builder: placeholder"


def front_page_untouched(looking: Looking) -> Iterator[Finding]:
    """A page does not keep the words that `builder new` put there for its author."""
    for page in looking.course.pages:
        if _PLACEHOLDER in page.text:
            line = page.text.count("\n", 0, page.text.index(_PLACEHOLDER)) + 1
            help_ = "write your own words, and delete this comment"
            message = "students read what `builder new` wrote here for you"
            yield note("page-untouched", message, Where(file=page.file, line=line), help_)
