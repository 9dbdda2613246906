"""The cards of the front page, filtered by keyword, level, language and minutes."""

import pytest
from looking import address, opened

pytestmark = pytest.mark.browser

#: What is chosen, and how to tell from a card's own data whether it must be shown.
CHOICES = {
    "keyword": lambda card, value: value.lower() in [word.lower() for word in card["keywords"]],
    "level": lambda card, value: card["level"] == value,
    "language": lambda card, value: card["language"] == value,
    "minutes": lambda card, value: bool(card["minutes"]) and int(card["minutes"]) <= int(value),
}


def cards(page):
    """Return what the cards say of themselves, and whether they are shown."""
    return page.locator(".builder-card").evaluate_all(
        """(cards) => cards.map((card) => ({
          title: card.querySelector(".builder-card-title a").textContent.trim(), keywords: JSON.parse(card.dataset.keywords),
          level: card.dataset.level, language: card.dataset.language, minutes: card.dataset.minutes,
          shown: card.checkVisibility() }))"""
    )


def values(page, name):
    options = page.locator(f".builder-card-filter select[name={name}] option")
    return [value for value in options.evaluate_all("(all) => all.map((one) => one.value)") if value]


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_shows_its_cards_and_no_other(shelf, chromium, name):
    with opened(chromium, address(shelf, "front")) as page:
        every = values(page, name)
        assert len(every) > 1
        hidden = 0
        for value in every:
            page.locator(f"select[name={name}]").select_option(value)
            found = cards(page)
            wanted = [card["title"] for card in found if CHOICES[name](card, value)]
            assert [card["title"] for card in found if card["shown"]] == wanted, value
            assert (
                page.locator(".builder-card-filter [role=status]").inner_text()
                == f"{len(wanted)} of {len(found)} modules"
            )
            for part in page.locator(".builder-card-deck section").all():
                assert part.is_visible() == bool(part.locator(".builder-card:not([hidden])").count())
            hidden += len(found) - len(wanted)
            assert wanted, value
        assert hidden


def test_choices_add_up_and_all_are_shown_again(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        page.locator("select[name=language]").select_option("es")
        page.locator("select[name=keyword]").select_option("civil resistance")
        assert [card for card in cards(page) if card["shown"]] == []
        assert page.locator(".builder-card-filter [role=status]").inner_text().startswith("0 of ")
        page.locator(".builder-card-filter [type=reset]").press("Enter")
        page.wait_for_timeout(50)
        assert all(card["shown"] for card in cards(page))


def test_a_choice_that_the_browser_kept_holds_when_one_comes_back(shelf, chromium):
    with opened(chromium, address(shelf, "front")) as page:
        page.locator("select[name=language]").select_option("es")
        page.locator(".builder-card:visible .builder-card-title a").first.click()
        page.go_back()
        chosen = page.locator("select[name=language]").input_value()
        shown = {card["language"] for card in cards(page) if card["shown"]}
        assert shown == ({"es"} if chosen else {"ar", "en", "es"})
