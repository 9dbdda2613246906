"""Whatever the command refuses to read, the planner says that it lacks, and saves no file."""

import copy
import json
import random
from pathlib import Path

import pytest
import yaml
from planner_script import called

from builder.files.syllabus_yml import read_syllabus
from builder.syllabus.zones import zone_names

pytestmark = pytest.mark.browser

SCRIPTS = ["planner-days.js", "planner-dates.js", "planner-file.js", "planner-lacks.js", "planner-plan.js"]
CASES = sorted((Path(__file__).parents[1] / "checks/syllabus/cases").glob("*.yml"))
ZONES = sorted(zone_names())
SCHEMA = "../schemas/syllabus.schema.json"
#: How many drafts are made up.
MADE_UP = 150


@pytest.fixture(scope="module")
def told(chromium):
    """Return of each draft the file that would be saved, and the names of what it lacks."""
    page = chromium.new_page()

    def tell(drafts):
        def call(part, name, calls):
            return called(page, SCRIPTS, f"BuilderPlanner.{part}", name, calls)

        shaped = call("plan", "draftOf", [[one] for one in drafts])
        said = call("plan", "syllabusOf", [[one, "en"] for one in shaped])
        lacks = call(
            "lacks", "lacking", [[one, d["kind"] == "workshop", ZONES] for one, d in zip(said, shaped, strict=True)]
        )
        files = call("file", "yaml", [[one, SCHEMA] for one in call("plan", "complete", [[one] for one in said])])
        return [(text, [name for name, _ in one]) for text, one in zip(files, lacks, strict=True)]

    yield tell
    page.close()


TERM = {
    "title": "A term",
    "timezone": "Europe/Paris",
    "term": {"start": "2027-01-11", "end": "2027-03-19"},
    "meetings": [{"days": ["Mon"], "start": "10:00", "minutes": "75", "name": "Lecture"}],
    "holidays": {"country": "FR", "dates": [{"date": "2027-02-01"}], "held": ["2027-03-01"]},
    "breaks": [{"start": "2027-02-08", "end": "2027-02-12"}],
    "sessions": [{"title": "One"}],
    "assessments": [{"name": "Essay", "weight": "40", "due": "2027-02-19"}],
}
WORKSHOP = {
    "kind": "workshop",
    "title": "A workshop",
    "days": [
        {"date": "2027-05-13", "start": "09:00", "end": "12:00", "breaks": [{"at": "10:00", "minutes": "15"}]},
        {"date": "2027-05-13", "start": "12:00", "end": "14:00"},
    ],
    "sessions": [{"title": "One", "minutes": "60"}],
}


def changed(draft, path, value):
    """Return a draft with another value at a path, as in `term.start` or `days.1.date`."""
    made = copy.deepcopy(draft)
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    place = made
    for key in way:
        place = place[key]
    place[last] = value
    return made


#: A draft with one fault, and what it is said to lack.
FAULTS = {
    "nothing": (TERM, "title", "A term", []),
    "no title": (TERM, "title", " ", ["lack_title"]),
    "a zone in small letters": (TERM, "timezone", "us/eastern", []),
    "no zone": (TERM, "timezone", "Europe/Pariss", ["lack_zone"]),
    "until midnight": (TERM, "meetings.0.start", "22:45", []),
    "past midnight": (TERM, "meetings.0.start", "22:46", ["lack_meeting_midnight"]),
    "a term of the first century": (TERM, "term", {"start": "0027-01-11", "end": "0027-03-19"}, ["lack_term"]),
    "a term of another age": (TERM, "term", {"start": "1027-01-11", "end": "1027-03-19"}, ["lack_year"] * 2),
    "a break of another age": (TERM, "breaks.0", {"start": "1899-12-31", "end": "1900-01-01"}, ["lack_year"]),
    "a holiday to come": (TERM, "holidays.dates.0.date", "2201-01-01", ["lack_year"]),
    "a pin to come": (TERM, "sessions.0.date", "3027-01-11", ["lack_year"]),
    "due in another age": (TERM, "assessments.0.due", "0207-02-19", ["lack_year"]),
    "the last year": (TERM, "assessments.0.due", "2200-12-31", []),
    "held on no day": (TERM, "holidays.held", ["garbage", "2027-02-30", "0027-01-01", 5, None], []),
    "days after each other": (WORKSHOP, "title", "Both", []),
    "days at once": (WORKSHOP, "days.1.start", "11:59", ["lack_day_overlap"]),
    "a day inside another": (WORKSHOP, "days.1", {"date": "2027-05-13", "start": "9:30", "end": "10:00"}, ["lack_day_overlap"]),
    "days at the same hours": (WORKSHOP, "days.1", {"date": "2027-05-14", "start": "09:00", "end": "12:00"}, []),
    "a workshop of another age": (WORKSHOP, "days.1.date", "1027-05-14", ["lack_year"]),
}  # fmt: skip


