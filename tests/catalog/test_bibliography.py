"""The reading list for reference managers, read again by programs that are not ours."""

import json
import string
from pathlib import Path

import jsonschema
import pytest
from entries_by_hand import cases_of
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from builder.catalog.bibliography import bibtex, csl_json
from builder.catalog.references import parse_reference
from builder.catalog.works import works

HERE = Path(__file__).parent
#: The schema of the Citation Style Language project, where it lies beside the repository.
CSL = Path(__file__).parents[3] / "shared/interop-data/csl/csl-data.json"

#: What would break a file that puts it in as it is.
HOSTILE = (
    'Evil, E. (2001). A }, note = {x} @string{a={b}} "q" 50% \\input{x} #1 $x$ ~ ^ & _. *Journal & Sons*, 1(2), 3–4.',
    "Evil, E. See https://example.org/}},@string{a={b}}\\input",
    "Evil doi:10.1000/a}{b\\c%20_d",
    "{{{{ unclosed @article{x,",
)


def references(texts):
    return [work.reference for work in works([parse_reference(text) for text in texts])]


def from_table():
    return references([case["text"] for case in cases_of(HERE / "references.toml")])


def test_the_files_are_as_they_were_reviewed(golden):
    golden(HERE / "golden/reading-list.bib", bibtex(from_table()))
    golden(HERE / "golden/reading-list.json", csl_json(from_table()))


def test_bibtex_is_read_again_with_every_field():
    listed = from_table()
    entries = parse_string(bibtex(listed), "bibtex").entries
    assert list(entries) == [reference.key for reference in listed]
    for reference, entry in zip(listed, entries.values(), strict=True):
        people = [(" ".join([*one.prelast_names, *one.last_names]), one.lineage_names) for one in _authors(entry)]
        assert people == [(one.family, [one.suffix] if one.suffix else []) for one in reference.authors]
        fields = dict(entry.fields)
        assert fields.get("year") == reference.year
        assert fields.get("journal") == reference.journal
        assert fields.get("pages") == ((reference.pages or "").replace("–", "--") or None)
        assert fields.get("doi") == reference.doi
        assert fields["title"].startswith("{")


def _authors(entry):
    return entry.persons.get("author", [])


def test_nothing_in_a_reference_ends_its_entry_or_field():
    listed = references(HOSTILE)
    database = parse_string(bibtex(listed), "bibtex")
    assert list(database.entries) == [reference.key for reference in listed]
    assert all("note" not in entry.fields for entry in database.entries.values())
    assert "\\input{" not in bibtex(listed)


_WORDS = st.text(alphabet=string.printable + "éß–“”ل和\u2028", min_size=1, max_size=60).filter(
    lambda text: text.strip()
)


@given(st.lists(_WORDS, min_size=1, max_size=5))
def test_every_reference_whatever_its_signs_is_one_entry_in_both_files(texts):
    listed = references(texts)
    assert list(parse_string(bibtex(listed), "bibtex").entries) == [reference.key for reference in listed]
    assert [item["id"] for item in json.loads(csl_json(listed))] == [reference.key for reference in listed]


@given(st.lists(st.sampled_from([case["text"] for case in cases_of(HERE / "references.toml")] + list(HOSTILE))))
def test_every_reference_is_of_one_work_and_no_two_works_have_one_key(texts):
    found = works([parse_reference(text) for text in texts])
    assert sorted(place for work in found for place in work.places) == list(range(len(texts)))
    assert len({work.reference.key for work in found}) == len(found)


def test_csl_json_is_valid_by_its_schema():
    if not CSL.is_file():
        pytest.skip("no schema of CSL-JSON beside the repository (../shared/interop-data)")
    schema = json.loads(CSL.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    for listed in (from_table(), references(HOSTILE), []):
        validator.validate(json.loads(csl_json(listed)))
    wrong = json.loads(csl_json(from_table()))
    wrong[0]["type"] = "leaflet"
    assert not validator.is_valid(wrong)


def test_an_empty_list_is_an_empty_file():
    assert (bibtex([]), csl_json([])) == ("", "[]\n")
