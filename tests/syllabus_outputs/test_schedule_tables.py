"""Tables of a schedule, as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from syllabi_by_hand import entry, schedule

from builder.model.schedule import Schedule
from builder.writers.schedule_table import COLUMNS, coverage_table, schedule_table

TERM = """
    title: T
    timezone: Europe/Berlin
    term: {start: 2028-02-21, end: 2028-03-12}
    meetings:
      - {name: Lecture, days: [Mon], start: 9:00, minutes: 90, place: "Hall, east"}
      - {name: Seminar, days: [Tue], start: 23:00, minutes: 60}
    """


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def table(made: Schedule) -> list[tuple[str, ...]]:
    names = ("week", "date", "weekday", "start", "end", "group", "kind", "number", "title")
    return [tuple(row[name] for name in names) for row in rows(schedule_table(made))]


def test_nothing_vanishes() -> None:
    made = schedule(
        TERM
        + """
    holidays:
      dates: [{date: 2028-02-28, name: Open day}]
    breaks:
      - {start: 2028-03-06, end: 2028-03-12}
    sessions:
      - {title: One, meeting: Lecture}
      - {title: Two, meeting: Seminar}
      - {title: Three, meeting: Lecture, date: 2028-03-06}
    assessments:
      - {name: Essay, due: 2028-02-21, weight: 12.5}
      - {name: Late work, due: 2028-05-01}
      - {name: Talk, session: nobody-knows}
    """
    )
    assert table(made) == [
        ("1", "2028-02-21", "Mon", "", "", "", "due", "", "Essay"),
        ("1", "2028-02-21", "Mon", "09:00", "10:30", "", "session", "1", "One"),
        ("1", "2028-02-22", "Tue", "23:00", "00:00", "", "session", "2", "Two"),
        ("2", "2028-02-28", "Mon", "", "", "", "holiday", "", "Open day"),
        ("2", "2028-02-29", "Tue", "23:00", "00:00", "", "free", "", ""),
        ("3", "2028-03-06", "Mon", "", "", "", "break", "", ""),
        ("3", "2028-03-07", "Tue", "", "", "", "break", "", ""),
        ("", "2028-05-01", "Mon", "", "", "", "due", "", "Late work"),
        ("", "", "", "", "", "", "to be settled", "3", "Three"),
        ("", "", "", "", "", "", "due", "", "Talk"),
    ]


@pytest.mark.parametrize(
    ("language", "notes"),
    [("en", "the day it is set to is without class"), ("fr", "il n’y a pas de cours à la date prévue")],
)
def test_why_a_session_has_no_day_is_told_in_the_language_of_the_syllabus(language: str, notes: str) -> None:
    made = schedule(
        f"{TERM}language: {language}"
        """
    breaks: [{start: 2028-03-06, end: 2028-03-12}]
    sessions: [{title: Exam, date: 2028-03-06}]
    """
    )
    (settled,) = [row for row in rows(schedule_table(made)) if row["kind"] == "to be settled"]
    assert (settled["number"], settled["notes"]) == ("1", notes)


def test_a_session_has_its_modules_its_readings_and_its_minutes() -> None:
    made = schedule(
        TERM
        + """
    sessions:
      - modules: [war, nowhere, peace]
        minutes: 45
        readings: ["*A* reader, p. 3"]
        notes: "Bring:\\n\\n- paper"
    """,
        [entry("war", citation="One, A. (2020). *War*."), entry("peace", reading_minutes=7)],
    )
    row = rows(schedule_table(made))[0]
    assert tuple(row) == COLUMNS
    assert row["modules"] == "war; peace; nowhere"
    assert row["readings"] == "One, A. (2020). War.\nA reader, p. 3"
    assert (row["reading minutes"], row["class minutes"]) == ("12", "45")
    assert (row["meeting"], row["place"]) == ("Lecture", "Hall, east")
    assert row["notes"] == "Bring:\n- paper"


def test_groups_follow_one_another() -> None:
    made = schedule(
        TERM
        + """
    groups:
      - {name: A/B}
      - {name: "=Two", meetings: [{days: [Wed], start: 9:00, minutes: 60}]}
    sessions: [{title: One}, {title: One}]
    """
    )
    held = [row for row in rows(schedule_table(made)) if row["kind"] == "session"]
    assert [(row["group"], row["date"], row["title"]) for row in held] == [
        ("A/B", "2028-02-21", "One"),
        ("A/B", "2028-02-22", "One"),
        ("'=Two", "2028-02-23", "One"),
        ("'=Two", "2028-03-01", "One"),
    ]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("https://example.org")'])
def test_no_cell_is_a_formula(title: str) -> None:
    made = schedule(
        f"{TERM}sessions: [{{title: {json.dumps(title)}, modules: [war]}}]\n",
        [entry("war", keywords=(title,))],
    )
    held = next(row for row in rows(schedule_table(made)) if row["kind"] == "session")
    assert held["title"] == f"'{title}"
    assert [row["name"] for row in rows(coverage_table(made))] == [f"'{title}"]


PARTED = {
    "a;=1+1": "a;'=1+1",
    "a;+1;-1": "a;'+1;'-1",
    ";@SUM(A1)": ";'@SUM(A1)",
    "=1;=2": "'=1;'=2",
    'a;"=1+1"': 'a;\'"=1+1"',
    "a;＝1": "a;'＝1",
    "a; -1; 5": "a; -1; 5",
}


@pytest.mark.parametrize("title", PARTED)
def test_no_cell_holds_a_formula_where_semicolons_part_cells(title: str) -> None:
    made = schedule(f"{TERM}sessions: [{{title: {json.dumps(title)}, modules: [war, peace]}}]\n", [entry("war")])
    data = schedule_table(made)
    held = next(row for row in rows(data) if row["kind"] == "session")
    assert (held["title"], held["modules"]) == (PARTED[title], "war; peace")
    assert b',"war; peace",' in data
    for line in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
        assert not [cell for cell in line if cell.startswith(("=", "+", "-", "@", "＝"))]


@pytest.mark.parametrize("title", ["A, b; c", 'She said "no"', "Two\nlines", "السلام", "5 - 3 = 2", "🕊️"])
def test_every_other_cell_is_as_it_is_written(title: str) -> None:
    made = schedule(f"{TERM}sessions: [{{title: {json.dumps(title, ensure_ascii=False)}}}]\n")
    assert rows(schedule_table(made))[0]["title"] == title


def test_coverage_marks_the_sessions_that_serve() -> None:
    made = schedule(
        TERM
        + """
    sessions: [{modules: [war]}, {title: Talk}, {modules: [peace]}]
    outcomes:
      - {text: Explain., keywords: [conflict]}
      - {text: Nobody serves this.}
    """,
        [entry("war", keywords=("conflict",)), entry("peace", keywords=("conflict", "norms"))],
    )
    lines = list(csv.reader(io.StringIO(coverage_table(made).decode("utf-8-sig"), newline="")))
    assert lines == [
        ["kind", "name", "sessions", "1. War", "2. Talk", "3. Peace"],
        ["outcome", "Explain.", "2", "x", "", "x"],
        ["outcome", "Nobody serves this.", "0", "", "", ""],
        ["keyword", "conflict", "2", "x", "", "x"],
        ["keyword", "norms", "1", "", "", "x"],
    ]
