"""Options and settings that all tests share."""

import os
from pathlib import Path

import pytest
from browser import chromium  # noqa: F401 - a fixture for all
from hypothesis import HealthCheck, settings
from shelf import shelf  # noqa: F401 - a fixture for all

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.register_profile("deep", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=600)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; review the diff")


def pytest_collection_modifyitems(items):
    """Give the first test of a course that is built as everything the time of its four builds."""
    for item in items:
        if {"shelf", "hard"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture
def golden(request):
    """Compare a text with a golden file; a missing file fails unless --update-golden is given."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"{path} is missing; write it with --update-golden and review it"
        assert text == path.read_bytes().decode("utf-8")

    return compare
