"""What a built course says to programs: JSON-LD, tags, modules.json and modules.js, the files of readings."""

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest
from page_parts import MACHINE, json_ld, metas, parsed

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "schemas/modules.schema.json").read_text(encoding="utf-8"))
TITLE = "Peace research for the classroom"

#: The course is built in the first test that asks for it.
pytestmark = pytest.mark.timeout(400)


@pytest.fixture(scope="module")
def listed(shelf):
    return json.loads((shelf.html / "modules.json").read_text(encoding="utf-8"))


def test_modules_json_is_valid_by_the_published_schema(listed):
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    validator.check_schema(SCHEMA)
    validator.validate(listed)
    for spoil in ("slug", "title", "address"):
        wrong = copy.deepcopy(listed)
        del wrong["modules"][0][spoil]
        assert not validator.is_valid(wrong), spoil


def test_modules_json_names_the_course_and_every_module_of_its_folder(shelf, listed):
    assert (listed["title"], listed["language"]) == (TITLE, "en")
    assert {module["slug"] for module in listed["modules"]} == {p.stem for p in shelf.course.glob("modules/*.ipynb")}
    for module in listed["modules"]:
        assert parsed(shelf.html / module["address"]).findtext(".//h1").strip() == module["title"]


def test_modules_js_holds_what_modules_json_holds_of_the_same(shelf, listed):
    script = (shelf.html / "modules.js").read_text(encoding="utf-8")
    match = re.fullmatch(r"window\.builderModules = (?P<value>.*);\n", script)
    assert match is not None
    brief = [
        {
            **{name: module[name] for name in ("slug", "title", "address", "language")},
            **{name: module.get(name) for name in ("level", "minutes")},
            "reading_minutes": module.get("reading_minutes", 1),
            "keywords": module.get("keywords", []),
            "terms": [[term[name] for name in ("term", "definition", "anchor")] for term in module.get("terms", [])],
        }
        for module in listed["modules"]
    ]
    assert json.loads(match["value"]) == brief


def test_each_module_says_what_it_teaches_to_machines(shelf, listed):
    for module in listed["modules"]:
        said = json_ld(shelf.html / module["address"])
        MACHINE.validate(said)
        slug = module["slug"]
        assert said["@type"] == "LearningResource", slug
        assert said["name"] == module["title"], slug
        assert said["inLanguage"] == module["language"], slug
        assert said["isPartOf"]["name"] == TITLE, slug
        minutes = module.get("minutes") or module.get("reading_minutes", 1)
        assert said["timeRequired"] == f"PT{minutes}M", slug
        assert said.get("keywords", []) == module.get("keywords", []), slug
        assert said.get("educationalLevel") == module.get("level"), slug
        taught = [one if isinstance(one, str) else one["name"] for one in said["teaches"]]
        assert taught == module["objectives"] + [term["term"] for term in module.get("terms", [])], slug
        assert set(said.get("assesses", ())) <= set(module["objectives"]), slug
        assert ("isBasedOn" in said) == bool(module.get("citation")), slug


def test_the_modules_of_the_sample_course_leave_nothing_out(shelf, listed):
    own = [module for module in listed["modules"] if module["slug"] != "arabic"]
    assert len(own) == 12
    for module in own:
        said = json_ld(shelf.html / module["address"])
        wanted = ("teaches", "assesses", "keywords", "license", "isBasedOn", "accessibilityFeature")
        assert [name for name in wanted if not said.get(name)] == [], module["slug"]
        assert said["license"].startswith("https://creativecommons.org/"), module["slug"]


def test_the_glossary_is_a_set_of_terms_to_machines(shelf, listed):
    said = json_ld(shelf.html / shelf.kinds["glossary"])
    MACHINE.validate(said)
    assert said["@type"] == "DefinedTermSet"
    assert {term["name"] for term in said["hasDefinedTerm"]} == {
        term["term"] for module in listed["modules"] for term in module.get("terms", [])
    }


def test_the_front_page_is_a_course_to_machines(shelf, listed):
    said = json_ld(shelf.html / "index.html")
    MACHINE.validate(said)
    assert (said["@type"], said["name"], said["inLanguage"]) == ("Course", TITLE, ["ar", "en", "es", "fr"])
    assert [part["name"] for part in said["hasPart"]] == [module["title"] for module in listed["modules"]]


def test_no_other_page_says_what_it_is_not(shelf):
    for kind in ("flashcards", "prompts", "keywords", "readings", "words"):
        assert json_ld(shelf.html / shelf.kinds[kind]) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timeRequired", "50 min"),
        ("license", "CC BY 4.0"),
        ("inLanguage", "English"),
        ("duration", "PT5M"),
        ("name", ""),
    ],
)
def test_the_schema_of_machines_refuses_a_slip(shelf, name, value):
    said = json_ld(shelf.html / shelf.kinds["module"])
    assert MACHINE.is_valid(said)
    assert not MACHINE.is_valid({**said, name: value})


def test_messengers_and_reference_managers_are_told_of_each_module(shelf, listed):
    for module in listed["modules"]:
        said = metas(shelf.html / module["address"])
        slug = module["slug"]
        assert said["og:type"] == ["article"], slug
        assert said["og:title"] == said["citation_title"] == [module["title"]], slug
        assert said["og:site_name"] == [TITLE], slug
        assert said["og:description"] == said["description"], slug
        assert said["citation_language"] == [module["language"]], slug
        assert said.get("citation_author", []) == list(module.get("authors", [])), slug
        assert re.fullmatch(r"\d{4}(/\d\d(/\d\d)?)?", said.get("citation_publication_date", ["2000"])[0]), slug
        assert all(value and value.strip() for values in said.values() for value in values), slug


def test_the_reading_list_stands_beside_its_page_in_both_forms(shelf):
    page = parsed(shelf.html / shelf.kinds["readings"])
    works = page.xpath('//ul[@class="builder-readings"]/li')
    named = page.xpath('//p[@class="builder-take"]/a/@href')
    bib, csl = ((shelf.html / shelf.kinds["readings"]).parent.joinpath(name).resolve() for name in named)
    assert len(works) == len(json.loads(csl.read_text(encoding="utf-8")))
    assert len(works) == bib.read_text(encoding="utf-8").count("\n@") + 1