def test_each_fault_is_said_and_what_lacks_nothing_is_read(told):
    found = told([changed(draft, path, value) for draft, path, value, _ in FAULTS.values()])
    for (about, (*_, expected)), (text, lacks) in zip(FAULTS.items(), found, strict=True):
        assert lacks == expected, about
        if not lacks:
            assert read_syllabus(text, "syllabi/course.yml")[1] == (), about


def test_a_day_held_that_is_none_is_dropped(told):
    ((text, _),) = told([changed(TERM, "holidays.held", ["garbage", "2027-02-15", "2027-13-01"])])
    assert read_syllabus(text, "syllabi/course.yml")[0].syllabus.holidays.held[0].isoformat() == "2027-02-15"
    assert "garbage" not in text


def test_what_the_reader_refuses_of_the_cases_of_the_rules_is_no_file(told):
    texts = {path.stem: path.read_text("utf-8") for path in CASES}
    drafts = [yaml.load(text, yaml.BaseLoader) for text in texts.values()]
    within = {name: draft for name, draft in zip(texts, drafts, strict=True) if "groups" not in draft}
    found = told([{**draft, "kind": "workshop" if "days" in draft else "term"} for draft in within.values()])
    refused = {
        name
        for name in within
        if any(f.severity == "error" for f in read_syllabus(texts[name], f"syllabi/{name}.yml")[1])
    }
    assert {"ends_before_it_starts", "workshop_days_overlap"} <= refused
    assert {name for name, (_, lacks) in zip(within, found, strict=True) if lacks} - {"calendar"} == refused
    assert dict(zip(within, found, strict=True))["calendar"][1] == ["lack_zone"], "its zone is for the rules to refuse"


#: What may stand in a field, good and bad.
TEXTS = {
    "day": ["2027-01-11", "2027-01-12", "2027-03-19", "2027-02-30", "2027-1-11", "x", "", "2029-01-01"],
    "time": ["09:00", "9:30", "10:00", "11:00", "18:00", "23:30", "24:00", "9", ""],
    "minutes": ["30", "75", "120", "4", "721", "7.5", "-5", "x", ""],
    "name": ["Lecture", "Seminar", "- a: 'b'", ""],
    "weight": ["0", "40", "12,5", "100", "101", "-1", "x", ""],
    "slug": ["a-module", "", "b/c"],
    "zone": ["Europe/Paris", "us/eastern", "Nowhere/Land", ""],
}


def some_draft(draw):
    """Return a draft in which each field may be wrong; most are right, so that many lack nothing."""

    def some(kind):
        pool = TEXTS[kind]
        return draw.choice(pool[:3]) if draw.random() < 0.93 else draw.choice(pool)

    def row(**kinds):
        return {key: some(kind) for key, kind in kinds.items()}

    def rows(least, most, **kinds):
        return [row(**kinds) for _ in range(draw.randint(least, most))]

    return {
        "kind": draw.choice(["term", "workshop"]),
        "title": some("name"),
        "timezone": some("zone"),
        "term": {"start": "2027-01-11", "end": some("day")},
        "meetings": [{**one, "days": draw.sample(["Mon", "Tue", "Wed", "x"], draw.randint(1, 3))} for one in rows(0, 2, name="name", start="time", minutes="minutes")],
        "days": [
            {**one, "end": draw.choice(["11:00", "12:00", "16:00", some("time")]), "breaks": rows(0, 1, at="time", minutes="minutes", name="name")}
            for one in rows(0, 2, date="day", start="time")
        ],
        "holidays": {"dates": rows(0, 1, date="day", name="name"), "held": [some("day")]},
        "breaks": rows(0, 1, start="day", end="day", name="name"),
        "sessions": [{**one, "modules": [some("slug")]} for one in rows(0, 2, title="name", minutes="minutes", meeting="name", date="day")],
        "assessments": rows(0, 2, name="name", weight="weight", due="day"),
    }  # fmt: skip


def test_a_draft_that_lacks_nothing_is_a_file_that_is_read(told):
    draw = random.Random("planner drafts")
    drafts = [some_draft(draw) for _ in range(MADE_UP)]
    read = [0, 0]
    for draft, (text, lacks) in zip(drafts, told(drafts), strict=True):
        if lacks:
            continue
        assert read_syllabus(text, "syllabi/course.yml")[1] == (), json.dumps(draft)
        read[draft["kind"] == "workshop"] += 1
    assert min(read) >= MADE_UP // 20, "many of each kind lack nothing"
