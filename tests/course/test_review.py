"""Looking after a course: check, status and accept on courses that people have edited."""

import contextlib
import datetime as dt
import io
import json
import os
import re
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import pipeline
from builder.cli.main import main
from builder.files.module_read import read_module
from builder.files.toc import read_toc, with_entry

SLUG = "how-this-example-works"
DAY = dt.date(2027, 1, 15)


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review") / "a"
    pipeline.new_course(folder, title="A", author="")
    return folder


@pytest.fixture
def course(fresh, tmp_path):
    shutil.copytree(fresh, tmp_path / "a")
    return tmp_path / "a"


def second(course, slug, change=lambda text: text):
    """Put another module beside the example."""
    shutil.copytree(course / "modules" / SLUG, course / "modules" / slug)
    path = course / "modules" / slug / "module.md"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    toc = course / "_toc.yml"
    toc.write_text(
        with_entry(read_toc(toc.read_text(encoding="utf-8"))[0], f"modules/{slug}", None)[0], encoding="utf-8"
    )
    return path


def misquote(quiz):
    """Change the words that the quiz quotes from the article."""
    text = quiz.read_text(encoding="utf-8")
    changed = re.sub(r"(quote: \"?)a (short )?text", r"\1no text", text)
    assert changed != text
    quiz.write_text(changed, encoding="utf-8")


