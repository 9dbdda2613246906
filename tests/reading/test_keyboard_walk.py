"""By keyboard alone from the front page through a module, its quiz and the glossary, on a wide page and on a phone."""

import pytest

MOST_STOPS = 250
NAMED = """() => {
  const at = document.activeElement;
  return { text: at.textContent.trim(), tag: at.tagName, href: at.getAttribute("href") || "", name: at.getAttribute("aria-label") || "",
    seen: at.checkVisibility() && at.getBoundingClientRect().width > 0, quiz: Boolean(at.closest("form[data-item]")) };
}"""


def tab_to(page, wanted):
    """Press Tab until what has the focus is wanted; every stop on the way can be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        at = page.evaluate(NAMED)
        assert at["tag"] == "BODY" or at["seen"], at
        if wanted(at):
            return at
    raise AssertionError(f"not reached within {MOST_STOPS} stops; the last was {at}")


def follow(page, wanted):
    """Go to a link and open it with Enter."""
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture(params=[1280, 390])
def page(request, shelf, chromium):
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    page.goto((shelf.html / "index.html").as_uri())
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def is_wide(page):
    return page.viewport_size["width"] >= 960


def to_the_glossary(page):
    """Open the glossary from the list of pages, which a phone shows on demand."""
    if not is_wide(page):
        tab_to(page, lambda at: at["tag"] == "BUTTON" and "primary" in at["name"])
        page.keyboard.press("Enter")
        page.wait_for_selector("#pst-primary-sidebar-modal[open]")
    follow(page, lambda at: at["tag"] == "A" and at["text"] == "Glossary" and at["href"].endswith("glossary.html"))


def test_a_walk_from_the_front_page_through_a_module_a_quiz_and_the_glossary(page):
    first = tab_to(page, lambda at: at["tag"] != "BODY")
    assert first["href"] == "#main-content"
    page.keyboard.press("Enter")
    follow(
        page,
        lambda at: at["tag"] == "A" and at["text"] == "Why Civil Resistance Works" and not at["href"].startswith("#"),
    )
    assert page.locator("h1").first.inner_text().startswith("Why Civil Resistance Works")

    tab_to(page, lambda at: at["href"] == "#main-content")
    page.keyboard.press("Enter")
    at = tab_to(page, lambda at: at["quiz"] and at["tag"] == "INPUT")
    assert at["seen"]
    page.keyboard.type("backfire")
    page.keyboard.press("Enter")
    assert "Right" in page.locator("form[data-item]").first.locator("[role=status]").first.inner_text()

    page.reload()
    page.wait_for_load_state("networkidle")
    to_the_glossary(page)
    assert page.locator("h1").first.inner_text().startswith("Glossary")
    follow(page, lambda at: at["tag"] == "A" and at["text"] == "Why Civil Resistance Works" and "#" in at["href"])
    assert "#" in page.url


def test_on_a_phone_escape_closes_the_list_of_pages_and_the_focus_comes_back(page):
    if is_wide(page):
        pytest.skip("the list is always open on a wide page")
    tab_to(page, lambda at: at["tag"] == "BUTTON" and "primary" in at["name"])
    page.keyboard.press("Enter")
    page.wait_for_selector("#pst-primary-sidebar-modal[open]")
    page.keyboard.press("Escape")
    page.wait_for_selector("#pst-primary-sidebar-modal:not([open])", state="attached")
    page.wait_for_function("document.activeElement.matches('.primary-toggle')")
