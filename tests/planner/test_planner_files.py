"""What the planner saves: a syllabus that our reader takes as it stands, a calendar, a table, and an address."""

import csv
import datetime as dt
import io
import random

import icalendar
import msgspec
import pytest
from planner_script import called
from syllabi_by_hand import schedule

from builder.files.syllabus_yml import read_syllabus
from builder.model.syllabus import Syllabus
from builder.model.timetable import Meeting
from builder.pipeline.syllabus_products import calendar
from builder.syllabus.schedule import assessment_keys, event_id, session_keys
from builder.syllabus.zones import begins, ends, zone
from builder.writers.schedule_table import _table

pytestmark = pytest.mark.browser

SCRIPTS = [
    "quiz-seal.js", "planner-days.js", "planner-dates.js", "planner-file.js", "planner-calendar.js", "planner-lacks.js", "planner-plan.js",
]  # fmt: skip
SCHEMA = "../schemas/syllabus.schema.json"
#: What breaks YAML, a table, a calendar or a page where it is not quoted; none is trimmed at its ends.
HOSTILE = [
    'He said: "no" # not a comment',
    "- a dash", "? a question", "& anchor", "*alias", "!tag", "%directive", "@at", "`tick`", "| bar", "> more",
    "null", "~", "true", "no", "1:30", "007", "1e3", "2027-01-11", "[a, b]", "{a: b}", "a: b", "'", '"', "\\", "\\n",
    "two\nlines", "tab\there", "=1+1", "+1", "-1", "a,b;c", "<script>alert(1)</script>", "</script>", "$& $1 {number}",
    "السلام: «نعم»", "¿Qué?", "à\u00a0: b", "a\u2028b", "a\u0085b", "\ufeffmark", "🐝 bees", "e\u0301", "x" * 300, "é" * 200,
]  # fmt: skip
LETTERS = "abc :#\"'\\\n-?&*!|>%@`{}[],=+~\u00e9\u0301\u0627\u200f\u2028\u0085\u00a0\U0001f41d0123 \t"


@pytest.fixture(scope="module")
def call(chromium):
    """Call a function of the scripts with many lists of arguments."""
    page = chromium.new_page()
    yield lambda part, name, calls: called(page, SCRIPTS, f"BuilderPlanner.{part}", name, calls)
    page.close()


def syllabus_of(texts):
    """A syllabus that says these texts wherever a text may stand."""
    sessions = [{"title": text} for text in texts] + [
        {"modules": ["a-module", "b-module"], "minutes": 50, "date": "2027-01-18"}
    ]
    return {
        "format": 1,
        "title": texts[0],
        "code": texts[-1],
        "language": "en",
        "timezone": "Europe/Paris",
        "term": {"start": "2027-01-11", "end": "2027-03-19"},
        "meetings": [{"name": texts[0], "days": ["Mon", "Wed"], "start": "9:30", "minutes": 75, "place": texts[-1]}],
        "holidays": {
            "country": "FR",
            "region": "57",
            "dates": [{"date": "2027-02-01", "name": texts[0]}],
            "held": ["2027-03-01"],
        },
        "breaks": [{"start": "2027-02-08", "end": "2027-02-12", "name": texts[-1]}],
        "sessions": sessions,
        "assessments": [{"name": text, "weight": 12.5, "due": "2027-02-19"} for text in texts[:2]],
    }


def test_our_reader_takes_every_text_as_it_stands(call):
    draw = random.Random("planner texts")
    made_up = ["x" + "".join(draw.choices(LETTERS, k=draw.randint(1, 30))) + "x" for _ in range(120)]
    syllabi = [syllabus_of([text, "plain"]) for text in [*HOSTILE, *made_up]] + [syllabus_of(HOSTILE)]
    for syllabus, text in zip(syllabi, call("file", "yaml", [[one, SCHEMA] for one in syllabi]), strict=True):
        assert text.startswith(f"# yaml-language-server: $schema={SCHEMA}\nformat: 1\ntitle: ")
        read, findings = read_syllabus(text, "syllabi/course.yml")
        assert findings == (), text
        assert read.syllabus == msgspec.convert(syllabus, Syllabus), text


