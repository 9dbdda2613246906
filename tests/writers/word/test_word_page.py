"""What a Word file says of itself, its paper, its head and foot, and its sections."""

import datetime as dt
from pathlib import Path

import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from word_files import (
    EVERY,
    LARGE,
    NORMAL,
    has,
    in_language,
    made,
    opened,
    paragraph,
    part,
    parts,
    question,
    sheet,
    styled,
    t,
    words,
)

from builder.model.sheet import Card, Cards, Heading, Layout, Paragraph
from builder.writers.office import is_untouched
from builder.writers.sheets.around import foot_of
from builder.writers.word.document import docx_of, template_of

PLAIN = tuple(block for block in EVERY if type(block).__name__ != "Picture")


def test_a_file_says_what_it_is_and_nothing_of_when():
    data = made(sheet(*PLAIN))
    about = opened(data).core_properties
    assert about.title == "A module – Student handout"
    assert about.subject == "Student handout"
    assert about.author == about.last_modified_by == "teaching-module builder"
    assert about.language == "en"
    assert about.created == about.modified
    assert about.created.replace(tzinfo=None) == dt.datetime(1980, 1, 1)  # noqa: DTZ001 - read back without a zone
    assert is_untouched(data)
    assert not [name for name in parts(data) if "thumbnail" in name]


def languages(data):
    return [dict(each.attrib) for each in part(data, "word/styles.xml").iter(qn("w:lang"))]


def test_the_language_stands_in_the_defaults():
    assert languages(made(sheet())) == [{qn("w:val"): "en", qn("w:bidi"): "en"}]
    assert languages(made(sheet(language="ar-EG"))) == [{qn("w:val"): "ar-EG", qn("w:bidi"): "ar-EG"}]
    assert languages(made(sheet(language="ja")))[0][qn("w:eastAsia")] == "ja"


def test_a_sheet_in_another_language_says_so_on_its_words():
    one = sheet(Paragraph(text=t("in English")))
    other = in_language(sheet(Paragraph(text=t("en español"))), "es")
    data = made(one, other)
    assert paragraph(data, "in English").find(f".//{qn('w:lang')}") is None
    assert paragraph(data, "en español").find(f".//{qn('w:lang')}").get(qn("w:val")) == "es"


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("letter", (215.9, 279.4))])
def test_paper(paper, size):
    section = opened(made(sheet(), layout=Layout(paper=paper))).sections[0]
    assert (section.page_width, section.page_height) == pytest.approx((Mm(size[0]), Mm(size[1])), abs=1000)


