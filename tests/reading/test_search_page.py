"""The search from a disk: key terms first, excerpts, accents, Arabic, nothing found, and what would do harm."""

import json
from urllib.parse import quote

import pytest
from looking import looked_at

pytestmark = pytest.mark.browser

TERMS = ".builder-search-terms > div"
PAGES = ".builder-search-pages > li"


def asked(shelf, query):
    return (shelf.html / "search.html").as_uri() + "?q=" + quote(query)


def status(page):
    page.wait_for_function("document.getElementById('builder-search-status').textContent")
    return page.locator("#builder-search-status").inner_text()


def test_key_terms_stand_first_and_lead_to_their_definitions(shelf, reader):
    with looked_at(reader, asked(shelf, "civil resistance")) as page:
        assert "Key terms: 1" in status(page)
        headings = page.locator("#search-results h2").all_inner_texts()
        assert headings == ["Key terms", "Pages"]
        term = page.locator(TERMS).first
        assert term.locator("dt").inner_text() == "Civil resistance"
        assert "unarmed people" in term.locator("dd").first.inner_text()
        term.locator("a").click()
        page.wait_for_url("**/why-civil-resistance-works.html#*")
        assert page.locator(":target + *").inner_text().startswith("Civil resistance")
        assert page.heard.complaints == []


def test_every_page_that_is_found_has_an_excerpt_with_the_words_marked(shelf, reader):
    with looked_at(reader, asked(shelf, "peacekeepers")) as page:
        status(page)
        page.locator(".builder-search-text").first.wait_for()
        page.wait_for_load_state("networkidle")
        found = page.locator(PAGES)
        assert found.count() >= 2
        for item in found.all():
            assert item.locator("mark").count() > 0, item.inner_text()
        first = found.first.locator("a")
        assert first.inner_text() == "Where Peacekeepers Go, and Whether Peace Lasts"
        first.click()
        page.wait_for_url("**/where-peacekeepers-go-and-whether-peace-lasts.html*")


def test_the_form_asks_for_what_is_typed(shelf, reader):
    with looked_at(reader, (shelf.html / "search.html").as_uri()) as page:
        assert page.evaluate("document.activeElement.id") == "builder-query"
        page.keyboard.type("prejudice")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=prejudice*")
        assert "prejudice" in status(page)
        assert page.locator("#builder-query").input_value() == "prejudice"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("violencia", "La violencia que no tiene autor"),
        ("VIOLENCIA", "La violencia que no tiene autor"),
        ("practica", "La violencia que no tiene autor"),
        ("حدائق", "حدائق المدارس: ما تعلّمه قطعة أرض مشتركة"),
        ("تعلمه", "حدائق المدارس: ما تعلّمه قطعة أرض مشتركة"),
        ("تعلّمه", "حدائق المدارس: ما تعلّمه قطعة أرض مشتركة"),
    ],
)
def test_accents_vowel_marks_and_case_make_no_difference(shelf, reader, query, title):
    with looked_at(reader, asked(shelf, query)) as page:
        status(page)
        assert title in page.locator(f"{PAGES} > a").all_inner_texts()
        page.locator(PAGES).filter(has_text=title).locator("mark").first.wait_for()


def test_accents_may_be_left_out(shelf, reader):
    with looked_at(reader, asked(shelf, "página")) as page:
        with_accents = status(page).replace("página", "?")
        page.goto(asked(shelf, "pagina"))
        assert status(page).replace("pagina", "?") == with_accents


def test_arabic_words_find_a_key_term(shelf, reader):
    script = (shelf.html / "modules.js").read_text(encoding="utf-8")
    modules = json.JSONDecoder().raw_decode(script, script.index("= ") + 2)[0]
    term = next(module for module in modules if module["language"] == "ar")["terms"][0][0]
    with looked_at(reader, asked(shelf, term)) as page:
        status(page)
        row = page.locator(TERMS).first
        assert row.locator("dt").inner_text() == term
        assert row.get_attribute("lang") == "ar"
        assert row.evaluate("(row) => getComputedStyle(row).direction") == "rtl"


def test_the_beginning_of_a_word_is_enough(shelf, reader):
    with looked_at(reader, asked(shelf, "peacek")) as page:
        status(page)
        assert page.locator(PAGES).count() >= 2


def test_nothing_found_says_so_and_what_to_try(shelf, reader):
    with looked_at(reader, asked(shelf, "xylophone")) as page:
        assert status(page) == "Nothing found for “xylophone”. Try fewer words, or the beginning of one."
        assert page.locator("#search-results").inner_text() == ""


HOSTILE = (
    "<img src=x onerror=window.hurt=1>",
    "<script>window.hurt=1</script>",
    '"><svg onload=window.hurt=1>',
    "peace<img src=x onerror=window.hurt=1>",
    "{query} {pages} $& $1",
    "__proto__ constructor",
    "toString",
    "%00%ff \\ ' \"",
    "a" * 3000,
    "( [ * + ? {",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_is_only_ever_text(shelf, reader, query):
    with looked_at(reader, asked(shelf, query)) as page:
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hurt") is None
        assert page.locator("main img, main svg, main script").count() == 0
        assert page.locator("#builder-query").input_value() == query
        assert page.heard.complaints == []
        said = page.locator("#builder-search-status").inner_text()
        assert said == "" or " ".join(query.split()) in said


def test_a_name_of_javascript_is_a_word_like_another(shelf, reader):
    with looked_at(reader, asked(shelf, "constructor")) as page:
        assert status(page).startswith("Nothing found")
