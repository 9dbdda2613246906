"""`builder syllabus build` from the outside: files, findings, exit codes, and the same bytes twice."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import Ran, ran
from paper_course import write_course

MODULE = """---
format: 1
title: "{title}"
language: en
citation: "One, A. (2020). *War, and more*. Journal of Peace, 3(1), 1–20."
keywords: [conflict, norms]
---
# {title}

## Summary

Violence has causes. They can be known, and what is known can be taught in an hour.
"""
SPRING = """format: 1
title: A seminar
code: POL 1
timezone: America/New_York
term: {start: 2027-03-01, end: 2027-03-28}
groups:
  - {name: "A/B", meetings: [{days: [Mon], start: 10:00, minutes: 75}]}
  - {name: "a b", meetings: [{days: [Sun], start: 0:30, minutes: 120, place: "Room 1"}]}
  - {name: "C", meetings: [{days: [Wed], start: 10:00, minutes: 75}]}
sessions:
  - {modules: [war]}
  - {modules: [war, gone]}
  - {title: Talk}
assessments:
  - {name: Essay, due: 2027-03-12, weight: 40}
"""
WORKSHOP = """format: 1
title: A workshop
language: en
days:
  - {date: 2028-02-29, start: 9:00, end: 12:00, breaks: [{at: 10:00, minutes: 15}]}
sessions:
  - {title: Welcome, minutes: 60}
  - {modules: [war], minutes: 105}
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    modules = {"war": (MODULE.format(title="War, and more"), "")}
    folder = write_course(tmp_path_factory.mktemp("written") / "course", modules)
    (folder / "syllabi").mkdir()
    (folder / "syllabi" / "spring.yml").write_text(SPRING, encoding="utf-8")
    (folder / "syllabi" / "workshop.yml").write_text(WORKSHOP, encoding="utf-8")
    return folder


@pytest.fixture
def course(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "course")


def build(course: Path, *arguments: str) -> Ran:
    return ran("syllabus", "build", *arguments, "--no-page", "--course", str(course))


def codes(done: Ran) -> set[str]:
    return {line.rpartition("[")[2].rstrip("]") for line in done.lines}


