"""`builder move`: modules stand elsewhere in the table of contents, with the remarks on their lines."""

from __future__ import annotations

from pathlib import Path

import msgspec

from builder.files.atomic import write_if_changed
from builder.files.course import page_of, read_course
from builder.files.slug import nearest_slug
from builder.files.toc import FILE as TOC
from builder.files.toc import Toc, read_toc
from builder.files.toc_move import Target, with_moved
from builder.findings import BuilderError, Where, error
from builder.pipeline.review import known_modules


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What a move does: the table of contents before and after, and captions that name no page any more and go."""

    before: Toc
    after: Toc
    parts: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything stands elsewhere."""
        return self.before.text != self.after.text


def move(folder: Path, slugs: tuple[str, ...], target: Target, *, write: bool = True) -> Moved:
    """Put modules into a part of the table of contents, or beside a page of it, in the order given.

    The target names pages as _toc.yml does, modules also by their folder.  Raises BuilderError where there is no such
    module or place; nothing is written then.
    """
    course, _ = read_course(folder)
    slugs = tuple(dict.fromkeys(slugs))
    known_modules(course, slugs)
    if target.part is None and target.before is None and target.after is None:
        help_ = "name a part with --part, or a module with --before or --after"
        raise BuilderError(error("toc-move", "it is not said where to", Where(file=TOC), help_))
    place = msgspec.structs.replace(
        target, before=_page(course.toc, target.before), after=_page(course.toc, target.after)
    )
    text, problems = with_moved(course.toc, tuple(map(page_of, slugs)), place)
    if text is None:
        raise BuilderError(problems[0])
    toc, problems = read_toc(text)
    if toc is None:
        raise BuilderError(problems[0])
    if write:
        write_if_changed(folder / TOC, text.encode())
    left = {entry.caption for entry in toc.entries}
    gone = dict.fromkeys(one.caption for one in course.toc.entries if one.caption and one.caption not in left)
    return Moved(before=course.toc, after=toc, parts=tuple(filter(None, gone)))


def _page(toc: Toc, name: str | None) -> str | None:
    """Return a page of the table as it is named there, be it by the end of its name only."""
    if name is None:
        return None
    there = [entry.file for entry in toc.entries]
    ends = [page for page in there if page.rpartition("/")[2] == name]
    for page in (page_of(name), name):
        if page in there:
            return page
    if len(ends) == 1:
        return ends[0]
    near = nearest_slug(name, [page.rpartition("/")[2] for page in there])
    help_ = f"did you mean {near}?" if near else "name a page that it has"
    raise BuilderError(error("toc-move", f"_toc.yml has no entry for {name}", Where(file=TOC), help_))
