"""A course: the folder of modules with its table of contents."""

from __future__ import annotations

import msgspec

from builder.model.module import Module


class TocEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A page named in _toc.yml: its path without suffix, the part's caption, the line it stands on."""

    file: str
    caption: str | None
    line: int


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """What a course folder holds, modules in the order of the table of contents, then by slug."""

    title: str
    language: str = "en"
    toc: tuple[TocEntry, ...] = ()
    modules: tuple[Module, ...] = ()
