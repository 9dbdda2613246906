"""What a reader makes of a file: a flat run of blocks, in the order of the page.

A flat run, not a tree: headings and list items carry their level, so that a rule can look at a block
and its neighbours without walking.  Every block of the input is here exactly once, site furniture too.
"""

from __future__ import annotations

from typing import Literal

import msgspec

BlockKind = Literal[
    "heading", "paragraph", "item", "quotation", "table", "image", "note", "code", "term", "definition", "caption"
]


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where an article came from: the file's name without folders, its format, its digest in hex.

    address: of a page from the web, where it was found in the end.
    """

    name: str
    format: str
    sha256: str
    address: str | None = None


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says about itself outside its text (a page's head, a document's properties)."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    licence: str | None = None
    url: str | None = None
    doi: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a document.

    number, last: the first and last line of a text input; for other formats both are the block's
        number, from 1.
    text: inline Markdown (CommonMark) without line breaks; a table is its Markdown rows joined by
        line feeds, code keeps its own; an image is `![alternative text](<address>)`.
    kind: a quotation is one paragraph of it; a term has its definitions behind it.
    level: of a heading 1 to 6, of an item its depth from 1, else 0.
    gap: blank lines before it (text input), else 0.
    mark: of an item its bullet or number, of a note its mark ("[1]"), else "".
    furniture: why the reader takes the block for a part of the site and not of the article, else None.
    """

    number: int
    last: int
    kind: BlockKind
    text: str
    level: int = 0
    gap: int = 0
    mark: str = ""
    furniture: str | None = None


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that came inside the file: the name that an image block has for its address, and its bytes."""

    name: str
    data: bytes


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read: where it came from, what it says of itself, its blocks, and the pictures inside it."""

    source: Source
    metadata: Metadata = Metadata()
    blocks: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
