"""Every bad file gives the findings that `bad/expected.toml` names, with file, line and a way out."""

import tomllib
from pathlib import Path

import pytest

from builder.files.module_read import read_module
from builder.files.quiz_yml import read_quiz
from builder.files.toc import read_toc

BAD = Path(__file__).parent / "bad"
EXPECTED = tomllib.loads((BAD / "expected.toml").read_text(encoding="utf-8"))


def findings_of(name):
    text = (BAD / name).read_bytes().decode("utf-8")
    if name.endswith(".module.md"):
        return read_module("slug", text, name)[1]
    if name.endswith(".quiz.yml"):
        return read_quiz(text, name)[1]
    return read_toc(text)[1]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_bad_file_is_told_with_its_lines(name):
    findings = findings_of(name)
    assert [[finding.code, finding.where.line] for finding in findings] == EXPECTED[name]
    for finding in findings:
        assert finding.severity == "error"
        assert finding.help, finding
        assert finding.where.file in (name, "_toc.yml")
        assert "\n" not in str(finding)


def test_every_bad_file_is_expected():
    assert sorted(path.name for path in BAD.iterdir() if path.suffix != ".toml") == sorted(EXPECTED)


def test_one_bad_item_does_not_hide_the_others():
    text = "format: 1\nitems:\n  - id: a\n    kind: riddle\n    stem: x\n  - id: b\n    kind: essay\n    stem: Why?\n"
    quiz, findings = read_quiz(text, "quiz.yml")
    assert [item.id for item in quiz.items] == ["b"]
    assert [finding.code for finding in findings] == ["bad-value"]
