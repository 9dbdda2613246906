"""Pictures of an article are copied beside its module, or told; the page shows them."""

import io
import struct
import zlib

import docx
import pytest
from course.hand_made import make_course

from builder.cli.main import main
from builder.files.module_read import read_module
from builder.model.article import Paragraph
from builder.writers.page import student_page


def png(colour):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\x00" + bytes(colour) * 4
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(row * 4))
        + chunk(b"IEND", b"")
    )


PROSE = (
    "Hedges along lanes belong to nobody and feed whoever walks there, as the county found in forty villages last year."
)
PAGE = f"""<!doctype html><h1>Hedges That Feed a Village</h1><p>{PROSE}</p>
<img src="A%20hedge.png" alt="A hedge in *flower*"><p>{PROSE} It asked who trims them.</p>
<img src="https://example.org/far.png" alt="A lane far away">
<img src="../secret.png" alt="Outside"><img src="notes.txt" alt="Not a picture">
<table><tr><th>Lane</th><th>Hedges | all</th></tr><tr><td>East {{{{ 1+1 }}}}</td><td>4</td></tr></table>
"""


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


def imported(course, path, capsys):
    assert main(["import", str(path), "--course", str(course)]) == 0
    folder = next((course / "modules").iterdir())
    return folder, (folder / "module.md").read_text(encoding="utf-8"), capsys.readouterr().out


def test_pictures_beside_a_page_are_copied_and_others_are_told(course, tmp_path, capsys):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "page.html").write_text(PAGE, encoding="utf-8")
    (inbox / "A hedge.png").write_bytes(png((0, 120, 0)))
    (inbox / "notes.txt").write_text("no picture", encoding="utf-8")
    (tmp_path / "secret.png").write_bytes(png((9, 9, 9)))
    folder, text, told = imported(course, inbox / "page.html", capsys)
    assert sorted(path.name for path in (folder / "images").iterdir()) == ["a-hedge.png"]
    assert (folder / "images" / "a-hedge.png").read_bytes() == png((0, 120, 0))
    assert r"![A hedge in \*flower\*](images/a-hedge.png)" in text
    assert "far.png" not in text
    assert "A lane far away; Outside; Not a picture" in told
    assert "| Lane | Hedges \\| all |\n| --- | --- |\n| East \\{\\{ 1+1 \\}\\} | 4 |" in text
    read, _ = read_module(folder.name, text, "module.md")
    page = "\n".join(cell.source for cell in student_page(read.module, ()).cells)
    assert f"]({folder.name}/images/a-hedge.png)" in page


def test_a_word_file_keeps_a_picture_above_its_first_heading_and_without_a_description(course, tmp_path, capsys):
    document = docx.Document()
    document.add_paragraph("Red Lanes", style="Title")
    document.add_picture(io.BytesIO(png((120, 0, 0))))
    document.add_paragraph("Talking Points", style="Heading 1")
    document.add_paragraph(
        "Lanes with hedges keep their soil when the heavy rain of autumn comes.", style="List Bullet"
    )
    document.add_paragraph("Summary", style="Heading 1")
    document.add_paragraph(
        "A hedge holds the soil of a lane. Three lanes were watched for a year, one without a hedge."
    )
    document.save(tmp_path / "lanes.docx")
    folder, text, _ = imported(course, tmp_path / "lanes.docx", capsys)
    assert (folder / "images" / "image1.png").read_bytes() == png((120, 0, 0))
    assert "](images/image1.png)" in text


def test_a_picture_has_no_number_even_if_its_words_are_those_of_a_paragraph():
    words = "The gate of the canal in the last week of a dry summer, seen from the village."
    text = f"---\nformat: 1\ntitle: Gates\n---\n\n## Summary\n\n![{words}](images/a.png)\n\n{words}\n"
    read, _ = read_module("gates", text, "module.md")
    page = student_page(read.module, (Paragraph(number=1, section="summary", text=words),))
    summary = next(cell.source for cell in page.cells if cell.id == "summary")
    assert summary.count("¶1") == 1
    assert f"¶1</span> {words}" in summary


def test_pictures_inside_a_word_file_are_copied(course, tmp_path, capsys):
    document = docx.Document()
    document.add_heading("Hedges That Feed a Village", 0)
    document.add_paragraph(PROSE)
    document.add_picture(io.BytesIO(png((120, 0, 0))))
    document.inline_shapes[0]._inline.docPr.set("descr", "A red lane")
    document.add_paragraph(PROSE + " It asked who trims them.")
    document.save(tmp_path / "a.docx")
    folder, text, _ = imported(course, tmp_path / "a.docx", capsys)
    assert "![A red lane](images/image1.png)" in text
    assert (folder / "images" / "image1.png").read_bytes() == png((120, 0, 0))


@pytest.mark.book
def test_the_book_shows_them_in_both_editions(course, tmp_path, capsys):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "page.html").write_text(PAGE, encoding="utf-8")
    (inbox / "A hedge.png").write_bytes(png((0, 120, 0)))
    folder, _, _ = imported(course, inbox / "page.html", capsys)
    for edition, html in (("student", "_build/html"), ("instructor", "_build/instructor/html")):
        assert main(["build", "--course", str(course), "--edition", edition]) == 0, capsys.readouterr().err
        page = (course / html / "modules" / f"{folder.name}.html").read_text(encoding="utf-8")
        assert 'src="../_images/a-hedge.png"' in page
        assert (course / html / "_images" / "a-hedge.png").exists()
        assert "<td><p>East {{ 1+1 }}</p></td>" in page
