"""Pictures on paper: what is there is shown, what is not gives way to its words, and nothing from outside is read."""

import io
from pathlib import Path

import pikepdf
import pytest
from hard_pictures import png, write_pictures
from paper_course import all_made, materials_in, write_course
from paper_layout import assert_inside, assert_no_heading_is_last
from paper_reader import read_paper

from builder.model.sheet import Layout, Picture, Sheet
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said

CASE = Path(__file__).parent / "hard/pictures.md"
LAYOUTS = [Layout(), Layout(paper="letter", large=True)]
#: The pictures that cannot be set, and what stands in their place.
LOST = {
    "images/missing.png": "A picture that is missing",
    "images/broken.png": "A picture that is broken",
    "../../../outside.png": "A picture outside the course",
    "images/reaching.svg": "A drawing that reaches out",
}


@pytest.fixture(scope="module")
def pictured(tmp_path_factory):
    """Return the course, and what its sheets are."""
    folder = tmp_path_factory.mktemp("pictures")
    course = write_course(folder / "course", {"pictures": (CASE.read_text("utf-8"), "")})
    write_pictures(course / "modules/pictures/images", folder / "outside.png")
    return course, all_made(materials_in(course)["pictures"])


@pytest.fixture(scope="module", params=LAYOUTS, ids=["normal", "large"])
def read(request, pictured):
    """Return the reading as a file, as a paper, and what was said of it."""
    course, made = pictured
    pdf, findings = Press(course).pdf((made["reading"].sheet,), request.param)
    return pdf, read_paper(pdf), findings


def test_a_picture_that_cannot_be_set_gives_way_to_its_words(read):
    _, paper, findings = read
    assert {finding.code for finding in findings} == {"picture-not-printed"}
    assert [finding.where.file for finding in findings] == [f"modules/pictures/{path}" for path in LOST]
    for words in LOST.values():
        assert words in paper.words


def test_a_picture_that_is_there_is_described_and_on_the_page(read):
    _, paper, _ = read
    assert_inside(paper)
    assert_no_heading_is_last(paper)
    described = [tag.description for tag in paper.tags.every("Figure")]
    assert described == [
        "A picture that is there",
        "A very tall picture",
        "A very wide picture",
        "good.png",
        "A picture with a blank in its name",
        "A picture with a letter of German",
        "A drawing",
        "A figure",
        "First tall",
        "Second tall",
        "Third tall",
    ]
    assert "Its caption." in paper.words


def test_nothing_of_a_picture_outside_the_course_is_in_the_file(read):
    pdf, _, _ = read
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pictures = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream) and "/Width" in thing]
        sizes = {(int(picture.Width), int(picture.Height)) for picture in pictures}
    assert {(30, 20), (40, 4000), (4000, 40)} == sizes


def test_a_picture_inside_a_line_is_told_and_stands_as_its_words(pictured, read):
    _, made = pictured
    told = [placed.what for placed in made["reading"].substitutes]
    assert told == ["a picture inside a line", "a picture inside a line"]
    assert "Words with a small sign inside." in read[1].words


@pytest.mark.parametrize(
    "path", ["../outside.png", "/etc/hostname", "images", "", "a\\b.png", "https://example.org/a.png", "\0"]
)
def test_no_path_leads_out_of_the_course(tmp_path, path):
    course = tmp_path / "course"
    (course / "images").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png(9, 9))
    sheet = sheet_with(Picture(path=path, description="What it would show"))
    pdf, findings = Press(course).pdf((sheet,), Layout())
    assert [finding.code for finding in findings] == ["picture-not-printed"]
    paper = read_paper(pdf)
    assert "What it would show" in paper.words
    assert not list(paper.tags.every("Figure"))


def test_a_link_that_leads_out_of_the_course_is_not_followed(tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    (tmp_path / "outside.png").write_bytes(png(9, 9))
    (course / "inside.png").symlink_to(tmp_path / "outside.png")
    pdf, findings = Press(course).pdf((sheet_with(Picture(path="inside.png", description="A link")),), Layout())
    assert [finding.code for finding in findings] == ["picture-not-printed"]
    assert not list(read_paper(pdf).tags.every("Figure"))


def test_a_huge_picture_is_as_wide_as_the_text(tmp_path):
    (tmp_path / "huge.png").write_bytes(png(9000, 3000))
    pdf, findings = Press(tmp_path).pdf((sheet_with(Picture(path="huge.png", description="A field")),), Layout())
    assert not findings
    paper = read_paper(pdf)
    assert len(paper.sizes) == 1
    assert [tag.description for tag in paper.tags.every("Figure")] == ["A field"]


def sheet_with(*blocks) -> Sheet:
    return Sheet(
        kind="reading", slug="a", language="en", title="A – R", name="R", heading=said("A"), blocks=tuple(blocks)
    )
