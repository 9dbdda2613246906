"""Splices in files that people wrote in their own style: changed rightly, or refused and left alone."""

import pytest

from builder.files.module_read import read_module
from builder.files.module_write import with_field, with_section
from builder.files.quiz_yml import read_quiz, with_item, with_more
from builder.findings import BuilderError
from builder.model.item import Essay, MultipleChoice, Option

NEW = Essay(id="new", stem="Why?")
FIRST = "format: 1\nitems:\n"
ESSAY = "  - id: a\n    kind: essay\n    stem: >-\n      Who keeps\n      the key?\n"
BROKEN = "  - id: b\n    kind: riddle\n    stem: mine\n"
END = "\n# the end\n"


def quiz(text):
    return read_quiz(text, "quiz.yml")[0]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (FIRST + BROKEN + END, []),
        (FIRST + ESSAY + BROKEN + END, ["a"]),
        (FIRST + ESSAY + END, ["a"]),
        ("format: 1\nitems: []\n", []),
        ("format: 1\nitems: # none yet\n", []),
        ("format: 1\n", []),
    ],
)
def test_an_item_more_comes_last_and_loses_nothing(text, ids):
    after = with_more(quiz(text), (NEW,))
    assert [item.id for item in quiz(after).items] == [*ids, "new"]
    kept = iter(after.splitlines())
    assert all(line in kept for line in text.splitlines() if line.strip() and not line.startswith("items:"))


def test_an_item_with_folded_text_is_replaced_and_its_neighbours_stay():
    after = with_item(
        quiz(FIRST + ESSAY + "\n  # about b\n  - id: b\n    kind: essay\n    stem: Who?\n"),
        "a",
        Essay(id="a", stem="New?"),
    )
    assert (
        after
        == FIRST
        + "  - id: a\n    kind: essay\n    stem: New?\n"
        + "\n  # about b\n  - id: b\n    kind: essay\n    stem: Who?\n"
    )


@pytest.mark.parametrize("text", ["format: 1\nitems: [{id: a, kind: essay, stem: x}]\n", "{format: 1, items: []}"])
def test_a_quiz_in_one_line_is_left_alone(text):
    two = MultipleChoice(id="a", stem="x", options=(Option(text="1", key=True), Option(text="2")))
    for change in (lambda: with_more(quiz(text), (NEW,)), lambda: with_item(quiz(text), "a", two)):
        with pytest.raises((BuilderError, KeyError)) as raised:
            change()
        if raised.type is BuilderError:
            assert raised.value.finding.code == "quiz-unchanged"
            assert raised.value.finding.help


@pytest.mark.parametrize("style", [">-\n  An old\n  title", "|-\n  An old title", "An old\n  title", "'An old title'"])
def test_a_title_in_any_style_is_replaced(style):
    text = f"---\nformat: 1\ntitle: {style}\n\n# mine\nlevel: first year\n---\n\n## Own\n\nx\n"
    read, _ = read_module("slug", text, "module.md")
    assert read.module.front.title == "An old title"
    assert with_field(read, "title", "A new one") == text.replace(style, "A new one")


def test_front_matter_in_one_line_is_left_alone():
    read, _ = read_module("slug", "---\n{format: 1, title: A}\n---\n", "module.md")
    with pytest.raises(BuilderError) as raised:
        with_field(read, "level", "first year")
    assert raised.value.finding.code == "front-matter-unchanged"


@pytest.mark.parametrize("open_block", ["```\ncode", "<!-- never closed", "~~~~ text"])
def test_a_section_is_not_written_where_nobody_would_see_it(open_block):
    read, _ = read_module("slug", f"---\nformat: 1\ntitle: A\n---\n\n## Own\n\n{open_block}\n", "module.md")
    with pytest.raises(BuilderError) as raised:
        with_section(read, "credits", "New.")
    assert raised.value.finding.code == "section-unchanged"
