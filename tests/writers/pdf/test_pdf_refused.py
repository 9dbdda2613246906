"""What typst refuses is told with the sheet and the sign it is about, or does not come to it."""

import pytest
from paper_course import all_sheets, materials_in, write_course
from paper_reader import read_paper

from builder.model.sheet import Heading, Layout, Paragraph, Sheet
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said

NO_WORDS = ['" "', '"<b></b>"', '"<!-- later -->"']


def sheet(*blocks, title="Bees", **more):
    fields = {"heading": said(title), "name": "Student handout", **more}
    return Sheet(kind="student", slug="bees", language="en", title=title, blocks=blocks, **fields)


@pytest.mark.parametrize("title", NO_WORDS)
def test_a_module_without_a_title_is_set_under_its_name(tmp_path, title):
    module = f"---\nformat: 1\ntitle: {title}\nlanguage: en\n---\n\n## Summary\n\nBees dance.\n\n###\n\nThey do.\n"
    course = write_course(tmp_path / "course", {"bees": (module, "")})
    for made in all_sheets(materials_in(course)["bees"]).values():
        pdf, findings = Press(course).pdf((made,), Layout())
        assert pdf is not None, findings
        heads = [tag.words for tag in read_paper(pdf).tags.every("H1", "H2", "H3")]
        assert heads[0] == "bees"
        assert all(heads)
        assert made.title.startswith("bees – ")


def test_a_sheet_without_a_heading_has_its_kind_for_one(tmp_path):
    pdf, findings = Press(tmp_path).pdf((sheet(heading=()),), Layout())
    assert pdf is not None, findings
    assert [tag.words for tag in read_paper(pdf).tags.every("H1")] == ["Student handout"]


@pytest.mark.parametrize(
    ("sign", "shown"),
    [("\u0378", "a sign (U+0378)"), ("\U000f1234", "a sign (U+F1234)"), ("\u3004", "〄 (U+3004)")],
)
def test_a_sign_without_a_font_is_named(tmp_path, monkeypatch, sign, shown):
    press = Press(tmp_path)
    monkeypatch.setattr(press, "_installed", press._bundled)
    pdf, (finding,) = press.pdf((sheet(Paragraph(text=said(f"An {sign} here"))),), Layout())
    assert pdf is None
    assert (finding.code, finding.severity) == ("glyph-missing", "error")
    assert shown in finding.message


def test_anything_else_is_told_with_the_sheet_that_it_is_about(tmp_path, monkeypatch):
    """Headings without words are left out before; here they are not, as a stand-in for what nobody has thought of."""
    monkeypatch.setattr("builder.writers.pdf.press.in_steps", lambda blocks: blocks)
    sheets = (sheet(title="Ants"), sheet(Heading(text=()), title="Bees"), sheet(title="Wasps"))
    pdf, (finding,) = Press(tmp_path).pdf(sheets, Layout())
    assert pdf is None
    assert (finding.code, finding.severity) == ("page-not-set", "error")
    assert finding.message == "“Bees” cannot be set as a PDF; typst says: PDF/UA-1 error: heading title is empty"
    assert finding.help
