"""The book as a browser shows it, opened from the disk, at a phone's and a desk's width."""

import pytest

pytestmark = [pytest.mark.book, pytest.mark.browser]

PAGES = ["index.html", "modules/bees.html", "modules/bridges.html", "formulas.html", "genindex.html"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
LOCAL = ("file:", "data:", "blob:")


class Visit:
    """A page with all that it asked for and complained of."""

    def __init__(self, page):
        self.page, self.requests, self.complaints = page, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.complaints.append(("failed", request.url)))
        page.on("pageerror", lambda problem: self.complaints.append(("error", str(problem))))
        page.on("console", self._heard)

    def _heard(self, message):
        if message.type in ("error", "warning", "assert"):
            self.complaints.append((message.type, message.text))


@pytest.fixture
def visit(chromium, built):
    contexts = []

    def opened(name, size, scheme="light"):
        context = chromium.new_context(viewport=size, color_scheme=scheme)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.goto((built.html / name).as_uri())
        seen.page.wait_for_load_state("networkidle")
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_from_the_net_and_complains_of_nothing(visit, name):
    for size, scheme in ((PHONE, "light"), (DESK, "dark")):
        seen = visit(name, size, scheme)
        assert [url for url in seen.requests if not url.startswith(LOCAL)] == []
        assert seen.complaints == []
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", ["index.html", "modules/bees.html", "modules/bridges.html"])
def test_there_is_one_search_field_and_no_empty_bar(visit, name):
    page = visit(name, DESK).page
    assert not page.locator("#pst-header").is_visible()
    visible = [
        field for field in page.locator(".search-button-field, .search-button__button").all() if field.is_visible()
    ]
    assert len(visible) == 1


@pytest.mark.parametrize("name", ["modules/bees.html", "modules/bridges.html"])
def test_the_contents_beside_a_page_are_whole(visit, name):
    page = visit(name, DESK).page
    links = page.locator("#pst-page-toc-nav a").all()
    assert links
    for link in links:
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= DESK["width"]
        assert link.evaluate(
            """link => {
                const box = link.getBoundingClientRect();
                return [0.05, 0.95].every(part =>
                    document.elementFromPoint(box.left + part * box.width, box.top + box.height / 2) === link);
            }"""
        ), link.text_content()


def test_a_page_from_right_to_left_is_laid_out_that_way(visit):
    page = visit("modules/bridges.html", DESK).page
    navigation = page.locator("#pst-primary-sidebar").bounding_box()
    article = page.locator("article.bd-article").bounding_box()
    contents = page.locator("#pst-secondary-sidebar").bounding_box()
    assert contents["x"] < article["x"] < navigation["x"]
    paragraph = page.locator("article p", has=page.locator("#p1"))
    assert paragraph.evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize(("name", "side"), [("modules/bees.html", "left"), ("modules/bridges.html", "right")])
def test_on_a_phone_the_navigation_opens_from_where_its_button_is(visit, name, side):
    page = visit(name, PHONE).page
    button = page.locator(".primary-toggle:visible").first
    at_left = button.bounding_box()["x"] < PHONE["width"] / 2
    assert at_left is (side == "left")
    button.click()
    page.wait_for_function(
        """side => {
            const box = document.querySelector("#pst-primary-sidebar-modal").getBoundingClientRect();
            return box.width > 0 && (side === "left" ? box.left === 0 : box.right === innerWidth);
        }""",
        arg=side,
        timeout=5000,
    )
