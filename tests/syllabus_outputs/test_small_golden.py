"""A small syllabus over the night on which clocks go forward, against files that were read before they were kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from syllabi_by_hand import entry, schedule

from builder.model.schedule import Schedule
from builder.pipeline.syllabus_products import calendar
from builder.writers.schedule_table import coverage_table, schedule_table

HERE = Path(__file__).parent / "small"
MAKERS = {
    "small.ics": lambda made: calendar(made, made.agendas[0], {"war": "https://example.org/modules/war.html"}),
    "small.csv": schedule_table,
    "small-coverage.csv": coverage_table,
}


@pytest.fixture(scope="module")
def small() -> Schedule:
    written = (HERE / "small.yml").read_text(encoding="utf-8").removeprefix("format: 1\n")
    war = entry("war", "War, and more", citation="One, A. (2020). *War*.", keywords=("conflict",))
    return schedule(written, [war], name="small")


@pytest.mark.parametrize("name", MAKERS)
def test_a_small_syllabus(name: str, small: Schedule, request: pytest.FixtureRequest) -> None:
    made = MAKERS[name](small)
    path = HERE / name
    if request.config.getoption("--update-golden"):
        path.write_bytes(made)
    assert path.exists(), f"{path} is missing; write it with --update-golden and review it"
    assert made == path.read_bytes()
