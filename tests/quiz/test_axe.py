"""axe finds nothing in what we write: pages with every kind of item, before and after a try, in every light."""

import msgspec
import pytest
from axe_found import violations
from test_quiz_browser import ITEMS

from builder.cli.main import main
from builder.files.quiz_yml import write_quiz

SLUG = "how-this-example-works"
LIGHTS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
WIDTHS = (390, 1280)
#: The items of the other tests, without quotations that stand in no article of this course.
ITEMS_HERE = tuple(msgspec.structs.replace(item, source=None) for item in ITEMS.values())


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """A course whose one module has an item of every kind, built for students and for instructors."""
    course = tmp_path_factory.mktemp("axe") / "course"
    assert main(["new", str(course)]) == 0
    quiz = course / "modules" / SLUG / "quiz.yml"
    quiz.write_text(write_quiz(ITEMS_HERE, "en"), encoding="utf-8")
    assert main(["build", "--course", str(course)]) == 0
    assert main(["build", "--edition", "instructor", "--course", str(course)]) == 0
    return course / "_build"


def try_everything(page):
    """Give every item an answer, most of them wrong, and ask for the verdict."""
    for field in page.locator("fieldset").all():
        for choice in field.locator("[type=radio], [type=checkbox]").all()[:1]:
            choice.check()
        for text in field.locator("input[type=text], textarea").all():
            text.fill("a bee")
        for select in field.locator("select").all():
            select.select_option(index=1)
    for form in page.locator("form[data-item]").all():
        form.locator("button:visible").first.click()


def assert_nothing_in_any_light(page):
    """Look at a page as it is in one light after the other."""
    for light, media in LIGHTS.items():
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", **media})
        theme = "dark" if light == "dark" else "light"
        page.wait_for_function("(theme) => document.documentElement.dataset.theme === theme", arg=theme)
        page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")  # colours on their way
        assert page.evaluate("matchMedia('(forced-colors: active)').matches") == (light == "forced")
        assert violations(page) == [], light


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_a_module_before_and_after_a_try(book, chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((book / f"html/modules/{SLUG}.html").as_uri())
    assert page.locator("fieldset").count() == len(ITEMS)
    assert_nothing_in_any_light(page)
    try_everything(page)
    assert page.locator("[role=status]:not(:empty)").count() >= len(ITEMS)
    assert_nothing_in_any_light(page)
    page.close()


@pytest.mark.parametrize("place", ["html/index.html", f"instructor/html/modules/{SLUG}.html"])
def test_axe_finds_nothing_on_the_front_page_and_in_the_instructors_edition(book, chromium, place):
    page = chromium.new_page(viewport={"width": 390, "height": 900})
    page.goto((book / place).as_uri())
    assert_nothing_in_any_light(page)
    page.close()


def test_axe_finds_what_is_planted(book, chromium):
    page = chromium.new_page()
    page.goto((book / f"html/modules/{SLUG}.html").as_uri())
    page.locator("fieldset").first.evaluate(
        """(field) => {
          const input = document.createElement("input");
          const words = document.createElement("p");
          words.textContent = "hardly seen";
          words.style.cssText = "color: #ccc; background: #fff";
          field.append(input, words);
        }"""
    )
    assert {rule for rule, *_ in violations(page)} == {"label", "color-contrast"}
    page.close()
