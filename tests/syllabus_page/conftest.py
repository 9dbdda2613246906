"""The course with syllabi, built once by us: tests only look at it."""

from pathlib import Path

import pytest
from shared_build import built_once
from syllabus_course import build, digest, offer, whole_course


def _build(folder: Path) -> None:
    course = whole_course(folder)
    now = digest(course, "groups")
    paper = ("groups-a4.pdf", "groups-letter-large.pdf")
    for file in ("groups-north.ics", "groups-south.ics", *paper, "groups.csv", "groups-coverage.csv"):
        offer(course, "groups", file, now)
    offer(course, "groups", "groups.docx", "old")
    offer(course, "groups", "notes.txt", now)
    offer(course, "spring", "spring.ics", now)  # made of another syllabus
    assert build(course) == ()


@pytest.fixture(scope="session")
def with_syllabi(pytestconfig, tmp_path_factory) -> Path:
    """Return the folder of the course."""
    return built_once(pytestconfig, tmp_path_factory, "with-syllabi", _build)
