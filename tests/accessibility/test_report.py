"""`builder check --accessibility` on a small built folder, on the sample course, and its report as a page."""

import json
import re
import shutil
from pathlib import Path

import pytest

from builder.checks.accessibility.looking import Asked, look_at
from builder.cli.main import main
from builder.model.accessibility import BuiltPage
from builder.pipeline.accessibility import REPORT
from builder.writers.accessibility_report import write_report

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture
def course(tmp_path):
    shutil.copytree(HERE / "book", tmp_path / "a", ignore=shutil.ignore_patterns("html"))
    shutil.copytree(HERE / "book/html", tmp_path / "a/_build/html")
    return tmp_path / "a"


def test_the_findings_and_the_report_are_as_reviewed(course, golden, capsys):
    assert main(["check", "--accessibility", "--date", "2027-01-15", "--course", str(course)]) == 1
    said = capsys.readouterr().out.replace(str(course), "COURSE")
    golden(HERE / "findings.txt", said)
    golden(HERE / "report.html", (course / REPORT).read_bytes().decode())


def test_the_report_is_the_same_twice_and_names_no_day_by_itself(course):
    main(["check", "--accessibility", "--course", str(course)])
    first = (course / REPORT).read_bytes()
    main(["check", "--accessibility", "--course", str(course)])
    assert (course / REPORT).read_bytes() == first
    assert not re.search(rb"\b20\d\d-\d\d-\d\d\b", first)


def test_json_stands_alone_on_standard_output(course, capsys):
    main(["check", "--accessibility", "--json", "--course", str(course)])
    told = capsys.readouterr()
    assert json.loads(told.out)["counts"]["error"] == 3
    assert told.err.strip() == str(course / REPORT)


def test_without_a_built_book_one_line_says_what_to_run(course, capsys):
    shutil.rmtree(course / "_build")
    assert main(["check", "--accessibility", "--course", str(course)]) == 1
    told = capsys.readouterr()
    (line,) = (told.out + told.err).strip().splitlines()
    assert line.endswith("(run `builder build`) [built-missing]")
    assert not (course / "_build").exists()


def test_one_module_alone_is_looked_at_and_the_report_says_so(course):
    main(["check", "bees", "--accessibility", "--course", str(course)])
    report = (course / REPORT).read_text(encoding="utf-8")
    assert "1 built page of <code>bees</code> only" in report
    assert "_build/html/index.html" not in report


def test_what_a_page_says_is_no_html_in_the_report():
    page = BuiltPage(
        path="a.html", name="a.html", html='<img src="&lt;script&gt;x.png"><link rel=stylesheet href="&lt;b>.css">'
    )
    report = write_report(look_at((page,), Asked(course="<i>A</i>", version="1"))).decode()
    assert "&lt;script&gt;x.png" in report
    assert "&lt;b&gt;.css" in report
    assert not re.search(r"<(script|b|i)\b", report)


@pytest.fixture(scope="module")
def own(shelf, tmp_path_factory):
    """The sample course with an Arabic module, built, with its files to take along, to write the report into."""
    return shutil.copytree(shelf.course, tmp_path_factory.mktemp("accessibility") / "course")


@pytest.mark.book
def test_the_sample_course_has_no_fault(own, capsys):
    capsys.readouterr()
    assert main(["check", "--accessibility", "--strict", "--course", str(own)]) == 0
    assert capsys.readouterr().out == f"{own / REPORT}\nnothing to mend\n"
    report = (own / REPORT).read_text(encoding="utf-8")
    assert "The course adds no style sheets and no scripts of its own." in report
    assert "38 built pages" in report  # 12 of the course, 13 modules, 13 files to take along


@pytest.mark.book
def test_a_picture_forgotten_in_a_real_page_is_found_on_its_line(own, tmp_path, capsys):
    course = tmp_path / "course"
    shutil.copytree(own, course, ignore=shutil.ignore_patterns("_build"))
    shutil.copy(next(ROOT.glob("docs/*.png")), course / "map.png")
    (course / "_static").mkdir()
    (course / "_static/mine.css").write_text("p { color: red }", encoding="utf-8")
    glossary = course / "course/glossary.md"
    glossary.write_text(glossary.read_text(encoding="utf-8") + "\n![](../map.png)\n", encoding="utf-8")
    main(["build", "--course", str(course)])
    capsys.readouterr()
    assert main(["check", "--accessibility", "--course", str(course)]) == 1
    line = glossary.read_text(encoding="utf-8").count("\n")
    assert f"course/glossary.md:{line}: error: the picture map.png has no alternative text" in capsys.readouterr().out
    assert "<code>_static/mine.css</code>" in (course / REPORT).read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_report(course, chromium, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    main(["check", "--accessibility", "--course", str(course)])
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((course / REPORT).as_uri())
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:80]) for rule in found for node in rule["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()
