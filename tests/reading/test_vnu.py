"""The Nu HTML checker finds nothing on any page kind but what theme_faults.toml lists, and all of that.

It is the npm package vnu-jar, a Java program; VNU_JAR names its file (`.ci/run` installs it).
"""

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import NoReturn

import java
import pytest

FAULTS = tomllib.loads(Path(__file__).with_name("theme_faults.toml").read_text(encoding="utf-8"))["fault"]


def absent(why: str) -> NoReturn:
    if os.environ.get("REQUIRE_VNU") == "1":
        pytest.fail(f"{why}, and REQUIRE_VNU=1")
    pytest.skip(why)


@pytest.fixture(scope="module")
def check():
    """Return a function from a folder and pages in it to what the checker says: page, kind, message, extract."""
    if shutil.which("java") is None:
        absent("java is not installed")
    jar = find_jar()

    def run(folder, pages):
        command = ["java", *java.OPTIONS, "-jar", str(jar), "--format", "json", "--exit-zero-always", *pages]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=110)
        said = json.loads(done.stderr)["messages"]
        return [(Path(one["url"]).name, one["type"], one["message"], one.get("extract", "")[:120]) for one in said]

    return run


def find_jar() -> Path:
    named = os.environ.get("VNU_JAR")
    if not named:
        absent("VNU_JAR does not name the checker (npm install vnu-jar)")
    return Path(named)


def is_listed(message: str) -> bool:
    return any(message.startswith(fault["message"]) for fault in FAULTS)


def test_pages_are_valid_but_for_listed_faults_and_every_listed_fault_is_there(shelf, check):
    said = check(shelf.html, sorted(shelf.kinds.values()))
    assert [row for row in said if not is_listed(row[2])] == []
    gone = [fault["message"] for fault in FAULTS if not any(row[2].startswith(fault["message"]) for row in said)]
    assert gone == [], "no page has these any more: take them off the list"
    assert all(fault["why"] for fault in FAULTS)


def test_files_to_take_along_have_no_listed_fault_of_the_theme(shelf, check):
    said = check(shelf.html, [shelf.kinds["file"], shelf.kinds["arabic-file"]])
    assert {row[2] for row in said} == set()


def test_the_checker_finds_what_is_planted(tmp_path, check):
    page = '<!DOCTYPE html><html lang="en"><title>a</title><p id="a">b<p id="a">c<img src="d.png"><foo>e</foo>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    errors = [message for _, kind, message, _ in check(tmp_path, ["a.html"]) if kind == "error"]
    assert len(errors) >= 3
    assert not any(map(is_listed, errors))