def output(*words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main([str(word) for word in words])
    return code, out.getvalue()


def test_accept_changes_three_lines_and_no_other_byte(course):
    path = course / "modules" / SLUG / "module.md"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n").replace("minutes: 40", "minutes: 40   # tried it")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    before = path.read_bytes()
    changed, findings = pipeline.accept(course, SLUG, reviewer="A. Reader: #1", day="2027-01-15", today=DAY)
    assert changed
    assert [finding.code for finding in findings if finding.severity != "note"] == []
    lines = path.read_bytes().split(b"\r\n")
    assert b"status: reviewed" in lines
    kept = [line for line in lines if not line.startswith((b"status:", b"reviewer:", b"reviewed:"))]
    assert kept == [line for line in before.split(b"\r\n") if not line.startswith(b"status:")]
    file, _ = read_module(SLUG, path.read_bytes().decode(), "module.md")
    assert (file.module.front.status, file.module.front.reviewer) == ("reviewed", "A. Reader: #1")
    again, _ = pipeline.accept(course, SLUG, reviewer="A. Reader: #1", day="2027-01-15", today=DAY)
    assert not again


@given(name=st.text(min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool))
def test_any_reviewer_is_written_so_that_it_reads_back(fresh, tmp_path_factory, name):
    course = tmp_path_factory.mktemp("accept") / "a"
    shutil.copytree(fresh, course)
    pipeline.accept(course, SLUG, reviewer=name, day="2027-01-15", today=DAY)
    text = (course / "modules" / SLUG / "module.md").read_text(encoding="utf-8")
    assert read_module(SLUG, text, "module.md")[0].module.front.reviewer == name


def test_a_module_with_errors_is_not_accepted(course):
    path = course / "modules" / SLUG / "quiz.yml"
    misquote(path)
    code, said = output("accept", SLUG, "--reviewer", "Me", "--date", "2027-01-15", "--course", course)
    assert code == 1
    assert "[P01]" in said
    assert "not accepted" in said
    assert "status: draft" in (course / "modules" / SLUG / "module.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accept", SLUG, "--reviewer", "Me"], "--date"),
        (["accept", SLUG, "--date", "2027-01-15"], "--reviewer"),
        (["accept", SLUG, "--reviewer", " ", "--date", "2027-01-15"], "a reviewer has a name"),
        (["accept", SLUG, "--reviewer", "Me", "--date", "15.1.2027"], "write it as YYYY-MM-DD"),
        (["accept", SLUG, "--reviewer", "Me", "--date", "2027-02-30"], "is no day"),
        (["check", "--date", "today"], "is no day"),
        (["new", "x", "--title", "  "], "a course has a title"),
    ],
)
def test_wrong_flags_are_told(words, told, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert told in capsys.readouterr().err


def test_an_unknown_module_is_named_with_the_nearest(course):
    code, said = output(
        "accept", "how-this-exampel-works", "--reviewer", "Me", "--date", "2027-01-15", "--course", course
    )
    assert code == 1
    assert f"did you mean {SLUG}?" in said


@pytest.mark.parametrize(
    "named",
    ["modules/S", "modules/S/", "./modules/S/module.md", "modules\\\\S", "a/b/modules/S/quiz.yml", "modules/S.ipynb"],
)
def test_a_module_may_be_named_as_shells_complete_it(named, course):
    _, said = output("check", named.replace("S", SLUG), "--course", course)
    assert f"modules/{SLUG}/module.md:13" in said
    assert "[module-unknown]" not in said


def test_status_puts_the_module_that_needs_most_first(course):
    second(course, "bare", lambda text: text.replace("title: How", "title: What").partition("## Learning")[0])
    second(
        course,
        "done",
        lambda text: text.replace("title: How", "title: Why").replace("status: draft", "status: reviewed"),
    )
    broken = second(course, "wrong", lambda text: text.replace("title: How", "title: Who"))
    misquote(broken.with_name("quiz.yml"))
    rows = pipeline.status(course, today=DAY)
    assert [row.slug for row in rows] == ["wrong", "bare", SLUG, "done"]
    bare = rows[1]
    assert bare.missing == ("objectives", "summary", "prompts")
    assert bare.page == "missing"
    code, said = output("status", "--course", course)
    assert code == 0
    assert said.split("\n")[1].startswith("wrong ")
    assert "4 modules, 1 reviewed, 3 in draft" in said


def test_status_and_check_as_json(course):
    code, said = output("status", "--json", "--course", course)
    assert code == 0
    row = json.loads(said)["modules"][0]
    assert (row["slug"], row["status"], row["page"], row["errors"]) == (SLUG, "draft", "current", 0)
    code, said = output("check", "--json", "--date", "2027-01-15", "--course", course)
    found = json.loads(said)
    assert code == 0
    assert found["counts"] == {"error": 0, "warning": 1, "note": 3}
    assert found["findings"][1]["where"] == {
        "file": f"modules/{SLUG}/module.md",
        "line": 13,
        "column": None,
        "path": None,
    }


def test_strict_fails_on_warnings_and_a_clean_course_passes(course):
    assert output("check", "--strict", "--date", "2027-01-15", "--course", course)[0] == 1
    output("accept", SLUG, "--reviewer", "Me", "--date", "2027-01-15", "--course", course)
    front = (course / "index.md").read_text(encoding="utf-8").split("\n")
    (course / "index.md").write_text("\n".join(line for line in front if "placeholder" not in line), encoding="utf-8")
    compiled = pipeline.pages(pipeline.review.read_course(course)[0], "student")
    for name, data in compiled.items():
        (course / name).write_bytes(data)
    code, said = output("check", "--strict", "--date", "2027-01-15", "--course", course)
    # The example is short: what its quiz leaves out is noted, and is nothing to mend.
    assert code == 0
    assert re.findall(r"note: .*\[(V\d\d)\]", said) == ["V01", "V02"]
    assert said.endswith("0 errors, 0 warnings, 2 notes; `builder explain CODE` says more of what stands in brackets\n")


def test_one_module_is_checked_without_the_others(course):
    second(course, "other", lambda text: text.replace("title: How", "title: Why"))
    _, said = output("check", "other", "--date", "2027-01-15", "--course", course)
    assert "modules/other" in said
    assert not any(line.startswith(f"modules/{SLUG}") for line in said.split("\n"))


def test_two_checks_say_the_same_in_the_same_order(course):
    second(course, "other")
    said = [output("check", "--date", "2027-01-15", "--course", course)[1] for _ in range(2)]
    assert said[0] == said[1]
    places = [line.partition(": ")[0] for line in said[0].split("\n") if line.startswith("modules/")]
    files = [place.split(":")[0] for place in places]
    assert files == sorted(files)


@pytest.mark.parametrize("name", ["module.md", "quiz.yml"])
def test_a_file_cut_anywhere_is_told_or_reads_as_a_shorter_one(fresh, name, tmp_path):
    """A half-saved file never stops a check with a traceback, and what it says has a place."""
    course = tmp_path / "a"
    shutil.copytree(fresh, course)
    path = course / "modules" / SLUG / name
    whole = path.read_bytes()
    told = 0
    for end in range(0, len(whole), 17):
        path.write_bytes(whole[:end])
        findings = pipeline.check(course, today=DAY, slugs=(SLUG,))
        errors = [finding for finding in findings if finding.severity == "error"]
        told += bool(errors)
        assert all(finding.where.file and finding.where.file.startswith(f"modules/{SLUG}") for finding in errors)
        assert all(finding.help for finding in errors)
    assert told > 10


def test_the_year_and_the_setting_decide_what_is_old(course):
    config = course / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("years: 10", "years: 3"), encoding="utf-8")
    for year, due in ((2029, False), (2030, True)):
        findings = pipeline.check(course, today=dt.date(year, 1, 1))
        assert any(finding.code == "update-due" for finding in findings) is due


