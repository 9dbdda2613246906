"""How a quiz looks: targets, narrow screens, no script, paper, and what stays after a try."""

from pathlib import Path

import pytest
from test_quiz_browser import ITEMS, STATIC

from builder.book.pages import QUIZ_SCRIPTS
from builder.book.quiz_form import form_html
from builder.writers.quiz import payload


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    folder: Path = tmp_path_factory.mktemp("layout")
    form = form_html(payload("bees", tuple(ITEMS.values()), "en"), "en")
    (folder / "page.html").write_text(
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Quiz</title>"
        "<meta name='viewport' content='width=device-width'>"
        f"<style>:root{{color-scheme:light dark}}{(STATIC / 'quiz.css').read_text(encoding='utf-8')}</style>"
        + "".join(f"<script>{(STATIC / name).read_text(encoding='utf-8')}</script>" for name in QUIZ_SCRIPTS)
        + "</head>"
        f"<body>{form}</body></html>",
        encoding="utf-8",
    )
    return (folder / "page.html").as_uri()


@pytest.fixture
def page(chromium, address):
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.goto(address)
    yield page
    page.close()


def test_every_target_is_large_enough_and_nothing_is_wider_than_a_phone(page):
    small = page.evaluate(
        """() => Array.from(document.querySelectorAll("input:not([hidden]), select, textarea, button:not([hidden])"))
          .map((one) => (one.type === "radio" || one.type === "checkbox" ? one.labels[0] : one).getBoundingClientRect())
          .filter((box) => box.width < 44 || box.height < 44).length"""
    )
    assert small == 0
    boxes = page.evaluate(
        """() => Array.from(document.querySelectorAll("[type=radio], [type=checkbox]"))
          .map((one) => one.getBoundingClientRect()).filter((box) => box.width < 24 || box.height < 24).length"""
    )
    assert boxes == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_without_a_script_questions_can_be_read_and_there_is_no_dead_button(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("legend").first.is_visible()
    assert page.get_by_text("Quorum").first.is_visible()
    assert "Without JavaScript" in page.locator("noscript").text_content()
    assert page.locator("button:visible").count() == 0
    context.close()


def test_on_paper_there_are_matches_to_choose_from_and_no_buttons(page):
    page.emulate_media(media="print")
    assert page.locator("button:visible").count() == 0
    assert (
        page.locator(".builder-quiz-paper li:visible").all_inner_texts()
        == page.locator('[data-item="match"] select').first.locator("option:not([value=''])").all_inner_texts()
    )


def test_status_regions_are_there_and_empty_from_the_start(page):
    regions = page.locator("form [role=status][aria-live=polite]")
    assert regions.count() == len(ITEMS)
    assert set(regions.all_inner_texts()) == {""}


def test_an_empty_try_is_asked_for_an_answer_and_the_focus_goes_there(page):
    for name in ITEMS:
        form = page.locator(f'form[data-item="{name}"]')
        form.locator("[type=submit]").click()
        assert "first." in form.locator("[role=status]").inner_text()
        assert form.evaluate("form => form.querySelector('input, select, textarea') === document.activeElement")
        assert form.locator("[data-does]:visible").count() == 0


def test_the_answer_is_offered_after_a_try_and_a_change_takes_the_verdict_back(page):
    form = page.locator('form[data-item="response"]')
    form.get_by_label("Wasps").check()
    form.locator("[type=submit]").click()
    status = form.locator("[role=status]")
    assert status.inner_text().startswith("Not right yet.")
    form.get_by_label("Drones").check()
    assert status.inner_text() == ""
    form.locator("[type=submit]").click()
    assert status.inner_text().startswith("Partly right: 1 of 3.")
    form.locator("[data-does=show]").click()
    assert all(name in status.inner_text() for name in ("Drones", "Queens"))
    assert "Wasps" not in status.inner_text()
    form.locator("[data-does=again]").click()
    assert status.inner_text() == ""
    assert form.locator(":checked").count() == 0
    assert form.evaluate("form => form.contains(document.activeElement)")


@pytest.mark.parametrize(
    ("name", "answer"),
    [("match", ("Wax: comb", "Nectar: honey")), ("order", ("1. egg", "2. larva", "3. pupa")), ("truth", ("True",))],
)
def test_the_answer_is_shown_in_words(page, name, answer):
    form = page.locator(f'form[data-item="{name}"]')
    for select in form.locator("select").all():
        select.select_option(index=1)
    for radio in form.get_by_label("False").all():
        radio.check()
    form.locator("[type=submit]").click()
    form.locator("[data-does=show]").click()
    said = form.locator("[role=status]").inner_text()
    assert all(words in said for words in answer)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page, scheme):
    """Without a theme the system's colours are used: text and ground are a pair in both schemes."""
    page.emulate_media(color_scheme=scheme)
    pairs = page.evaluate(
        """() => Array.from(document.querySelectorAll("button:not([hidden]), select, textarea, input[type=text]"))
          .map((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"""
    )
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