def test_a_workshop_is_read_too(call):
    days = [
        {
            "date": "2027-05-13",
            "start": "9:00",
            "end": "16:15",
            "breaks": [{"at": "10:30", "minutes": 15, "name": "Café: 15'"}],
        },
        {"date": "2027-05-14", "start": "09:00", "end": "12:00", "place": "Hall"},
    ]
    syllabus = {"format": 1, "title": "W", "language": "fr", "days": days, "sessions": [{"title": "a", "minutes": 60}]}
    (text,) = call("file", "yaml", [[syllabus, SCHEMA]])
    read, findings = read_syllabus(text, "syllabi/workshop.yml")
    assert findings == ()
    assert read.syllabus == msgspec.convert(syllabus, Syllabus)


def test_calendars_know_an_event_by_the_commands_id(call):
    sessions = [
        {"modules": ["a", "b"]}, {"title": "Été"}, {"title": "Été"}, {"modules": ["a", "b"], "title": "T"}, {"id": "own", "title": "x"}, {},
        {"modules": ["a", "b"], "title": "T"}, {"modules": ["own"], "title": "alone"}, {"title": "Été #2"}, {"id": "c", "modules": ["own"]},
        {"modules": ["c"], "title": "one"}, {"modules": ["c"], "title": "two"}, {"title": "modules c title one"}, {"modules": ["a", "b"]},
    ]  # fmt: skip
    graded = [{"name": name} for name in ("E", "E", "E #2", "F", "E #2", "E", "constructor", "constructor")]
    made = {**syllabus_of(["a", "b"]), "sessions": sessions, "assessments": graded}
    syllabus = msgspec.convert(made, Syllabus)
    (keys,), (graded,) = call("calendar", "sessionKeys", [[made]]), call("calendar", "assessmentKeys", [[made]])
    assert (tuple(keys), tuple(graded)) == (session_keys(syllabus), assessment_keys(syllabus))
    assert (len(set(keys)), len(set(graded))) == (len(sessions), 8)
    asked = [["0a1b2c3d4e", "course", made, None, "session", key] for key in keys] + [
        ["", "x", made, "Équipe", "due", key] for key in graded
    ]
    expected = [event_id(course, name, syllabus, group, kind, key) for course, name, _, group, kind, key in asked]
    assert call("calendar", "eventId", asked) == expected


def test_calendars_know_a_term_by_the_half_year_in_which_it_begins(call):
    days = [f"{year}-{month:02}-{day}" for year in (2026, 2027) for month in range(1, 13) for day in ("01", "28")]
    made = [{**syllabus_of(["a", "b"]), "term": {"start": day, "end": "2028-12-31"}} for day in days]
    workshops = [{"format": 1, "title": "W", "days": [{"date": day, "start": "9:00", "end": "12:00"}]} for day in days]
    asked = [["0a1b2c3d4e", "course", one, None, "session", "k"] for one in (*made, *workshops)]
    expected = [event_id(*one[:2], msgspec.convert(one[2], Syllabus), *one[3:]) for one in asked]
    assert call("calendar", "eventId", asked) == expected
    assert len(set(expected)) == 5


#: Zone, and a day (with the days after it) around which its clocks change, or where they never do.
NIGHTS = {
    "America/New_York": "2027-03-13",
    "America/Santiago": "2027-04-02",
    "Europe/Dublin": "2027-10-29",
    "Australia/Lord_Howe": "2027-04-02",
    "Africa/Cairo": "2027-04-28",
    "Asia/Kolkata": "2027-03-13",
    "Pacific/Apia": "2027-04-02",
    "UTC": "2027-03-13",
}


