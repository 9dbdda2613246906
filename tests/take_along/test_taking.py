"""What is written where: fresh files are linked, old ones are not, and no file tells an answer."""

import shutil
import zipfile

import pytest
from hard_course import png, write_hard_course

from builder import pipeline
from builder.cli.main import main
from builder.files.course import read_course
from builder.findings import BuilderError
from builder.pipeline.taking import take_along

PAGE = "_build/page/tools-to-borrow.html"
EPUB = "_build/epub/course.epub"
CHAPTER = "EPUB/modules-tools-to-borrow.xhtml"


@pytest.mark.parametrize("product", ["page", "epub"])
def test_the_instructor_edition_is_not_taken_along(tmp_path, capsys, product):
    assert main(["build", "--edition", "instructor", "--to", product, "--course", str(tmp_path)]) == 2
    assert "student edition" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match="student edition"):
        pipeline.build(tmp_path, edition="instructor", to=product)


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """A copy of the hard course with all its files, for tests that change it and put it back."""
    course = write_hard_course(tmp_path_factory.mktemp("taken") / "course")
    told = []
    for product in ("page", "epub"):
        built = pipeline.build(course, to=product, on_progress=lambda *step: told.append(step))
        assert built.files, built.findings
    assert ("writing page files", 3, 3) in told
    assert ("writing the EPUB", 0, 0) in told
    return course


def links(course):
    pages = ("start", "modules/hostile", "modules/tools-to-borrow", "modules/ar")
    html = ((course / f"_build/html/{page}.html").read_text(encoding="utf-8") for page in pages)
    return ["builder-take-along" in text for text in html]


@pytest.mark.book
@pytest.mark.timeout(600)
def test_only_what_was_made_from_the_sources_as_they_are_is_linked(taken):
    assert links(taken) == [True, True, True, True]
    picture = taken / "modules/hostile/images/dot.png"
    before = picture.read_bytes()
    picture.write_bytes(png(2))
    assert pipeline.build(taken).index
    assert links(taken) == [False, False, True, True]  # the EPUB and the file that show the picture
    downloads = sorted(path.name for path in (taken / "_build/html/downloads").glob("*.html"))
    assert downloads == ["ar.html", "tools-to-borrow.html"]
    picture.write_bytes(before)
    (taken / EPUB).write_bytes((taken / EPUB).read_bytes()[:-400])  # cut short
    assert pipeline.build(taken).index
    assert links(taken) == [False, True, True, True]
    assert pipeline.build(taken, to="epub", jobs=2).files
    assert links(taken) == [True, True, True, True]


@pytest.mark.book
@pytest.mark.timeout(600)
def test_files_of_modules_that_are_gone_and_what_a_killed_run_left_are_removed(taken, tmp_path):
    out = taken / "_build/page"
    (out / "renamed.html").write_text("old", encoding="utf-8")
    (out / ".ar.html.partial").write_text("half", encoding="utf-8")
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (out / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    course, _ = read_course(taken)
    files, new = take_along(course, "page")
    assert new
    assert sorted(out.iterdir()) == sorted(files)
    assert (tmp_path / "mine.txt").exists()
    assert take_along(course, "page") == (files, False)


@pytest.mark.book
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("product", "folder"), [("page", "_build/page"), ("epub", "_build/epub")])
def test_a_folder_that_cannot_be_written_is_named(taken, product, folder):
    place = taken / folder
    place.rename(taken / "kept")
    place.write_text("a file in its place", encoding="utf-8")
    try:
        course, _ = read_course(taken)
        with pytest.raises(BuilderError) as caught:
            take_along(course, product)
        assert caught.value.finding.code == "not-writable"
    finally:
        place.unlink()
        (taken / "kept").rename(place)


@pytest.mark.book
@pytest.mark.timeout(600)
def test_a_course_without_modules_has_an_epub_and_no_page_files(tmp_path):
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("sphinx:\n  extra_extensions: [builder.book.extension]\n", encoding="utf-8")
    (tmp_path / "index.md").write_text("# Empty\n\nNothing yet.\n", encoding="utf-8")
    assert pipeline.build(tmp_path, to="page").files == ()
    assert [path.name for path in pipeline.build(tmp_path, to="epub").files] == ["course.epub"]


def leaks(course):
    return {finding.where.file for finding in pipeline.check_built(course) if finding.code == "built-leak"}


@pytest.mark.book
@pytest.mark.timeout(600)
def test_check_built_finds_nothing_in_a_course_with_files_to_take_along(taken):
    assert leaks(taken) == set()


@pytest.mark.book
@pytest.mark.timeout(600)
@pytest.mark.parametrize("words", ["It names who would keep the list at home.", "custodian", "Bring a real ladder. Stop the round after twenty minutes"])  # fmt: skip
def test_check_built_looks_at_page_files_and_into_the_epub(taken, tmp_path, words):
    course = tmp_path / "course"  # without the theme's own files, of which each look would cost seconds
    shutil.copytree(taken, course, ignore=shutil.ignore_patterns("vendor", "locales", "styles", "scripts", ".doctrees"))
    page, epub = course / PAGE, course / EPUB
    page.write_bytes(page.read_bytes().replace(b"</main>", f"<p>{words}</p></main>".encode()))
    with zipfile.ZipFile(epub) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[CHAPTER] = files[CHAPTER].replace(b"</body>", f"<p>{words}</p></body>".encode())
    with zipfile.ZipFile(epub, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert leaks(course) == {PAGE, EPUB}
