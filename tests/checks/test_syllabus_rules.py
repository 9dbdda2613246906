"""The rules of a syllabus: each case is a file that says, line by line, what is to be found there and nothing else.

`#! severity code: words` at the end of a line expects one finding on it, with these words; `;;` divides several.
"""

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest

from builder.checks.syllabus.table import SYLLABUS_RULES
from builder.checks.table import check_syllabi
from builder.files.course import read_course
from builder.files.survey import survey
from builder.files.syllabus_yml import read_syllabus
from builder.pipeline.syllabi import timetabled

HERE = Path(__file__).parent / "syllabus"
CASES = sorted(HERE.joinpath("cases").glob("*.yml"))
_EXPECTED = re.compile(r"(?P<severity>error|warning|note) (?P<code>[a-z-]+): (?P<words>.+)")


@pytest.fixture(scope="module")
def course():
    read, findings = read_course(HERE / "course")
    assert not findings
    return read


def expected(text):
    found = []
    for line, row in enumerate(text.split("\n"), 1):
        for words in row.split("#! ")[1].split(";; ") if "#! " in row else ():
            match = _EXPECTED.fullmatch(words.strip())
            assert match, f"line {line}: {words}"
            found.append((line, match["severity"], match["code"], match["words"]))
    return found


def found_in(text, name, course):
    read, findings = read_syllabus(text, f"syllabi/{name}.yml")
    if read is None:
        return list(findings)
    whole = msgspec.structs.replace(survey(course)[0], syllabi=(read,))
    return [*findings, *check_syllabi(timetabled(whole, course), 2027)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_found_is_what_the_lines_say(path, course):
    text = path.read_text(encoding="utf-8")
    findings = sorted(found_in(text, path.stem, course), key=lambda f: (f.where.line, f.severity, f.code))
    wanted = sorted(expected(text))
    told = "\n".join(map(str, findings))
    assert sorted((f.where.line, f.severity, f.code) for f in findings) == sorted(want[:3] for want in wanted), told
    for line, _, code, words in wanted:
        assert any(f.where.line == line and f.code == code and words in str(f) for f in findings), (words, told)
    assert all(f.where.file == f"syllabi/{path.stem}.yml" and f.help for f in findings), told


def test_a_leap_day_is_a_day_and_a_term_may_go_over_new_year(course):
    text = (HERE / "cases" / "new_year_and_leap_day.yml").read_text(encoding="utf-8")
    read, _ = read_syllabus(text, "syllabi/a.yml")
    whole = msgspec.structs.replace(survey(course)[0], syllabi=(read,))
    (table,) = timetabled(whole, course).syllabi[0].timetables
    days = [(held.meeting.date, held.meeting.week) for held in table.held]
    assert days == [
        (dt.date(2027, 12, 14), 1),
        (dt.date(2028, 2, 1), 8),
        (dt.date(2028, 2, 15), 10),
        (dt.date(2028, 2, 22), 11),
        (dt.date(2028, 2, 29), 12),
    ]


def test_every_rule_says_in_one_sentence_what_holds():
    assert all((rule.__doc__ or "").endswith(".") for rule in SYLLABUS_RULES)
    assert len(set(SYLLABUS_RULES)) == len(SYLLABUS_RULES)
