"""The planner page computes the same days as the command: on the shared cases, and on any syllabus."""

import datetime as dt
import json
import random
from pathlib import Path

import msgspec
import pytest
from planner_script import called

from builder.model.syllabus import WEEKDAYS, Syllabus
from builder.model.timetable import clock
from builder.syllabus.flow import timetables

pytestmark = pytest.mark.browser

CASES = sorted((Path(__file__).parents[1] / "syllabus/dates").glob("*.json"))
#: How many syllabi are made up of each kind.
MADE_UP = 200


def hours(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def told_by_python(timetable):
    return {
        "group": timetable.group,
        "held": [[h.number, h.meeting.date.isoformat(), clock(h.start), h.minutes] for h in timetable.held],
        "unplaced": [[one.number, one.reason] for one in timetable.unplaced],
        "off": [[off.date.isoformat(), off.name] for off in timetable.off],
        "free": [[meeting.date.isoformat(), clock(meeting.start)] for meeting in timetable.free],
    }


def told_by_script(timetable):
    def day(number):
        return (dt.date(1970, 1, 1) + dt.timedelta(days=number)).isoformat()

    return {
        "group": timetable["group"],
        "held": [[h["number"], day(h["meeting"]["date"]), clock(h["start"]), h["minutes"]] for h in timetable["held"]],
        "unplaced": [[one["number"], one["reason"]] for one in timetable["unplaced"]],
        "off": [[day(off["date"]), off["name"]] for off in timetable["off"]],
        "free": [[day(meeting["date"]), clock(meeting["start"])] for meeting in timetable["free"]],
    }


@pytest.fixture(scope="module")
def computed(chromium):
    """Return the timetables that the script computes of many (syllabus, public holidays)."""
    page = chromium.new_page()

    def compute(calls):
        found = called(page, ["planner-days.js", "planner-dates.js"], "BuilderPlanner.dates", "timetables", calls)
        return [[told_by_script(timetable) for timetable in one] for one in found]

    yield compute
    page.close()


def test_sessions_fall_on_the_days_of_each_case(computed):
    cases = [json.loads(path.read_text("utf-8")) for path in CASES]
    assert len(cases) >= 15
    found = computed([[case["syllabus"], case["public"]] for case in cases])
    for path, case, one in zip(CASES, cases, found, strict=True):
        assert one == case["expected"], f"{path.stem}: {case['about']}"


def test_sessions_are_in_the_week_or_on_the_day_of_each_case(chromium):
    cases = [case for case in (json.loads(path.read_text("utf-8")) for path in CASES) if "weeks" in case]
    assert cases
    page = chromium.new_page()
    calls = [[case["syllabus"], case["public"]] for case in cases]
    found = called(page, ["planner-days.js", "planner-dates.js"], "BuilderPlanner.dates", "timetables", calls)
    page.close()
    for case, one in zip(cases, found, strict=True):
        assert [[held["meeting"]["week"] for held in table["held"]] for table in one] == case["weeks"], case["about"]


def some_pattern(draw, name):
    days = draw.sample(WEEKDAYS, draw.randint(1, 3))
    return {"days": days, "start": hours(draw.randrange(480, 1000, 5)), "minutes": draw.randrange(30, 181, 5)} | (
        {"name": name} if name else {}
    )


def some_day(draw, date):
    start = draw.randrange(480, 700, 5)
    end = start + draw.randrange(60, 500, 5)
    breaks = [
        {"at": hours(draw.randrange(start, end, 5)), "minutes": draw.randrange(5, 91, 5)}
        for _ in range(draw.randint(0, 3))
    ]
    return {"date": date, "start": hours(start), "end": hours(end), "breaks": breaks}


def some_syllabus(draw, workshop):
    """Return a made-up syllabus as its file holds it, and public holidays; pins often cannot be kept."""
    first = dt.date(draw.randint(2026, 2032), draw.randint(1, 12), draw.randint(1, 28))
    dates = [
        (first + dt.timedelta(days=n)).isoformat()
        for n in range(-3, draw.randint(1, 3) if workshop else draw.randint(5, 80))
    ]
    kinds = draw.sample([None, "Lecture", "Seminar"], draw.randint(1, 3))
    sessions = []
    for number in range(draw.randint(0, 14)):
        session = {"title": str(number)}
        if workshop or draw.random() < 0.2:
            session["minutes"] = draw.randrange(5, 240, 5)
        if draw.random() < 0.25:
            session["date"] = draw.choice(dates)
        if not workshop and draw.random() < 0.3 and any(kinds):
            session["meeting"] = draw.choice([kind for kind in kinds if kind])
        sessions.append(session)
    made = {"format": 1, "title": "T", "sessions": sessions}
    if workshop:
        made["days"] = [some_day(draw, date) for date in dates[3:]]
        if draw.random() < 0.3:
            made["groups"] = [{"name": "A"}, {"name": "B", "days": [some_day(draw, date) for date in dates[2:4]]}]
        return made, {}
    made["term"] = {"start": dates[3], "end": dates[-1]}
    made["meetings"] = [some_pattern(draw, kind) for kind in kinds]
    if draw.random() < 0.4:
        made["groups"] = [{"name": "A"}, {"name": "B", "meetings": [some_pattern(draw, kind) for kind in kinds]}]
    start, end = sorted(draw.choices(dates, k=2))
    made["breaks"] = [{"start": start, "end": end}] if draw.random() < 0.3 else []
    public = {date: f"Day {date}" for date in draw.choices(dates, k=draw.randint(0, 6))}
    named = [{"date": date, "name": "Open day"} for date in draw.choices(dates, k=draw.randint(0, 2))]
    made["holidays"] = {"dates": named, "held": draw.choices(dates, k=draw.randint(0, 3))}
    return made, public


@pytest.mark.parametrize("kind", ["term", "workshop"])
def test_page_and_command_agree_on_any_syllabus(computed, kind):
    draw = random.Random(f"planner {kind}")
    made = [some_syllabus(draw, kind == "workshop") for _ in range(MADE_UP)]
    found = computed([list(one) for one in made])
    reasons = set()
    for (syllabus, public), one in zip(made, found, strict=True):
        days = {dt.date.fromisoformat(day): name for day, name in sorted(public.items())}
        expected = [told_by_python(t) for t in timetables(msgspec.convert(syllabus, Syllabus), days)]
        assert one == expected, json.dumps([syllabus, public])
        reasons |= {reason for timetable in expected for _, reason in timetable["unplaced"]}
    own = {"term": {"no-meeting-left", "day-off", "no-meeting"}, "workshop": {"too-long"}}[kind]
    assert reasons >= {"before-pin", "outside", "taken", "order"} | own, "the syllabi try every reason"


def due_in_parts(page, syllabus):
    """Return the number of each part of the plan in which something is due, with its names."""
    scripts = ["planner-days.js", "planner-dates.js", "planner-weeks.js"]
    ((timetable,),) = called(page, scripts, "BuilderPlanner.dates", "timetables", [[syllabus, {}]])
    (parts,) = called(page, scripts, "BuilderPlanner.dates", "weeks", [[syllabus, timetable]])
    numbers = [part["number"] for part in parts if part["number"] is not None]
    assert numbers == sorted(set(numbers))
    return [(part["number"], [one["name"] for one in part["due"]]) for part in parts if part["due"]]


def test_what_is_due_on_no_day_of_the_course_stands_where_it_falls(chromium):
    def graded(*days):
        return [{"name": day, "due": day} for day in days] + [{"name": "without a day"}]

    page = chromium.new_page()
    term = {
        "term": {"start": "2027-01-12", "end": "2027-01-20"},
        "meetings": [{"days": ["Tue"], "start": "10:00", "minutes": 75}],
        "assessments": graded("2028-01-12", "2027-01-24", "2027-01-11", "2027-01-25", "2027-01-10"),
    }
    assert due_in_parts(page, term) == [
        (None, ["2027-01-10"]), (1, ["2027-01-11"]), (2, ["2027-01-24"]), (None, ["2028-01-12", "2027-01-25"]),
    ]  # fmt: skip
    workshop = {
        "days": [{"date": day, "start": "9:00", "end": "12:00"} for day in ("2027-05-13", "2027-05-15")],
        "assessments": graded("2027-05-16", "2027-05-14", "2027-05-15", "2027-05-12"),
    }
    assert due_in_parts(page, workshop) == [
        (None, ["2027-05-12"]), (None, ["2027-05-14"]), (2, ["2027-05-15"]), (None, ["2027-05-16"]),
    ]  # fmt: skip
    page.close()
