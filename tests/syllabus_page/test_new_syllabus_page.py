"""A page for a syllabus that no page shows: its text, its place in the table of contents, and what is in its way."""

from pathlib import Path

import pytest
from syllabi_by_hand import schedule

from builder.files.course import read_course
from builder.findings import BuilderError
from builder.pipeline.syllabus_page import is_shown, page_for

TOC = """\
# Mine
format: jb-book
root: index
parts:
  - caption: Start   # first
    chapters:
      - file: modules/one
"""
WHEN = """
term: {start: 2028-02-21, end: 2028-03-12}
meetings: [{days: [Mon], start: 9:00, minutes: 60}]
"""


def course(folder: Path, toc: str = TOC, **pages: str):
    """Make a course folder with these pages under course/ and read it."""
    (folder / "course").mkdir()
    (folder / "syllabi").mkdir()
    for name in ("spring", "autumn"):
        (folder / f"syllabi/{name}.yml").write_text("format: 1\n", encoding="utf-8")
    (folder / "_toc.yml").write_text(toc, encoding="utf-8")
    (folder / "_config.yml").write_text("title: T\n", encoding="utf-8")
    for name, text in pages.items():
        (folder / f"course/{name}.md").write_text(text, encoding="utf-8")
    return read_course(folder)[0]


def syllabus(title="Spring", more=""):
    return schedule(f"title: {title!r}\n{more}{WHEN}").syllabus


def test_a_page_is_a_heading_and_a_directive_and_stands_in_its_part(tmp_path):
    new = page_for(course(tmp_path), "spring", syllabus())
    assert new.files == {"course/syllabus-spring.md": "# Spring\n\n```{builder-syllabus} spring\n```\n"}
    assert new.toc == TOC + "  - caption: Syllabus\n    chapters:\n      - file: course/syllabus-spring\n"
    assert new.said == "added course/syllabus-spring.md, which shows syllabi/spring.yml, and its line in _toc.yml"
    assert "\n" not in new.said
    assert not (tmp_path / "course/syllabus-spring.md").exists()  # who calls it writes


def test_the_next_page_joins_the_part(tmp_path):
    toc = TOC + "  - caption: syllabus\n    chapters:\n      - file: course/syllabus-spring\n"
    new = page_for(course(tmp_path, toc), "autumn", syllabus("Autumn"))
    assert new.toc == toc + "      - file: course/syllabus-autumn\n"


def test_a_page_in_another_language_says_so_and_its_part_has_the_word_for_it(tmp_path):
    new = page_for(course(tmp_path), "spring", syllabus("Printemps", "language: fr\n"))
    text = "---\nlanguage: fr\n---\n\n# Printemps\n\n```{builder-syllabus} spring\n```\n"
    assert new.files == {"course/syllabus-spring.md": text}
    assert "  - caption: Plan de cours\n" in new.toc


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("*Peace* & <b>war</b>", r"# \*Peace\* & \<b>war\</b>"),
        ("{{ x }} [a](javascript:b)", r"# \{\{ x \}\} \[a\](javascript:b)"),
        ("# 1. Course", r"# \# 1. Course"),
    ],
)
def test_a_title_is_text(tmp_path, title, heading):
    (text,) = page_for(course(tmp_path), "spring", syllabus(title)).files.values()
    assert text.split("\n")[0] == heading


def test_a_page_of_that_name_is_left_alone(tmp_path):
    with pytest.raises(BuilderError) as refused:
        page_for(course(tmp_path, **{"syllabus-spring": "# Mine\n"}), "spring", syllabus())
    assert refused.value.finding.code == "page-taken"
    assert refused.value.finding.where.file == "course/syllabus-spring.md"


def test_a_table_without_parts_has_the_page_at_its_end(tmp_path):
    toc = "format: jb-book\nroot: index\nchapters:\n- file: course/a\n"
    assert page_for(course(tmp_path, toc), "spring", syllabus()).toc == f"{toc}- file: course/syllabus-spring\n"


def test_a_table_without_a_sure_place_is_told(tmp_path):
    toc = "format: jb-book\nroot: index\nchapters:\n- file: course/a\nsections:\n- file: course/b\n"
    with pytest.raises(BuilderError) as refused:
        page_for(course(tmp_path, toc), "spring", syllabus())
    assert refused.value.finding.code == "toc-no-place"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("# A\n\n```{builder-syllabus} spring\n```\n", {"spring"}),
        ("# A\n\n:::{builder-syllabus} autumn\n:::\n", {"autumn"}),
        ("# A\n\nThe directive {builder-syllabus} spring.\n", set()),
        ("# A\n\n```{builder-syllabus} spring-2\n```\n", set()),
        ("# A\n\n```{builder-syllabus}\n```\n", set()),  # of two syllabi it is not clear which is meant
    ],
)
def test_a_syllabus_is_shown_where_a_page_names_it(tmp_path, text, shown):
    found = course(tmp_path, a=text)
    assert {name for name in ("spring", "autumn", "course") if is_shown(found, name)} == shown


def test_the_only_syllabus_is_shown_by_a_page_that_names_none(tmp_path):
    found = course(tmp_path, a="# A\n\n```{builder-syllabus}\n```\n")
    (tmp_path / "syllabi/autumn.yml").unlink()
    assert is_shown(found, "spring")


@pytest.mark.parametrize(
    ("files", "shown"),
    [(["spring", "course"], "course"), (["spring"], "spring"), (["spring", "_old"], "spring"), (["_old"], None)],
)
def test_a_page_that_names_none_shows_the_courses_own_or_the_only_one(tmp_path, files, shown):
    found = course(tmp_path, a="# A\n\n```{builder-syllabus}\n```\n")
    for name in ("spring", "autumn"):
        (tmp_path / f"syllabi/{name}.yml").unlink()
    for name in files:
        (tmp_path / f"syllabi/{name}.yml").write_text("format: 1\n", encoding="utf-8")
    assert [name for name in ("spring", "course", "_old") if is_shown(found, name)] == ([shown] if shown else [])