#: What the rules say of the spring: a module that is not there and one that is taught twice, one weight of 40, and a
#: Sunday on which a session from 0:30 ends in the hour that clocks skip. None of it keeps the files from being made.
AMISS = {"syllabus-module", "syllabus-module-twice", "syllabus-weights", "syllabus-clock"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.*"))}


def test_every_syllabus_has_its_files_and_their_paths_are_printed(course: Path) -> None:
    done = build(course)
    assert (done.code, codes(done)) == (0, AMISS)
    assert all("warning: " in line for line in done.lines)
    out = course / "_build" / "syllabus"
    names = [Path(line).relative_to(out).as_posix() for line in done.out.splitlines()]
    assert names == [
        "spring/spring-a-b.ics",
        "spring/spring-a-b-2.ics",
        "spring/spring-c.ics",
        "spring/spring.csv",
        "spring/spring-coverage.csv",
        "spring/spring-a4.pdf",
        "spring/spring-a4.docx",
        "workshop/workshop.ics",
        "workshop/workshop.csv",
        "workshop/workshop-coverage.csv",
        "workshop/workshop-a4.pdf",
        "workshop/workshop-a4.docx",
    ]
    assert sorted([*names, "spring/.made-from.json", "workshop/.made-from.json"]) == sorted(files(out))


def test_a_syllabus_that_no_page_shows_gets_one_and_once(course: Path) -> None:
    """Its line goes into the table of contents; a second run, or `--no-page`, adds nothing."""
    toc = (course / "_toc.yml").read_text(encoding="utf-8")
    build(course, "workshop", "--format", "docx")
    assert (course / "_toc.yml").read_text(encoding="utf-8") == toc
    done = ran("syllabus", "build", "--format", "docx", "--course", str(course))
    assert done.code == 0
    added = [line for line in done.lines if line.endswith("[syllabus-page-added]")]
    assert [line.split(",")[0] for line in added] == [
        "note: added course/syllabus-spring.md",
        "note: added course/syllabus-workshop.md",
    ]
    assert "{builder-syllabus} workshop" in (course / "course/syllabus-workshop.md").read_text(encoding="utf-8")
    after = (course / "_toc.yml").read_text(encoding="utf-8")
    assert after.index("course/syllabus-spring") < after.index("course/syllabus-workshop")
    again = ran("syllabus", "build", "--format", "docx", "--course", str(course))
    assert not [line for line in again.lines if "note: " in line]
    assert (course / "_toc.yml").read_text(encoding="utf-8") == after


def test_a_page_that_shows_something_else_is_left_alone_and_the_files_are_made(course: Path) -> None:
    (course / "course").mkdir(exist_ok=True)
    mine = course / "course/syllabus-workshop.md"
    mine.write_text("# Mine\n", encoding="utf-8")
    done = ran("syllabus", "build", "workshop", "--format", "docx", "--course", str(course))
    assert done.code == 0
    (line,) = done.lines
    assert line.startswith("course/syllabus-workshop.md: warning: ")
    assert mine.read_text(encoding="utf-8") == "# Mine\n"
    assert (course / "_build/syllabus/workshop/workshop.ics").is_file()


def test_a_name_a_paper_a_format_and_a_folder(course: Path, tmp_path: Path) -> None:
    done = build(
        course, "syllabi/workshop.yml", "--paper", "letter,a4", "--format", "pdf", "--out", str(tmp_path / "out")
    )
    assert done.code == 0
    made = [path for path in files(tmp_path / "out") if path.endswith((".pdf", ".docx"))]
    assert made == ["workshop/workshop-a4.pdf", "workshop/workshop-letter.pdf"]
    assert not (course / "_build").exists()


def test_the_same_bytes_twice_whatever_the_hash_seed(course: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "builder", "syllabus", "build", "spring", "--out", str(out)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}", "LC_ALL": "C.UTF-8"}
        subprocess.run([*command, "--course", str(course)], check=True, capture_output=True, env=environment)
        made.append(files(out))
    assert made[0] == made[1]
    assert len(made[0]) == 8


def test_a_file_that_a_person_changed_is_left_alone(course: Path) -> None:
    build(course, "spring")
    folder = course / "_build" / "syllabus" / "spring"
    before = files(folder)
    mine = folder / "spring.csv"
    mine.write_text("mine", encoding="utf-8")
    done = build(course, "spring")
    assert done.code == 1
    assert codes(done) == {*AMISS, "handout-edited"}
    assert [line for line in done.lines if "error: " in line] == [line for line in done.lines if "spring.csv" in line]
    assert mine.read_text(encoding="utf-8") == "mine"
    assert {**files(folder), "spring.csv": b""} == {**before, "spring.csv": b""}


def test_a_changed_syllabus_changes_its_files(course: Path) -> None:
    build(course, "spring", "--format", "docx")
    path = course / "syllabi" / "spring.yml"
    path.write_text(SPRING.replace("2027-03-12", "2027-03-13"), encoding="utf-8")
    done = build(course, "spring", "--format", "docx")
    assert (done.code, codes(done)) == (0, {*AMISS, "syllabus-revision"})
    calendar = (course / "_build/syllabus/spring/spring-a-b.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270313" in calendar


def test_a_calendar_that_changes_under_one_revision_is_told(course: Path) -> None:
    path = course / "syllabi" / "workshop.yml"
    told = []
    for text in (
        WORKSHOP,
        WORKSHOP,
        WORKSHOP.replace("9:00", "9:30"),
        WORKSHOP.replace("9:00", "9:15") + "revision: 1\n",
        WORKSHOP + "revision: 1\n",
        WORKSHOP + "description: Words.\nrevision: 1\n",
    ):
        path.write_text(text, encoding="utf-8")
        lines = build(course, "workshop", "--format", "docx").lines
        told.append([line for line in lines if "syllabus-revision" in line])
    assert [len(lines) for lines in told] == [0, 0, 1, 0, 1, 0]
    assert re.match(
        r"syllabi/workshop\.yml: note: .*some calendar programs keep what they have.*raise `rev", told[2][0]
    )


def test_a_calendar_that_a_person_changed_is_not_compared(course: Path) -> None:
    build(course, "workshop", "--format", "docx")
    calendar = course / "_build/syllabus/workshop/workshop.ics"
    calendar.write_bytes(calendar.read_bytes().replace(b"Welcome", b"My own"))
    assert codes(build(course, "workshop", "--format", "docx")) & {"handout-edited", "syllabus-revision"} == {
        "handout-edited"
    }


def test_calendars_of_two_courses_share_no_event(course: Path) -> None:
    def ids() -> set[str]:
        build(course, "--format", "docx")
        texts = [data.decode() for path, data in files(course / "_build").items() if path.endswith(".ics")]
        return {found for text in texts for found in re.findall(r"^UID:(\S+)", text, re.MULTILINE)}

    first = ids()
    config = course / "_config.yml"
    config.write_text(re.sub("^title: .*$", "title: Another course", config.read_text(), flags=re.MULTILINE))
    second = ids()
    assert len(first) == len(second) == 14  # three groups have three sessions and an essay, the workshop two sessions
    assert not first & second


def test_an_old_calendar_goes_though_another_syllabus_has_one_of_its_name(course: Path) -> None:
    build(course, "spring", "--format", "docx")
    (course / "syllabi/spring-c.yml").write_text(WORKSHOP, encoding="utf-8")
    text = re.sub(r"groups:\n(?:  - .*\n)+", "meetings: [{days: [Mon], start: 10:00, minutes: 75}]\n", SPRING)
    (course / "syllabi/spring.yml").write_text(text, encoding="utf-8")
    assert build(course, "--format", "docx").code == 0
    out = course / "_build/syllabus"
    assert [path.relative_to(out).as_posix() for path in sorted(out.rglob("*.ics"))] == [
        "spring/spring.ics",
        "spring-c/spring-c.ics",
        "workshop/workshop.ics",
    ]


def test_the_calendar_of_a_group_that_is_gone_goes_unless_a_person_changed_it(course: Path) -> None:
    build(course, "spring", "--format", "docx")
    folder = course / "_build" / "syllabus" / "spring"
    mine = folder / "spring-a-b-2.ics"
    mine.write_text("mine", encoding="utf-8")
    path = course / "syllabi" / "spring.yml"
    text = re.sub(r"groups:\n(?:  - .*\n)+", "meetings: [{days: [Mon], start: 10:00, minutes: 75}]\n", SPRING)
    path.write_text(text, encoding="utf-8")
    assert build(course, "spring", "--format", "docx").code == 0
    assert sorted(each.name for each in folder.glob("*.ics")) == ["spring-a-b-2.ics", "spring.ics"]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("format: 1\ntitle: [\n", "yaml-broken", 2),
        ("format: 1\ntitle: T\nterm: {start: 2027-03-01, end: 2027-02-01}\n", "syllabus-time", 3),
        ("format: 1\ntitle: T\nsessions: []\n", "syllabus-time", 1),
        (SPRING.replace("America/New_York", "Mars/Base"), "syllabus-zone", 4),
        (SPRING + "holidays: {country: QQ}\n", "syllabus-country", 16),
    ],
)
def test_a_syllabus_in_error_is_told_and_the_others_are_made(course: Path, text: str, code: str, line: int) -> None:
    (course / "syllabi" / "spring.yml").write_text(text, encoding="utf-8")
    done = build(course, "--format", "docx")
    assert done.code == 1
    assert any(each.startswith(f"syllabi/spring.yml:{line}") and each.endswith(f"[{code}]") for each in done.lines), (
        done.lines
    )
    assert all(each.startswith("syllabi/spring.yml") for each in done.lines)
    assert sorted(path.name for path in (course / "_build" / "syllabus").iterdir()) == ["workshop"]
    assert len(done.out.splitlines()) == 4


