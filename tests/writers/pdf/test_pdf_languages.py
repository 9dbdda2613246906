"""A pack of modules in several languages: each sheet runs in its own direction and speaks its own language."""

import io

import pikepdf
import pytest
from paper_reader import read_paper
from test_right_to_left import sheet, the, words

from builder.model.sheet import Bullets, Layout, Paragraph, Question
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said

ARABIC = (
    Question(number=7, stem=said("ماذا؟"), points=3),
    Bullets(entries=((Paragraph(text=said("كتاب")),),), start=4),
)
ENGLISH = (Question(number=5, stem=said("Wells"), points=2), Paragraph(text=said("Water")))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("arabic_first", [False, True])
def test_each_sheet_of_a_pack_is_in_its_own_language(tmp_path, large, arabic_first):
    pair = (sheet(*ENGLISH, language="en", title="Village"), sheet(*ARABIC))
    pdf, findings = Press(tmp_path).pdf(pair[::-1] if arabic_first else pair, Layout(large=large))
    if pdf is None and findings[0].code == "font-missing":
        pytest.skip("no font for Arabic")
    assert pdf is not None, findings
    found = words(pdf)
    assert the(found, "7").left > the(found, "ماذا").right
    assert the(found, "4").left > the(found, "كتاب").right
    assert the(found, "5").right < the(found, "Wells").left
    assert the(found, "Water").left < 595 / 4
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == ("ar" if arabic_first else "en")
    paper = read_paper(pdf)
    feet = {
        page: " ".join(text.text for text in paper.written if text.page == page and text.aside == "Pagination")
        for page in (1, 2)
    }
    english, arabic = (2, 1) if arabic_first else (1, 2)
    assert "Page" in feet[english]
    assert "Page" not in feet[arabic]
    printed = "".join(text.text for text in paper.written if text.page == arabic)
    assert "points" not in printed


def test_a_sheet_in_a_pack_stands_as_it_does_alone(tmp_path):
    pair = (sheet(*ENGLISH, language="en", title="Village"), sheet(*ARABIC))
    pack, findings = Press(tmp_path).pdf(pair, Layout())
    if pack is None and findings[0].code == "font-missing":
        pytest.skip("no font for Arabic")
    alone = [words(Press(tmp_path).pdf((one,), Layout())[0]) for one in pair]
    for page, expected in enumerate(alone, 1):
        stands = [(w.left, w.top, w.text) for w in words(pack) if w.page == page and w.top < 700]
        assert stands == [(w.left, w.top, w.text) for w in expected if w.top < 700]
