"""A reader without a pointer: from the front page through a module, its quiz, glossary, flashcards, cards and search.

Tab, Enter, Space, Escape, arrows and letters are pressed; nothing is clicked, focused or filled by the test.
"""

import pytest
from looking import DESK, PHONE, address, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

SIZES = {"desk": DESK, "phone": PHONE}
MODULE = "why-civil-resistance-works"


def focus_is_on(page, selector):
    return page.evaluate("(selector) => Boolean(document.activeElement?.matches(selector))", selector)


def tab_to(page, selector, *, most=250, key="Tab"):
    """Press Tab until the focus is on what a selector names."""
    for _ in range(most):
        page.keyboard.press(key)
        if focus_is_on(page, selector):
            return
    pytest.fail(f"{most} times {key} do not lead to {selector}")


def go(page, selector, ends):
    """Go to a link by Tab, and follow it."""
    tab_to(page, selector)
    page.keyboard.press("Enter")
    page.wait_for_url(ends)


def through_the_sidebar(page, size, selector, ends):
    """Follow a link of the sidebar, which is a drawer on a phone."""
    if size == "phone":
        tab_to(page, ".primary-toggle")
        page.keyboard.press("Enter")
        page.locator("#pst-primary-sidebar-modal[open]").wait_for()
    go(page, f".builder-nav a{selector}", ends)


@pytest.fixture(params=SIZES)
def size(request):
    return request.param


@pytest.fixture
def page(shelf, chromium, size):
    with opened(chromium, address(shelf, "front"), viewport=SIZES[size]) as page:
        yield page
        assert page.heard.complaints == []


def test_from_the_front_page_through_a_module_and_its_quiz(page, size):
    through_the_sidebar(page, size, f"[href*='{MODULE}']", f"**/{MODULE}.html")
    tab_to(page, ".builder-term-link")
    shown = page.locator(".builder-term-text:visible")
    assert shown.count() == 1
    page.keyboard.press("Escape")
    assert shown.count() == 0
    tab_to(page, "form[data-kind=short-answer] input[type=text]")
    page.keyboard.type("a guess")
    page.keyboard.press("Enter")
    item = page.locator("form[data-kind=short-answer]").first
    item.locator("[role=status]:not(:empty)").first.wait_for()
    tab_to(page, ".builder-read input")
    page.keyboard.press("Space")
    assert page.locator(".builder-read input").is_checked()
    go(page, "a[rel=next]", "**/where-peacekeepers-go-and-whether-peace-lasts.html")


def test_a_choice_is_made_with_arrows(shelf, chromium, size):
    with opened(chromium, address(shelf, "essay"), viewport=SIZES[size]) as page:
        tab_to(page, "form[data-kind=multiple-choice] [type=radio]")
        page.keyboard.press("ArrowDown")
        assert page.locator("form[data-kind=multiple-choice] [type=radio]:checked").count() == 1
        assert focus_is_on(page, "[type=radio]:checked")
        tab_to(page, "form[data-kind=multiple-choice] button", most=3)
        page.keyboard.press("Enter")
        page.locator("form[data-kind=multiple-choice] [role=status]:not(:empty)").first.wait_for()
        assert page.locator(f".builder-nav [data-module={KINDS['essay'][8:-5]}] .builder-done").count() == 1


def test_to_the_glossary_and_from_a_term_to_its_module(page, size):
    through_the_sidebar(page, size, "[href*='glossary']", "**/glossary.html")
    tab_to(page, f"main a[href*='{MODULE}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{MODULE}.html*")
    assert page.locator("h1").count() == 1


def test_to_the_flashcards_and_through_three_of_them(page, size):
    through_the_sidebar(page, size, "[href*='flashcards']", "**/flashcards.html")
    tab_to(page, ".builder-deck .builder-button")
    for _ in range(3):
        page.keyboard.press("Enter")  # show
        assert focus_is_on(page, "[data-rating=good]")
        page.keyboard.press("Enter")  # good
        assert focus_is_on(page, ".builder-deck .builder-button")
    kept = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('builder-cards:'))")
    assert len(kept) == 1


def test_cards_are_filtered_and_shown_again(page):
    tab_to(page, "select[name=language]")
    page.keyboard.press("ArrowDown")
    every = page.locator(".builder-card").count()
    if not page.locator("select[name=language]").input_value():
        page.keyboard.press("Enter")
    assert page.locator(".builder-card:visible").count() < every
    tab_to(page, ".builder-card-filter [type=reset]")
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    assert page.locator(".builder-card:visible").count() == every
    tab_to(page, ".builder-card-title a")


def test_a_search_from_any_page(page):
    page.keyboard.press("Control+k")
    page.keyboard.type("backfire")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=backfire*")
    page.locator(".builder-search-terms a").wait_for()
    go(page, ".builder-search-terms a", f"**/{MODULE}.html#*")
    assert page.evaluate("document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null")


def test_the_search_dialog_gives_the_focus_back(page, size):
    opener = ".bd-header-article .search-button__button" if size == "phone" else ".search-button__button"
    tab_to(page, opener)
    page.keyboard.press("Enter")
    assert focus_is_on(page, "#pst-search-dialog input")
    page.keyboard.press("Escape")
    page.wait_for_selector("#pst-search-dialog", state="hidden")
    page.wait_for_function("document.activeElement.matches('.search-button__button')")  # one turn later
    assert focus_is_on(page, ".search-button__button")


@pytest.mark.parametrize("kind", ["front", "module", "arabic"])
def test_the_drawer_is_closed_with_escape_and_gives_the_focus_back(shelf, chromium, kind):
    with opened(chromium, address(shelf, kind), viewport=PHONE) as page:
        drawer = page.locator("#pst-primary-sidebar-modal")
        tab_to(page, ".primary-toggle")
        page.keyboard.press("Enter")
        drawer.wait_for()
        for _ in range(4):  # the focus stays inside
            page.keyboard.press("Tab")
            assert page.evaluate("Boolean(document.activeElement.closest('#pst-primary-sidebar-modal'))")
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)
        assert not drawer.is_visible()
        assert focus_is_on(page, ".primary-toggle")