def test_a_name_that_is_no_syllabus(course: Path) -> None:
    done = build(course, "springs")
    assert done.code == 1
    assert done.out == ""
    assert "did you mean spring?" in done.error
    assert not (course / "_build").exists()


def test_a_folder_that_cannot_be_made(course: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = build(course, "--out", str(tmp_path / "file" / "out"))
    assert done.code == 1
    assert done.error.strip().endswith("[not-writable]")


@pytest.mark.parametrize("flags", [("--format", "pptx"), ("--paper", "a5"), ("--paper", "")])
def test_flags_that_mean_nothing(course: Path, flags: tuple[str, ...]) -> None:
    assert build(course, *flags).code == 2


def test_calendars_name_the_pages_of_modules_where_the_book_has_an_address(course: Path) -> None:
    config = course / "_config.yml"
    config.write_text(f"{config.read_text()}html: {{baseurl: https://example.org/c/}}\n", encoding="utf-8")
    record = course / "_build/syllabus/workshop/.made-from.json"
    build(course, "workshop", "--format", "docx")
    before = record.read_bytes()
    config.write_text(config.read_text().replace("/c/", "/d/"), encoding="utf-8")
    build(course, "workshop", "--format", "docx")
    assert record.read_bytes() != before  # so that the book links no calendar with an old address
    unfolded = (course / "_build/syllabus/workshop/workshop.ics").read_bytes().replace(b"\r\n ", b"")
    assert b"https://example.org/d/modules/war.html" in unfolded


def test_what_is_taught_but_not_there_is_named(course: Path) -> None:
    build(course, "spring", "--format", "docx")
    folder = course / "_build" / "syllabus" / "spring"
    with (folder / "spring.csv").open(encoding="utf-8-sig", newline="") as stream:
        second = next(row for row in csv.DictReader(stream) if row["number"] == "2")
    assert second["modules"] == "war; gone"
    assert b"not in the course: gone" in (folder / "spring-a-b.ics").read_bytes().replace(b"\r\n ", b"")
