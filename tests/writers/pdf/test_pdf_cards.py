"""Cards: whatever fits by its length stands inside its cutting marks, and backs belong to their fronts."""

import re
from itertools import pairwise

import pytest
from paper_course import sample_press, sample_sheets
from paper_layout import assert_inside, frame
from paper_reader import Paper, read_paper

from builder.model.sheet import Card, Cards, Layout, Sheet
from builder.pipeline.handout_sheets import Choices
from builder.writers.sheets.discussion import MOST_ON_CARD
from builder.writers.sheets.inline import said

LAYOUTS = [Layout(), Layout(paper="letter"), Layout(large=True), Layout(paper="letter", large=True)]
IN_ALL = pytest.mark.parametrize("layout", LAYOUTS, ids=["a4", "letter", "large", "large-letter"])
TEXTS = {
    "long": "Why do members of a community wait for somebody who tells them what everybody already knows of it? ",
    "wide": "WWWW MMMM ",
    "unbroken": "abcdefghij",
    "narrow": "i l i l. ",
}
LABEL = "A title of sixty letters which is what stands under a front…"


def sheet_of(cards, *, duplex: bool, heading: str = "Cards") -> Sheet:
    block = Cards(cards=tuple(cards), duplex=duplex)
    return Sheet(
        kind="cards", slug="a", language="en", title="A – Cards", name="Cards", heading=said(heading), blocks=(block,)
    )


def paper_of(sheet: Sheet, layout: Layout) -> Paper:
    pdf, findings = sample_press().pdf((sheet,), layout)
    assert not findings
    return read_paper(pdf)


def fields(paper: Paper, page: int) -> list[tuple[float, float, float, float]]:
    """Return the cards and halves of cards on a page, by the lines around them: left, top, right, bottom."""
    lines = [line for line in paper.drawn if line.page == page and line.how == "S" and 0 < line.colour[0] < 0.32]
    rows = sorted({round(y) for line in lines for y in (line.top, line.bottom)})
    columns = sorted({round(x) for line in lines for x in (line.left, line.right)})
    return [(left, top, right, bottom) for top, bottom in pairwise(rows) for left, right in pairwise(columns)]


def assert_in_fields(paper: Paper) -> dict[int, list[str]]:
    """Assert that each text stands in one field; return the words of the fields, page by page in reading order."""
    title = {(text.page, text.y) for tag in paper.tags.every("H1") for text in tag.texts()}
    assert title
    found: dict[int, list[str]] = {}
    for page in range(1, len(paper.sizes) + 1):
        cells = fields(paper, page)
        words = [""] * len(cells)
        for text in (text for text in paper.body if text.page == page and (text.page, text.y) not in title):
            left, top, right, bottom = frame(text)
            inside = [
                place
                for place, (x0, y0, x1, y1) in enumerate(cells)
                if x0 + 1 <= left and right <= x1 - 1 and y0 + 1 <= top and bottom <= y1 - 1
            ]
            assert len(inside) == 1 or not text.text.strip(), text
            words[inside[0]] += text.text if inside else ""
        found[page] = [re.sub(r"[\s\u200b]", "", text) for text in words]
    return found


@IN_ALL
@pytest.mark.parametrize("duplex", [False, True], ids=["folded", "duplex"])
@pytest.mark.parametrize("text", TEXTS)
def test_the_longest_card_stands_inside_its_marks(layout, duplex, text):
    full = (TEXTS[text] * MOST_ON_CARD)[:MOST_ON_CARD].strip()
    cards = [Card(front=said(full), back=said(full), label=LABEL)] * 5
    paper = paper_of(sheet_of(cards, duplex=duplex, heading="A long title " * 20), layout)
    assert_inside(paper)
    words = [text for page in assert_in_fields(paper).values() for text in page if text]
    squeezed = re.sub(r"\s", "", full)
    assert words.count(squeezed) == 5
    assert sum(text.startswith(squeezed) for text in words) == 10


@IN_ALL
@pytest.mark.parametrize("number", [1, 2, 3, 7, 8, 9])
def test_a_back_lies_behind_its_front_when_a_page_is_turned(layout, number):
    cards = [Card(front=said(f"front{n}."), back=said(f"back{n}.")) for n in range(number)]
    paper = paper_of(sheet_of(cards, duplex=True), layout)
    assert len(paper.sizes) % 2 == 0
    width = paper.sizes[0][0]
    places = {text.text: (text.page, text.x + text.width / 2, text.y) for text in paper.body}
    for n in range(number):
        front, back = places[f"front{n}."], places[f"back{n}."]
        assert back[0] == front[0] + 1
        assert back[0] % 2 == 0
        assert width - back[1] == pytest.approx(front[1], abs=2)  # a stop at a line's end hangs out a little
        assert back[2] == pytest.approx(front[2], abs=1)


@IN_ALL
def test_a_folded_card_has_its_back_beside_or_under_its_front(layout):
    cards = [Card(front=said(f"front{n}."), back=said(f"back{n}.")) for n in range(5)]
    words = assert_in_fields(paper_of(sheet_of(cards, duplex=False), layout))
    found = [text for page in words.values() for text in page if text]
    assert found == [f"{side}{n}." for n in range(5) for side in ("front", "back")]


@pytest.mark.parametrize("layout", [LAYOUTS[0], LAYOUTS[2]], ids=["a4", "large"])
@pytest.mark.parametrize("duplex", [False, True], ids=["folded", "duplex"])
def test_cards_of_the_sample_course_stand_inside_their_marks(layout, duplex):
    for slug in ("why-civil-resistance-works", "la-violencia-que-no-tiene-autor", "warmer-years-more-conflict"):
        sheet = sample_sheets(slug, Choices(duplex=duplex))["cards"]
        block = sheet.blocks[0]
        words = [text for page in assert_in_fields(paper_of(sheet, layout)).values() for text in page if text]
        assert len(words) == sum(2 if card.back else 1 for card in block.cards)
