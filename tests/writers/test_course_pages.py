"""Each course page from the same few modules, as a file to review; and what holds for every page."""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from entries_by_hand import entries_of

from builder.wording import languages
from builder.writers.course.cards import cards_html, flashcards_html, progress_html
from builder.writers.course.glossary import glossary_html, word_list_html
from builder.writers.course.lists import keywords_html, prompts_html, reading_list_html
from builder.writers.course.parts import CourseView

HERE = Path(__file__).parent / "course"
MODULES = tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))["module"]

PAGES = {
    "glossary": glossary_html,
    "words": lambda view: word_list_html(view, ("Español", "<b>")),
    "flashcards": flashcards_html,
    "prompts": prompts_html,
    "keywords": keywords_html,
    "readings": lambda view: reading_list_html(view, (("BibTeX", "../downloads/reading-list.bib"),)),
    "cards": cards_html,
    "progress": progress_html,
}


def view(modules=MODULES, language="en"):
    entries = entries_of(modules)
    return CourseView(
        entries=entries,
        language=language,
        link=lambda slug, place: f"../modules/{slug}.html" + (f"#{place}" if place else ""),
        texts={entry.slug: "Frames and non-violence." if entry.slug == "bare" else "" for entry in entries},
        course="c0ffee",
        units=(("Part & one", tuple(entry.slug for entry in entries)),) if entries else (),
    )


class Elements(HTMLParser):
    """The elements of a page part; those that were not closed in their turn are faults."""

    VOID = frozenset(("input", "br", "hr", "img"))

    def __init__(self, html):
        super().__init__()
        self.seen, self.open, self.faults, self.said = [], [], [], []
        self.marks = []
        self.feed(html)
        self.close()
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
            self.marks.append({f'{name}="{value}"' for name, value in attrs})

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)
        self.marks = self.marks[: len(self.open)]

    def handle_data(self, data):
        self.said.append((data, set().union(*self.marks)))


@pytest.mark.parametrize("name", PAGES)
def test_a_course_page_is_as_it_was_reviewed(name, golden):
    golden(HERE / f"{name}.html", PAGES[name](view()) + "\n")


@pytest.mark.parametrize("name", PAGES)
def test_what_modules_say_is_text_and_nothing_else(name):
    page = Elements(PAGES[name](view()))
    assert page.faults == []
    assert not {"script", "b", "i"} & {tag for tag, _ in page.seen}
    addresses = [attrs.get("href", "") for _, attrs in page.seen]
    assert not [address for address in addresses if address.startswith("javascript")]
    assert not [name for _, attrs in page.seen for name in attrs if name.startswith("on")]


def test_elements_tells_what_is_not_closed():
    assert Elements("<p><b>x</p>").faults


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"progress"}))
def test_words_in_another_script_have_their_language_and_direction(name):
    said = [(text, marks) for text, marks in Elements(PAGES[name](view())).said if re.search("[\u0600-\u06ff]", text)]
    assert said
    unmarked = {text.strip() for text, marks in said if not {'lang="ar"', 'dir="rtl"'} <= marks}
    assert unmarked == UNMARKED.get(name, set())


#: Of a reference nobody knows the language (it stands in `bdi`).
UNMARKED = {"readings": {"[بستان](javascript:alert(1))، ط. (٢٠١٢). أوراق على الجدار."}}


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"progress"}))
def test_a_course_without_modules_has_nothing_to_list(name):
    assert PAGES[name](view([])) == ""


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("modules", [MODULES[:1], MODULES[-1:]], ids=["one module", "a title only"])
def test_a_course_of_one_module_has_whole_pages(name, modules):
    assert Elements(PAGES[name](view(modules))).faults == []


@pytest.mark.parametrize("language", [*languages(), "pt-BR"])
def test_course_pages_speak_every_language(language):
    for name, page in PAGES.items():
        html = page(view(language=language))
        assert Elements(html).faults == [], name
        assert not re.search(r"\{(?!number|all|read|modules|answered|items|days|count)[a-z_]+\}", html), name


def test_the_filter_names_each_keyword_as_the_cards_do():
    page = Elements(cards_html(view()))
    options = [attrs["value"] for tag, attrs in page.seen if tag == "option"]
    held = [attrs["data-keywords"] for tag, attrs in page.seen if tag == "li"]
    assert "Peace" in options
    assert "peace" not in options
    assert held[:2] == ['["Peace", "framing"]', '["Peace"]']


def test_no_id_stands_twice_on_a_page():
    for name, page in PAGES.items():
        ids = [attrs["id"] for _, attrs in Elements(page(view())).seen if "id" in attrs]
        assert len(ids) == len(set(ids)), name
