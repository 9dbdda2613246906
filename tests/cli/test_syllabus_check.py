"""`builder syllabus check` from the outside: all syllabi or one, as lines or as JSON, and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from builder.cli.main import main

SMALL = Path(__file__).parents[1] / "checks" / "syllabus"


@pytest.fixture
def course(tmp_path):
    shutil.copytree(SMALL / "course", tmp_path / "course")
    (tmp_path / "course" / "syllabi").mkdir()
    return tmp_path / "course"


def put(course, *names):
    for name in names:
        shutil.copy(SMALL / "cases" / f"{name}.yml", course / "syllabi")


def check(course, capsys, *arguments):
    code = main(["syllabus", "check", *arguments, "--course", str(course)])
    out, error = capsys.readouterr()
    return code, out, error


def test_a_good_syllabus_has_nothing_to_mend(course, capsys):
    put(course, "good_term", "good_workshop")
    assert check(course, capsys, "--strict") == (0, "nothing to mend\n", "")


def test_a_line_says_where_what_and_what_to_do_and_ends_in_its_code(course, capsys):
    put(course, "minutes")
    code, out, _ = check(course, capsys)
    first = out.splitlines()[0]
    assert code == 0
    assert first.startswith("syllabi/minutes.yml:9 @ $.sessions[0].minutes: warning: “Long” takes 15 minutes more")
    assert first.endswith("[syllabus-minutes]")
    assert out.splitlines()[-1].startswith("0 errors, 2 warnings, 1 note")


def test_warnings_fail_only_a_strict_check_and_errors_every_one(course, capsys):
    put(course, "minutes", "modules")
    assert check(course, capsys, "minutes")[0] == 0
    assert check(course, capsys, "minutes", "--strict")[0] == 1
    assert check(course, capsys, "modules")[0] == 1
    assert check(course, capsys)[0] == 1


@pytest.mark.parametrize("name", ["minutes", "minutes.yml", "syllabi/minutes.yml"])
def test_only_the_named_syllabus_is_looked_at_and_its_file_may_be_named(course, capsys, name):
    put(course, "minutes", "modules", "ends_before_it_starts")
    _, out, _ = check(course, capsys, name)
    places = {line.split(":")[0] for line in out.splitlines()[:-1]}
    assert places == {"syllabi/minutes.yml"}


def test_several_may_be_named(course, capsys):
    put(course, "minutes", "modules", "outcomes")
    _, out, _ = check(course, capsys, "minutes", "outcomes", "minutes")
    places = [line.split(":")[0] for line in out.splitlines()[:-1]]
    assert places == ["syllabi/minutes.yml"] * 3 + ["syllabi/outcomes.yml"] * 2


def test_json_is_that_of_builder_check(course, capsys):
    put(course, "outcomes")
    code, out, _ = check(course, capsys, "--json")
    value = json.loads(out)
    assert code == 0
    assert value["counts"] == {"error": 0, "warning": 2, "note": 0}
    assert [(f["code"], f["where"]["line"]) for f in value["findings"]] == [
        ("syllabus-outcome", line) for line in (10, 11)
    ]
    assert main(["check", "--json", "--course", str(course)]) in (0, 1)
    both = json.loads(capsys.readouterr().out)["findings"]
    assert [f for f in both if f["where"]["file"] == "syllabi/outcomes.yml"] == value["findings"]


def test_an_unknown_name_is_one_line_and_in_json_a_finding(course, capsys):
    put(course, "minutes")
    code, out, error = check(course, capsys, "minute")
    assert (code, out) == (1, "")
    assert "did you mean minutes?" in error
    code, out, _ = check(course, capsys, "minute", "--json")
    assert code == 1
    assert [f["code"] for f in json.loads(out)["findings"]] == ["syllabus-unknown"]


def test_a_course_without_syllabi_is_told(course, capsys):
    code, _, error = check(course, capsys)
    assert code == 1
    assert "[syllabus-unknown]" in error
