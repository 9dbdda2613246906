"""A plan that was kept or shared finds its modules again under the names that they have today."""

import msgspec
import pytest
from planner_script import called

from builder.model.syllabus import Syllabus
from builder.syllabus.schedule import session_keys

pytestmark = pytest.mark.browser

SCRIPTS = ["quiz-seal.js", "planner-days.js", "planner-dates.js", "planner-lacks.js", "planner-plan.js"]
SYLLABUS = {"format": 1, "title": "A", "timezone": "UTC"}
MODULES = [
    {"slug": "new", "renamed_from": ["old", "older"]},
    {"slug": "taken", "renamed_from": []},
    {"slug": "other", "renamed_from": ["taken", "mine"]},
]


def test_modules_of_a_plan_have_their_names_of_today(chromium):
    page = chromium.new_page()
    drafts = [{"sessions": [{"modules": ["older", "new", "taken", "mine", "gone"]}, {"modules": []}]}, None]
    found = called(page, SCRIPTS, "BuilderPlanner.plan", "ofToday", [[draft, MODULES] for draft in drafts])
    page.close()
    assert found == [{"sessions": [{"modules": ["new", "new", "taken", "other", "gone"]}, {"modules": []}]}, None]


def test_a_calendar_knows_a_session_again_when_its_module_has_another_name(chromium):
    page = chromium.new_page()
    scripts = ["quiz-seal.js", "planner-days.js", "planner-dates.js", "planner-file.js", "planner-calendar.js"]
    said = {"sessions": [{"modules": [slug]} for slug in ("new", "taken", "other")]}
    (found,) = called(page, scripts, "BuilderPlanner.calendar", "sessionKeys", [[said, MODULES[:1] + MODULES[2:]]])
    page.close()
    syllabus = msgspec.convert(SYLLABUS | said, Syllabus)
    assert tuple(found) == session_keys(syllabus, {"new": "old", "other": "taken"})
    assert found == ["modules old", "modules taken", "modules taken #2"]
