"""Pages of syllabi in a built book: what they link, what is said where one cannot be shown, when they are written."""

import json
import re
import shutil
from pathlib import Path

import lxml.html
import pytest
from axe_found import violations
from sphinx.search.en import SearchEnglish
from syllabus_course import DIRECTIVE, SYLLABI, build, page, stock_build, whole_course, write_course

from builder.book.search_words import without_marks
from builder.book.settings import course_of, read_settings
from builder.cli.main import main
from builder.files.course import read_course
from builder.files.print_folder import put
from builder.pipeline.syllabi import entries_of, named_syllabi, scheduled
from builder.syllabus.digest import syllabus_digest

ROOT = Path(__file__).parents[2]
LOCATION = re.compile(r"[^ ]*/(?P<file>(?:course|syllabi)/[a-z-]+\.(?:md|yml)):(?P<line>\d+): WARNING: (?P<said>.*)")


@pytest.mark.book
def test_a_page_shows_its_syllabus_under_its_own_heading_with_links_to_modules(with_syllabi):
    html = page(with_syllabi, "spring")
    assert '<h2 id="plan">Plan</h2>' in html
    assert '<h4 id="session-opening">1. <bdi>Frames &amp; fights</bdi></h4>' in html
    assert '<a href="../modules/frames.html">Frames &amp; fights</a>' in html
    assert "syllabus.css" in html
    assert "syllabus.css" not in page(with_syllabi, "plain")


@pytest.mark.book
def test_a_page_in_arabic_runs_from_the_right(with_syllabi):
    html = page(with_syllabi, "arabic")
    assert re.search(r'<html dir="rtl" lang="ar" ', html)
    assert '<div class="builder-syllabus">' in html


@pytest.mark.book
def test_files_are_linked_where_they_are_fresh_and_of_a_known_kind(with_syllabi):
    (taken,) = re.findall(r'<p class="builder-take">(.*?)</p>', page(with_syllabi, "groups"), re.DOTALL)
    links = re.findall(r'<a href="([^"]*)" download>([^<]*)</a>', taken)
    assert links == [
        ("../downloads/syllabus/groups/groups-north.ics", "Calendar, North (ICS, 2 KB)"),
        ("../downloads/syllabus/groups/groups-south.ics", "Calendar, South (ICS, 2 KB)"),
        ("../downloads/syllabus/groups/groups-a4.pdf", "Syllabus, A4 (PDF, 2 KB)"),
        ("../downloads/syllabus/groups/groups-letter-large.pdf", "Syllabus, Letter, large print (PDF, 2 KB)"),
        ("../downloads/syllabus/groups/groups-coverage.csv", "What serves what (CSV, 2 KB)"),
        ("../downloads/syllabus/groups/groups.csv", "Table (CSV, 2 KB)"),
    ]
    offered = with_syllabi / "_build/html/downloads/syllabus"
    there = sorted(path.relative_to(offered).as_posix() for path in offered.rglob("*") if path.is_file())
    assert there == sorted(address.removeprefix("../downloads/syllabus/") for address, _ in links)
    assert "builder-take" not in page(with_syllabi, "spring")


@pytest.mark.book
def test_words_of_a_syllabus_are_found_by_the_search(with_syllabi):
    text = (with_syllabi / "_build/html/_static/builder/text/course/spring.js").read_text(encoding="utf-8")
    assert "Bring a newspaper." in text


@pytest.mark.book
def test_words_of_neighbouring_cells_and_entries_do_not_become_one_in_the_index(with_syllabi):
    """Each word that the index has of the syllabi alone stands on one of their pages by itself."""
    html = with_syllabi / "_build/html"
    index = (html / "searchindex.js").read_text(encoding="utf-8")
    read = json.loads(index[index.index("(") + 1 : index.rindex(")")])
    pages = {n for n, name in enumerate(read["docnames"]) if name.removeprefix("course/") in SYLLABI}
    stem = SearchEnglish({}).stem
    shown = set()
    for number in sorted(pages):
        page = lxml.html.parse(html / f"{read['docnames'][number]}.html")
        (article,) = page.iterfind(".//article[@class='bd-article']")
        for text in article.itertext():
            shown |= {stem(word.lower()) for word in SearchEnglish({}).split(without_marks(text))}
    own = [word for word, at in read["terms"].items() if set(at if isinstance(at, list) else [at]) <= pages]
    assert len(own) > 50
    signs = {"amp", "gt", "lt", "nbsp", "quot", "x27"}  # Sphinx takes a character reference for a word
    assert [word for word in own if stem(word.lower()) not in shown | signs] == []


@pytest.mark.book
def test_a_syllabus_that_cannot_be_shown_is_told_with_its_place_and_the_book_is_built(tmp_path):
    pages = {
        "away": f"# Away\n\nSome words.\n\n{DIRECTIVE.format(name='nowhere')}",
        "broken": f"# Broken\n\n{DIRECTIVE.format(name='broken')}",
        "unnamed": f"# Unnamed\n\n{DIRECTIVE.format(name='')}",
        "odd": f"# Odd\n\n{DIRECTIVE.format(name='../_config')}",
    }
    broken = "format: 1\ntitle: T\nterm: {start: 2028-02-21, end: 2028-01-01}\n"
    good = "format: 1\ntitle: T\ndays: [{date: 2028-02-21, start: 9:00, end: 10:00}]\n"
    course = write_course(tmp_path / "c", pages=pages, syllabi={"broken": broken, "good": good})
    told = {(found.where.file, found.where.line): found.message for found in build(course)}
    assert set(told) == {
        ("course/away.md", 5),
        ("course/odd.md", 3),
        ("course/unnamed.md", 3),
        ("syllabi/broken.yml", 1),
    }
    assert told["course/away.md", 5] == (
        "The syllabus “nowhere” is not here: there is no syllabi/nowhere.yml. "
        "Put that file back, or take the line of course/away out of _toc.yml and delete course/away.md."
    )
    assert told["syllabi/broken.yml", 1].startswith(
        "The syllabus “broken” cannot be shown: syllabi/broken.yml has an error in line 1: "
    )
    assert all("\n" not in message for message in told.values())
    for name, words in (
        ("away", "The syllabus “nowhere” is not here."),
        ("broken", "This syllabus cannot be shown at the moment."),
        ("unnamed", "The course has several syllabi, and this page does not say which it shows: broken, good."),
    ):
        assert f'<p class="builder-nothing">{words}</p>' in page(course, name)


