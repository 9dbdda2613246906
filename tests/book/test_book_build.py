"""What a build says, what it leaves alone, and what a person's own settings change."""

import os
import shutil
import stat

import pytest
from book_builds import build, files, pages

from builder.book.build import build_book
from builder.findings import BuilderError, Where, warning

pytestmark = pytest.mark.book

OURS = "sphinx:\n  extra_extensions: [builder.book.extension]\n"


def codes(findings):
    return [finding.code for finding in findings]


def test_a_course_that_does_not_name_the_extension_is_built_with_it_and_told(built, course):
    """The pages of `built` come from cold starts, so this says too that warm ones give the same bytes."""
    config = course / "_config.yml"
    config.write_text("title: Bees and bridges\nauthor: The hill school\n", encoding="utf-8")
    findings = build(course)
    assert codes(findings) == ["config-extension-missing"]
    assert "`sphinx:` and `  extra_extensions: [builder.book.extension]`" in findings[0].help
    ours = {name: content for name, content in files(built.html).items() if name != ".buildinfo"}
    theirs = {name: content for name, content in files(course / "_build/html").items() if name != ".buildinfo"}
    assert theirs == ours  # .buildinfo holds a digest of the folder's name


def test_what_a_person_set_is_kept(course):
    (course / "_config.yml").write_text(
        """
title: Bees and bridges
copyright: "1999, the keepers"
parse:
  myst_enable_extensions: [dollarmath]
html:
  announcement: The hall is closed on Friday
only_build_toc_files: false
sphinx:
  extra_extensions: [builder.book.extension]
  config:
    smartquotes: true
    language: de
    html_theme_options:
      toc_title: Auf dieser Seite
      home_page_in_toc: false
      search_bar_text: Suchen
""",
        encoding="utf-8",
    )
    (course / "index.md").write_text('# Start\n\n"Half" of $x$.\n\nTerm\n: no list\n', encoding="utf-8")
    (course / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters:\n- file: formulas\n", encoding="utf-8")
    build(course)
    html = course / "_build/html"
    front = (html / "index.html").read_text(encoding="utf-8")
    assert "1999, the keepers" in front
    assert "The hall is closed on Friday" in front
    assert "Suchen" in front
    assert "<mi>x</mi>" in front  # dollarmath, as asked
    assert "<dl" not in front  # deflist, not asked for
    assert "„Half“" in front
    assert '<html dir="ltr" lang="de" ' in front
    assert '<header id="pst-header"' in front
    assert "pst-search-dialog" in front
    navigation = front[front.index('<nav class="bd-links') :]
    assert 'href="#"' not in navigation[: navigation.index("</nav>")]  # no line for the front page itself
    assert "README.html" in pages(html)
    assert not [name for name in pages(html) if ".import" in name]


def test_warnings_become_findings_with_file_and_line(small):
    folder = small(index__md="# A page\n\nSee [that](nowhere.md).\n")
    assert build(folder) == (
        warning(
            "sphinx-warning",
            "'myst' cross-reference target not found: 'nowhere.md' [myst.xref_missing]",
            Where(file="index.md", line=3),
        ),
    )
    assert (folder / "_build/html/index.html").is_file()


def test_a_missing_page_is_named(small):
    folder = small(_toc__yml="format: jb-book\nroot: index\nchapters:\n- file: gone\n")
    (finding,) = build(folder)
    assert finding.code == "sphinx-warning"
    assert "nonexisting document 'gone'" in finding.message


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("_config.yml", "title: a\n  b: c\n", ("yaml-broken", Where(file="_config.yml", line=2, column=4))),
        ("_config.yml", "- a\n", ("config-invalid", Where(file="_config.yml", line=1))),
        ("_toc.yml", "format: jb-book\nroot: [\n", ("yaml-broken", Where(file="_toc.yml", line=3, column=1))),
        ("_toc.yml", "format: jb-book\n", ("toc-malformed", Where(file="_toc.yml", path="/"))),
    ],
    ids=["config-indent", "config-list", "toc-yaml", "toc-no-root"],
)
def test_files_that_cannot_be_read_are_one_error_with_a_place(small, name, text, expected):
    folder = small()
    (folder / name).write_text(text, encoding="utf-8")
    (finding,) = build(folder)
    assert (finding.code, finding.where) == expected
    assert finding.severity == "error"
    assert not (folder / "_build/html").exists()


def test_a_course_without_contents_is_told_what_to_write(small):
    folder = small()
    (folder / "_toc.yml").unlink()
    (finding,) = build(folder)
    assert (finding.code, finding.severity) == ("toc-missing", "error")
    assert not (folder / "_build").exists()


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(BuilderError) as caught:
        build(tmp_path / "nowhere")
    assert caught.value.finding.code == "course-missing"


