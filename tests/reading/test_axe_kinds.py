"""axe finds nothing on any page kind, in any light, nor in what a page shows only when it is used."""

import pytest
from axe_found import violations
from looking import DESK, LIGHTS, PHONE, address, looked_at, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

#: What each page kind is looked at in: every light once, both widths.
LOOKS = {
    "light, wide": {"viewport": DESK, **LIGHTS["light"]},
    "dark, narrow": {"viewport": PHONE, **LIGHTS["dark"]},
    "forced, narrow": {"viewport": PHONE, **LIGHTS["forced"]},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(shelf, reader, kind, look):
    with looked_at(reader, address(shelf, kind), **LOOKS[look]) as page:
        if kind == "search":
            page.locator(".builder-search-text").first.wait_for()
        assert violations(page) == []


def show_a_term(page):
    page.locator(".builder-term a").first.focus()
    assert page.locator(".builder-term-text").first.is_visible()


def open_the_drawer(page):
    page.set_viewport_size(PHONE)
    page.locator(".primary-toggle").click()
    page.locator("#pst-primary-sidebar-modal[open]").wait_for()


def open_the_search(page):
    page.keyboard.press("Control+k")
    assert page.locator("#pst-search-dialog input").is_visible()


def turn_a_card(page):
    page.locator(".builder-deck button").click()
    assert page.locator(".builder-deck [data-rating]").count() == 4


def rate_every_card(page):
    while page.locator(".builder-deck .builder-deck-dt").count():
        page.locator(".builder-deck button").click()
        page.locator("[data-rating=easy]").click()


IN_USE = {
    "module": (show_a_term, open_the_drawer, open_the_search),
    "arabic": (open_the_drawer,),
    "flashcards": (turn_a_card, rate_every_card),
    "front": (open_the_drawer,),
}


@pytest.mark.parametrize(("kind", "use"), [(kind, use) for kind, uses in IN_USE.items() for use in uses])
def test_axe_finds_nothing_in_what_is_shown_in_use(shelf, chromium, kind, use):
    with opened(chromium, address(shelf, kind), **LIGHTS["light"]) as page:
        use(page)
        assert violations(page) == []
        page.emulate_media(**LIGHTS["dark"])  # what is shown stays
        page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
        settle(page)
        assert violations(page) == []


def settle(page):
    """Wait until no colour is on its way to another."""
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")


def test_axe_finds_a_target_that_is_too_small(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        page.locator("h1").evaluate(
            """(title) => title.insertAdjacentHTML("afterend",
              '<div style="display:flex">' + '<button style="width:9px;height:9px;padding:0" title="x"></button>'.repeat(3) + "</div>")"""
        )
        assert {rule for rule, *_ in violations(page)} == {"target-size"}