def events_around(day):
    first = (dt.date.fromisoformat(day) - dt.date(1970, 1, 1)).days
    return [
        {
            "id": f"{number}-{start}",
            "title": "T",
            "date": first + number,
            "start": start,
            "minutes": 75,
            "place": "",
            "about": "",
            "categories": [],
        }
        for number in range(4)
        for start in (0, 65, 100, 130, 180, 600, 1410)
    ]


def test_times_are_right_over_a_change_of_clocks(call):
    calls = [[events_around(day), {"title": "C", "zone": name, "revision": 0}] for name, day in NIGHTS.items()]
    for (name, day), text in zip(NIGHTS.items(), call("calendar", "ics", calls), strict=True):
        calendar = icalendar.Calendar.from_ical(text)
        events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
        own = next((one.to_tz(lookup_tzid=False) for one in calendar.walk("VTIMEZONE")), None)
        for number in range(4):
            for start in (0, 65, 100, 130, 180, 600, 1410):
                date = dt.date.fromisoformat(day) + dt.timedelta(days=number)
                begin = begins(Meeting(date=date, start=start, minutes=75, week=1), start, zone(name))
                event = events[f"{number}-{start}"]
                for key, moment in (("DTSTART", begin), ("DTEND", ends(begin, 75))):
                    told = event[key].dt
                    assert told.astimezone(dt.UTC) == moment.astimezone(dt.UTC), (name, date, start, key)
                    if told.tzinfo is not None and told.utcoffset() and own is not None:
                        shown = moment.astimezone(dt.UTC).astimezone(zone(name))  # clocks may jump over its own time
                        assert told.replace(tzinfo=own).utcoffset() == shown.utcoffset(), (name, date, start, key)


def test_without_a_zone_times_float_and_what_is_due_takes_the_day(call):
    day = (dt.date(2027, 3, 14) - dt.date(1970, 1, 1)).days
    session = {
        "id": "s",
        "title": "A",
        "date": day,
        "start": 150,
        "minutes": 60,
        "place": "",
        "about": "",
        "categories": [],
    }
    due = {**session, "id": "d", "title": "B", "start": -1, "minutes": None, "categories": ["C, 1; \\", "Équipe"]}
    (text,) = call("calendar", "ics", [[[session, due], {"title": "C", "zone": "", "revision": 2}]])
    assert "VTIMEZONE" not in text
    one, other = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (dt.datetime(2027, 3, 14, 2, 30), dt.datetime(2027, 3, 14, 3, 30))  # noqa: DTZ001
    assert (other["DTSTART"].dt, other["DTEND"].dt) == (dt.date(2027, 3, 14), dt.date(2027, 3, 15))
    assert other["TRANSP"] == "TRANSPARENT"
    assert [int(event["SEQUENCE"]) for event in (one, other)] == [2, 2]
    assert [event["DTSTAMP"].dt for event in (one, other)] == [dt.datetime(2020, 1, 3, tzinfo=dt.UTC)] * 2
    assert "CATEGORIES" not in one
    assert [str(name) for name in other["CATEGORIES"].cats] == ["C, 1; \\", "Équipe"]


def test_a_calendar_says_of_itself_what_the_commands_says(call):
    title = "POL 1 T, or: T; 1"
    (text,) = call("calendar", "ics", [[[], {"title": title, "zone": "", "revision": 0}]])
    made = schedule(
        """
        title: "T, or: T; 1"
        code: POL 1
        term: {start: 2027-03-15, end: 2027-03-28}
        meetings: [{days: [Mon], start: 10:00, minutes: 60}]
        sessions: [{title: One}]
        """
    )
    commands = calendar(made, made.agendas[0], {}).decode()
    own = [line for line in commands.split("\r\n") if not line.startswith("PRODID")]
    said = [line for line in text.split("\r\n") if not line.startswith("PRODID")]
    assert sorted(said[:-2]) == sorted(own[: own.index("BEGIN:VEVENT")])