def test_a_module_that_cannot_be_read_stands_first_in_the_table(course):
    broken = second(course, "broken", lambda text: text.replace("title: How", "title: [How"))
    assert broken.exists()
    rows = pipeline.status(course, today=DAY)
    assert next((row.slug, row.status, row.errors) for row in rows) == ("broken", "unreadable", 1)
    assert "1 that cannot be read" in output("status", "--course", course)[1]


def test_a_slug_that_begins_like_another_is_another_module(course):
    second(course, f"{SLUG}.v2", lambda text: text.replace("title: How", "title: [How"))
    _, said = output("check", SLUG, "--course", course)
    assert "v2" not in said
    assert output("accept", SLUG, "--reviewer", "Me", "--date", "2027-01-15", "--course", course)[0] == 0


@pytest.mark.parametrize(
    ("citation", "old"),
    [
        ("A study of 2050. Journal. (2022).", False),
        ('The author. "The 1994 events." Journal of Places (2022).', False),
        ("A paper. Journal, 3:1601-1620; 2024.", False),
        ("Climate by 2050. 2001.", True),
        ("A book (2008). Somewhere.", True),
    ],
)
def test_the_year_of_a_study_is_no_page_no_title_and_not_to_come(course, citation, old):
    path = course / "modules" / SLUG / "module.md"
    lines = path.read_text(encoding="utf-8").split("\n")
    lines[3] = f"citation: '{citation}'"
    path.write_text("\n".join(lines), encoding="utf-8")
    findings = pipeline.check(course, today=DAY)
    assert any(finding.code == "update-due" for finding in findings) is old


def test_check_as_json_outside_of_a_course_is_json_too(tmp_path):
    code, said = output("check", "--json", "--course", tmp_path)
    assert code == 1
    assert [entry["code"] for entry in json.loads(said)["findings"]] == ["course-missing"]


def test_two_definitions_of_two_scholars_do_not_clash(course):
    source = "\n: — Somebody (2001)\n"
    second(
        course,
        "other",
        lambda text: text.replace(
            ": a short text that reports one study and says what follows from it in practice.\n",
            ": a text." + source,
        ),
    )
    clashing = [f.code for f in pipeline.check(course, today=DAY)]
    assert "term-clash" in clashing
    path = course / "modules" / SLUG / "module.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("in practice.\n\nDraft", "in practice.\n: — Another (1999)\n\nDraft"), encoding="utf-8"
    )
    assert "term-clash" not in [f.code for f in pipeline.check(course, today=DAY)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_a_course_is_not_waited_for(course):
    os.mkfifo(course / "modules" / SLUG / "article.html")
    (course / "modules" / SLUG / "quiz.yml").unlink()
    os.mkfifo(course / "modules" / SLUG / "quiz.yml")
    findings = pipeline.check(course, today=DAY)
    assert "unreadable" in [finding.code for finding in findings]
