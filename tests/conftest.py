"""Options and settings that all tests share."""

import os
from pathlib import Path

import pytest
from browser import chromium  # noqa: F401 - a fixture for all
from hypothesis import HealthCheck, settings
from shelf import shelf  # noqa: F401 - a fixture for all
from warm_sphinx import cold_sphinx, warm_sphinx  # noqa: F401 - fixtures for all

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.register_profile("deep", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=600)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write golden files anew; review the diff")


#: Books that several files look at, built by the first worker that asks (`shared_build`).
SHARED = {"shelf", "hard"}
#: Marks of what takes long.
LONG = ("book", "browser", "install")


def pytest_collection_modifyitems(config, items):
    """Give tests of a shared book the time that its build takes, and workers the files in an order that fills gaps."""
    for item in items:
        if SHARED & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(600))
    if hasattr(config, "workerinput"):
        turns = _turns(items)
        items.sort(key=lambda item: turns[item.path])


def _turns(items) -> dict[Path, int]:
    """Return when each file has its turn: one that builds the shelf, other long ones, those of the shelf, short ones."""
    shelved = dict.fromkeys(item.path for item in items if "shelf" in item.fixturenames)
    first = next(iter(shelved), None)
    long = {item.path for item in items if any(item.get_closest_marker(mark) for mark in LONG)}
    paths = {item.path for item in items}
    return {path: 0 if path == first else 2 if path in shelved else 1 if path in long else 3 for path in paths}


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
