"""What a module's page says of itself, as data: one entry of the course's `modules.json`.

Everything in it stands on the student's page too.  It travels in the page's notebook, so that whatever is
made from many modules (glossary, reading list, sidebar, cards) needs nothing but the committed pages.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from builder.model.module import Shown, Status, Tag, lasting_name
from builder.model.said import said


class KeyTerm(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A key term and its definition as plain text; `anchor` is where it stands on the page."""

    term: str
    definition: str
    source: str | None = None
    anchor: str


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A module in the list of a course's modules; texts are plain unless it says otherwise."""

    slug: Annotated[str, said("the module's folder name")]
    title: str
    language: Tag
    text: Annotated[Shown, said("how much of the article the page shows")] = "full"
    status: Status = "draft"
    level: str | None = None
    minutes: Annotated[int | None, said("class time in minutes")] = None
    reading_minutes: Annotated[int, said("reading time at a usual pace")] = 1
    reading_minutes_second_language: Annotated[int, said("reading time for a reader in a second language")] = 1
    year: Annotated[int | None, said("the year whose state of knowledge the article describes")] = None
    citation: Annotated[str | None, said("the research that the article reports; inline Markdown")] = None
    doi: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    licence: str | None = None
    translation_of: str | None = None
    renamed_from: Annotated[tuple[str, ...], said("folder names it had before; progress is kept by the first")] = ()
    keywords: tuple[str, ...] = ()
    description: Annotated[str, said("first sentences of the plain summary, the summary or the article")] = ""
    objectives: tuple[str, ...] = ()
    terms: tuple[KeyTerm, ...] = ()
    prompts: tuple[str, ...] = ()
    reading: Annotated[tuple[str, ...], said("continued reading; inline Markdown")] = ()
    items: Annotated[int, said("how many quiz items the page asks")] = 0
    item_kinds: Annotated[tuple[str, ...], said("the kinds of its items, each once")] = ()
    assessed: Annotated[tuple[int, ...], said("the objectives, from 1, that quiz items serve")] = ()
    care: Annotated[bool, said("whether the page begins with a note on sensitive content")] = False

    @property
    def lasting_name(self) -> str:
        """The name under which a reader's progress is kept."""
        return lasting_name(self.slug, self.renamed_from)


class ListedModule(Entry, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of `modules.json`: a module, and where its page stands."""

    address: Annotated[str, said("the page, from the folder in which modules.json stands")]


class CourseEntries(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `modules.json`: the course, and its modules in the order of the table of contents."""

    format: Annotated[Literal[1], said("the number of this file's format")] = 1
    title: str
    language: Tag
    modules: tuple[ListedModule, ...] = ()
