"""What the passes look at and what they give: blocks as seen, and their roles.

A pass takes the page and the roles so far and returns roles in which some blocks that had none have
one.  No pass changes a role that an earlier one gave, so the order of the passes is their precedence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import msgspec

from builder.model.document import Block, Document
from builder.recognise.tables import Function, Table, key, table, unmarked
from builder.text.inline import plain

RoleKind = Literal[
    "dropped",
    "title",
    "byline",
    "citation",
    "citation_more",
    "credit",
    "keywords",
    "heading",
    "run_in",
    "section",
    "standfirst",
    "lead",
    "point",
    "insight",
    "summary",
    "practice",
    "question",
    "question_more",
    "reading",
    "reading_more",
    "term",
    "definition",
    "source",
    "note",
    "paragraph",
]


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """What a block is in the article.

    text: the part of the block that goes to its place; label: the part before it that names the part
    of the article ("Key words:"); initials: the part after it ("[AB]").
    function: of a heading, what stands under it.  term: of a definition.  mark: of a note.
    """

    kind: RoleKind
    text: str = ""
    label: str = ""
    initials: str = ""
    function: Function | None = None
    term: str = ""
    mark: str = ""


Roles = tuple[Role | None, ...]


#: Blocks that are no words of a text: they stay in the part they stand in, and are no heading or entry.
SET_APART = ("table", "image", "code")


class Seen(NamedTuple):
    """A block with what every pass asks of it: its text without marks, its key, how many words it has.

    unmarked: the text as the words of a table are compared with it (`tables.unmarked`), with its capitals.
    """

    block: Block
    plain: str
    unmarked: str
    key: str
    words: int

    @property
    def folded(self) -> str:
        """Return the unmarked text without capitals."""
        return self.unmarked.casefold()

    @property
    def is_item(self) -> bool:
        return self.block.kind == "item"

    @property
    def ends_a_sentence(self) -> bool:
        return _SENTENCE_END.search(self.plain[-60:]) is not None

    @property
    def is_prose(self) -> bool:
        """Return whether this is running text rather than a title, a heading or a label."""
        if self.block.kind in ("heading", "item", "term", "caption", *SET_APART):
            return False
        return self.words >= 25 or (self.words >= 12 and self.ends_a_sentence)


#: With the marks that close after it, in French behind a blank, and marks of notes: "... la paix. [1] »".
_SENTENCE_END = re.compile(r"[.!?…۔。؟](?: ?»|[\"'”’)\]]| ?\[[^\[\]]{1,5}\])*$")


class Page(NamedTuple):
    """A document with its blocks as seen and the table of its language."""

    document: Document
    blocks: tuple[Seen, ...]
    table: Table


Pass = Callable[[Page, Roles], Roles]


def see(document: Document, language: str) -> Page:
    """Return the page of a document."""
    blocks = []
    for block in document.blocks:
        text = plain(block.text)
        blocks.append(Seen(block, text, unmarked(text), key(text), len(text.split())))
    return Page(document, tuple(blocks), table(language))


def levelled(page: Page, roles: Roles) -> Page:
    """Return the page with the first item of each list at depth 1: a numbered heading above it is none of its items."""
    blocks = []
    margin = 0
    for seen, role in zip(page.blocks, roles, strict=True):
        if not seen.is_item or (role is not None and role.kind == "heading"):
            margin = 0
        else:
            margin = min(margin or seen.block.level, seen.block.level)
            level = seen.block.level - margin + 1
            if level != seen.block.level:
                seen = seen._replace(block=msgspec.structs.replace(seen.block, level=level))  # noqa: PLW2901
        blocks.append(seen)
    return page._replace(blocks=tuple(blocks))


def give(roles: Roles, given: Mapping[int, Role]) -> Roles:
    """Return the roles with `given` where there was none."""
    return tuple(given.get(index) if role is None else role for index, role in enumerate(roles))


def following(roles: Roles, index: int) -> int | None:
    """Return the next block that is no site furniture, or None."""
    return next((i for i in range(index + 1, len(roles)) if not is_dropped(roles[i])), None)


def is_dropped(role: Role | None) -> bool:
    """Return whether a block is site furniture."""
    return role is not None and role.kind == "dropped"


#: What a line of keywords, a credit or a note brings to an end.
_LISTS: tuple[Function | None, ...] = ("talking_points", "key_insight", "questions", "continued_reading", "keywords")


def ends_the_list(role: Role, function: Function | None) -> bool:
    """Return whether a block named by itself (keywords, a credit, a note) ends the list it stands behind."""
    return role.kind in ("keywords", "note", "credit") and function in _LISTS


def functions(roles: Roles) -> list[Function | None]:
    """Return for each block what the last recognised heading before it announces.

    A heading of the article's own ends what stood before it.
    """
    found: list[Function | None] = []
    current: Function | None = None
    for index, role in enumerate(roles):
        if role is not None and role.kind in ("heading", "run_in", "section"):
            current = role.function
        elif role is not None and index and ends_the_list(role, current):
            before = roles[index - 1]
            current = current if before is not None and before.kind == "heading" else None
        found.append(current)
    return found
