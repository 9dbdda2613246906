"""The small parts that a module's page is made from, each against a table that a person can review."""

import re
import tomllib
from pathlib import Path

import pytest
from entries_by_hand import entries_of

from builder.files.module_read import read_module
from builder.model.article import Footnote, Paragraph
from builder.text.licences import licence_address
from builder.writers.entry import entry_of, year_of
from builder.writers.front import head, imprint
from builder.writers.machine import course, json_ld, learning_resource, meta_tags
from builder.writers.note_links import NoteLinks
from builder.writers.pointers import paragraphs_for, with_pointers
from builder.writers.reading_time import reading_minutes
from builder.writers.voices import voice_of, with_quoted_marks

CASES = tomllib.loads(Path(__file__).with_name("page_helpers.toml").read_text(encoding="utf-8"))


def table(name):
    return [pytest.param(case, id=case.get("name")) for case in CASES[name]]


def module(text="", front=""):
    file, findings = read_module(
        "slug", f"---\nformat: 1\ntitle: A\nlanguage: en\n{front}\n---\n\n{text}\n", "module.md"
    )
    assert findings == ()
    return file.module


@pytest.mark.parametrize("case", table("description"))
def test_a_description_is_the_first_that_a_module_says(case):
    assert entry_of(module(case["module"])).description == case["said"]


@pytest.mark.parametrize("case", table("year"))
def test_the_year_of_a_page_is_its_own_or_its_studys(case):
    assert year_of(module(front=case["front"]).front) == case.get("year")


@pytest.mark.parametrize("case", table("doi"))
def test_a_doi_stands_with_what_it_names(case):
    made = module("## Summary\n\nWords.", case["front"])
    rows = [line for line in head(made, entry_of(made), ()).split("\n") if line.startswith("- **Research")]
    assert [row.split(":** ", 1)[1] for row in rows] == ([case["head"]] if "head" in case else [])
    assert imprint(made.front).removeprefix("---\n\n") == case["foot"]


@pytest.mark.parametrize("case", table("note"))
def test_a_note_and_its_mark_lead_to_each_other(case):
    links = NoteLinks(tuple(Footnote(mark=mark, text="x") for mark in case["marks"]), "en")
    assert links.in_text(case["text"]) == case["linked"]
    assert links.in_notes(case["notes"]) == case["noted"]


@pytest.mark.parametrize("case", table("time"))
def test_a_text_takes_full_minutes_at_two_paces(case):
    assert list(reading_minutes((case["text"] * case["times"],), case["language"])) == case["minutes"]


@pytest.mark.parametrize("case", table("licence"))
def test_a_licence_has_an_address_where_it_names_one(case):
    assert licence_address(case["said"]) == case.get("address")


#: Three paragraphs of an article; the second and third say much the same.
ARTICLE = tuple(
    Paragraph(number=number, section="summary", text=text)
    for number, text in (
        (1, "The beekeepers of one town counted pollen for a whole summer."),
        (2, "Hives on roofs brought home more kinds of pollen than hives in fields."),
        (3, "Hives on roofs brought home more kinds of pollen, late in summer above all, than hives in fields."),
    )
)


@pytest.mark.parametrize(
    ("point", "numbers"),
    [
        ("Hives on roofs bring home more kinds of pollen than hives in fields", (2, 3)),
        ("The beekeepers counted pollen for a summer", (1,)),
        ("Gardens bloom in turn from spring to autumn", ()),
        ("Pollen", ()),
    ],
)
def test_a_talking_point_names_the_paragraphs_that_say_it(point, numbers):
    assert paragraphs_for(point, ARTICLE, "en") == numbers


def test_a_talking_point_links_to_what_the_page_shows_only():
    body = "- Hives on roofs bring home more kinds of pollen than hives in fields\n- Gardens bloom\n"
    linked = with_pointers(body, ARTICLE, frozenset({3}), "en")
    assert linked == body.replace("in fields", "in fields ([¶3](#p3))")


def test_who_speaks_is_said_where_it_is_sure():
    digest, essay = module(front="citation: Lee, K. (2001). A."), module()
    assert [voice_of(kind, digest) for kind in ("summary", "key_insight", "update", "prompts")] == [
        "study",
        "advice",
        "instructor",
        None,
    ]
    assert [voice_of(kind, essay) for kind in ("summary", "key_insight", "update")] == [None, None, "instructor"]
    assert voice_of("definitions", module("## Key definitions\n\nA\n: b.\n")) is None
    assert voice_of("definitions", module("## Key definitions\n\nA\n: b.\n: — Lee\n")) == "quoted"


def test_only_the_source_of_a_definition_is_marked_as_quoted():
    marked = with_quoted_marks("A\n: b — c.\n: — Lee\n", "en")
    assert re.findall(r"^: .*", marked, re.MULTILINE)[0] == ": b — c."
    assert re.search(r'^: — <span class="builder-voice builder-quoted">\w</span> Lee$', marked, re.MULTILINE)


def test_a_module_that_says_little_is_still_a_resource():
    (bare,) = entries_of([{"slug": "bare", "reading_minutes": 4, "assessed": [1, 7], "objectives": ["Define it."]}])
    said = learning_resource(bare, "A course")
    assert said["timeRequired"] == "PT4M"
    assert said["assesses"] == ["Define it."]  # there is no seventh objective
    assert not {"license", "isBasedOn", "educationalLevel", "url", "description", "keywords"} & set(said)


def test_no_value_of_json_ld_ends_its_element():
    (evil,) = entries_of([{"slug": "evil", "title": "</ScRiPt><!--<script>&"}])
    for said in (learning_resource(evil, "<!--"), course("]]>", "en", (evil,), {})):
        element = json_ld(said)
        inside = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        assert not set("<>&") & set(inside)


@pytest.mark.parametrize(
    ("language", "locale"), [("en", None), ("pt-BR", "pt_BR"), ("zh-Hans-CN", "zh_CN"), ("sr-Latn", None)]
)
def test_open_graph_names_a_language_with_its_region_only(language, locale):
    (one,) = entries_of([{"slug": "one", "language": language}])
    found = re.search('property="og:locale" content="([^"]*)"', meta_tags(one, "A course"))
    assert (found[1] if found else None) == locale


def test_an_article_with_a_doi_of_its_own_keeps_it():
    own, reports = entries_of(
        [{"slug": "a", "doi": "10.1000/182"}, {"slug": "b", "doi": "10.1000/182", "citation": "Lee"}]
    )
    assert '<meta name="citation_doi" content="10.1000/182">' in meta_tags(own, "A course")
    assert "citation_doi" not in meta_tags(reports, "A course")
    assert '<meta name="citation_reference" content="Lee">' in meta_tags(reports, "A course")
