"""What the book puts on a module's page: marks of terms and sections, the sidebar, the words for the search."""

import json
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docutils import nodes
from docutils.utils import new_document
from entries_by_hand import entries_of
from hypothesis import given
from hypothesis import strategies as st

from builder.book.course_list import CourseList
from builder.book.excerpts import passages
from builder.book.foot import foot
from builder.book.icons import asked_in
from builder.book.module_page import dress
from builder.book.navigation import Link, Unit, shown_units
from builder.book.section_marks import with_marks
from builder.book.term_marks import mark_terms
from builder.catalog.related import related
from builder.text.inline_html import inline_html
from builder.text.script_json import script_json

CASES = tomllib.loads(Path(__file__).with_name("page_parts.toml").read_text(encoding="utf-8"))


def page(*children, classes=("builder-in-summary",)):
    document = new_document("page")
    section = nodes.section("", nodes.title("", "A frame"), *children, classes=list(classes), ids=["summary"])
    document += section
    return document


def marked(document):
    """Return the words of a page's paragraphs, each mark in brackets."""
    words = []
    for node in document.findall(lambda node: isinstance(node, nodes.Text | nodes.raw)):
        said = node.astext()
        if not isinstance(node, nodes.raw):
            words.append("" if isinstance(node.parent, nodes.raw | nodes.title) else said)
        elif "builder-term-link" in said:
            words.append(f"[{said.split('>')[2].split('<')[0]}]")
    return "".join(words)


@pytest.mark.parametrize("case", CASES["term"], ids=lambda case: case["name"])
def test_a_term_is_marked_where_it_first_stands(case):
    (entry,) = entries_of([{"slug": "a", "terms": [[term, "x"] for term in case["terms"]]}])
    document = page(nodes.paragraph("", case["text"]))
    mark_terms(document, entry.terms, frozenset({"builder-in-summary"}))
    assert marked(document) == case["marked"]


def test_a_term_is_left_alone_in_headings_links_code_and_sections_that_are_not_read():
    (entry,) = entries_of([{"slug": "a", "terms": [["frame", "x"]]}])
    left = (nodes.reference("", "frame"), nodes.literal("", "frame"), nodes.Text(" end"))
    document = page(nodes.paragraph("", "", *left))
    mark_terms(document, entry.terms, frozenset({"builder-in-summary"}))
    assert not list(document.findall(nodes.raw))
    elsewhere = page(nodes.paragraph("", "a frame"), classes=("builder-in-prompts",))
    mark_terms(elsewhere, entry.terms, frozenset({"builder-in-summary"}))
    assert not list(elsewhere.findall(nodes.raw))


def test_the_tooltip_of_a_term_says_its_definition_and_runs_nothing():
    (entry,) = entries_of([{"slug": "a", "terms": [["frame", '<img onerror="x">']]}])
    document = page(nodes.paragraph("", "A frame."))
    mark_terms(document, entry.terms, frozenset({"builder-in-summary"}))
    (raw,) = document.findall(nodes.raw)
    assert "&lt;img onerror=&quot;x&quot;&gt;" in raw.astext()
    assert 'href="#term-frame"' in raw.astext()


@pytest.mark.parametrize("case", CASES["html"], ids=lambda case: case["markdown"][:20])
def test_inline_markdown_is_text_emphasis_code_and_safe_links(case):
    assert inline_html(case["markdown"], addresses=True) == case["html"]


