"""Which pictures are files of the course: a module may name anything."""

import pytest

from builder.model.sheet import Layout, Picture, Sheet
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said
from builder.writers.sheets.pictures import picture_file

NO_FILES = ["images/\0a.png", f"images/{'a' * 300}.png", "images/loop.png", "images/none.png", "images", "../out.png"]


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "good.png").write_bytes(b"good")
    (folder / "images" / "loop.png").symlink_to(folder / "images" / "loop.png")
    (tmp_path / "out.png").write_bytes(b"out")
    (folder / "images" / "out.png").symlink_to(tmp_path / "out.png")
    return folder


def test_a_picture_of_the_course_is_found(course):
    assert picture_file(course, "images/good.png") == (course / "images" / "good.png").resolve()


@pytest.mark.parametrize("path", [*NO_FILES, "images/out.png"])
def test_what_is_no_file_of_the_course_is_none(course, path):
    assert picture_file(course, path) is None


@pytest.mark.parametrize("path", NO_FILES)
def test_a_sheet_is_set_whatever_its_picture_is_called(course, path):
    blocks = (Picture(path=path, description="What it shows"),)
    sheet = Sheet(kind="student", slug="bees", language="en", title="Bees", name="B", heading=said("B"), blocks=blocks)
    pdf, (finding,) = Press(course).pdf((sheet,), Layout())
    assert pdf is not None
    assert (finding.code, finding.where.file) == ("picture-not-printed", path)
