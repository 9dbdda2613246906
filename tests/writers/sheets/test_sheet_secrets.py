"""Promise 4 on paper: what students get holds no key, no reply, no model answer and no note for the instructor."""

import io
import re
from pathlib import Path

import msgspec
import pikepdf
import pytest
from paper_course import all_sheets, materials_in, sample, write_course
from paper_reader import read_paper

from builder.model.item import kind_of
from builder.model.sheet import STUDENT_KINDS, Layout, Sheet
from builder.pipeline.handout_sheets import Choices
from builder.writers.moved_key import moved_keys
from builder.writers.pdf.press import Press
from builder.writers.sheets.materials import Materials

HERE = Path(__file__).parent
MODULE, QUIZ = ((HERE / f"canaries.{suffix}").read_text("utf-8") for suffix in ("md", "yml"))
NEXT = "---\nformat: 1\ntitle: A later module\nlanguage: en\n---\n\n## Summary\n\nLater words.\n"
CANARY = re.compile(r"canary-[a-z-]+")
#: Words that look like one and are not: in the middle of a line a % begins no comment.
OPEN = {"canary-is-no-comment-here"}
TWO = Choices(versions=2, duplex=True)


@pytest.fixture(scope="module")
def mine(tmp_path_factory):
    """A module with a canary in everything that is private, and one after it that looks back on it."""
    course = tmp_path_factory.mktemp("mine") / "course"
    return write_course(course, {"canaries": (MODULE, QUIZ), "later": (NEXT, "")})


@pytest.fixture(scope="module")
def materials(mine):
    return materials_in(mine)


def student_sheets(materials: Materials) -> dict[str, Sheet]:
    return {name: sheet for name, sheet in all_sheets(materials, TWO).items() if sheet.kind in STUDENT_KINDS}


def written(thing: Sheet) -> str:
    return msgspec.json.encode(thing).decode()


def everything_in(pdf: bytes) -> str:
    """Return whatever can be read in a PDF: its streams, unpacked, its strings and its text."""
    paper = read_paper(pdf)
    texts = ["".join(text.text for text in paper.written), paper.words]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts += [_stream(thing) if isinstance(thing, pikepdf.Stream) else str(thing) for thing in document.objects]
    return "\n".join(texts)


def _stream(stream: pikepdf.Stream) -> str:
    try:
        return stream.read_bytes().decode("latin-1")
    except pikepdf.PdfError:  # a picture
        return ""


def test_canaries_sing_for_the_facilitator(materials):
    planted = set(CANARY.findall(MODULE + QUIZ)) - OPEN
    private = {name for name in planted if not name.endswith("comment")}
    sheets = all_sheets(materials["canaries"])
    heard = set(CANARY.findall(written(sheets["facilitator"]) + written(sheets["key"])))
    assert len(private) > 25
    assert private <= heard
    assert not heard & {name for name in planted if name.endswith("comment")}


@pytest.mark.parametrize("slug", ["canaries", "later"])
def test_no_canary_is_on_a_sheet_for_students(materials, slug):
    sheets = student_sheets(materials[slug])
    assert set(sheets) >= {"student", "reading"}
    for name, sheet in sheets.items():
        assert set(CANARY.findall(written(sheet))) <= OPEN, name


@pytest.mark.parametrize("layout", [Layout(), Layout(large=True)], ids=["normal", "large"])
@pytest.mark.parametrize("slug", ["canaries", "later"])
def test_no_canary_is_in_a_file_for_students(mine, materials, slug, layout):
    press = Press(mine)
    for name, sheet in student_sheets(materials[slug]).items():
        pdf, _ = press.pdf((sheet,), layout)
        assert set(CANARY.findall(everything_in(pdf))) <= OPEN, name


def test_the_later_module_looks_back_on_the_mine(materials):
    assert [entry.title for entry in materials["later"].look_back] == ["Canaries in a mine"]
    assert "From the module" in written(all_sheets(materials["later"])["student"])


def _moved(materials: Materials, index: int, item) -> Materials:
    items = (*materials.shown.items[:index], item, *materials.shown.items[index + 1 :])
    return msgspec.structs.replace(
        materials,
        shown=msgspec.structs.replace(materials.shown, items=items),
        whole=msgspec.structs.replace(materials.whole, items=items),
    )


def test_moving_a_key_changes_no_sheet_for_students(materials):
    held = materials["canaries"]
    before = {name: written(sheet) for name, sheet in student_sheets(held).items()}
    key = written(all_sheets(held)["key"])
    moved = [(n, other) for n, item in enumerate(held.shown.items) for other in moved_keys(item)]
    assert {kind_of(item) for _, item in moved} == {kind_of(item) for item in held.shown.items}
    for index, item in moved:
        other = _moved(held, index, item)
        assert {name: written(sheet) for name, sheet in student_sheets(other).items()} == before, item.id
        assert written(all_sheets(other)["key"]) != key, item.id


def test_moving_every_key_changes_no_byte_of_a_file_for_students(mine, materials):
    held = materials["canaries"]
    other = held
    for index, item in enumerate(held.shown.items):
        other = _moved(other, index, moved_keys(item)[0])
    press = Press(mine)
    for name, sheet in student_sheets(held).items():
        assert press.pdf((sheet,), Layout())[0] == press.pdf((student_sheets(other)[name],), Layout())[0]
    key = all_sheets(held)["key"], all_sheets(other)["key"]
    assert press.pdf((key[0],), Layout())[0] != press.pdf((key[1],), Layout())[0]


def test_moving_the_keys_of_the_sample_course_changes_no_sheet_for_students():
    for held in sample().values():
        before = {name: written(sheet) for name, sheet in student_sheets(held).items()}
        other = held
        for index, item in enumerate(held.shown.items):
            other = _moved(other, index, moved_keys(item)[-1])
        assert {name: written(sheet) for name, sheet in student_sheets(other).items()} == before


def test_a_draft_that_nobody_accepted_is_on_no_sheet(tmp_path):
    quiz = "format: 1\nitems:\n  - {id: a, kind: short-answer, stem: canary-draft?, answers: [x], origin: drafted}\n"
    course = write_course(tmp_path / "course", {"bees": (NEXT, quiz)}, "builder:\n  publish_drafts: false\n")
    snapshot = course / "modules/bees/.import/quiz.yml"  # what the import drafted: nobody has touched the item since
    snapshot.parent.mkdir()
    snapshot.write_text(quiz, encoding="utf-8")
    sheets = all_sheets(materials_in(course)["bees"])
    assert not [name for name, sheet in sheets.items() if "canary-draft" in written(sheet)]
    accepted = quiz.replace("origin: drafted", "origin: drafted, accepted: true")
    (course / "modules/bees/quiz.yml").write_text(accepted, encoding="utf-8")
    assert "canary-draft" in written(all_sheets(materials_in(course)["bees"])["student"])


@pytest.mark.parametrize(("shown", "stands"), [("full", ["first", "second"]), ("excerpt", ["first"]), ("link", [])])
def test_no_more_of_an_article_is_copied_than_its_front_matter_says(tmp_path, shown, stands):
    module = NEXT.replace("language: en", f"language: en\ntext: {shown}").replace(
        "Later words.", "The first paragraph of the article stands here.\n\nThe second paragraph of it stands there."
    )
    sheets = student_sheets(materials_in(write_course(tmp_path / "course", {"bees": (module, "")}))["bees"])
    for name in ("first", "second"):
        held = any(f"The {name} paragraph" in written(sheet) for sheet in sheets.values())
        assert held == (name in stands)
    assert ("reading" in sheets) == bool(stands)
