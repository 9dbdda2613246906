"""The quiz on paper in one or more versions, and one answer key for them all."""

from __future__ import annotations

from collections.abc import Iterator

from builder.model.item import Item
from builder.model.sheet import Blanks, Block, Bullets, Group, Heading, Paragraph, Table, Text
from builder.quiz_order import item_order
from builder.wording import phrase
from builder.writers.answer_key import paper_entry, right_letters
from builder.writers.paper_quiz import letter
from builder.writers.sheets.inline import said
from builder.writers.sheets.markdown import content_of
from builder.writers.sheets.materials import Made, Materials, sheet_of
from builder.writers.sheets.questions import points_of, question
from builder.writers.sheets.student import source_lines


def versions_named(number: int) -> tuple[str, ...]:
    """Return the letters of so many versions of a quiz."""
    return tuple(letter(place) for place in range(number))


def quiz(materials: Materials, version: str = "A", *, one_of_many: bool = False) -> Made:
    """Return the quiz in the order of a version; it says which if it is one of many.  No sheet without items."""
    items = item_order(materials.shown.items, version)
    if not items:
        return Made(sheet=None)
    total = materials.say("sheet.score", all=sum(map(points_of, items)))
    blanks = Blanks(labels=(materials.say("sheet.your_name"), materials.say("sheet.date"), total))
    asked = (
        question(item, number, materials.language, version=version, points=True) for number, item in enumerate(items, 1)
    )
    named = version if one_of_many else ""
    heading = Heading(text=said(materials.say("sheet.quiz_heading", version=_named(materials, named)).strip()))
    return Made(sheet=sheet_of("quiz", materials, (blanks, *source_lines(materials), heading, *asked), version=named))


def _named(materials: Materials, version: str) -> str:
    return f"({materials.say('sheet.version', letter=version)})" if version else ""


def key(materials: Materials, versions: tuple[str, ...] = ("A",)) -> Made:
    """Return the answer key: where each item stands in each version, then answer, why and paragraph."""
    if not materials.shown.items:
        return Made(sheet=None)
    blocks = (*key_blocks(materials, versions),)
    return Made(sheet=sheet_of("key", materials, blocks, private=True))


def key_blocks(materials: Materials, versions: tuple[str, ...]) -> Iterator[Block]:
    """Yield the key as it stands on its own sheet and in the facilitator guide."""
    items, language = materials.shown.items, materials.language
    if len(versions) > 1:
        yield Paragraph(text=said(materials.say("sheet.key_versions")))
        yield _table(items, versions, language)
    for number, item in enumerate(items, 1):
        entry = content_of(paper_entry(item, language)).blocks
        yield Group(blocks=(Bullets(entries=(entry,), start=number),))


def _table(items: tuple[Item, ...], versions: tuple[str, ...], language: str) -> Table:
    head = [phrase(language, "sheet.item"), phrase(language, "sheet.worth")]
    head += [phrase(language, "sheet.version", letter=version) for version in versions]
    orders = {version: item_order(items, version) for version in versions}
    rows = tuple(
        (
            said(str(number)),
            said(str(points_of(item))),
            *(_place(item, orders[version], version, language) for version in versions),
        )
        for number, item in enumerate(items, 1)
    )
    return Table(head=tuple(map(said, head)), rows=rows)


def _place(item: Item, order: tuple[Item, ...], version: str, language: str) -> Text:
    """Return an item's number in a version, and the letters of what is right there."""
    letters = right_letters(item, language, version)
    number = str(order.index(item) + 1)
    return said(f"{number}: ") + said(letters, strong=True) if letters else said(number)
