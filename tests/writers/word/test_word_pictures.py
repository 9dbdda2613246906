"""Pictures as they are, in the width of the text; words and a note for what Word cannot hold (picture-not-printed)."""

import io
import struct
import zlib

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from word_files import NORMAL, PNG, made, opened, parts, sheet, styled

from builder.model.sheet import Group, Picture
from builder.writers.sheets.pictures import picture_file
from builder.writers.word.document import docx_of

EMU = 635


def drawn(form, size, **options):
    stream = io.BytesIO()
    Image.new("L", size, 128).save(stream, form, **options)
    return stream.getvalue()


@pytest.fixture
def course(tmp_path):
    folder = tmp_path / "course"
    (folder / "modules/a").mkdir(parents=True)
    return folder


def put(course, name, data):
    (course / "modules/a" / name).write_bytes(data)
    return Picture(path=f"modules/a/{name}", description="a map of the river")


@pytest.mark.parametrize(("name", "form"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.gif", "GIF")])
def test_a_picture_is_in_the_file_byte_for_byte_and_told_to_who_does_not_see_it(course, name, form):
    picture = put(course, name, drawn(form, (40, 20)))
    data = made(sheet(picture), course=course)
    (image,) = [content for part, content in parts(data).items() if part.startswith("word/media/")]
    assert image == (course / picture.path).read_bytes()
    (told,) = opened(data).element.body.iter(qn("wp:docPr"))
    assert told.get("descr") == "a map of the river"


def extent(data):
    (found,) = opened(data).element.body.iter(qn("wp:extent"))
    return int(found.get("cx")), int(found.get("cy"))


def text_width(data):
    section = opened(data).sections[0]
    return section.page_width - section.left_margin - section.right_margin


@pytest.mark.parametrize("size", [(3000, 1000), (500, 4000), (30, 20)])
def test_a_picture_fits_and_keeps_its_shape(course, size):
    data = made(sheet(put(course, "a.png", drawn("PNG", size, dpi=(96, 96)))), course=course)
    wide, high = extent(data)
    section = opened(data).sections[0]
    assert wide <= text_width(data)
    assert high <= 0.61 * (section.page_height - section.top_margin - section.bottom_margin)
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.02)
    if size == (30, 20):
        assert wide == pytest.approx(30 / 96 * 914400, rel=0.02), "a small picture is not blown up"


def test_a_picture_in_a_frame_is_narrower(course):
    picture = put(course, "a.png", drawn("PNG", (3000, 1000)))
    data = made(sheet(Group(blocks=(picture,), framed=True)), course=course)
    assert extent(data)[0] == pytest.approx(text_width(data) - 400 * EMU, abs=EMU)


def header_only(wide, high):
    """Return a PNG of a size that has no pixels."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.svg", b"<svg/>", "SVG"),
        ("a.webp", b"RIFF", "WEBP"),
        ("a", b"x", "ending"),
        ("a.png", b"no picture", "damaged"),
        ("a.png", b"", "damaged"),
        ("a.png", header_only(0, 5), "damaged"),
        ("a.jpg", b"\xff\xd8\xff", "damaged"),
        ("a.gif", b"GIF89a", "damaged"),
        ("a.png", PNG[:-12], "damaged"),
        ("a.jpg", drawn("JPEG", (9, 9))[:-2], "damaged"),
        ("a.png", None, "no such file"),
    ],
)
def test_what_word_cannot_hold_is_told_and_its_words_stand_there(course, name, data, why):
    picture = (
        put(course, name, data)
        if data is not None
        else Picture(path="modules/a/a.png", description="a map of the river")
    )
    made_, findings = docx_of((sheet(picture),), NORMAL, course)
    assert [(each.code, each.severity, each.where.file) for each in findings] == [
        ("picture-not-printed", "note", picture.path)
    ]
    assert why in findings[0].message
    assert "PNG or JPEG" in findings[0].help
    assert ("Caption", "a map of the river") in styled(made_)


def test_nothing_is_read_outside_of_the_course(course):
    (course.parent / "secret.png").write_bytes(PNG)
    (course / "link.png").symlink_to(course.parent / "secret.png")
    for path in ("../secret.png", "link.png", str(course.parent / "secret.png")):
        made_, findings = docx_of((sheet(Picture(path=path, description="x")),), NORMAL, course)
        assert [each.code for each in findings] == ["picture-not-printed"]
        assert not [name for name in parts(made_) if name.startswith("word/media/")]


ODD = {
    "a null": "modules/a/a\0.png",
    "too long a name": f"modules/a/{'a' * 300}.png",
    "a link that leads to itself": "loop.png",
    "links in a ring": "one.png",
    "a folder": "folder.png",
    "half a letter": "modules/a/\udcff.png",
    "a way out and in again": "../course/whole.png",
    "a link within the course": "within.png",
}
SHOWN = ("a way out and in again", "a link within the course")


@pytest.mark.parametrize("odd", ODD)
def test_a_name_is_a_picture_of_the_course_or_none(course, odd):
    (course / "loop.png").symlink_to("loop.png")
    (course / "one.png").symlink_to("two.png")
    (course / "two.png").symlink_to("one.png")
    (course / "folder.png").mkdir()
    (course / "whole.png").write_bytes(PNG)
    (course / "within.png").symlink_to("whole.png")
    found = picture_file(course, ODD[odd])
    assert found == ((course / "whole.png").resolve() if odd in SHOWN else None)
    made_, findings = docx_of((sheet(Picture(path=ODD[odd], description="x")),), NORMAL, course)
    assert [each.code for each in findings] == ["picture-not-printed"] * (odd not in SHOWN)
    opened(made_)


@given(st.sampled_from(["PNG", "JPEG", "GIF"]), st.data())
def test_no_damage_to_a_picture_is_a_crash(tmp_path_factory, form, data):
    course = tmp_path_factory.mktemp("course")
    whole = bytearray(drawn(form, (9, 7)))
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    (course / f"a.{form.lower()}").write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    made_, findings = docx_of((sheet(Picture(path=f"a.{form.lower()}", description="words")),), NORMAL, course)
    shown = [name for name in parts(made_) if name.startswith("word/media/")]
    assert len(shown) + len(findings) == 1
    opened(made_)
