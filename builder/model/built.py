"""What a build made, as the rules look at it: files by the way in which they reach students."""

from __future__ import annotations

from typing import Literal

import msgspec

Channel = Literal[
    "page", "search", "source", "notebook", "download", "static", "inventory", "picture", "epub", "pdf", "file"
]


class BuiltFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that students get: its name from the course folder, and its text, unpacked where it was packed.

    chapters: the pages inside an EPUB by their names, which are in the text too.
    unread: why a part of it could not be read; empty where all of it was.
    """

    name: str
    channel: Channel
    text: str
    chapters: tuple[tuple[str, str], ...] = ()
    unread: str = ""
