"""The planner is for everybody: axe in every light and width, mirrored pages, a narrow screen, no script."""

import pytest
from axe_found import violations
from looking import DESK, LIGHTS, PHONE, address, opened
from planner_page import add, begun, module, other_book, say_when

pytestmark = pytest.mark.browser


def fill_in(page):
    """Show everything that the planner can show: rows, sessions with and without a day, hints, what is lacking."""
    say_when(begun(page))
    add(page, 0, 1, 2, 3, 2)
    for name in ("Add a meeting", "Add a break in the term", "Add a day without class", "Add an assessment"):
        page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="Add a session without modules").click()
    page.locator(".builder-planner-more summary").first.click()


def faults(page):
    """Return what axe finds where the bar stands in its place and covers no part of a button behind it."""
    page.evaluate("scrollTo({top: document.documentElement.scrollHeight, behavior: 'instant'})")
    return violations(page)


@pytest.fixture(scope="module")
def filled(shelf, chromium):
    """Return the page with everything on it; tests look at it in lights and widths of their own."""
    with opened(chromium, address(shelf, "planner")) as page:
        fill_in(page)
        yield page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_in_any_light(filled, size):
    filled.set_viewport_size(size)
    for light, media in LIGHTS.items():
        filled.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
        filled.wait_for_function(
            f"document.documentElement.dataset.theme === '{'dark' if light == 'dark' else 'light'}'"
        )
        filled.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
        assert faults(filled) == [], light
    assert filled.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_workshop_and_a_question_are_accessible_too(shelf, chromium):
    with opened(chromium, address(shelf, "planner")) as page:
        begun(page).get_by_label("Title").first.fill("Shared")
        page.get_by_label("a workshop of some days").check()
        page.get_by_role("button", name="Add a break").click()
        assert faults(page) == []
        link = page.get_by_label("Link to this plan").input_value()
        page.get_by_label("Title").first.fill("Mine")
        page.wait_for_timeout(300)
        page.goto("about:blank")
        page.goto(link)
        assert begun(page).locator(".builder-planner-question").is_visible()
        assert faults(page) == []


@pytest.mark.parametrize("language", ["ar", "es", "fr"])
def test_the_page_speaks_its_language_and_runs_its_way(shelf, chromium, tmp_path, language):
    modules = [module(n, language="en", title=f"Title {n}") for n in range(3)]
    with opened(chromium, other_book(shelf, tmp_path / "book", modules, language), viewport=PHONE) as page:
        begun(page).locator(".builder-planner input[type=date]").first.fill("2027-01-11")
        page.locator(".builder-planner input[type=date]").nth(1).fill("2027-02-05")
        page.locator(".builder-planner-weekdays input").first.check()
        page.locator(".builder-planner input[type=time]").first.fill("10:00")
        page.locator(".builder-planner input[type=number]").first.fill("75")
        add(page, 0, 1)
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        text = page.locator(".builder-planner").inner_text()
        assert "{" not in text, "a place that nothing filled"
        month = {"ar": "يناير", "es": "ene", "fr": "janv."}[language]
        assert month in page.locator(".builder-planner-date").first.inner_text()
        button = page.locator(".builder-planner-module button").first.bounding_box()
        title = page.locator(".builder-planner-module a").first.bounding_box()
        assert (button["x"] < title["x"]) == (language == "ar")


def test_a_target_is_large_enough_and_nothing_in_focus_is_behind_the_bar(filled):
    filled.set_viewport_size(PHONE)
    filled.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    filled.locator("body").click(position={"x": 1, "y": 1})
    small = filled.locator(".builder-planner").evaluate(
        """(place) => Array.from(place.querySelectorAll('button, select, summary, input:not([type=checkbox], [type=radio])'))
          .filter((one) => one.getClientRects().length).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
          .filter(([_, box]) => box.width < 24 || box.height < 24).map(([html]) => html)"""
    )
    assert small == []
    for _ in range(60):
        filled.keyboard.press("Tab")
        hidden = filled.evaluate(
            """() => {
              const bar = document.querySelector('.builder-planner-bar');
              if (bar.contains(document.activeElement)) return false;
              const [box, over] = [document.activeElement, bar].map((one) => one.getBoundingClientRect());
              return box.top >= over.top && box.bottom <= over.bottom && box.height > 0;
            }"""
        )
        assert not hidden, filled.evaluate("document.activeElement.outerHTML")


def test_without_scripts_the_page_says_so(shelf, chromium):
    with opened(chromium, address(shelf, "planner"), java_script_enabled=False) as page:
        assert (
            page.locator(".builder-planner").inner_text()
            == "Planning needs JavaScript, in the book on the web or on a disk."
        )
        assert page.locator(".builder-planner button").count() == 0
