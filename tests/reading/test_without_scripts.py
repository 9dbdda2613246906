"""Without JavaScript: definitions are read, the quiz is read, the search says what to do, nothing is offered in vain."""

import pytest
from looking import LIGHTS, PHONE, address, looked_at, opened
from page_kinds import KINDS

pytestmark = pytest.mark.browser

OFF = {"java_script_enabled": False}


def test_a_key_term_shows_its_definition_to_pointer_and_focus(shelf, chromium):
    with opened(chromium, address(shelf, "module"), **OFF) as page:
        term = page.locator(".builder-term").first
        text = term.locator(".builder-term-text")
        assert not text.is_visible()
        term.hover()
        assert text.is_visible()
        assert len(text.inner_text()) > 20
        page.mouse.move(0, 0)
        assert not text.is_visible()
        term.locator("a").focus()
        assert text.is_visible()


def test_on_a_phone_the_definition_stands_within_the_screen(shelf, chromium):
    with opened(chromium, address(shelf, "module"), viewport=PHONE, has_touch=True, **OFF) as page:
        term = page.locator(".builder-term").first
        target = term.locator("a").get_attribute("href").partition("#")[2]
        definition = page.locator(f"[id='{target}']")
        assert definition.count() == 1  # a tap leads there
        term.locator("a").focus()
        box = term.locator(".builder-term-text").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


@pytest.mark.parametrize("kind", ["module", "arabic", "file"])
def test_the_quiz_is_read(shelf, chromium, kind):
    with opened(chromium, address(shelf, kind), **OFF) as page:
        items = page.locator("form[data-item]")
        assert items.count() >= 2
        for item in items.all():
            assert item.is_visible()
            assert len(item.inner_text()) > 20
            assert item.locator("fieldset").count() == 1


def test_the_search_says_what_to_do(shelf, chromium):
    with opened(chromium, address(shelf, "search"), **OFF) as page:
        said = page.locator(".builder-search noscript p")
        assert said.is_visible()
        assert "glossary" in said.inner_text()


def test_cards_and_flashcards_are_all_there(shelf, chromium):
    with opened(chromium, address(shelf, "front"), **OFF) as page:
        cards = page.locator(".builder-card")
        assert cards.count() == 13
        assert all(card.is_visible() for card in cards.all())
        assert not page.locator(".builder-card-filter").is_visible()
        assert not page.locator(".builder-progress").is_visible()
        page.goto(address(shelf, "flashcards"))
        assert page.locator(".builder-flashcard dd").first.is_visible()


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith("file")])
def test_a_page_shows_its_text_and_no_control_that_does_nothing(shelf, reader_without_scripts, kind, light):
    with looked_at(reader_without_scripts, address(shelf, kind), **LIGHTS[light]) as page:
        assert page.locator("h1").is_visible()
        idle = page.locator("button:not([type=submit]):visible, dialog:visible, .builder-read:visible")
        ours = idle.filter(has_not=page.locator(".bd-header-article"))
        names = [one.get_attribute("class") or "" for one in ours.all()]
        assert [name for name in names if "builder" in name] == []
