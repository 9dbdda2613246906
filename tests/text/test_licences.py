"""Licences: what a line allows, and which licence a text names."""

import tomllib
from pathlib import Path

import pytest

from builder.text.licences import named_licence, terms_of

CASES = tomllib.loads((Path(__file__).parent / "licences.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["terms"], ids=lambda case: case["licence"] or "none")
def test_a_licence_allows_what_it_says_and_nothing_else(case):
    terms = terms_of(case["licence"])
    assert (terms.share, terms.change) == (case["share"], case["change"])


def test_no_licence_allows_nothing():
    assert terms_of(None) == terms_of("all rights reserved")


@pytest.mark.parametrize("case", CASES["named"], ids=lambda case: case["text"])
def test_the_one_licence_that_a_text_names(case):
    assert named_licence(case["text"]) == case.get("licence")


@pytest.mark.parametrize("case", CASES["named"], ids=lambda case: case["text"])
def test_a_named_licence_never_allows_more_than_its_line(case):
    if "licence" in case and "\n" not in case["text"]:
        assert terms_of(named_licence(case["text"])) == terms_of(case["text"])
