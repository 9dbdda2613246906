"""A plan that was kept or shared finds its modules again under the names that they have today."""

import pytest
from planner_script import called

pytestmark = pytest.mark.browser

SCRIPTS = ["quiz-seal.js", "planner-days.js", "planner-dates.js", "planner-lacks.js", "planner-plan.js"]
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