def test_a_foot_says_what_the_sheet_is_and_counts_pages():
    given = sheet(version="B")
    section = opened(made(given)).sections[0]
    foot = section.footer.paragraphs[0]
    assert foot.style.name == "Footer"
    assert words(foot._p) == foot_of(given) + "Page 1 of 1"
    assert foot_of(given) == "A module · Student handout · Version B · CC BY 4.0"
    fields = [each.get(qn("w:instr")).strip() for each in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert [each for each in section.header.paragraphs if each.text] == []


def test_a_notice_stands_at_the_head_of_its_own_sheet_only():
    private = sheet(notice="For the facilitator only", name="Facilitator guide")
    sections = opened(made(sheet(), private, sheet())).sections
    heads = [section.header.paragraphs[0] for section in sections]
    assert [head.text for head in heads] == ["", "For the facilitator only", ""]
    assert heads[1].style.name == "Notice"
    feet = [words(section.footer.paragraphs[0]._p).split(" · ")[1] for section in sections]
    assert feet == ["Student handout", "Facilitator guide", "Student handout"]


def test_every_sheet_begins_on_a_new_page_and_stands_in_the_outline():
    data = made(sheet(heading=t("One")), sheet(heading=t("Two")), sheet(heading=t("Three")))
    sections = opened(data).sections
    assert [section.start_type for section in sections] == [WD_SECTION.NEW_PAGE] * 3
    assert all(has(paragraph(data, title), "outlineLvl") for title in ("One", "Two", "Three"))
    assert not has(paragraph(made(sheet(heading=t("One"))), "One"), "outlineLvl")


@pytest.mark.parametrize("template", [False, True])
def test_on_both_sides_of_paper_every_later_sheet_begins_on_a_front_side(template):
    sheets = (sheet(heading=t("One")), sheet(heading=t("Two")), sheet(heading=t("Three")))
    given = template_of(made(sheet()), "a.docx") if template else None
    data, _ = docx_of(sheets, NORMAL, Path(), given, both_sides=True)
    starts = [section.start_type for section in opened(data).sections]
    assert starts == [WD_SECTION.NEW_PAGE, WD_SECTION.ODD_PAGE, WD_SECTION.ODD_PAGE]


def test_on_both_sides_of_paper_what_follows_cards_in_a_sheet_only_begins_a_new_page():
    cards = Cards(cards=(Card(front=t("front"), back=t("back")),), duplex=True)
    given = sheet(cards, Paragraph(text=t("more")))
    data, _ = docx_of((given, given), NORMAL, Path(), both_sides=True)
    starts = [section.start_type for section in opened(data).sections]
    odd, new = WD_SECTION.ODD_PAGE, WD_SECTION.NEW_PAGE
    assert starts == [new, odd, new, odd, odd, new], "title, cards, what follows; twice"


def test_headings_skip_no_level_in_groups_either():
    blocks = (Heading(text=t("a"), level=4), Heading(text=t("b"), level=4), Heading(text=t("c")))
    rows = styled(made(sheet(*blocks)))
    assert rows[2:] == [("Heading 1", "a"), ("Heading 2", "b"), ("Heading 1", "c")]


def test_an_address_is_printed_beside_a_code_that_is_described():
    address = "https://example.org/course/a-module.html"
    data = made(sheet(address=address))
    document = opened(data)
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == f"This module on the web: {address}"
    assert ("Small print", f"This module on the web: {address}") in styled(data)
    (link,) = document.element.body.iter(qn("w:hyperlink"))
    assert words(link) == address
    (image,) = [content for name, content in parts(data).items() if name.startswith("word/media/")]
    assert image.startswith(b"\x89PNG")
    assert list(opened(made(sheet())).element.body.iter(qn("w:drawing"))) == []


def test_an_address_too_long_for_a_code_is_printed():
    data = made(sheet(address="https://example.org/" + "a" * 3000))
    assert list(opened(data).element.body.iter(qn("w:drawing"))) == []
    assert styled(data)[-1][1].endswith("a" * 3000)


def test_pictures_have_numbers_of_their_own():
    document = opened(made(*[sheet(address="https://example.org/a")] * 3))
    numbers = [each.get("id") for each in document.element.body.iter(qn("wp:docPr"))]
    assert len(set(numbers)) == len(numbers) == 3


def sizes(data):
    """Return the sizes of all styles in points, by name."""
    return {
        style.name: style.font.size.pt
        for style in opened(data).styles
        if getattr(style, "font", None) and style.font.size
    }


def test_large_print():
    """18 points sans, lines half again as far apart, from the start side, nothing in italics; the foot may be smaller."""
    data = made(sheet(*PLAIN), layout=LARGE)
    small = {name for name, size in sizes(data).items() if size < 18}
    assert small == {"Footer", "Card label"}
    styles = {style.name: style for style in opened(data).styles}
    assert styles["Normal"].font.name == "Arial"
    assert styles["Normal"].paragraph_format.line_spacing == 1.5
    assert {style.font.name for style in styles.values() if getattr(style, "font", None)} <= {
        None,
        "Arial",
        "Consolas",
        "Segoe UI Symbol",
    }
    tree = part(data, "word/styles.xml")
    assert list(tree.iter(qn("w:i"), qn("w:iCs"))) == []
    assert list(opened(data).element.body.iter(qn("w:i"), qn("w:iCs"))) == []
    centred = {each.getparent().getparent().find(qn("w:name")).get(qn("w:val")) for each in tree.iter(qn("w:jc"))}
    assert centred == {"Notice", "Card front", "Card back", "Card label"}
    assert list(tree.iter(qn("w:autoHyphenation"))) == []


def test_ordinary_print_is_12_points():
    assert sizes(made(sheet()))["Normal"] == 12
    assert Pt(12).pt == 12


def test_one_look_is_changed_in_one_place():
    """Every paragraph has a named style, and none has a font, a size or a colour of its own."""
    for layout in (NORMAL, LARGE):
        body = opened(made(sheet(*PLAIN, address="https://example.org/a"), layout=layout)).element.body
        assert all(each.pPr.pStyle is not None for each in body.iter(qn("w:p")))
        assert list(body.iter(qn("w:sz"), qn("w:szCs"), qn("w:color"))) == []
        assert all(set(each.attrib) == {qn("w:hint")} for each in body.iter(qn("w:rFonts")))


def test_cards_on_both_sides_keep_head_and_foot():
    cards = Cards(cards=(Card(front=t("a"), back=t("b")),), duplex=True)
    sections = opened(made(sheet(question(1), cards, notice="Private"))).sections
    assert [section.header.paragraphs[0].text for section in sections] == ["Private"] * 2
    assert len({words(section.footer.paragraphs[0]._p) for section in sections}) == 1
