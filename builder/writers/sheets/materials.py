"""What sheets are made of: a module as students see it and whole, its article's paragraphs, what to look back on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from builder.chosen import parted
from builder.model.article import Paragraph
from builder.model.item import Cloze, Item, MultipleChoice, ShortAnswer, TrueFalse
from builder.model.module import Module, ModuleSection, SectionKind
from builder.model.settings import Settings
from builder.model.sheet import Block, Heading, Sheet, SheetKind, Text
from builder.model.sheet import Paragraph as SheetParagraph
from builder.text.inline import plain
from builder.text.words import folded
from builder.wording import phrase
from builder.writers.paragraph_numbers import ParagraphNumbers
from builder.writers.sheets.inline import said, text_of, words_of
from builder.writers.sheets.markdown import Content, Substitute, content_of
from builder.writers.voices import voice_of

#: So many items of earlier modules stand on a handout.
LOOK_BACK = 2


class LookBack(msgspec.Struct, frozen=True, kw_only=True):
    """An item of an earlier module, and that module's title."""

    title: str
    item: Item


class Materials(msgspec.Struct, frozen=True, kw_only=True):
    """What the sheets of one module are made of.

    shown: the student edition, with as much of the article as it may show and the items that students see.
    whole: the module as it is, for the person in front of the room; its items are those of `shown`, since both
        go by the same numbers.
    address: of the module's page on the web, "" where the course has none.
    """

    shown: Module
    whole: Module
    article: tuple[Paragraph, ...]
    settings: Settings
    look_back: tuple[LookBack, ...] = ()
    address: str = ""

    @property
    def language(self) -> str:
        """The module's language (BCP 47)."""
        return self.shown.front.language

    @property
    def heading(self) -> Text:
        """The module's title, its name where the title has no words."""
        written = text_of(self.shown.front.title)
        return written if words_of(written).strip() else said(self.shown.slug)

    @property
    def title(self) -> str:
        """The same as plain text."""
        return plain(self.shown.front.title) if self.heading != said(self.shown.slug) else self.shown.slug

    def say(self, name: str, /, **fields: object) -> str:
        """Return a phrase in the module's language."""
        return phrase(self.language, name, **fields)

    def section(self, kind: SectionKind) -> ModuleSection | None:
        """Return the first section of a kind that students see."""
        return next((section for section in self.shown.sections if section.kind == kind and section.body), None)


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet, and what of the module it could not hold as it is; None where the module has nothing for it."""

    sheet: Sheet | None
    substitutes: tuple[Placed, ...] = ()


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """What paper could not hold, with its line in module.md, what stands instead, and the code of the finding."""

    line: int
    what: str
    instead: str
    code: str = "paper-substitute"


def look_back(earlier: tuple[Module, ...], slug: str) -> tuple[LookBack, ...]:
    """Return items of earlier modules to recall: of the one before, and of one about half the way back.

    earlier: the modules before this one, in the course's order, in its language, with the items students see.
    Recall is better spaced than massed; which item of a module is taken follows from the names of both modules.
    """
    asked = [module for module in earlier if _short(module.items)]
    if not asked:
        return ()
    places = sorted({len(asked) - 1, (len(asked) - 1) // 2}, reverse=True)[:LOOK_BACK]
    chosen = [asked[place] for place in places]
    return tuple(
        LookBack(title=plain(m.front.title), item=_drawn(_short(m.items), f"{slug}\n{m.slug}")) for m in chosen
    )


def _short(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items that take a minute: a word, a gap, a choice."""
    return tuple(item for item in items if isinstance(item, MultipleChoice | TrueFalse | Cloze | ShortAnswer))


def _drawn(items: tuple[Item, ...], seed: str) -> Item:
    return min(items, key=lambda item: (hashlib.sha256(f"{seed}\n{item.id}".encode()).digest(), item.id))


def sheet_of(
    kind: SheetKind, materials: Materials, blocks: Iterable[Block], *, version: str = "", private: bool = False
) -> Sheet:
    """Return a sheet of a module under its title."""
    front = materials.shown.front
    name = materials.say(f"sheet.{kind}")
    return Sheet(
        kind=kind,
        slug=materials.shown.slug,
        language=materials.language,
        title=f"{materials.title} – {name}",
        name=name,
        heading=materials.heading,
        blocks=tuple(blocks),
        version=version,
        notice=materials.say("sheet.facilitator_only") if private else "",
        licence=front.licence or "",
        address=materials.address,
    )


def body_of(section: ModuleSection, materials: Materials, numbers: ParagraphNumbers | None = None) -> Content:
    """Return what stands under a section's heading; numbers: those of the article's paragraphs still to be given."""
    chosen = parted(section.body, materials.language)[1] is not None  # its sentences are numbered where they stand
    given = numbers.heads(section.body) if numbers is not None and not chosen else {}
    first = {line: found[0] for line, found in given.items() if found}
    body = parted(section.body, materials.language)[0] if section.kind == "summary" else section.body
    return content_of(body, f"modules/{materials.shown.slug}", first)


def placed(section: ModuleSection, substitutes: tuple[Substitute, ...]) -> tuple[Placed, ...]:
    """Return substitutes with their lines in module.md."""
    return tuple(
        Placed(line=section.body_line + found.line - 1, what=found.what, instead=found.instead) for found in substitutes
    )


def headed(section: ModuleSection, materials: Materials, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks under a section's own heading, with a line that says who speaks."""
    _, chosen = parted(section.body, materials.language)
    voice = None if chosen else voice_of(section.kind, materials.shown, materials.article)
    words = plain(chosen) if chosen and section.kind == "summary" else materials.say(f"voice.{voice}") if voice else ""
    line = (SheetParagraph(text=said(words), look="small"),) if words else ()
    return (Heading(text=text_of(section.heading)), *line, *blocks)


def is_same(one: str, other: str) -> bool:
    """Return whether two texts have the same words."""
    return folded(plain(one)) == folded(plain(other))
