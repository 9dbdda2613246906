"""A flaw that is planted in an item which is clean without it is found under its own code and no other."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from articles_by_hand import BEES

from builder.checks.items import context_of, given_away, lint_item
from builder.model.item import MultipleChoice, Option, Quote

CASES = tomllib.loads((Path(__file__).parent / "items.toml").read_text(encoding="utf-8"))
CONTEXT = context_of(BEES)


def item_of(case):
    case = {**CASES["clean"], **case}
    note = case.get("distractor_feedback", "The module defines this term in other words.")
    options = [Option(text=text, key=n == 0, feedback=note or None) for n, text in enumerate(case["options"])]
    return MultipleChoice(
        id="case",
        stem=case["stem"],
        options=tuple(options),
        feedback=case.get("feedback", "The module defines it in these very words."),
        source=Quote(section="definitions", quote=case["quote"]),
        origin=case.get("origin", "drafted"),
    )


@pytest.mark.parametrize("name", CASES)
def test_a_planted_flaw_is_found_and_nothing_else(name):
    found = [finding.code for finding in lint_item(item_of(CASES[name]), CONTEXT)]
    assert found == CASES[name]["breaks"]


def test_a_persons_item_is_warned_of_and_a_false_quotation_is_an_error_still():
    authored = {**CASES["cases_differ"], "origin": "authored"}
    assert [f.severity for f in lint_item(item_of(authored), CONTEXT)] == ["warning"]
    assert [f.severity for f in lint_item(item_of(CASES["cases_differ"]), CONTEXT)] == ["error"]
    invented = {**CASES["quotation_not_in_the_article"], "origin": "authored"}
    assert [f.severity for f in lint_item(item_of(invented), CONTEXT)] == ["error"]


def test_a_key_in_another_stem_is_given_away():
    first = item_of(CASES["clean"])
    second = msgspec.structs.replace(
        item_of({"options": ["Swarm", "Quorum", "Waggle dance"]}), id="other", stem="Which quorum ends it?"
    )
    assert [finding.where.path for finding in given_away((first, second), "en")] == ["case"]
    assert given_away((first,), "en") == ()
