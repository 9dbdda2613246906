"""Units tile the text they are cut from, at every depth, and are what a person edits as one."""

import pytest
from files.test_round_trip import edited
from files.texts import modules
from hypothesis import given

from builder.files.module_write import write_module
from builder.files.units import units_of


def whole(units):
    return "".join(unit.text + unit.after for unit in units)


def tiles(text, units):
    for unit in units:
        assert text[unit.start : unit.end] == unit.text + unit.after
        assert unit.text.strip()
        assert unit.after.strip() == ""
        if unit.units:
            assert len(unit.units) > 1
            assert whole(unit.units) == unit.text + unit.after
            tiles(text, unit.units)


@given(modules.map(write_module).flatmap(edited))
def test_units_are_the_text_byte_for_byte(text):
    before, units = units_of(text)
    assert before + whole(units) == text
    tiles(text, units)


def outline(units):
    return [(unit.kind, unit.text.strip(), outline(unit.units)) for unit in units]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n\n", []),
        ("One\nline\n\nTwo\n", [("paragraph", "One\nline", []), ("paragraph", "Two", [])]),
        ("- a\n- b\n", [("item", "- a", []), ("item", "- b", [])]),
        (
            "1. Why?\n   - Minutes: 4\n\n2. How?\n",
            [
                ("item", "1. Why?\n   - Minutes: 4", [("paragraph", "1. Why?", []), ("item", "- Minutes: 4", [])]),
                ("item", "2. How?", []),
            ],
        ),
        (
            "A\n: x\n: — y\n\nB\n: z\n",
            [
                ("definition", "A\n: x\n: — y", [("term", "A", []), ("meaning", ": x", []), ("meaning", ": — y", [])]),
                ("definition", "B\n: z", [("term", "B", []), ("meaning", ": z", [])]),
            ],
        ),
        ("<!-- -->\n\n### Sub\n", [("comment", "<!-- -->", []), ("heading", "### Sub", [])]),
        ("[a]: b.html\n\nText\n", [("other", "[a]: b.html", []), ("paragraph", "Text", [])]),
        ("| a | b |\n| - | - |\n| 1 | 2 |\n", [("paragraph", "| a | b |\n| - | - |\n| 1 | 2 |", [])]),
        ("```\n- no list\n```\n", [("other", "```\n- no list\n```", [])]),
    ],
)
def test_units_are_what_a_person_edits_as_one(text, expected, newline):
    def with_newlines(rows):
        return [(kind, words.replace("\n", newline), with_newlines(inner)) for kind, words, inner in rows]

    _, units = units_of(text.replace("\n", newline))
    assert outline(units) == with_newlines(expected)


def test_a_prompt_is_the_same_whatever_its_number():
    _, (one,) = units_of("1. Why?\n   - Minutes: 4\n")
    _, (other,) = units_of("7) Why?\r\n   - Minutes: 4\r\n")
    _, (third,) = units_of("12. Why?\r\n    - Minutes: 4\r\n")
    _, (fourth,) = units_of("2. Why?\r\n   - Minutes: 4")
    assert one.key == fourth.key != other.key
    assert one.opening.key == third.opening.key
    assert one.opening.key == "#. Why?"
