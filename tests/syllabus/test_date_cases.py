"""Date arithmetic, case by case: the same files hold the planner page to it (`tests/planner`)."""

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

from builder.model.syllabus import Syllabus
from builder.model.timetable import clock
from builder.syllabus.flow import timetables

CASES = sorted((Path(__file__).parent / "dates").glob("*.json"))


def told(timetable):
    """A timetable as the cases write it."""
    return {
        "group": timetable.group,
        "held": [[h.number, h.meeting.date.isoformat(), clock(h.start), h.minutes] for h in timetable.held],
        "unplaced": [[one.number, one.reason] for one in timetable.unplaced],
        "off": [[off.date.isoformat(), off.name] for off in timetable.off],
        "free": [[meeting.date.isoformat(), clock(meeting.start)] for meeting in timetable.free],
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_sessions_fall_on_the_days_of_the_case(path):
    case = json.loads(path.read_text("utf-8"))
    syllabus = msgspec.convert(case["syllabus"], Syllabus)
    public = {dt.date.fromisoformat(day): name for day, name in case["public"].items()}
    assert [told(one) for one in timetables(syllabus, public)] == case["expected"]


def test_sessions_are_in_the_week_or_on_the_day_of_the_case():
    cases = [case for case in (json.loads(path.read_text("utf-8")) for path in CASES) if "weeks" in case]
    assert cases
    for case in cases:
        found = timetables(msgspec.convert(case["syllabus"], Syllabus), {})
        assert [[held.meeting.week for held in one.held] for one in found] == case["weeks"], case["about"]


def test_there_are_cases():
    assert len(CASES) >= 20
