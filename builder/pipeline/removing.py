"""`builder remove`: modules go to a trash folder, whole, with a note how to bring each back.

`.trash/SLUG` holds what stood under modules/.  A private quiz stays in the private folder, in a `.trash` there, so
that what Git ignores is never where Git sees it.  The order lets it break off anywhere, as in `pipeline.renaming`.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

import msgspec

from builder.files.changes import Move, Put, Step, carry_out
from builder.files.course import MODULES, CourseFolder, page_of, read_course
from builder.files.course_texts import other_mentions, texts_with
from builder.files.lines import newline_of
from builder.files.print_folder import old_print
from builder.files.quiz_place import private_home
from builder.files.references import references
from builder.files.toc import FILE as TOC
from builder.files.toc import Toc, page_name, read_toc
from builder.files.toc_edit import path_to, without_entry
from builder.files.yaml_read import read_yaml
from builder.findings import BuilderError, Finding, Where, warning
from builder.pipeline.review import known_modules

TRASH = ".trash"
NOTE = "how-to-bring-it-back.txt"


class Removed(msgspec.Struct, frozen=True, kw_only=True):
    """What a removal does: its steps, and what is left that points at the modules.

    places: where each module is then, by slug.  parts: captions in _toc.yml that name no page any more and go too.
    """

    places: dict[str, str]
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...] = ()
    parts: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def remove(folder: Path, slugs: tuple[str, ...], *, write: bool = True) -> Removed:
    """Put modules into the trash, or with write=False only say what would be done.

    Raises BuilderError where there is no such module, or the table of contents cannot do without it; nothing is
    written then.
    """
    course, _ = read_course(folder)
    slugs = tuple(dict.fromkeys(slugs))
    known_modules(course, slugs)
    removed = _planned(course, slugs)
    if write:
        carry_out(folder, removed.steps)
    return removed


def _planned(course: CourseFolder, slugs: tuple[str, ...]) -> Removed:
    place = {entry.file: number for number, entry in enumerate(course.toc.entries)}
    toc, parts, notes, places = course.toc, [], [], {}
    for slug in sorted(slugs, key=lambda one: (-place.get(page_of(one), -1), one)):  # what is nested goes first
        taken, problems = without_entry(toc, page_of(slug))
        if taken is None:
            raise BuilderError(problems[0])
        places[slug] = _place(course, slug)
        parts += [taken.part] if taken.part is not None else []
        notes += list(_note(course, slug, places[slug], taken.lines, slugs))
        toc = _read(taken.text)
    steps: list[Step] = list(notes)
    if toc.text != course.toc.text:
        steps.append(Put(file=TOC, data=toc.text.encode()))
    for slug in slugs:
        steps += _moves(course, slug, places[slug])
    return Removed(
        places={slug: places[slug] for slug in slugs},
        steps=tuple(steps),
        findings=tuple(finding for slug in slugs for finding in _left(course, slug, slugs)),
        parts=tuple(parts),
        stale=tuple(name for slug in slugs for name in old_print(course.folder, slug)),
    )


def _read(text: str) -> Toc:
    toc, problems = read_toc(text)
    if toc is None:
        raise BuilderError(problems[0])
    return toc


def _place(course: CourseFolder, slug: str) -> str:
    """Return a folder in the trash that holds nothing of what is to go there; what a killed run left is used."""
    number, name = 1, slug
    while any(os.path.lexists(course.folder / target) for target in _targets(course, slug, f"{TRASH}/{name}")):
        number += 1
        name = f"{slug}-{number}"
    return f"{TRASH}/{name}"


def _targets(course: CourseFolder, slug: str, place: str) -> Iterator[str]:
    yield f"{place}/{slug}"  # the folder is moved last: where it is, the removal has ended
    yield from (move.target for move in _moves(course, slug, place))


def _moves(course: CourseFolder, slug: str, place: str) -> Iterator[Move]:
    pairs = [(f"{page_of(slug)}.ipynb", f"{place}/{slug}.ipynb")]
    home, private = private_home(slug, course.config.settings), course.config.settings.private
    if home is not None:
        pairs.append((home, f"{private}/{place}"))
    pairs.append((page_of(slug), f"{place}/{slug}"))
    yield from (
        Move(source=source, target=target) for source, target in pairs if os.path.lexists(course.folder / source)
    )


def _note(course: CourseFolder, slug: str, place: str, lines: str, going: tuple[str, ...]) -> Iterator[Put]:
    """Yield the note beside a module in the trash; one that a killed run left knows the lines, and stays."""
    file = f"{place}/{NOTE}"
    if (course.folder / file).exists() and not lines:
        return
    moves = "".join(f"  {move.target} -> {move.source}\n" for move in _moves(course, slug, place))
    text = f"To bring this module back, move (as with `mv SOURCE TARGET`)\n\n{moves}\n"
    if lines:
        caption = next((one.caption for one in course.toc.entries if one.file == page_of(slug)), None)
        under = f" (it stood under “{caption}”)" if caption else ""
        newline = newline_of(course.toc.text)
        entry = lines.replace(newline, chr(10)).rstrip()
        command = f"builder move {slug} {_stood(course.toc, page_of(slug), caption, going)}".rstrip()
        text += f"then run\n\n  {command}\n\nwhich puts it back into {TOC}{under}. Its entry there was\n\n{entry}\n\n"
    yield Put(file=file, data=(text + "then run `builder build`.\n").encode())


def _stood(toc: Toc, page: str, caption: str | None, going: tuple[str, ...]) -> str:
    """Return the words of `builder move` for the place at which an entry stands, beside a page that stays."""
    root, _ = read_yaml(toc.text, TOC)
    path = path_to(root, page) if root is not None else ()
    nodes = [item.get("file") for item in path[-1].listed.items] if path else []
    beside = [page_name(node.scalar or "") for node in nodes if node is not None]
    names = [_last(entry.file) for entry in toc.entries]
    at, gone = beside.index(page) if page in beside else 0, {page_of(slug) for slug in going}
    for word, pages in (("--after", reversed(beside[:at])), ("--before", beside[at + 1 :])):
        near = next((_last(one) for one in pages if one not in gone and names.count(_last(one)) == 1), None)
        if near is not None:
            return f"{word} {near}"
    if caption is None:
        return ""
    return f'--part "{caption}"' if not set(caption) & set('"$`\\!') else f"--part {shlex.quote(caption)}"


def _last(page: str) -> str:
    """Return the end of a page's name, by which `builder move` knows it."""
    return page.rpartition("/")[2]


def _left(course: CourseFolder, slug: str, slugs: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what points at a module that goes, but for modules that go with it."""
    going = tuple(f"{page_of(one)}/" for one in slugs)
    for one in references(texts_with(course.folder, slug), slug, slug):
        if one.kind == "toc" or one.file.startswith(going):
            continue
        where = Where(file=one.file, line=one.line)
        help_ = "name another module there, or take it out"
        yield warning("reference-left", f"{one.what} still names {MODULES}/{slug}", where, help_)
    yield from left_in_others(course, slug, "name another module there, or take it out")


def left_in_others(course: CourseFolder, slug: str, help_: str) -> Iterator[Finding]:
    """Yield a warning for each place in a page that is no Markdown which names a module."""
    for file, line in other_mentions(course.folder, slug, (entry.file for entry in course.toc.entries)):
        yield warning("reference-left", f"this line still names {slug}", Where(file=file, line=line), help_)
