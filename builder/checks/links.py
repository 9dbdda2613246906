"""Rules for links and pictures, in modules and in the other pages of a course."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from builder.checks.looking import Looking
from builder.findings import Finding, Where, error, warning
from builder.model.article import paragraphs
from builder.model.course import Course, CourseModule
from builder.text.links import Link, anchors, links
from builder.wording import phrase

_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_PAGE_SUFFIXES = (".md", ".ipynb", ".rst", ".html")


class _Placed(msgspec.Struct, frozen=True, kw_only=True):
    """A link with the file it stands in, and its line there."""

    link: Link
    file: str
    line: int


def _all(course: Course) -> Iterator[_Placed]:
    for entry in course.modules:
        for section in entry.module.sections:
            for link in links(section.body):
                yield _Placed(link=link, file=entry.file, line=section.body_line + link.line - 1)
    for page in course.pages:
        for link in links(page.text):
            yield _Placed(link=link, file=page.file, line=link.line)


def picture_without_words(looking: Looking) -> Iterator[Finding]:
    """Every picture says in words what it shows, for those who do not see it."""
    for placed in _all(looking.course):
        if placed.link.kind == "picture" and not placed.link.words:
            help_ = "write what it shows between the brackets: ![a map of the river](map.png)"
            message = f"the picture {placed.link.address} has no alternative text"
            yield warning("picture-without-words", message, Where(file=placed.file, line=placed.line), help_)


def dead_links(looking: Looking) -> Iterator[Finding]:
    """Every link and picture of the course that leads into the course leads somewhere."""
    for placed in _all(looking.course):
        address = placed.link.address
        if not address or _OUTSIDE.match(address):
            continue
        path, _, name = address.partition("#")
        missing = _missing(looking.course, placed.file, path.partition("?")[0], name)
        if missing:
            code = "picture-missing" if placed.link.kind == "picture" else "link-dead"
            what = "picture" if placed.link.kind == "picture" else "link"
            help_ = "correct the address; it counts from the folder of this file"
            where = Where(file=placed.file, line=placed.line)
            yield warning(code, f"the {what} {address} leads nowhere: {missing}", where, help_)


def links_to_private_files(looking: Looking) -> Iterator[Finding]:
    """No page links to a file with answers, or to an article that may not be shown whole.

    A book carries every file that a page links to along: the link would publish it.
    """
    return private_links(looking.course)


def private_links(course: Course) -> Iterator[Finding]:
    """Yield an error for each link that would publish what is not for students."""
    whole = {f"modules/{entry.module.slug}" for entry in course.modules if entry.module.front.text == "full"}
    for placed in _all(course):
        path = placed.link.address.partition("#")[0].partition("?")[0]
        if not path or _OUTSIDE.match(path):
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(placed.file), path)).lstrip("/").casefold()
        folder, _, name = target.rpartition("/")
        article = name.startswith("article.") and folder.startswith("modules/") and folder not in whole
        if name == "quiz.yml" or ".import" in target.split("/") or article:
            help_ = "take the link out: a book carries the files that it links to along"
            given = "the whole article" if article else "the answers"
            message = f"the link to {placed.link.address} would give students {given}"
            yield error("link-to-private", message, Where(file=placed.file, line=placed.line), help_)


def _missing(course: Course, file: str, path: str, name: str) -> str | None:
    """Return what is not there, None where the link holds."""
    target = file if not path else posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if path.startswith("/"):
        target = path.lstrip("/")
    entry, page = _module(course, file, target), _page(course, target)
    if entry is None and page is None:
        if target in course.files and not target.endswith((".md", ".ipynb", ".rst")):
            return None
        return f"{target} is no page of the book" if target in course.files else f"there is no {target or path}"
    if not name:
        return None
    there = _names(entry) if entry is not None else anchors(page or "")
    return None if name in there else f"{target} has no part named #{name}"


def _module(course: Course, file: str, target: str) -> CourseModule | None:
    """Return the module that an address means: its file, its folder's page, with or without suffix."""
    bare = target
    for suffix in _PAGE_SUFFIXES:
        bare = bare.removesuffix(suffix)
    if file.startswith("modules/"):  # there the builder leads `../other/module.md` to the other's page
        bare = bare.removesuffix("/module")
    return next((entry for entry in course.modules if f"modules/{entry.module.slug}" == bare), None)


def _page(course: Course, target: str) -> str | None:
    bare = target
    for suffix in _PAGE_SUFFIXES:
        bare = bare.removesuffix(suffix)
    return next((page.text for page in course.pages if page.file in (target, f"{bare}.md")), None)


def _names(entry: CourseModule) -> frozenset[str]:
    """Return what `#name` may point at on a module's page: headings, targets, numbered paragraphs."""
    shown = [section for section in entry.module.sections if not section.instructor]
    text = "\n\n".join(f"## {section.heading}\n\n{section.body}" for section in shown)
    text += f"\n\n## {phrase(entry.module.front.language, 'page.quiz')}" * bool(entry.module.items)
    numbered = len(paragraphs(entry.article)) if entry.article is not None else len(entry.module.summary)
    return anchors(f"# {entry.module.front.title}\n\n{text}") | {f"p{number}" for number in range(1, numbered + 1)}
