"""A module.md merged three ways."""

from __future__ import annotations

import msgspec

from builder.files.lines import newline_of
from builder.files.merge.front import merged_front
from builder.files.merge.marks import ARTICLE, Conflict, conflicts_in
from builder.files.merge.sections import body_start, merged_body
from builder.files.module_read import ModuleFile, read_module
from builder.findings import BuilderError, Where, error


class MergedModule(msgspec.Struct, frozen=True, kw_only=True):
    """A merged module.md: its text, the conflicts in it, the sections whose news was left out."""

    text: str
    conflicts: tuple[Conflict, ...] = ()
    left_out: tuple[str, ...] = ()


def merge_module(base: ModuleFile, ours: ModuleFile, theirs: ModuleFile, name: str = ARTICLE) -> MergedModule:
    """Return what becomes of a person's module.md when the text it was made from changed.

    base: as the last import wrote it.  theirs: as it would be written now.  `name`: whose the news is, in
    the marks of a conflict.  Raises BuilderError where the front matter cannot be changed safely.
    """
    newline = newline_of(ours.text)
    front = merged_front(base, ours, theirs, name)
    body = merged_body(base, ours, theirs, newline, name)
    start = body_start(ours)
    head = front[: len(front) - (len(ours.text) - start)]
    gap = newline * 2 if body.text and not head.endswith(("\n", "\r")) else ""  # nothing stood behind the front matter
    text = head + gap + body.text
    conflicts = conflicts_in(text)
    if body.has_new and not conflicts:
        _make_sure(ours, text, body.sections)
    return MergedModule(text=text, conflicts=conflicts, left_out=body.left_out)


def _make_sure(ours: ModuleFile, text: str, sections: int) -> None:
    """Raise BuilderError where a section would stand inside a block that is never closed, and nobody would see it."""
    after, _ = read_module(ours.module.slug, text, ours.file)
    if after is None or sum(section.span is not None for section in after.module.sections) != sections:
        message = "the article's new text would stand inside a block that is never closed"
        help_ = "close the code block or comment above it"
        raise BuilderError(error("section-unchanged", message, Where(file=ours.file, line=1), help_))
