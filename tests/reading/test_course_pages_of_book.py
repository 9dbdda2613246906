"""The course pages of a built book lead where they say, and hold what the modules hold, each thing once."""

from urllib.parse import unquote

import msgspec
import pytest
from page_parts import ids, parsed

from builder.model.entry import CourseEntries

#: The course is built in the first test that asks for it.
pytestmark = pytest.mark.timeout(400)

COURSE_PAGES = ("front", "glossary", "flashcards", "prompts", "keywords", "readings", "words")


@pytest.fixture(scope="module")
def modules(shelf):
    return msgspec.json.decode((shelf.html / "modules.json").read_bytes(), type=CourseEntries).modules


@pytest.mark.parametrize("kind", COURSE_PAGES)
def test_every_link_of_a_course_page_leads_to_a_place_that_is_there(shelf, kind):
    page = shelf.html / shelf.kinds[kind]
    links = [link for link in parsed(page).xpath("//article//a/@href") if "://" not in link]
    assert links or kind == "words"
    assert [link for link in links if not leads(page, link)] == []
    assert not leads(page, "#nowhere")
    assert not leads(page, "nowhere.html")


def leads(page, link):
    path, _, place = unquote(link).partition("#")
    there = (page.parent / path).resolve() if path else page
    return there.is_file() and (not place or place in ids(there))


def test_every_term_of_every_module_stands_once_in_the_glossary(shelf, modules):
    page = parsed(shelf.html / shelf.kinds["glossary"])
    shown = page.xpath('//dl[@class="builder-glossary"]//dt/text()')
    assert len(shown) == len(set(shown))
    for module in modules:
        for term in module.terms:
            assert shown.count(term.term) == 1, term.term
            (link,) = page.xpath(f'//dl[@class="builder-glossary"]//a[@href="../{module.address}#{term.anchor}"]')
            entry = link.xpath("ancestor::div[contains(@class, 'builder-entry')]")[0]
            assert entry.findtext("dt") == term.term
            assert term.definition in entry.text_content()


def test_every_prompt_and_every_keyword_stands_on_its_page(shelf, modules):
    prompts = parsed(shelf.html / shelf.kinds["prompts"]).xpath("//article//section//ol/li")
    assert [prompt.text_content() for prompt in prompts] == [text for module in modules for text in module.prompts]
    words = parsed(shelf.html / shelf.kinds["keywords"]).xpath('//dl[@class="builder-keywords"]//dt/text()')
    assert {word.casefold() for word in words} == {word.casefold() for module in modules for word in module.keywords}
    assert len(words) == len({word.casefold() for word in words})


def test_every_module_has_a_card_under_a_caption(shelf, modules):
    cards = parsed(shelf.html / "index.html").xpath('//li[@class="builder-card"]/@data-module')
    assert sorted(cards) == sorted(module.slug for module in modules)


def test_every_term_has_its_flashcard_and_its_row(shelf, modules):
    terms = {term.term for module in modules for term in module.terms}
    cards = parsed(shelf.html / shelf.kinds["flashcards"]).xpath('//div[@class="builder-flashcard"]/dt/text()')
    rows = parsed(shelf.html / shelf.kinds["words"]).xpath('//table[@class="builder-words"]/tbody/tr/th/text()')
    assert set(cards) == set(rows) == terms


def test_every_term_of_a_module_stands_at_its_place_on_the_page(shelf, modules):
    for module in modules:
        places = ids(shelf.html / module.address)
        assert len(places) == len(set(places)), module.slug
        assert {term.anchor for term in module.terms} <= set(places), module.slug
