"""Flashcards: by keyboard alone, rated by the reader, and back when docs/flashcards.md says."""

import datetime as dt
import json
import re
import tomllib
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pytest
from looking import address, opened

pytestmark = pytest.mark.browser

CASES = tomllib.loads(Path(__file__).with_name("schedule.toml").read_text(encoding="utf-8"))["case"]
DOC = Path(__file__).parents[2] / "docs/flashcards.md"
FIRST = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
#: Whatever is rated is on this device's day, so the zone is fixed too.
ZONE = {"timezone_id": "America/Bogota"}


def kept(page):
    """Return the boxes of the cards as the browser keeps them."""
    key = page.evaluate("Object.keys(localStorage).find((key) => key.startsWith('builder-cards:'))")
    return json.loads(page.evaluate("(key) => localStorage.getItem(key)", key)) if key else {}


def day_of(when: dt.datetime) -> int:
    """Return the number of a day where the reader is (Bogotá is five hours behind)."""
    return (when - dt.timedelta(hours=5)).date().toordinal() - dt.date(1970, 1, 1).toordinal()


def rate(page, rating):
    """Turn the card that is shown and rate it."""
    page.locator(".builder-deck button").first.click()
    page.locator(f"[data-rating={rating}]").click()


class Deck(NamedTuple):
    """The cards of the page, in order, and the key under which a browser keeps their boxes."""

    key: str
    names: tuple[str, ...]

    def all_but_one_away(self):
        """Return boxes in which every card but the first is due in years."""
        return {name: {"box": 5, "due": 99999} for name in self.names[1:]}


@pytest.fixture(scope="module")
def deck(shelf, chromium):
    with opened(chromium, address(shelf, "flashcards")) as page:
        course = page.evaluate("document.querySelector('.builder-flashcards').dataset.course")
        names = page.evaluate("Array.from(document.querySelectorAll('[data-card]'), (card) => card.dataset.card)")
    return Deck(f"builder-cards:{course}", tuple(names))


@contextmanager
def on_a_day(chromium, shelf, when: dt.datetime, key: str, boxes: dict):
    """Open the page on a device that knows its day and these boxes before any script of the page runs."""
    context = chromium.new_context(**ZONE)
    page = context.new_page()
    page.clock.set_fixed_time(when)
    page.add_init_script(f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(boxes))})")
    page.goto(address(shelf, "flashcards"))
    try:
        yield page
    finally:
        context.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_card_comes_back_when_the_page_says(shelf, chromium, deck, case):
    boxes, due = deck.all_but_one_away(), 0
    for day, sitting in groupby(case["history"], key=lambda rated: rated[0]):
        if due == day > 0:
            with on_a_day(chromium, shelf, FIRST + dt.timedelta(days=day - 1), deck.key, boxes) as page:
                assert page.locator(".builder-deck-dt").count() == 0, "it comes a day too early"
        with on_a_day(chromium, shelf, FIRST + dt.timedelta(days=day), deck.key, boxes) as page:
            for _, rating in sitting:
                rate(page, rating)
            boxes = kept(page)
            due = boxes[deck.names[0]]["due"] - day_of(FIRST)
            comes_again = page.locator(".builder-deck-dt").count()
    assert boxes[deck.names[0]] == {"box": case["box"], "due": case["due"] + day_of(FIRST)}
    assert comes_again == (case["due"] == case["history"][-1][0])


def test_the_day_changes_at_the_readers_midnight(shelf, chromium, deck):
    for hours in (0, 18):  # four in the morning and ten at night in Bogotá: two days in UTC
        when = FIRST + dt.timedelta(hours=hours)
        with on_a_day(chromium, shelf, when, deck.key, deck.all_but_one_away()) as page:
            rate(page, "good")
            assert kept(page)[deck.names[0]]["due"] == day_of(FIRST) + 1


def test_cards_are_turned_and_rated_by_keyboard_alone(shelf, chromium):
    with opened(chromium, address(shelf, "flashcards")) as page:
        number = page.locator(".builder-flashcard").count()
        assert str(number) in page.locator(".builder-deck-count").inner_text()
        page.locator(".builder-deck select").focus()
        page.keyboard.press("Tab")  # to "show"
        first = page.locator(".builder-deck-dt").inner_text()
        for key in ("4", "3"):
            page.keyboard.press("Enter")
            assert page.locator(".builder-deck-dd").is_visible()
            assert page.evaluate("document.activeElement.dataset.rating") == "good"
            page.keyboard.press(key)
        assert sorted(entry["box"] for entry in kept(page).values()) == [1, 2]
        assert page.locator(".builder-deck-dt").inner_text() != first
        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")  # "again"
        assert sorted(entry["box"] for entry in kept(page).values()) == [0, 1, 2]
        assert page.locator(".builder-deck-count").inner_text().startswith(str(number - 2))


def test_a_digit_rates_nothing_before_a_card_is_turned(shelf, chromium):
    with opened(chromium, address(shelf, "flashcards")) as page:
        page.locator(".builder-deck button").focus()
        page.keyboard.press("3")
        assert kept(page) == {}


def test_a_spoilt_memory_is_as_good_as_none(shelf, chromium):
    for spoilt in ("[1]", "{", "null", '{"x":1}', '"a"', '{"term-civil-society":null}'):
        with opened(chromium, address(shelf, "flashcards")) as page:
            page.evaluate(
                """(text) => {
                  const section = document.querySelector(".builder-flashcards");
                  localStorage.setItem("builder-cards:" + section.dataset.course, text);
                }""",
                spoilt,
            )
            page.reload()
            rate(page, "good")
            assert page.heard.complaints == []
            assert 1 in [entry["box"] for entry in kept(page).values() if entry and entry != 1]


def test_the_script_has_the_days_of_the_document(shelf):
    row = re.search(r"^\| days \| today \| (?P<days>[\d |]+) \|$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    script = (shelf.html / "_static/builder/flashcards.js").read_text(encoding="utf-8")
    days = re.search(r"DAYS = \[(?P<days>[\d, ]+)\]", script)
    assert days["days"].split(", ") == ["0", *row["days"].split(" | ")]