@pytest.mark.parametrize("place", ["out", "doctrees"])
@pytest.mark.parametrize("name", [".", ".."])
def test_a_book_is_never_put_over_the_course(small, place, name):
    folder = small()
    before = files(folder)
    places = {"out": folder / "_build/html", "doctrees": folder / "_build/.doctrees", place: folder / name}
    with pytest.raises(BuilderError) as caught:
        build_book(folder, places["out"], places["doctrees"], clean=True)
    assert caught.value.finding.code == "book-over-course"
    assert files(folder) == before


def test_a_folder_that_cannot_be_written_is_one_error(small):
    folder = small()
    (folder / "_build").write_text("in the way", encoding="utf-8")
    with pytest.raises(BuilderError) as caught:
        build(folder)
    assert caught.value.finding.code == "folder-not-writable"
    assert caught.value.finding.where.file.startswith("_build")


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_one_error(small):
    folder = small()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        with pytest.raises(BuilderError) as caught:
            build(folder)
    finally:
        folder.chmod(stat.S_IRWXU)
    assert caught.value.finding.code == "folder-not-writable"


@pytest.mark.usefixtures("cold_sphinx")
def test_an_extension_that_is_not_there_is_one_error(small):
    folder = small("sphinx:\n  extra_extensions: [builder.book.extension, no_such_thing]\n")
    (finding,) = build(folder)
    assert (finding.code, finding.severity) == ("book-build-failed", "error")
    assert "no_such_thing" in finding.message
    assert "_build/book-build.log" in finding.help
    assert "Traceback" in (folder / "_build/book-build.log").read_text(encoding="utf-8")


def test_a_setting_of_the_wrong_kind_is_mentioned(small):
    findings = build(small(OURS + "title: [a, b]\n"))
    assert ("config-invalid", Where(file="_config.yml", path="$.title")) in [(f.code, f.where) for f in findings]


@pytest.mark.usefixtures("cold_sphinx")
@pytest.mark.parametrize("death", ["raise RuntimeError('the hive is empty')", "os.kill(os.getpid(), 9)"])
def test_a_build_that_dies_leaves_the_last_pages_and_the_next_one_mends_it(small, death):
    folder = small()
    assert build(folder) == ()
    before = files(folder / "_build/html")
    (folder / "dying.py").write_text(
        f"import os\ndef die(*_):\n    {death}\ndef setup(app):\n    app.connect('build-finished', die)\n",
        encoding="utf-8",
    )
    (folder / "index.md").write_text("# Another title\n", encoding="utf-8")
    config = folder / "_config.yml"
    config.write_text(OURS + "  local_extensions:\n    dying: .\n", encoding="utf-8")
    (finding,) = build(folder)
    assert finding.severity == "error"
    assert finding.code in ("book-build-failed", "book-build-stopped")
    assert "as they were" in finding.help
    assert files(folder / "_build/html") == before
    assert sorted(path.name for path in (folder / "_build").iterdir() if "new" in path.name) == []
    config.write_text(OURS, encoding="utf-8")
    assert build(folder) == ()
    assert b"Another title" in files(folder / "_build/html")["index.html"]
    assert not (folder / "_build/book-build.log").exists()


def test_a_page_that_left_the_contents_leaves_the_book(course):
    build(course)
    toc = course / "_toc.yml"
    toc.write_text("format: jb-book\nroot: index\nchapters:\n- file: modules/bees\n", encoding="utf-8")
    (course / "_build/.html-new").mkdir()  # as a killed run leaves it
    (course / "_build/.html-new/half.html").write_text("half", encoding="utf-8")
    assert build(course, clean=True) == ()
    assert pages(course / "_build/html") == ["genindex.html", "index.html", "modules/bees.html", "search.html"]
    assert "modules/bridges.ipynb" not in "".join(files(course / "_build/html"))


def test_the_instructor_edition_leaves_the_students_pages_alone(course):
    build(course)
    students = files(course / "_build/html")
    source = course / "_build/instructor/source"
    shutil.copytree(course, source, ignore=shutil.ignore_patterns("_build"))
    (source / "index.md").write_text("# For the person in front\n\ncanary-instructor\n", encoding="utf-8")
    out, doctrees = course / "_build/instructor/html", course / "_build/instructor/.doctrees"
    assert build_book(source, out, doctrees) == ()
    assert b"canary-instructor" in files(out)["index.html"]
    assert files(course / "_build/html") == students


@pytest.mark.usefixtures("cold_sphinx")
def test_progress_is_told_page_by_page(small):
    steps = []
    build(small(), on_progress=lambda *step: steps.append(step))
    assert steps == [("reading pages", 1, 1), ("writing pages", 1, 1)]


def test_two_processes_build_the_same_book(small):
    names = [f"page{number}" for number in range(12)]
    chapters = "".join(f"  - file: {name}\n" for name in names)
    toc = f"format: jb-book\nroot: index\nparts:\n- caption: All\n  numbered: true\n  chapters:\n{chapters}"
    folder = small(_toc__yml=toc, **{f"{name}__md": f"# {name}\n\n## Part\n\nbees\n" for name in names})
    assert build(folder) == ()
    one = files(folder / "_build/html")
    assert build(folder, jobs=2, clean=True) == ()
    assert files(folder / "_build/html") == one
