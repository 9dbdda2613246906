"""Layouts as files: cases/NAME.txt is an article, cases/NAME.json what is to be found in it, by thought."""

import json
from pathlib import Path

import msgspec
import pytest

from builder import pipeline

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def compact(inspection):
    """Return what a person reviews: no empty field, one short row a line, no digest of the file."""
    found = {name: value for name, value in msgspec.to_builtins(inspection).items() if value}
    found.pop("source")
    found["lines"] = {str(number): pointer for number, pointer in found["lines"]}
    found["findings"] = [f"{finding.severity} {finding.code}" for finding in inspection.findings]
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_layout(case, golden):
    inspection, _ = pipeline.inspect(case.name, case.read_bytes())
    golden(case.with_suffix(".json"), compact(inspection))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: text.replace("\n", "\r").encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.replace("\n", "  \t\n").encode("utf-8"),
        lambda text: text.replace(" the ", "\u00a0the\u00ad \u200b").encode("utf-8"),
        lambda text: (text + "\n\n \n").encode("utf-8"),
    ],
    ids=["crlf", "cr", "bom", "utf-16", "utf-16-be", "trailing blanks", "invisible marks", "blank end"],
)
def test_bytes_do_not_matter(case, change):
    plain, _ = pipeline.inspect(case.name, case.read_bytes())
    changed, findings = pipeline.inspect(case.name, change(case.read_text(encoding="utf-8")))
    assert changed is not None, findings
    assert compact(changed) == compact(plain)


def test_windows_1252_is_read_and_told():
    case = next(case for case in CASES if case.stem == "headings_in_capitals")
    text = case.read_text(encoding="utf-8")
    plain, _ = pipeline.inspect(case.name, text.encode("utf-8"))
    changed, findings = pipeline.inspect(case.name, text.encode("cp1252"))
    assert compact(changed) == compact(plain)
    assert [finding.code for finding in findings] == ["encoding-guessed"]


def test_every_case_has_its_golden_file_and_no_file_is_left_over():
    goldens = {path.stem for path in CASES[0].parent.glob("*.json")}
    assert goldens == {case.stem for case in CASES}