class Tags(HTMLParser):
    """Remembers the elements of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


_SIGNS = st.lists(
    st.sampled_from(
        [
            "<script>",
            "</",
            "<img onerror=x>",
            "](",
            "[",
            "javascript:",
            "https://e.org/",
            '"',
            "'",
            ">",
            "`",
            "*",
            "![",
            "\\",
            "&lt;",
            " ",
        ]
    ),
    max_size=12,
).map("".join)


@given(_SIGNS)
def test_inline_html_never_holds_an_element_of_its_source(markdown):
    for tag, attributes in Tags(inline_html(markdown, addresses=True)).seen:
        assert tag in ("em", "strong", "code", "a")
        assert set(attributes) <= {"href", "rel"}
        assert attributes.get("href", "https:").startswith(("https:", "http:", "mailto:"))


def test_a_mark_stands_behind_the_heading_of_each_cell_of_ours():
    cells = [
        {"cell_type": "markdown", "id": "plain-summary", "source": ["## Short\n", "\n", "Words."]},
        {"cell_type": "markdown", "id": "other-2", "source": "## More"},
        {"cell_type": "markdown", "id": "other-3", "source": "No heading ## here"},
        {"cell_type": "markdown", "id": "Xx<y", "source": "## Bad id"},
        {"cell_type": "code", "id": "other", "source": "## a comment"},
    ]
    sources = [cell["source"] for cell in with_marks({"cells": cells})["cells"]]
    assert sources[0] == '## Short\n\n<span class="builder-section" data-section="plain-summary"></span>\n\n\nWords.'
    assert 'data-section="other"' in sources[1]
    assert sources[2:] == [cell["source"] for cell in cells[2:]]


def test_sections_of_one_name_share_a_class_and_no_id():
    def section(number):
        mark = nodes.raw("", '<span class="builder-section" data-section="other"></span>', format="html")
        return nodes.section("", nodes.title("", "T"), nodes.paragraph("", "", mark), ids=[f"t{number}"])

    document = new_document("page")
    document += [section(1), section(2)]
    found = [one for one, _ in dress(document)]
    assert [one["ids"] for one in found] == [["t1", "builder-other"], ["t2"]]
    assert all(one["classes"] == ["builder-in-other"] for one in found)
    assert not list(document.findall(nodes.raw))


def test_the_search_has_the_words_of_a_page_and_nothing_that_it_hides():
    hidden = "<p>shown &amp; said</p><!-- a > canary --><style>canary</style><SCRIPT>canary</SCRIPT>"
    tooltip = '<a>term</a><span class="builder-term-text" id="x">canary</span>'
    document = page(
        nodes.paragraph("", "First", nodes.strong("", " part")),
        nodes.raw("", hidden, format="html"),
        nodes.raw("", tooltip, format="html"),
        nodes.raw("", "canary", format="latex"),
        nodes.raw("", '<form class="builder-quiz">canary</form>', format="html"),
        nodes.comment("", "canary"),
        nodes.section("", nodes.title("", "Inner"), nodes.paragraph("", "Own words."), ids=["inner"]),
    )
    assert list(passages(document)) == [
        ("summary", "A frame", "First part shown & said term"),
        ("inner", "Inner", "Own words."),
    ]


@given(st.text(alphabet="a\u2028\u2029\\\"'</>\n", max_size=20))
def test_a_script_holds_any_text_as_it_is(text):
    written = script_json(text)
    assert json.loads(written) == text
    assert not {"\u2028", "\u2029", "\n"} & set(written)


def units(*sizes):
    return tuple(
        Unit(caption=f"U{n}", links=tuple(Link(title=f"{n}.{i}", page=f"u{n}/p{i}") for i in range(size)))
        for n, size in enumerate(sizes)
    )


@pytest.mark.parametrize(
    ("sizes", "page", "shown"),
    [
        ((), "index", []),
        ((1,), "u0/p0", [(1, 0)]),
        ((30, 30), "index", [(30, 0), (30, 0)]),
        ((30, 31), "u1/p3", [(0, 0), (31, 0)]),
        ((61, 3), "u0/p0", [(30, 31), (0, 0)]),
        ((61, 3), "u0/p60", [(30, 31), (0, 0)]),
        ((61, 3), "u1/p0", [(0, 0), (3, 0)]),
    ],
)
def test_the_sidebar_opens_the_unit_that_is_read(sizes, page, shown):
    found = shown_units(page, units(*sizes))
    assert [(len(unit.links), unit.more) for unit in found] == shown


@given(st.integers(1, 200), st.integers(0, 199))
def test_the_sidebar_of_a_page_always_names_the_page(size, at):
    page = f"u0/p{min(at, size - 1)}"
    (unit, _) = shown_units(page, units(size, 70))
    assert page in [link.page for link in unit.links]
    assert len(unit.links) <= 60


def test_related_modules_stand_at_the_foot_with_the_reason():
    entries = entries_of(
        [
            {"slug": "a", "keywords": ["<b>", "peace"]},
            {"slug": "b", "title": "B & <b>", "keywords": ["<b>"], "language": "ar"},
            {"slug": "c"},
        ]
    )
    listed = CourseList(
        title="A course",
        language="en",
        modules={entry.slug: entry for entry in entries},
        pages={entry.slug: entry.slug for entry in entries},
        related=related(entries),
        texts={},
    )
    html = foot(entries[0], listed, "en", lambda page: f"{page}.html", "")
    assert '<a href="b.html" lang="ar" dir="rtl">B &amp; &lt;b&gt;</a>' in html
    assert "&lt;b&gt;</span>" in html
    assert "builder-related" not in foot(entries[2], listed, "en", str, "")


def test_icons_are_found_by_their_pack_and_name():
    said = 'class="fa-solid fa-bars" class="fab fa-github fa-lg" fa-none'
    assert asked_in(said) == frozenset({("fa-solid", "bars"), ("fab", "github")})
