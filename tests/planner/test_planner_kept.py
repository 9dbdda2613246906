"""Where a plan is kept: on the device, in the address that is shared, and what happens where neither can be."""

import pytest
from looking import address, opened
from planner_page import KEPT, add, begun, cards, say_when, status

pytestmark = pytest.mark.browser


def kept(page):
    return page.evaluate(
        f"JSON.parse(Object.entries(localStorage).find(([key]) => key.startsWith('{KEPT}'))[1]).draft.title"
    )


def test_a_shared_address_asks_before_it_replaces_ones_own_plan(planner, shelf, chromium):
    say_when(planner)
    add(planner, 0, 1)
    planner.wait_for_function("location.hash.startsWith('#plan=')")
    planner.wait_for_timeout(300)
    link = planner.get_by_label("Link to this plan").input_value()
    assert planner.url == link
    own = cards(planner)
    planner.reload()
    assert cards(begun(planner)) == own
    with opened(chromium, link) as page:  # nothing is replaced
        begun(page)
        page.locator(".builder-planner-public").wait_for()
        assert cards(page) == own
        assert not page.locator(".builder-planner-question").is_visible()
    with opened(chromium, address(shelf, "planner")) as page:
        begun(page).get_by_label("Title").first.fill("Mine")
        page.wait_for_timeout(300)
        mine = page.url
        for answer, title in (("Keep my plan", "Mine"), ("Replace my plan", "Peace")):
            page.goto("about:blank")
            page.goto(link)
            question = begun(page).locator(".builder-planner-question")
            assert "“Peace”. Number of sessions: 2." in question.inner_text()
            assert page.get_by_label("Title").first.input_value() == "Mine"
            question.get_by_role("button", name=answer).click()
            assert page.get_by_label("Title").first.input_value() == title
            assert kept(page) == title
            assert page.url.split("#")[1] == (mine if title == "Mine" else page.url).split("#")[1]
        page.get_by_role("button", name="Undo").click()
        assert page.get_by_label("Title").first.input_value() == "Mine"
        assert page.heard.complaints == []


def test_an_address_that_cannot_be_read_changes_nothing(shelf, chromium):
    with opened(chromium, address(shelf, "planner") + "#plan=%3Cscript%3E") as page:
        assert status(begun(page)) == "The link holds no plan that can be read."
        assert page.get_by_label("Title").first.input_value() == ""
        assert page.heard.complaints == []


@pytest.mark.parametrize("blocked", ["setItem", "getItem"])
def test_without_storage_the_address_keeps_the_plan(shelf, chromium, blocked):
    with opened(chromium, "about:blank") as page:
        page.add_init_script(
            f"Object.defineProperty(Storage.prototype, '{blocked}', {{value: () => {{ throw new Error('no'); }}}})"
        )
        page.goto(address(shelf, "planner"))
        say_when(begun(page))
        add(page, 0)
        page.wait_for_timeout(300)
        if blocked == "setItem":
            assert page.get_by_text("This browser keeps nothing").is_visible()
        page.reload()
        assert begun(page).get_by_label("Title").first.input_value() == "Peace"
        assert len(cards(page)) == 1
