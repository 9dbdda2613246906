"""Accepting, rejecting and taking out items changes the lines it must and no other byte."""

import pytest
from files.texts import quizzes
from hypothesis import given

from builder.files.quiz_edit import with_accepted, with_rejected, without_items
from builder.files.quiz_yml import read_quiz, with_more, write_quiz
from builder.findings import BuilderError
from builder.model.item import Essay

WRITTEN = """\
# the quiz of the first week
format: 1
items:

  # the easy one
  - id: a
    kind: essay   # written
    stem: >-
      Who keeps
      the key?

  -
    # the hard one
    id: b
    kind: essay
    stem: Who else?
# the end
"""


def quiz(text):
    return read_quiz(text, "quiz.yml")[0]


def test_accepting_adds_one_line_under_the_item():
    after = with_accepted(quiz(WRITTEN), ("a",))
    assert after == WRITTEN.replace("      the key?\n", "      the key?\n    accepted: true\n")
    assert [item.accepted for item in quiz(after).items] == [True, False]
    assert with_accepted(quiz(after), ("a",)) == after


def test_both_are_accepted_wherever_the_dash_stands():
    after = with_accepted(quiz(WRITTEN), ("b", "a"))
    assert [item.accepted for item in quiz(after).items] == [True, True]
    assert len(after.splitlines()) == len(WRITTEN.splitlines()) + 2


def test_an_item_that_says_accepted_false_is_rewritten():
    text = WRITTEN.replace("    stem: Who else?\n", "    stem: Who else?\n    accepted: false\n")
    assert [item.accepted for item in quiz(with_accepted(quiz(text), ("b",))).items] == [False, True]


def test_taking_an_item_out_keeps_the_comments_around_it():
    after = without_items(quiz(WRITTEN), ("a",))
    assert [item.id for item in quiz(after).items] == ["b"]
    assert "# the easy one" in after
    assert "# the hard one" in after
    assert after.endswith("# the end\n")
    other = without_items(quiz(WRITTEN), ("b",))
    assert other == WRITTEN.replace("  -\n    # the hard one\n    id: b\n    kind: essay\n    stem: Who else?\n", "")


def test_the_last_item_leaves_an_empty_list():
    after = without_items(quiz(WRITTEN), ("a", "b"))
    assert quiz(after).items == ()
    assert [item.id for item in quiz(with_more(quiz(after), (Essay(id="c", stem="?"),))).items] == ["c"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("format: 1\nitems: []\n", "format: 1\nitems: []\nrejected:\n  - x\n  - y\n"),
        ("format: 1\nitems: []", "format: 1\nitems: []\nrejected:\n  - x\n  - y\n"),
        (
            "rejected:\n- w  # too easy\nformat: 1\nitems: []\n",
            "rejected:\n- w  # too easy\n- x\n- y\nformat: 1\nitems: []\n",
        ),
        ("format: 1\nrejected: [w, x]\nitems: []\n", "format: 1\nrejected: [w, x, y]\nitems: []\n"),
        ("format: 1\r\nitems: []\r\n", "format: 1\r\nitems: []\r\nrejected:\r\n  - x\r\n  - y\r\n"),
    ],
)
def test_rejected_drafts_are_remembered_at_the_end_or_where_the_list_stands(before, after):
    assert with_rejected(quiz(before), ("x", "y")) == after
    assert with_rejected(quiz(after), ("x",)) == after


@pytest.mark.parametrize(
    "text", ["{format: 1, items: [{id: a, kind: essay, stem: x}]}", "format: 1\nrejected:\nitems: []\n"]
)
def test_a_quiz_that_cannot_be_changed_safely_is_left_alone(text):
    with pytest.raises(BuilderError, match="safely"):
        with_rejected(quiz(text), ("x",))


@given(quizzes)
def test_every_item_can_be_accepted_and_taken_out_and_the_others_stay(items):
    text = write_quiz(items, "en")
    for item in items:
        accepted = with_accepted(quiz(text), (item.id,))
        assert [line for line in accepted.split("\n") if line not in text.split("\n")] in ([], ["    accepted: true"])
        assert {known.id for known in quiz(accepted).items if known.accepted} >= {item.id}
        rest = without_items(quiz(text), (item.id,))
        assert quiz(rest).items == tuple(known for known in quiz(text).items if known.id != item.id)
