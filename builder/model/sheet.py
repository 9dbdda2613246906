"""What stands on paper: a sheet is a run of blocks that every format can hold, and a deck a run of slides.

A sheet knows nothing of fonts, millimetres or files: `writers/sheets/` makes sheets of modules, and one writer a
format (`writers/pdf/`, `writers/word/`, `writers/slides/`) sets them.  A new block is a new record here and a case
in each of the three.
"""

from __future__ import annotations

from typing import Literal

import msgspec

SheetKind = Literal["student", "reading", "facilitator", "quiz", "key", "prompts", "cards", "cover", "syllabus"]

#: Kinds that may be given to students: nothing in them tells a key, a model answer or an instructor's note.
STUDENT_KINDS: tuple[SheetKind, ...] = ("student", "reading", "quiz", "prompts", "cards", "syllabus")


class Run(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A piece of text in one style; `address` is where it links to, written out on paper by who makes the sheet."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    raised: bool = False
    address: str = ""


Text = tuple[Run, ...]


class _Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="block"):
    """What every block shares: its tag, by which the JSON for the page template tells it."""


class Heading(_Block, frozen=True, kw_only=True, tag="heading"):
    """A heading inside a sheet; level 2 is a part of the sheet, 3 and 4 stand under it."""

    text: Text
    level: int = 2


class Paragraph(_Block, frozen=True, kw_only=True, tag="paragraph"):
    """Running text.

    number: the article's paragraph number, 0 for none.  look: `small` for references and notes, `lead` for a line
    that says what the sheet is, `quote` for words that somebody is quoted with, `label` for a line over a group.
    """

    text: Text
    number: int = 0
    look: Literal["plain", "small", "lead", "quote", "label"] = "plain"


class Bullets(_Block, frozen=True, kw_only=True, tag="bullets"):
    """A list, each entry a run of blocks; `start` is the first number, 0 for bullets."""

    entries: tuple[tuple[Block, ...], ...]
    start: int = 0


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A key term, its definition and where that comes from."""

    term: Text
    definition: Text
    source: Text = ()


class Terms(_Block, frozen=True, kw_only=True, tag="terms"):
    """Key terms."""

    entries: tuple[Term, ...]


class Blanks(_Block, frozen=True, kw_only=True, tag="blanks"):
    """Labelled blanks side by side: name and date."""

    labels: tuple[str, ...]


class Lines(_Block, frozen=True, kw_only=True, tag="lines"):
    """Ruled lines to write on."""

    count: int


class Option(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One option of a question; `letter` is empty where options have none (true or false)."""

    text: Text
    letter: str = ""


class Question(_Block, frozen=True, kw_only=True, tag="question"):
    """A quiz item or a discussion prompt: never split over two pages.

    note: how to answer, or how the talk is run.  rows: what is to be matched or ordered, a blank before each.
    tick: whether options have boxes.  lines: ruled lines under it.  points: what a right answer is worth, 0 for none.
    """

    number: int
    stem: Text
    note: Text = ()
    rows: tuple[Text, ...] = ()
    options: tuple[Option, ...] = ()
    tick: bool = True
    lines: int = 0
    points: int = 0


class Table(_Block, frozen=True, kw_only=True, tag="table"):
    """A table with one header row.  widths: the columns' shares of the measure, 0 for as wide as its words."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...] = ()


class Picture(_Block, frozen=True, kw_only=True, tag="picture"):
    """A picture of the course: its path from the course folder, and what it shows."""

    path: str
    description: str


class Code(_Block, frozen=True, kw_only=True, tag="code"):
    """Lines kept as they are."""

    text: str


class Group(_Block, frozen=True, kw_only=True, tag="group"):
    """Blocks that stay on one page if they fit on one; `framed` draws a line around them."""

    blocks: tuple[Block, ...]
    framed: bool = False


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A card to cut out: what both sides say, and a small line (module, kind) under the front."""

    front: Text
    back: Text = ()
    label: str = ""


class Cards(_Block, frozen=True, kw_only=True, tag="cards"):
    """Cards with cut marks.  duplex: backs on the next page, mirrored; otherwise a card is folded over."""

    cards: tuple[Card, ...]
    duplex: bool = False


class Break(_Block, frozen=True, kw_only=True, tag="break"):
    """What follows begins on a new page."""


Block = (
    Heading | Paragraph | Bullets | Terms | Blanks | Lines | Question | Table | Picture | Code | Group | Cards | Break
)


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One handout of one module.

    slug: the module, "" for the cover of a pack and a syllabus.  name: what it is called, as in "Student handout".
    version: "A", "B" ... of a quiz.  notice: a line in every page's head ("For the facilitator only").
    licence: whose the text is, for the foot.  address: of the module's page, "" where the course has none.
    """

    kind: SheetKind
    slug: str
    language: str
    title: str
    name: str
    heading: Text
    blocks: tuple[Block, ...]
    version: str = ""
    notice: str = ""
    licence: str = ""
    address: str = ""


class Slide(msgspec.Struct, frozen=True, kw_only=True):
    """One slide: its title, what it shows, and what only the person in front of the room sees.

    look: `title` opens a deck, `statement` is one thing to look at for a while, as large as it goes.
    """

    title: Text
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    look: Literal["plain", "title", "statement"] = "plain"


class Deck(msgspec.Struct, frozen=True, kw_only=True):
    """The slides of one module; `private` where the notes hold what students are not to read.

    Neighbours under one title are parts of one whole, and are counted: (1/2), (2/2).
    address: of the module's page, "" where the course has none.
    """

    kind: SheetKind
    slug: str
    language: str
    title: str
    name: str
    slides: tuple[Slide, ...]
    licence: str = ""
    private: bool = False
    address: str = ""


Paper = Literal["a4", "letter"]
Format = Literal["pdf", "docx", "pptx"]
#: What a person can ask for: a kind of sheet, or a pack of several.
Kind = Literal["student", "reading", "facilitator", "quiz", "key", "prompts", "cards", "pack"]

KINDS: tuple[Kind, ...] = ("student", "reading", "facilitator", "quiz", "key", "prompts", "cards", "pack")
FORMATS: tuple[Format, ...] = ("pdf", "docx", "pptx")
PAPERS: tuple[Paper, ...] = ("a4", "letter")
#: The kinds of which there are slides.
SLIDES: tuple[Kind, ...] = ("prompts", "student")


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """On which paper, and whether in large print: 18 points sans, wide leading, no italics."""

    paper: Paper = "a4"
    large: bool = False