@pytest.mark.book
def test_a_page_that_names_none_shows_the_only_syllabus_or_the_courses_own(tmp_path):
    pages = {"unnamed": f"# Unnamed\n\n{DIRECTIVE.format(name='')}"}
    workshop = "format: 1\ntitle: {}\ndays: [{{date: 2028-02-21, start: 9:00, end: 10:00}}]\n"
    syllabi = {"one": workshop.format("The only one"), "_old": workshop.format("Put aside")}
    course = write_course(tmp_path / "c", pages=pages, syllabi=syllabi)
    assert build(course) == ()
    assert "The only one" in page(course, "unnamed")
    (course / "syllabi/course.yml").write_text(workshop.format("Its own"), encoding="utf-8")
    assert build(course) == ()
    assert "Its own" in page(course, "unnamed")


@pytest.mark.book
def test_a_changed_syllabus_has_its_page_alone_written_again_and_a_stock_build_gives_the_same_bytes(
    with_syllabi, tmp_path
):
    course = whole_course(tmp_path / "c")
    html, file = course / "_build/html", course / "syllabi/groups.yml"
    assert "WARNING" not in stock_build(course)
    file.write_text(file.read_text(encoding="utf-8").replace("title: Three", "title: Changed"), encoding="utf-8")
    since = file.stat().st_mtime_ns
    assert "WARNING" not in stock_build(course)
    pages = [path for folder in ("course", "modules") for path in (html / folder).glob("*.html")]
    written = [path.relative_to(html).as_posix() for path in pages if path.stat().st_mtime_ns > since]
    assert written == ["course/groups.html"]
    assert "Changed" in page(course, "groups")
    assert len(pages) == 8
    for name in ("spring", "arabic", "workshop", "plain"):
        assert page(course, name) == page(with_syllabi, name)


@pytest.mark.book
def test_command_and_both_editions_agree_on_what_is_fresh(tmp_path, capsys):
    slug = "why-civil-resistance-works"
    course = tmp_path / "c"
    shutil.copytree(ROOT / f"modules/{slug}", course / f"modules/{slug}")
    shutil.copy2(ROOT / "_config.yml", course)
    page_text = f"# Plan\n\n{DIRECTIVE.format(name='spring')}"
    toc = f"format: jb-book\nroot: index\nchapters:\n- file: modules/{slug}\n- file: course/plan\n"
    written = f"format: 1\ntitle: T\ndays: [{{date: 2028-02-21, start: 9:00, end: 10:00}}]\nsessions: [{{modules: [{slug}], minutes: 60}}]\n"
    for name, text in (
        ("_toc.yml", toc),
        ("index.md", "# A course\n"),
        ("course/plan.md", page_text),
        ("syllabi/spring.yml", written),
    ):
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_text(text, encoding="utf-8")
    (read,), _ = named_syllabi(course, ("spring",))
    known = course_of(read_settings(course))
    made_from = syllabus_digest(scheduled(read, entries_of(read_course(course)[0]), known), "")
    folder = course / "_build/syllabus/spring"
    assert put(folder, "spring.ics", b"x", made_from, lambda _: False) is None
    assert put(folder, "spring.csv", b"x", "old", lambda _: False) is None
    assert main(["build", "--course", str(course)]) == 0
    (old,) = [line for line in capsys.readouterr().err.splitlines() if line.endswith("[syllabus-files-old]")]
    assert old.startswith("syllabi/spring.yml: note: ")
    assert "`builder syllabus build spring`" in old
    assert main(["build", "--edition", "instructor", "--course", str(course)]) == 0
    for html in (course / "_build/html", course / "_build/instructor/html"):
        # calendars of the command and of the planner know the course by one name
        assert f'data-course="{known}"' in (html / "index.html").read_text(encoding="utf-8")
        text = (html / "course/plan.html").read_text(encoding="utf-8")
        assert re.findall(r'href="\.\./(downloads/syllabus/[^"]*)"', text) == ["downloads/syllabus/spring/spring.ics"]
        assert (html / "downloads/syllabus/spring/spring.ics").read_bytes() == b"x"


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_window(with_syllabi, chromium, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    sheet = context.new_page()
    for name in ("spring", "groups", "arabic", "workshop"):
        sheet.goto((with_syllabi / f"_build/html/course/{name}.html").as_uri())
        assert violations(sheet) == [], name
        assert sheet.evaluate("document.documentElement.scrollWidth") <= width, name
    context.close()


@pytest.mark.browser
def test_a_page_is_whole_without_scripts_and_a_table_is_scrolled_by_keys(with_syllabi, chromium):
    context = chromium.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    sheet = context.new_page()
    sheet.goto((with_syllabi / "_build/html/course/groups.html").as_uri())
    assert sheet.get_by_role("heading", name="Week 2", level=3).is_visible()
    assert sheet.get_by_role("region", name="What serves what").get_attribute("tabindex") == "0"
    assert sheet.get_by_role("rowheader", name="media").is_visible()
    assert sheet.get_by_role("navigation", name="Parts of the syllabus").get_by_role("link").count() == 6
    context.close()
