"""What somebody may write wrong in a syllabus is told on its line, with what to write instead."""

import tomllib
from pathlib import Path

import pytest

from builder.files.syllabus_yml import read_syllabus

SLIPS = tomllib.loads(Path(__file__).with_name("syllabus_slips.toml").read_text(encoding="utf-8"))["slips"]
SOUND = """format: 1
title: T
timezone: America/New_York
term:
  start: 2027-01-11
  end: 2027-03-19
meetings:
  - days: [Mon, Wed]
    start: 10:00
    minutes: 75
sessions:
  - title: One
"""


def test_the_sound_file_is_sound():
    read, findings = read_syllabus(SOUND, "syllabi/a.yml")
    assert read is not None
    assert findings == ()


@pytest.mark.parametrize(("old", "new", "line", "words"), SLIPS, ids=[slip[1].strip()[-30:] for slip in SLIPS])
def test_a_slip_is_told_on_its_line(old, new, line, words):
    assert old in SOUND
    read, findings = read_syllabus(SOUND.replace(old, new, 1), "syllabi/a.yml")
    if not line:
        assert read is not None
        assert findings == ()
        return
    assert [finding.where.line for finding in findings] == [line]
    assert words in str(findings[0])
    assert findings[0].help
