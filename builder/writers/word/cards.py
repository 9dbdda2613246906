"""Cards to cut out along dashed lines: folded over at a dotted line, or printed on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from builder.model.sheet import Card, Cards, Run, Text
from builder.writers.sheets.inline import words_of
from builder.writers.word.desk import Desk
from builder.writers.word.tables import bordered, cell, spacer, table_of
from builder.writers.word.text import runs
from builder.writers.word.xml import Element, added, make, paragraphs_in

#: Millimetres, and twentieths of a point in one; in ordinary and in large print.
_HEIGHT, _LARGE_HEIGHT, _MM = 57, 112, 1440 / 25.4
_INSET = 280
#: How a row keeps to its height.
_AT_LEAST, _EXACT = "atLeast", "exact"  # codespell:ignore
_EMPTY = Card(front=())


def cards(desk: Desk, block: Cards) -> list[Element]:
    """Return cards, two to a row: a card and its back side by side, or fronts and on the next page their backs."""
    if block.duplex:
        return list(_both_sides(desk, block.cards))
    made = table_of(desk, "Frame", _halves(desk))
    bordered(made, top="dashed", left="dashed", bottom="dashed", right="dashed", insideH="dashed", insideV="dotted")
    for card in block.cards:
        # Not an exact height: a long back makes its own row higher, and both sides still fold onto each other.
        made.append(_row(desk, (_front(desk, card), _back(desk, card)), _height(desk, (card,)), _AT_LEAST))
    return [made, spacer(desk)] if block.cards else []


def _both_sides(desk: Desk, all_cards: tuple[Card, ...]) -> Iterator[Element]:
    """Yield pages of fronts and backs.

    Rows have exact heights and backs are mirrored by columns, so that front and back meet when paper is turned over
    along its long side.
    """
    for n, rows in enumerate(_pages(desk, all_cards)):
        fronts, backs = _sheet(desk), _sheet(desk)
        for pair in rows:
            height = _height(desk, pair)
            fronts.append(_row(desk, tuple(_front(desk, card) for card in pair), height, _EXACT))
            backs.append(_row(desk, tuple(_back(desk, card) for card in reversed(pair)), height, _EXACT))
        if n:
            _on_new_page(fronts)
        _on_new_page(backs)
        yield from (fronts, spacer(desk), backs, spacer(desk))


def _on_new_page(cards_: Element) -> None:
    """Have a table begin on a new page without a paragraph before it, which would push one side down."""
    added(paragraphs_in([cards_])[0], "pageBreakBefore")


def _pages(desk: Desk, all_cards: tuple[Card, ...]) -> Iterator[list[tuple[Card, Card]]]:
    """Yield rows of two cards, as many as a page holds."""
    padded = [*all_cards, *[_EMPTY] * (len(all_cards) % 2)]
    held: list[tuple[Card, Card]] = []
    for pair in zip(padded[::2], padded[1::2], strict=True):
        if held and sum(_height(desk, row) for row in (*held, pair)) > desk.height - 500:
            yield held
            held = []
        held.append(pair)
    if held:
        yield held


def _sheet(desk: Desk) -> Element:
    sides = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "dashed")
    return bordered(table_of(desk, "Frame", _halves(desk)), **sides)


def _halves(desk: Desk) -> list[int]:
    return [desk.width // 2] * 2


def _height(desk: Desk, pair: Sequence[Card]) -> int:
    """Return a row's height: that of a card, or what the longest text of the row needs."""
    standard = _LARGE_HEIGHT if desk.layout.large else _HEIGHT
    needed = max(_needed(desk, text) for card in pair for text in (card.front, card.back))
    return min(max(round(standard * _MM), needed), desk.height - 500)


def _needed(desk: Desk, text: Text) -> int:
    """Return how high a text is on a card, with room to spare: the builder has no font to measure with."""
    size = 18 if desk.layout.large else 12
    room = desk.width // 2 - 2 * _INSET
    wide = sum(2 if ord(char) > 0x2E7F else 1 for char in words_of(text))
    lines = ceil(wide * size * 20 * 0.56 / room) + 2  # one for ragged ends, one for the small line under the front
    return round(lines * size * 20 * 1.3) + 2 * _INSET


def _row(desk: Desk, contents: Sequence[list[Element]], height: int, rule: str) -> Element:
    properties = make("trPr", make("cantSplit"), make("trHeight", val=height, hRule=rule))
    half = desk.width // 2
    made = [cell(half, content, _inset(), make("vAlign", val="center")) for content in contents]
    return make("tr", properties, *made)


def _inset() -> Element:
    return make("tcMar", *(make(side, w=_INSET, type="dxa") for side in ("top", "left", "bottom", "right")))


def _front(desk: Desk, card: Card) -> list[Element]:
    label = (Run(text=card.label),) if card.label else ()
    under = [desk.paragraph("Card label", *runs(desk, label))] if label else []
    return [desk.paragraph("Card front", *runs(desk, card.front, within="Card front")), *under]


def _back(desk: Desk, card: Card) -> list[Element]:
    return [desk.paragraph("Card back", *runs(desk, card.back))]
