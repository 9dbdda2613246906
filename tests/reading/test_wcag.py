"""What WCAG 2.2 asks and axe does not look at: focus, reflow, text spacing, headings, landmarks, mirrored pages."""

import itertools
from pathlib import Path

import pytest
from looking import DESK, LIGHTS, PHONE, address, looked_at, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

OUTLOOK = Path(__file__).with_name("outlook.js").read_text(encoding="utf-8")
SPACING = """
* { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
#: Where things come to rest, at once.
STILL = "* { scroll-behavior: auto !important; transition: none !important; }"
#: Puts the focus before everything.
BEGIN = """(() => {
  const start = document.createElement("i");
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  start.remove();
})()"""
#: What a page to take along has no need of: nothing stands before its text.
FILES = ("file", "arabic-file")


def ask(page, name):
    """Return what a function of outlook.js says of an open page."""
    return page.evaluate(f"{OUTLOOK.strip()}.{name}()")


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_one_h1_and_no_level_is_left_out(shelf, reader, kind):
    with looked_at(reader, address(shelf, kind)) as page:
        found = ask(page, "headings")
        levels = [int(heading[1]) for heading in found]
        assert levels.count(1) == 1, found
        assert levels[0] == 1, found
        assert [after for before, after in itertools.pairwise(levels) if after > before + 1] == [], found


@pytest.mark.parametrize("kind", KINDS)
def test_landmarks_have_names_that_tell_them_apart(shelf, reader, kind):
    with looked_at(reader, address(shelf, kind)) as page:
        found = [tuple(row) for row in ask(page, "landmarks")]
        assert [role for role, _ in found].count("main") == 1
        others = [row for row in found if row[0] != "main"]
        assert [row for row in others if not row[1]] == []
        assert len(set(others)) == len(others), others


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reflows_at_320_pixels(shelf, reader, kind):
    with looked_at(reader, address(shelf, kind), viewport={"width": 320, "height": 640}) as page:
        assert ask(page, "beyond") == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_off_where_a_reader_spaces_it(shelf, reader, kind):
    for size in (DESK, PHONE):
        with looked_at(reader, address(shelf, kind), viewport=size) as page:
            before = ask(page, "clipped")
            page.add_style_tag(content=SPACING)
            assert ask(page, "clipped") == before == []
            assert ask(page, "beyond") == []


@pytest.mark.parametrize("size", ["desk", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_stop_of_the_keyboard_is_seen(shelf, reader, kind, size):
    with looked_at(reader, address(shelf, kind), viewport={"desk": DESK, "phone": PHONE}[size]) as page:
        stops = walk(page)
        assert len(stops) > 3
        assert [stop["what"] for stop in stops if not (stop["seen"] and stop["changed"])] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in FILES])
def test_the_first_stop_skips_to_the_text(shelf, reader, kind):
    with looked_at(reader, address(shelf, kind)) as page:
        page.add_style_tag(content=STILL)
        page.evaluate(BEGIN)  # the search begins in its field
        page.keyboard.press("Tab")
        link = page.locator("#pst-skip-link a")
        assert link.evaluate("(link) => link === document.activeElement")
        assert link.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('main-content').contains(document.activeElement)")


def walk(page):
    """Press Tab until the focus comes back to where it was, and return the stops."""
    page.add_style_tag(content=STILL)
    page.evaluate(BEGIN)
    ask(page, "remember")
    stops = []
    for _ in range(400):
        page.keyboard.press("Tab")
        page.wait_for_timeout(0)
        stop = ask(page, "focus")
        if stop is None or stop["again"]:
            return stops
        stops.append(stop)
    pytest.fail("the keyboard never leaves the page")


def test_what_is_planted_is_found(shelf, reader):
    with looked_at(reader, address(shelf, "front"), viewport={"width": 320, "height": 640}) as page:
        page.locator("h1").evaluate(
            """(title) => title.insertAdjacentHTML("afterend",
              '<h3>left out</h3><div style="width:500px">wide</div><nav></nav>' +
              '<p style="height:1.2em;overflow:hidden;width:6em">cut off where it is spaced</p>' +
              '<button style="outline:none!important;box-shadow:none!important;border-color:red!important">unseen</button>')"""
        )
        assert any("wide" in one for one in ask(page, "beyond"))
        assert any("cut off" in one for one in ask(page, "clipped"))
        assert ["navigation", ""] in ask(page, "landmarks")
        assert "h3 left out" in ask(page, "headings")
        assert [stop["what"] for stop in walk(page) if not stop["changed"]] == ["button unseen"]


def test_an_arabic_page_is_mirrored(shelf, reader):
    with looked_at(reader, address(shelf, "arabic")) as page:
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("html").get_attribute("lang") == "ar"
        text = page.locator(".bd-article").bounding_box()
        sidebar = page.locator("#pst-primary-sidebar").bounding_box()
        contents = page.locator("#pst-secondary-sidebar").bounding_box()
        assert contents["x"] + contents["width"] <= text["x"] + 1
        assert sidebar["x"] >= text["x"] + text["width"] - 1
        assert sidebar["x"] + sidebar["width"] == pytest.approx(DESK["width"], abs=16)
        in_the_list = (".builder-nav a[aria-current]", ".builder-nav li a[lang=en]")  # one edge for all titles
        for place in ("h1", "h2", ".bd-article p", *in_the_list):
            left, right = gaps(page.locator(place).first)
            assert right < left, place


def gaps(locator):
    """Return how far the words of an element are from the left and from the right edge of its box."""
    return locator.evaluate(
        """(one) => {
          const words = document.createRange();
          words.selectNodeContents(one);
          const lines = Array.from(words.getClientRects()).filter((line) => line.width > 1);
          const box = one.getBoundingClientRect();
          const last = lines[lines.length - 1];
          return [last.left - box.left, box.right - last.right];
        }"""
    )


def test_an_arabic_drawer_comes_from_the_right(shelf, chromium):
    with opened(chromium, address(shelf, "arabic"), viewport=PHONE, **LIGHTS["light"]) as page:
        page.locator(".primary-toggle").click()
        drawer = page.locator("#pst-primary-sidebar-modal")
        drawer.wait_for()
        page.wait_for_timeout(400)  # it slides
        box = drawer.bounding_box()
        assert box["x"] + box["width"] == pytest.approx(PHONE["width"], abs=1)
        assert box["x"] > 0
