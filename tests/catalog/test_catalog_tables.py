"""References, works, order and glossaries, each against a table that a person can review."""

import doctest
from pathlib import Path

import msgspec
import pytest
from entries_by_hand import cases_of, entries_of

import builder.catalog.references
import builder.catalog.spelling
import builder.text.anchors
import builder.text.places
import builder.text.term_names
from builder.catalog.glossary import glossary
from builder.catalog.keywords import keywords
from builder.catalog.readings import readings
from builder.catalog.references import Name, parse_reference
from builder.catalog.related import related
from builder.catalog.spelling import sort_key
from builder.catalog.works import works

HERE = Path(__file__).parent


def table(name):
    return [pytest.param(case, id=case["name"]) for case in cases_of(HERE / name)]


@pytest.mark.parametrize("case", table("references.toml"))
def test_a_reference_is_read_as_far_as_it_is_sure(case):
    read = msgspec.structs.asdict(parse_reference(case["text"]))
    found = {name: value for name, value in read.items() if value and name != "text"}
    if "authors" in found:
        found["authors"] = [", ".join(filter(None, (one.family, one.given, one.suffix))) for one in found["authors"]]
    assert found == case["found"]


def test_a_name_of_an_author_is_taken_apart():
    assert parse_reference("Smith, J. A., Jr. (2019). A. *B*, 1, 2.").authors == (
        Name(family="Smith", given="J. A.", suffix="Jr."),
    )


@pytest.mark.parametrize("case", table("works.toml"))
def test_references_of_one_work_are_found(case):
    assert [list(work.places) for work in works([parse_reference(text) for text in case["texts"]])] == case["works"]


def test_of_two_references_the_one_that_could_be_read_stays():
    chicago, apa = cases_of(HERE / "works.toml")[1]["texts"][::-1]
    (work,) = works([parse_reference(chicago), parse_reference(apa)])
    assert work.reference.text == apa


@pytest.mark.parametrize("case", table("order.toml"))
def test_words_stand_in_the_order_of_their_alphabet(case):
    turned = case["order"][::-1]
    assert sorted(turned, key=sort_key) == case["order"]


@pytest.mark.parametrize("case", table("glossaries.toml"))
def test_a_glossary_holds_each_term_once(case):
    found = glossary(entries_of(case["modules"]), case.get("texts", {}))
    rows = [
        " | ".join((term.term, ", ".join(term.also), " / ".join(d.definition for d in term.definitions), ""))
        + " ".join(term.used_in)
        for term in found
    ]
    assert [" ".join(row.split()) for row in rows] == [" ".join(row.split()) for row in case["glossary"]]


def test_a_keyword_stands_once_whatever_its_case_and_a_blank_one_nowhere():
    modules = [
        {"slug": "a", "keywords": ["Peace", "peace", "  "]},
        {"slug": "b", "keywords": ["PEACE", "peche\u0301"]},
        {"slug": "c", "keywords": ["pech\u00e9"]},
    ]
    found = keywords(entries_of(modules))
    assert [(word.keyword, word.slugs) for word in found] == [("Peace", ("a", "b")), ("peche\u0301", ("b", "c"))]


def test_a_reading_names_who_reports_and_who_recommends_it():
    apa, chicago = cases_of(HERE / "works.toml")[1]["texts"]
    modules = [{"slug": "a", "citation": apa}, {"slug": "b", "reading": [chicago, chicago]}, {"slug": "c"}]
    (reading,) = readings(entries_of(modules))
    assert (reading.reported_in, reading.recommended_in) == (("a",), ("b",))


def test_related_modules_share_what_few_share_and_no_translation_is_related():
    modules = [
        {"slug": "a", "keywords": ["all", "rare"], "terms": [["Frame", "x"]]},
        {"slug": "b", "keywords": ["all", "Rare"]},
        {"slug": "c", "keywords": ["all"], "terms": [["frame", "y"]]},
        {"slug": "d", "keywords": ["all", "rare"], "translation_of": "a", "language": "es"},
        {"slug": "e", "keywords": ["all"]},
    ]
    found = related(entries_of(modules))
    assert [(other.slug, other.shared) for other in found["a"]] == [("c", ("frame",)), ("b", ("Rare",))]
    assert [other.slug for other in found["d"]] == ["b"]
    assert found["e"] == ()


@pytest.mark.parametrize(
    "module",
    [
        builder.catalog.references,
        builder.catalog.spelling,
        builder.text.anchors,
        builder.text.places,
        builder.text.term_names,
    ],
    ids=lambda module: module.__name__,
)
def test_the_examples_in_the_docstrings_hold(module):
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
