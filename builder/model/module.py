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
from builder.model.said import said

Status = Literal["draft", "reviewed"]
Shown = Literal["full", "excerpt", "link"]
Tag = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
Day = Annotated[str, msgspec.Meta(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]

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

#: The sections whose text is read through: there a key term may be missed, and the book marks it.
RUNNING_TEXT: frozenset[SectionKind] = frozenset(
    ("update", "care", "plain_summary", "summary", "talking_points", "key_insight", "informing_practice", "other")
)


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The front matter of a module.md; title and citation are inline Markdown."""

    format: Annotated[Literal[1], said("the number of this file's format")]
    title: Annotated[str, msgspec.Meta(min_length=1, description="the module's title; inline Markdown")]
    citation: Annotated[str | None, said("the reference of the research that the article reports")] = None
    url: Annotated[str | None, said("where the article stands on the web")] = None
    doi: Annotated[str | None, said("the study's DOI, as in 10.1000/182")] = None
    authors: Annotated[tuple[str, ...], said("who wrote the article")] = ()
    published: Annotated[str | None, said("when the article appeared, as in 2019 or 2019-05-31")] = None
    publisher: Annotated[str | None, said("who published the article")] = None
    licence: Annotated[str | None, said("the article's licence, as in CC BY 4.0")] = None
    language: Annotated[Tag, said("the module's language, as in en, es, fr, ar (BCP 47)")] = "en"
    translation_of: Annotated[str | None, said("the folder name of the module that this one translates")] = None
    renamed_from: Annotated[tuple[str, ...], said("folder names it had before; `builder rename` writes them")] = ()
    keywords: Annotated[tuple[str, ...], said("what the module is about")] = ()
    minutes: Annotated[Annotated[int, msgspec.Meta(ge=1)] | None, said("class time in minutes")] = None
    level: Annotated[str | None, said("for whom: introductory, advanced ...")] = None
    text: Annotated[Shown, said("how much of the article a public page shows")] = "full"
    status: Annotated[Status, said("draft until somebody has reviewed it; `builder accept` sets it")] = "draft"
    reviewer: Annotated[str | None, said("who reviewed the module")] = None
    reviewed: Annotated[Day | None, said("the day of the review, as in 2027-01-15")] = None


def lasting_name(slug: str, former: tuple[str, ...]) -> str:
    """Return the name under which browsers keep a reader's progress in a module: the first that it had."""
    return former[0] if former else slug


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a module.md: character offsets [start, end) and the line it begins on, from 1."""

    start: int
    end: int
    line: int


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to run a prompt.  `look_for` entries point at the article, e.g. "Talking point 2, ...".

    `private` texts (look for, push, step down) are for the person in front of the room only.
    objectives: the numbers, from 1, of the learning objectives that the discussion serves.
    """

    minutes: int | None = None
    format: str | None = None
    purpose: str | None = None
    look_for: tuple[str, ...] = ()
    push: str | None = None
    step_down: str | None = None
    objectives: tuple[int, ...] = ()


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
    body_line: the line of the file on which the body begins, from 1.
    """

    kind: SectionKind
    heading: str
    body: str
    instructor: bool = False
    private: tuple[tuple[int, int], ...] = ()
    span: Span | None = None
    body_line: int = 1


class Module(msgspec.Struct, frozen=True, kw_only=True):
    """A module: front matter, sections as written, what the known ones hold, and the quiz items.

    essay: whether its article is one that reports no study; only who knows the article says so (`book.materials`).
    """

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
    essay: bool = False
