"""Signs that no font has are told by name and never become boxes; signs that print nothing do no harm."""

import re

import pytest
from paper_reader import read_paper

from builder.model.sheet import Code, Heading, Layout, Option, Paragraph, Question, Run, Sheet
from builder.writers.pdf import press
from builder.writers.pdf.fonts import bundled
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said

#: A sign that a machine may have a font for, by its name in the finding.
ODD = {"🐝": "U+1F41D", "𓀀": "U+13000", "\U0010fffd": "U+10FFFD"}
#: What files bring along that has no shape: controls, marks of width and direction, half a surrogate's neighbours.
SHAPELESS = ["\t", "\n", "\r", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200e", "\u2028", "\u2060", "\ufeff"]
CONTROLS = ["\x00", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\x9f", "\ufffe", "\uffff"]


@pytest.fixture(autouse=True)
def _only_bundled(monkeypatch):
    """Make the machine one that has no fonts but ours."""
    monkeypatch.setattr(press, "installed", lambda _folder: bundled())


def sheet_with(text: str, *blocks, title: str = "A") -> Sheet:
    held = blocks or (Paragraph(text=(Run(text=text),)),)
    return Sheet(
        kind="reading", slug="a", language="en", title=f"{title} – R", name="R", heading=said(title), blocks=held
    )


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sign", ODD)
def test_a_sign_that_no_font_has_is_told_by_name(tmp_path, sign, large):
    pdf, findings = Press(tmp_path).pdf((sheet_with(f"A bee {sign} dances"),), Layout(large=large))
    assert pdf is None
    (finding,) = findings
    assert (finding.code, finding.severity) == ("glyph-missing", "error")
    assert ODD[sign] in finding.message
    assert (sign in finding.message) == sign.isprintable()
    assert "fonts/" in finding.help


@pytest.mark.parametrize(
    "block",
    [
        Heading(text=said("🐝")),
        Question(number=1, stem=said("Why?"), options=(Option(text=said("🐝")), Option(text=said("b")))),
        Code(text="let bee = 🐝"),
        Paragraph(text=(Run(text="🐝", code=True),)),
    ],
    ids=["heading", "option", "code", "code in a line"],
)
def test_it_is_told_wherever_it_stands(tmp_path, block):
    pdf, findings = Press(tmp_path).pdf((sheet_with("", block),), Layout())
    assert pdf is None
    assert [finding.code for finding in findings] == ["glyph-missing"]


def test_several_signs_are_told_at_once(tmp_path):
    _, findings = Press(tmp_path).pdf((sheet_with("🐝 and 𓀀 and 🐝"),), Layout())
    (finding,) = findings
    assert "U+1F41D" in finding.message
    assert "U+13000" in finding.message
    assert finding.message.count("U+1F41D") == 1


def test_a_font_of_the_course_is_found(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(press, "installed", lambda folder: asked.append(folder) or bundled())
    Press(tmp_path).pdf((sheet_with("🐝"),), Layout())
    assert asked == [tmp_path / "fonts"]


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("sign", SHAPELESS, ids=[f"U+{ord(sign):04X}" for sign in SHAPELESS])
def test_a_sign_without_a_shape_prints_nothing_and_stops_nothing(tmp_path, sign, large):
    pdf, findings = Press(tmp_path).pdf((sheet_with(f"Before{sign}after"),), Layout(large=large))
    assert not findings
    words = read_paper(pdf).words
    assert words.replace(sign, "").replace("\u00a0", " ").replace(" ", "").endswith("Beforeafter")


@pytest.mark.parametrize("sign", CONTROLS, ids=[f"U+{ord(sign):04X}" for sign in CONTROLS])
def test_a_control_character_prints_nothing_and_stops_nothing(tmp_path, sign):
    pdf, findings = Press(tmp_path).pdf((sheet_with(f"Before{sign}after", title=f"A{sign}B"),), Layout())
    assert not findings
    paper = read_paper(pdf)
    assert re.search("Before ?after", paper.words)
    assert sign not in paper.words


def test_a_sign_that_nobody_can_see_is_told_by_its_number_alone(tmp_path):
    _, (finding,) = Press(tmp_path).pdf((sheet_with("Before\u0378after"),), Layout())
    assert finding.code == "glyph-missing"
    assert finding.message.startswith("no installed font has a sign (U+0378), ")
