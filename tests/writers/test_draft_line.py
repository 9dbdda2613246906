"""The line of a page and a handout that says how far a module is from reviewed."""

import pytest

from builder.model.module import FrontMatter
from builder.writers.front import draft_line

AGAIN = (
    "Draft: the text changed after this module was reviewed on 2027-01-15; no instructor has reviewed the new text yet."
)
CASES = {
    "a draft": ({"status": "draft"}, "Draft: no instructor has reviewed this module yet."),
    "a draft again": (
        {"status": "draft", "reviewer": "Us", "reviewed": "2027-01-15"},
        AGAIN,
    ),
    "reviewed": ({"status": "reviewed", "reviewer": "Us", "reviewed": "2027-01-15"}, ""),
}


@pytest.mark.parametrize(("front", "line"), CASES.values(), ids=CASES)
def test_the_line_says_what_is_true(front, line):
    assert draft_line(FrontMatter(format=1, title="Bees", **front)) == line


@pytest.mark.parametrize("language", ["es", "fr", "ar"])
def test_every_language_names_the_day(language):
    front = FrontMatter(format=1, title="Bees", language=language, reviewed="2027-01-15")
    assert "2027-01-15" in draft_line(front)
    assert "Draft" not in draft_line(front)
