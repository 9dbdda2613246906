"""Whole files as they were reviewed: layout, remarks, and that they read back."""

from pathlib import Path

import pytest
from entries_by_hand import cases_of
from plans_by_hand import plan_of, request_of, supply_of, text_of

from builder.files.syllabus_yml import read_syllabus

HERE = Path(__file__).parent


@pytest.mark.parametrize("case", cases_of(HERE / "drafts.toml"), ids=lambda case: case["name"])
def test_the_file_is_as_it_was_reviewed(case, golden):
    plan = plan_of(request_of(case["asked"]), supply_of(case["module"]))
    text = text_of(plan, command=case["command"], schema=case.get("schema"), timed=case.get("timed", True))
    golden(HERE / f"golden/{case['name']}.yml", text)
    read, findings = read_syllabus(text, f"syllabi/{case['name']}.yml")
    assert findings == ()
    assert read.syllabus == plan.syllabus