def test_a_calendar_holds_any_text_in_lines_of_75_bytes(call):
    events = [
        {
            "id": str(number),
            "title": text,
            "date": 20000,
            "start": 600,
            "minutes": 60,
            "place": text,
            "about": text,
            "categories": [text],
        }
        for number, text in enumerate(HOSTILE)
    ]
    (text,) = call("calendar", "ics", [[events, {"title": "C", "zone": "", "revision": 0}]])
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 and "\n" not in line and "\r" not in line for line in lines)
    for event, said in zip(icalendar.Calendar.from_ical(text).walk("VEVENT"), HOSTILE, strict=True):
        plain = said.replace("\t", " ")
        assert [str(event[key]) for key in ("SUMMARY", "LOCATION", "DESCRIPTION")] == [plain] * 3


def test_a_table_is_read_back_and_no_cell_is_a_formula(call):
    (text,) = call("file", "csv", [[[["title", "number"], *[[one, 7] for one in HOSTILE]]]])
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert rows[0] == ["title", "number"]
    for (title, number), said in zip(rows[1:], HOSTILE, strict=True):
        assert number == "7"
        assert title == (f"'{said}" if said[0] in "=+-@" else said)


PARTED = {
    "a;=1+1": "a;'=1+1",
    "a;+1;-1": "a;'+1;'-1",
    ";@SUM(A1)": ";'@SUM(A1)",
    "=1;=2": "'=1;'=2",
    'a;"=1+1"': 'a;\'"=1+1"',
    "a;＝1": "a;'＝1",
    "a; -1; 5": "a; -1; 5",
}


def test_a_table_is_that_of_the_command_sign_by_sign(call):
    texts = [*HOSTILE, *PARTED]
    (text,) = call("file", "csv", [[[["title"], *[[one] for one in texts]]]])
    assert text.encode() == _table([["title"], *[[one] for one in texts]])
    rows = list(csv.reader(io.StringIO(text[1:], newline="")))
    assert [row[0] for row in rows[1:]][-len(PARTED) :] == list(PARTED.values())


def test_an_address_holds_a_plan_and_takes_over_nothing_else(call):
    draft = {**syllabus_of(HOSTILE), "name": "spring", "kind": "term"}
    (shaped,) = call("plan", "draftOf", [[draft]])
    assert [session["title"] for session in shaped["sessions"][:10]] == HOSTILE[:10]
    (packed,) = call("plan", "packed", [[shaped]])
    assert set(packed) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    (again,) = call("plan", "unpacked", [[packed]])
    assert call("plan", "packed", [[again]]) == [packed]
    assert again["sessions"] == [{**one, "title": one["title"].strip("\ufeff")} for one in shaped["sessions"]]
    assert call("plan", "unpacked", [["%%%"], ["bm8"], ["bnVsbA"], ["W10"], ["e30"]])[:4] == [None] * 4


def test_whatever_stands_in_the_storage_becomes_a_draft(call):
    odd = [
        None, 1, "x", [], {"sessions": {"length": 5}}, {"sessions": [1, None, {"modules": "x", "title": {}}]}, {"meetings": [{"days": ["Mon", "Xxx", 3]}]},
        {"term": [], "holidays": 3, "name": "../../x", "kind": "other"}, {"__proto__": {"polluted": 1}, "title": "\x00a\x1fb"},
    ]  # fmt: skip
    for draft in call("plan", "draftOf", [[one] for one in odd]):
        assert draft["name"] == "course"
        assert draft["kind"] == "term"
        assert set(draft["term"]) == {"start", "end"}
        assert all(
            isinstance(session["title"], str) and isinstance(session["modules"], list) for session in draft["sessions"]
        )
        assert all(set(row["days"]) <= {"Mon"} for row in draft["meetings"])
        assert draft["title"] in ("", "ab")
