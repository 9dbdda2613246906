"""What is taught from an article: the contents of a module.md and its quiz.

`files.module_md` makes these records from text and text from these records; nothing else reads or
writes module.md.  A `Module` holds its text twice: `sections` is the Markdown as a person left it, in
order, and the typed fields say what the known sections hold.  Pages are made from the first, so that
nothing a person wrote is lost; plans, items and paper from the second.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from builder.model.article import Definition, Footnote, PointGroup
from builder.model.item import Item

Status = Literal["draft", "reviewed"]
Shown = Literal["full", "excerpt", "link"]

SectionKind = Literal[
    "update",
    "care",
    "objectives",
    "plain_summary",
    "summary",
    "definitions",
    "talking_points",
    "key_insight",
    "informing_practice",
    "prompts",
    "continued_reading",
    "notes",
    "credits",
    "instructor_notes",
    "other",
]

#: The order in which the first import writes the sections; a person may change it.
SECTION_ORDER: tuple[SectionKind, ...] = (
    "update",
    "care",
    "objectives",
    "plain_summary",
    "summary",
    "definitions",
    "talking_points",
    "key_insight",
    "informing_practice",
    "other",
    "prompts",
    "continued_reading",
    "notes",
    "credits",
    "instructor_notes",
)


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The front matter of a module.md.

    title, citation: inline Markdown.  language, translation_of: BCP 47 and a slug.
    minutes: class minutes.  text: how much of the article a public page may show.
    """

    format: Literal[1]
    title: Annotated[str, msgspec.Meta(min_length=1)]
    citation: str | None = None
    url: str | None = None
    doi: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    licence: str | None = None
    language: str = "en"
    translation_of: str | None = None
    keywords: tuple[str, ...] = ()
    minutes: Annotated[int, msgspec.Meta(ge=1)] | None = None
    level: str | None = None
    text: Shown = "full"
    status: Status = "draft"


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a module.md: character offsets [start, end) and the line it begins on, from 1."""

    start: int
    end: int
    line: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to run a prompt.  `look_for` entries point at the article, e.g. "Talking point 2, ...".

    `private` texts (look for, push, step down) are for the person in front of the room only.
    """

    minutes: int | None = None
    format: str | None = None
    purpose: str | None = None
    look_for: tuple[str, ...] = ()
    push: str | None = None
    step_down: str | None = None


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """A discussion prompt: the article's or the instructor's question, and its plan."""

    text: str
    plan: Plan = Plan()


class ModuleSection(msgspec.Struct, frozen=True, kw_only=True):
    """One `##` section as it stands in the file.

    heading: its words, without a trailing `{instructor}`.
    instructor: whether only the instructor edition shows it.
    body: the Markdown under the heading, blank lines at both ends removed.
    private: offsets [start, end) in `body` that only the instructor edition shows.
    span: heading and body in the file; None in a module that was not read from one.
    """

    kind: SectionKind
    heading: str
    body: str
    instructor: bool = False
    private: tuple[tuple[int, int], ...] = ()
    span: Span | None = None


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module: front matter, sections as written, what the known ones hold, and the quiz items."""

    slug: str
    front: FrontMatter
    sections: tuple[ModuleSection, ...] = ()
    objectives: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    definitions: tuple[Definition, ...] = ()
    talking_points: tuple[PointGroup, ...] = ()
    key_insight: tuple[str, ...] = ()
    informing_practice: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    continued_reading: tuple[str, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    credits: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
