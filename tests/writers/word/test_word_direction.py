"""A sheet in a language written from right to left."""

from itertools import pairwise

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from word_files import LARGE, NORMAL, made, opened, paragraph, part, question, sheet, t, words

from builder.model.sheet import Blanks, Bullets, Card, Cards, Group, Heading, Paragraph, Table
from builder.writers.word.text import directed

BLOCKS = (
    Blanks(labels=("الاسم", "التاريخ")),
    Heading(text=t("ما ستتعلمه")),
    Paragraph(text=t("نص يذكر Hobbes (1651, p. 3) في الوسط"), look="quote"),
    Bullets(entries=((Paragraph(text=t("أول")),), (Paragraph(text=t("ثان")),))),
    question(1, stem=t("أي لون؟"), rows=(t("صف"),)),
    Table(head=(t("السنة"), t("الحدث")), rows=((t("1900"), t("هذا")),)),
    Group(blocks=(Paragraph(text=t("في إطار")),), framed=True),
    Cards(cards=(Card(front=t("وجه"), back=t("ظهر")),)),
)


@pytest.fixture(scope="module", params=[NORMAL, LARGE], ids=["normal", "large"])
def arabic(request):
    given_ = sheet(*BLOCKS, language="ar", heading=t("عنوان"), address="https://example.org/a", notice="للميسر")
    return made(given_, layout=request.param)


def test_paragraphs_tables_and_sections_run_from_right_to_left(arabic):
    document = opened(arabic)
    head, foot = document.sections[0].header._element, document.sections[0].footer._element
    for root in (document.element.body, head, foot):
        assert all(each.pPr.find(qn("w:bidi")) is not None for each in root.iter(qn("w:p")))
    assert all(each.tblPr.find(qn("w:bidiVisual")) is not None for each in document.element.body.iter(qn("w:tbl")))
    assert document.sections[0]._sectPr.find(qn("w:bidi")) is not None


def test_words_run_their_own_way(arabic):
    runs = [
        (words(each), each.rPr is not None and each.rPr.find(qn("w:rtl")) is not None)
        for each in paragraph(arabic, "Hobbes").iter(qn("w:r"))
    ]
    assert runs == [("نص يذكر ", True), ("Hobbes (1651, p. 3", False), (") في الوسط", True)]


def test_nothing_is_pushed_to_the_left(arabic):
    """No alignment is the start side, which is the right one here."""
    centred = {
        each.get(qn("w:val"))
        for name in ("document", "styles")
        for each in part(arabic, f"word/{name}.xml").iter(qn("w:jc"))
    }
    assert centred <= {"center"}
    (quote,) = [each for each in part(arabic, "word/styles.xml") if each.get(qn("w:styleId")) == "Quote"]
    (line,) = quote.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    assert line.tag == qn("w:right")


def test_styles_have_fonts_and_sizes_for_complex_scripts(arabic):
    styles = part(arabic, "word/styles.xml")
    for fonts in styles.iter(qn("w:rFonts")):
        assert fonts.get(qn("w:cs"))
    for properties in styles.iter(qn("w:rPr")):
        size, complex_ = properties.find(qn("w:sz")), properties.find(qn("w:szCs"))
        assert (size is None) == (complex_ is None)
        assert size is None or size.get(qn("w:val")) == complex_.get(qn("w:val"))
        assert (properties.find(qn("w:b")) is None) == (properties.find(qn("w:bCs")) is None)


def test_the_code_stands_at_the_end_side(arabic):
    (side,) = opened(arabic).element.body.iter(qn("wp:align"))
    assert side.text == "left"
    (side,) = opened(made(sheet(address="https://example.org/a"))).element.body.iter(qn("wp:align"))
    assert side.text == "right"


def test_a_sheet_from_left_to_right_has_no_marks_but_on_words():
    data = made(sheet(Paragraph(text=t("the word عدل means justice"))))
    document = opened(data)
    assert list(document.element.iter(qn("w:bidi"), qn("w:bidiVisual"))) == []
    runs = [
        (words(each), each.rPr is not None and each.rPr.find(qn("w:rtl")) is not None)
        for each in paragraph(data, "عدل").iter(qn("w:r"))
    ]
    assert runs == [("the word ", False), ("عدل", True), (" means justice", False)]


LETTERS = st.text(st.sampled_from("ab אב عد 12.,()-"), max_size=20)


@given(LETTERS, st.booleans())
def test_pieces_are_the_text_and_no_strong_letter_runs_the_wrong_way(text, rtl):
    pieces = directed(text, rtl=rtl)
    assert "".join(piece for piece, _ in pieces) == text
    for piece, is_rtl in pieces:
        assert not set(piece) & set("ab") or not is_rtl
        assert not set(piece) & set("אבعد") or is_rtl
    assert all(one[1] != other[1] for one, other in pairwise(pieces))
