"""The pages of the fixture course: which there are, what they say, and that every way of building gives the same."""

import json
import re

import pytest
from book_builds import files, pages

from builder.book.pages import QUIZ_SCRIPTS

pytestmark = pytest.mark.book

EXPECTED_PAGES = [
    "formulas.html",
    "genindex.html",
    "index.html",
    "modules/bees.html",
    "modules/bridges.html",
    "search.html",
]


def test_nothing_is_said_of_a_sound_course(built):
    assert built.findings == ()
    assert built.stock_log == ""


def test_exactly_the_pages_of_the_table_of_contents_are_built(built):
    assert pages(built.html) == EXPECTED_PAGES


def test_nothing_but_pages_reaches_the_students(built):
    for name, content in files(built.html).items():
        for canary in (b"canary-readme", b"canary-module", b"canary-import"):
            assert canary not in content, name


def test_a_stock_build_gives_the_same_files_byte_for_byte(built):
    assert files(built.stock) == files(built.html)


def test_two_builds_from_clean_are_the_same_byte_for_byte(built):
    assert files(built.again) == files(built.html)


def test_the_download_is_the_notebook_as_it_lies_in_the_course(built):
    for name in ("modules/bees.ipynb", "modules/bridges.ipynb"):
        assert (built.html / "_sources" / name).read_bytes() == (built.course / name).read_bytes()


def test_the_quiz_is_a_form_on_the_page_and_stays_on_paper_in_the_notebook(built):
    page = (built.html / "modules/bees.html").read_text(encoding="utf-8")
    paper = "The quiz on paper, which the page does not show."
    assert paper not in page
    assert paper in (built.html / "_sources/modules/bees.ipynb").read_text(encoding="utf-8")
    assert '<div class="builder-quiz"' in page
    assert "<fieldset" in page
    assert "<legend" in page
    assert "Threshold" in page


def test_only_a_page_with_a_quiz_loads_its_scripts_in_order_and_never_inline(built):
    for name in EXPECTED_PAGES:
        text = (built.html / name).read_text(encoding="utf-8")
        scripts = re.findall(r"<script[^>]*builder/[^>]*>", text)
        pattern = r'<script defer="defer" src="(?:\.\./)?_static/builder/([a-z-]+\.js)(?:\?v=[0-9a-f]+)?">'
        loaded = [match[1] for script in scripts if (match := re.fullmatch(pattern, script))]
        assert len(loaded) == len(scripts), name
        own = {"modules/bees.html": list(QUIZ_SCRIPTS), "search.html": ["search.js"]}.get(name, [])
        assert loaded == [*own, "progress.js", "focus.js", "offline.js"], name
        assert "builder/book.css?v=" in text, name


def test_a_book_without_a_planner_has_no_holidays_of_all_countries(built):
    assert (built.html / "_static/builder/planner-holidays.js").is_file()
    assert not (built.html / "_static/builder/planner-holidays").exists()


def test_what_a_quiz_hides_is_nowhere_among_the_students_files(built):
    for name, content in files(built.html).items():
        for canary in (b"canary-distractor", b"canary-key", b"canary-feedback"):
            assert canary not in content, name


@pytest.mark.parametrize(
    ("page", "root"),
    [
        ("index.html", '<html dir="ltr" lang="en" '),
        ("modules/bees.html", '<html dir="ltr" lang="en" '),
        ("modules/bridges.html", '<html dir="rtl" lang="ar" '),
        ("formulas.html", '<html dir="rtl" lang="he" '),
        ("search.html", '<html dir="ltr" lang="en" '),
        ("genindex.html", '<html dir="ltr" lang="en" '),
    ],
)
def test_each_page_names_its_language_and_direction(built, page, root):
    text = (built.html / page).read_text(encoding="utf-8")
    assert text.count("<html") == 1
    assert root in text


def test_sums_of_money_and_braces_are_text(built):
    front = (built.html / "index.html").read_text(encoding="utf-8")
    module = (built.html / "modules/bees.html").read_text(encoding="utf-8")
    assert "Tickets cost from $7 to $12, and {{ env.srcdir }} is only text." in front
    assert "loses from $75 to $100, and an unmarked sum such as $20 or $30 stays a sum." in module


def test_words_stay_as_they_were_written(built):
    front = (built.html / "index.html").read_text(encoding="utf-8")
    assert "Read &quot;the first&quot; one before... the second one, on example.org or at" in front
    assert '<a class="reference external" href="https://example.org/hives">' in front


def test_definitions_and_notes_between_colons_are_read(built):
    front = (built.html / "index.html").read_text(encoding="utf-8")
    assert "<dt>Span</dt>" in front
    assert '<div class="admonition note">' in front


def test_no_year_and_no_name_that_nobody_gave(built):
    for name in EXPECTED_PAGES:
        text = (built.html / name).read_text(encoding="utf-8")
        assert "2023" not in text, name
        assert "Jupyter Book community" not in text, name
        assert "©" not in text, name


def test_formulas_are_mathml(built):
    text = (built.html / "formulas.html").read_text(encoding="utf-8")
    assert text.count('<math xmlns="http://www.w3.org/1998/Math/MathML"') == 2
    assert 'href="#equation-load">(1)</a>' in text


def test_no_page_names_an_address_that_a_browser_would_fetch(built):
    fetched = re.compile(r"""(?:src|href)=["'](?:https?:)?//[^"']*["']|https?://[^"'\s]*\.js""")
    for name in EXPECTED_PAGES:
        text = (built.html / name).read_text(encoding="utf-8")
        links = [found for found in fetched.findall(text) if "https://example.org/" not in found]
        assert links == [], name
        assert "thebe" not in text.lower(), name


def test_the_home_page_stands_in_the_side_navigation(built):
    text = (built.html / "modules/bees.html").read_text(encoding="utf-8")
    navigation = text[text.index('<nav class="bd-links') :]
    assert '<a class="reference internal" href="../index.html">' in navigation[: navigation.index("</nav>")]


def test_search_finds_words_of_the_page_and_none_of_its_metadata(built):
    index = (built.html / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert "quorum" in terms
    assert not {"slug", "metadata", "digest"} & set(terms)


def test_search_finds_stems_and_options_and_nothing_sealed(built):
    page = (built.html / "modules/bees.html").read_text(encoding="utf-8")
    index = (built.html / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert {"scout", "threshold", "assemblag"} <= set(terms)
    form = page[page.index('<div class="builder-quiz"') :]
    secrets = {
        word.lower() for value in re.findall(r'data-[a-z-]+="([^"]*)"', form) for word in re.findall(r"\w{12,}", value)
    }
    assert secrets
    assert not secrets & set(terms)
