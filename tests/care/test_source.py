"""Where in the article words come from: what is levelled, what is near, and what is nowhere."""

import io
import json
import sys

import pytest
from care_course import write

from builder.cli.main import main
from builder.model.article import Article, ArticleSection, Definition, Point, PointGroup
from builder.tracing import line_of, tokens, trace

ARTICLE = Article(
    kind="digest",
    title="Rivers and borders",
    summary=(
        "A river is *often* a border. Who lives on both banks pays for it \u2013 every day.",
        "| Bank | Toll |\n| --- | --- |\n| north | eleven coins |",
        "Bridges change that. The council’s 3 bridges were \u201cshut\u201d in 1999 (see below). Nobody crossed.",
    ),
    talking_points=(
        PointGroup(lead="Three points:", points=(Point(text="Tolls fell.", points=(Point(text="By half."),)),)),
    ),
    definitions=(Definition(term="toll", definition="what a traveller pays to cross"),),
    sections=(
        ArticleSection(
            heading="What was counted", level=2, paragraphs=("Boats were counted. A river is often a border.",)
        ),
    ),
)


@pytest.mark.parametrize(
    ("text", "part", "paragraph", "sentence"),
    [
        ("a river is OFTEN a border", "summary", 1, "A river is often a border."),
        ("**pays** for it - every day", "summary", 1, "Who lives on both banks pays for it \u2013 every day."),
        (
            "the council's 3 bridges\nwere 'shut'",
            "summary",
            2,
            "The council’s 3 bridges were “shut” in 1999 (see below).",
        ),
        ("see below. nobody", "summary", 2, "The council’s 3 bridges were “shut” in 1999 (see below). Nobody crossed."),
        ("eleven coins", "summary", None, "north eleven coins"),
        ("by half", "talking point 1", None, "By half."),
        ("pays to cross", "definition of toll", None, "what a traveller pays to cross"),
        ("boats were", "section “What was counted”", 3, "Boats were counted."),
        ("rivers and borders", "title", None, "Rivers and borders"),
    ],
)
def test_the_exact_words_are_found_whatever_is_around_them(text, part, paragraph, sentence):
    found = trace(ARTICLE, text)
    assert found.is_exact
    place = found.places[0]
    assert (place.part, place.paragraph, place.sentence) == (part, paragraph, sentence)


def test_every_passage_that_has_the_words_is_shown():
    assert [place.paragraph for place in trace(ARTICLE, "A river is often a border.").places] == [1, 3]


def test_a_part_of_a_word_is_not_the_word():
    assert not trace(ARTICLE, "river is often a borde").is_exact


@pytest.mark.parametrize(
    ("text", "paragraph", "share"),
    [
        ("Those living on both banks pay for it every day", 1, 7 / 10),
        ("The three bridges of the council were shut in 1999", 2, 7 / 10),
        ("Bridges change that. The 3 bridges were closed in 1999.", 2, 9 / 10),
    ],
)
def test_else_the_nearest_passage_with_its_share_of_the_words(text, paragraph, share):
    found = trace(ARTICLE, text)
    assert not found.is_exact
    assert [place.paragraph for place in found.places] == [paragraph]
    assert found.share == pytest.approx(share)


def test_the_same_words_in_another_order_are_near_and_not_exact():
    found = trace(ARTICLE, "a border is often a river")
    assert found.places[0].paragraph == 1
    assert found.share < 1


@pytest.mark.parametrize("text", ["", "  \n", "?!", "of the and in a", "Bananas are yellow", "is it a"])
def test_words_of_no_passage_are_nowhere(text):
    assert trace(ARTICLE, text).places == ()


def test_arabic_vowel_marks_may_be_left_out():
    assert tokens("السَّلامُ") == tokens("السلام")
    assert tokens("él") != tokens("el")


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("A title\n\nBoats\nwere counted,\n", 3),
        ("<p>One</p>\r\n<p\r\n class='x'><b>Boats</b> were &quot;counted&quot;</p>", 3),
        ("# A\n\n*Boats* were\n", None),
    ],
)
def test_the_line_of_the_file(file, line):
    assert line_of("Boats were counted.", file) == line


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("source")
    write(
        folder,
        {
            "_toc.yml": "format: jb-book\nroot: index\n",
            "_config.yml": "title: A\n",
            "index.md": "# A\n",
            "../river.txt": "Rivers and Borders\n\nSummary\n\nA river is often a border. Who lives on both banks pays\n"
            "for it every day, and so does who only crosses it on the way to a market, a school or a field of maize.\n\n"
            "Bridges change that, for a while. The bridges of the council were shut in 1999, and nobody crossed for a year.\n\n"
            "Questions Raised\n\n  • Who pays for a border?\n  • Who decides that a bridge is shut?\n",
        },
    )
    assert main(["import", str(folder.parent / "river.txt"), "--slug", "river", "--course", str(folder)]) == 0
    write(
        folder,
        {
            "modules/river/quiz.yml": "format: 1\nitems:\n  - id: mine\n    kind: true-false\n    stem: Is it?\n    answer: true\n"
            "    source: {section: summary, quote: 'The bridges of the council were shut', paragraph: 2}\n"
        },
    )
    return folder


def said(capsys, course, *words):
    capsys.readouterr()
    code = main(["source", *words, "--course", str(course)])
    return code, capsys.readouterr().out


def test_the_command_shows_place_and_sentence(course, capsys):
    code, out = said(capsys, course, "modules/river/", "pays for it")
    assert code == 0
    assert out.splitlines()[:2] == ["river: exact words", "  ¶1, summary, modules/river/article.txt:5"]
    assert "Who lives on both banks pays for it every day" in out


def test_an_item_stands_for_the_words_it_came_from(course, capsys):
    code, out = said(capsys, course, "river", "mine", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["item"] == "mine"
    assert found["match"] == "exact"
    assert [(place["paragraph"], place["line"]) for place in found["places"]] == [(2, 8)]


def test_words_from_standard_input(course, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a river is often\n")))
    assert said(capsys, course, "river", "-")[0] == 0


def test_nowhere_is_exit_code_1(course, capsys):
    assert said(capsys, course, "river", "Bananas are yellow.") == (1, "river: the article says nothing like it\n")
    code, out = said(capsys, course, "river", "Bananas are yellow.", "--json")
    assert code == 1
    assert json.loads(out)["match"] is None


def test_a_changed_article_is_told(course, capsys):
    article = course / "modules/river/article.txt"
    before = article.read_bytes()
    article.write_bytes(b"A line before\n" + before)
    out = said(capsys, course, "river", "pays for it")[1]
    article.write_bytes(before)
    assert "article.txt:6" in out
    assert "another version than the one that was imported" in out
