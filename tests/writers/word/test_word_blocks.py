"""Every block stands in a Word file in a named style, with its words and its marks."""

from typing import get_args

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from word_files import (
    EVERY,
    LARGE,
    NORMAL,
    PNG,
    has,
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

from builder.model.sheet import (
    Blanks,
    Block,
    Break,
    Bullets,
    Card,
    Cards,
    Code,
    Group,
    Heading,
    Lines,
    Paragraph,
    Run,
    Table,
)
from builder.writers.word.blocks import WRITERS

#: The styles of the sheet with every block, in its order.
STYLES = [
    ("Title", "A module"),
    ("Subtitle", "Student handout"),
    ("Name and date", "Name Date "),
    ("Heading 1", "A part"),
    ("Heading 2", "A smaller part"),
    ("Normal", "¶7  Plain, strong and stressed1"),
    ("Small print", "A small line"),
    ("Lead", "A lead line"),
    ("Quote", "A quoted line"),
    ("Label", "A label"),
    ("Normal", "code() and https://example.org/x"),
    ("List Bullet", "first entry"),
    ("List Continue", "more of it"),
    ("List Bullet", "second entry"),
    ("List Bullet 2", "inner entry"),
    ("List Number", "step four"),
    ("List Number", "step five"),
    ("Key term", "frame:  a way to tell a story  — a dictionary"),
    ("Answer line", ""),
    ("Answer line", ""),
    ("Question", "Which colour is number 1? Choose one.  (points:\u00a02)"),
    ("Option", "☐red 1"),
    ("Option", "☐green 1"),
    ("Option", "☐blue 1"),
    ("Question", "Which colour is number 2?"),
    ("Option", "☐True"),
    ("Option", "☐False"),
    ("Question", "Which colour is number 3?"),
    ("Question row", "\u00a0" * 7 + "row one"),
    ("Question row", "\u00a0" * 7 + "row two"),
    ("Option", "red 3"),
    ("Option", "green 3"),
    ("Option", "blue 3"),
    ("Question", "Which colour is number 4?"),
    *[("Answer line", "")] * 3,
    ("Table head", "Year"),
    ("Table head", "Event"),
    ("Table text", "1900"),
    ("Table text", "this"),
    ("Table text", "2000"),
    ("Table text", "that"),
    ("Spacer", ""),
    ("Caption", ""),
    ("Code", "one  two"),
    ("Heading 1", "Care"),
    ("Normal", "in a frame"),
    ("List Bullet", "point"),
    ("Spacer", ""),
    ("Normal", "together one"),
    ("Normal", "together two"),
    ("Spacer", ""),
    ("Card front", "front one"),
    ("Card label", "A module"),
    ("Card back", "back one"),
    ("Card front", "front two"),
    ("Card back", "back two"),
    ("Spacer", ""),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / "picture.png").write_bytes(PNG)
    return folder


@pytest.fixture(scope="module")
def every(course):
    return made(sheet(*EVERY), course=course)


def test_every_block_has_a_writer_and_stands_in_its_style(every):
    assert set(WRITERS) == set(get_args(Block))
    assert {type(block) for block in EVERY} == set(get_args(Block))
    assert styled(every) == STYLES


def test_large_print_has_the_same_words_in_the_same_styles(course, every):
    assert styled(made(sheet(*EVERY), layout=LARGE, course=course)) == styled(every)


def test_the_same_sheet_gives_the_same_bytes(course, every):
    assert made(sheet(*EVERY), course=course) == every


def look(data, shown):
    """Return the character style and the marks of the run that holds these words."""
    runs = [each for each in opened(data).element.body.iter(qn("w:r")) if shown == words(each)]
    assert len(runs) == 1
    properties = runs[0].rPr
    return [] if properties is None else [(each.tag.split("}")[1], *each.attrib.values()) for each in properties]


def test_words_have_named_styles_for_what_marks_them(every):
    assert look(every, "strong") == [("rStyle", "Strong")]
    assert look(every, "stressed") == [("rStyle", "Emphasis")]
    assert look(every, "code()") == [("rStyle", "Codetext")]
    assert look(every, "1") == [("vertAlign", "superscript")]
    assert look(every, "https://example.org/x") == [("rStyle", "Hyperlink")]
    assert look(every, "Which colour is number 1?") == [("rStyle", "Questionstem")]
    assert look(every, "¶7") == [("rStyle", "Paragraphnumber")]


def test_strong_words_in_a_bold_style_are_not_marked_again():
    """Two styles that are both bold make text that is not."""
    mixed = (*t("one "), *t("two", strong=True), *t(" three", emphasis=True))
    data = made(sheet(Heading(text=mixed), Paragraph(text=mixed, look="label"), question(1, stem=mixed)))
    strong = [each for each in opened(data).element.body.iter(qn("w:rStyle")) if each.get(qn("w:val")) == "Strong"]
    assert strong == []
    styles = part(data, "word/styles.xml")
    bold = {style.get(qn("w:styleId")) for style in styles if style.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None}
    assert {"Heading1", "Label", "Title", "Strong", "Questionstem", "Tablehead"} <= bold
    both = [
        run
        for each in opened(data).element.body.iter(qn("w:p"))
        if each.pPr.pStyle.val in bold
        for run in each.iter(qn("w:rStyle"))
        if run.get(qn("w:val")) in bold
    ]
    assert both == []


def test_an_address_is_a_link_and_a_bad_one_is_text():
    bad = (
        "javascript:alert(1)",
        "http://[",
        "https://",
        "mailto:",
        "file:///etc/passwd",
        "https://a.org/" + "x" * 2100,
    )
    data = made(
        sheet(
            Paragraph(text=t("good", address='https://a.org/ä b"<>')),
            *(Paragraph(text=t("bad", address=each)) for each in bad),
        )
    )
    links = list(opened(data).element.body.iter(qn("w:hyperlink")))
    assert [words(link) for link in links] == ["good"]
    relations = parts(data)["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://a.org/ä%20b%22%3C%3E"' in relations
    assert relations.count('TargetMode="External"') == 1


def test_a_question_is_never_split(every):
    rows = styled(every)
    start = rows.index(("Question", "Which colour is number 3?"))
    paragraphs = list(opened(every).element.body.iter(qn("w:p")))[start : start + 6]
    assert [has(each, "keepNext") for each in paragraphs] == [True] * 5 + [False]
    styles = part(every, "word/styles.xml")
    for name in ("Question", "Option", "Questionrow"):
        (style,) = [each for each in styles if each.get(qn("w:styleId")) == name]
        assert style.find(f"{qn('w:pPr')}/{qn('w:keepLines')}") is not None


def test_a_group_stays_together_and_a_heading_with_what_follows(every):
    assert has(paragraph(every, "together one"), "keepNext")
    assert not has(paragraph(every, "together two"), "keepNext")
    styles = part(every, "word/styles.xml")
    for name in ("Title", "Heading1", "Heading2", "Heading3", "Label"):
        (style,) = [each for each in styles if each.get(qn("w:styleId")) == name]
        assert style.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_the_line_that_says_who_speaks_stays_with_what_is_said():
    data = made(
        sheet(
            Heading(text=t("Summary")), Paragraph(text=t("The author"), look="small"), Paragraph(text=t("A sentence."))
        )
    )
    assert has(paragraph(data, "The author"), "keepNext")
    assert not has(paragraph(data, "A sentence."), "keepNext")


def test_a_table_repeats_its_header_and_splits_no_row(every):
    table = opened(every).tables[0]
    assert table.style.name == "Table Grid"
    marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    widths = [column.width for column in table.columns]
    assert widths[1] / widths[0] == pytest.approx(3, rel=0.01)
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


@pytest.mark.parametrize(
    ("rows", "words", "together"),
    [(18, "short", 18), (19, "short", 1), (4, "a row of many words " * 5, 1)],
)
def test_a_short_table_is_not_parted_and_no_last_row_stands_alone(rows, words, together):
    numbered = tuple((t(f"{n}. {words}"), t("second")) for n in range(rows))
    table = opened(made(sheet(Table(head=(t("a"), t("b")), rows=numbered)))).tables[0]
    kept = [all(has(one, "keepNext") for one in row._tr.iter(qn("w:p"))) for row in table.rows]
    assert kept == [*[False] * (rows - together), *[True] * together, False]


def test_a_ragged_or_an_impossible_table_loses_no_word():
    ragged = Table(head=(t("a"),), rows=((t("b"), t("c")), ()))
    wide = Table(head=tuple(t(f"h{n}") for n in range(70)), rows=(tuple(t(f"c{n}") for n in range(70)),))
    rows = styled(made(sheet(ragged, Table(head=(), rows=()), wide)))
    assert [text for _, text in rows[2:8]] == ["a", "", "b", "c", "", ""]
    assert [text for _, text in rows[9:]] == [f"h{n}" for n in range(70)] + [f"c{n}" for n in range(70)]


def test_a_frame_is_a_line_around_its_blocks_and_leaves_its_heading_in_the_outline(every):
    frame = opened(every).tables[1]
    assert frame.style.name == "Frame"
    assert len(frame._cells) == 1
    assert [each.text for each in frame._cells[0].paragraphs] == ["in a frame", "point"]
    assert has(paragraph(every, "Care"), "keepNext")


def test_a_frame_may_hold_a_frame_a_table_or_nothing():
    inner = Group(blocks=(Paragraph(text=t("deep")),), framed=True)
    table = Table(head=(t("h"),), rows=((t("c"),),))
    data = made(sheet(Group(blocks=(inner, table), framed=True), Group(blocks=(), framed=True), Group(blocks=())))
    for cell in opened(data).element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p"), "Word opens no cell that does not end with a paragraph"
    assert [text for _, text in styled(data) if text] == ["A module", "Student handout", "deep", "h", "c"]


def test_two_tables_in_a_row_stay_two():
    table = Table(head=(t("h"),), rows=())
    data = made(sheet(table, table))
    tags = [child.tag.split("}")[1] for child in opened(data).element.body]
    assert tags == ["p", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_lines_are_far_enough_apart_to_write_on(every):
    styles = part(every, "word/styles.xml")
    for name in ("Answerline", "Nameanddate"):
        (style,) = [each for each in styles if each.get(qn("w:styleId")) == name]
        spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        assert spacing.get(qn("w:lineRule")) == "exact"
        assert int(spacing.get(qn("w:line"))) / 1440 * 25.4 >= 12
    (line,) = [each for each in styles if each.get(qn("w:styleId")) == "Answerline"]
    borders = line.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    assert {each.tag.split("}")[1] for each in borders} == {"bottom", "between"}, "else lines in a row become one"
    assert [text for style, text in styled(made(sheet(Lines(count=3)))) if style == "Answer line"] == [""] * 3


def test_blanks_are_lines_that_end_inside_the_margins():
    for labels in (("Name",), ("Name", "Date"), ("Name", "Class", "Date")):
        data = made(sheet(Blanks(labels=labels)))
        tabs = [each for each in paragraph(data, "Name").iter(qn("w:tab")) if each.get(qn("w:pos"))]
        ruled = [int(tab.get(qn("w:pos"))) for tab in tabs if tab.get(qn("w:leader")) == "underscore"]
        assert len(ruled) == len(labels)
        section = opened(data).sections[0]
        width = (section.page_width - section.left_margin - section.right_margin) / 635
        assert max(ruled) <= width
        assert max(ruled) == pytest.approx(width, abs=5)
    assert [row for row in styled(made(sheet(Blanks(labels=())))) if row[0] == "Name and date"] == []


def test_blanks_that_would_be_too_short_stand_under_each_other():
    for layout, rows in ((NORMAL, ["Name Class Date "]), (LARGE, ["Name Class ", "Date "])):
        data = made(sheet(Blanks(labels=("Name", "Class", "Date"))), layout=layout)
        assert [text for style, text in styled(data) if style == "Name and date"] == rows


def test_code_keeps_its_lines_and_blanks():
    data = made(sheet(Code(text="if a:\n\tb\n   c\n")))
    (code,) = [each for each in opened(data).element.body.iter(qn("w:p")) if each.pPr.pStyle.val == "Code"]
    kinds = [
        (each.tag.split("}")[1], each.text) for run in code.iter(qn("w:r")) for each in run if each.tag != qn("w:rPr")
    ]
    assert kinds == [("t", "if a:"), ("br", None), ("tab", None), ("t", "b"), ("br", None), ("t", "   c")]


def test_what_follows_a_break_begins_a_page_and_a_last_break_does_not():
    data = made(sheet(Paragraph(text=t("one")), Break(), Break(), Paragraph(text=t("two")), Break()))
    assert not has(paragraph(data, "one"), "pageBreakBefore")
    assert has(paragraph(data, "two"), "pageBreakBefore")
    assert sum(has(each, "pageBreakBefore") for each in opened(data).element.body.iter(qn("w:p"))) == 1
    data = made(sheet(Paragraph(text=t("one")), Break(), Table(head=(t("h"),), rows=())))
    assert [name for name, _ in styled(data)][-3:] == ["Spacer", "Table head", "Spacer"]


CARDS = tuple(Card(front=t(f"front {n}"), back=t(f"back {n}"), label="small") for n in range(1, 12))


def test_a_card_is_folded_over_a_dotted_line():
    table = opened(made(sheet(Cards(cards=CARDS)))).tables[0]
    assert [[cell.text.split("\n")[0] for cell in row.cells] for row in table.rows] == [
        [f"front {n}", f"back {n}"] for n in range(1, 12)
    ]
    lines = {each.tag.split("}")[1]: each.get(qn("w:val")) for each in table._tbl.tblPr.find(qn("w:tblBorders"))}
    assert lines == dict.fromkeys(("top", "left", "bottom", "right", "insideH"), "dashed") | {"insideV": "dotted"}


@pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
def test_backs_are_behind_their_fronts(layout):
    data = made(sheet(Cards(cards=CARDS, duplex=True)), layout=layout)
    tables = opened(data).tables
    assert len(tables) % 2 == 0
    seen = []
    for fronts, backs in zip(tables[::2], tables[1::2], strict=True):
        heights = [
            [row._tr.trPr.find(qn("w:trHeight")).attrib.items() for row in table.rows] for table in (fronts, backs)
        ]
        assert heights[0] == heights[1]
        assert all(dict(height)[qn("w:hRule")] == "exact" for height in heights[0])
        section = opened(data).sections[-1]
        room = (section.page_height - section.top_margin - section.bottom_margin) / 635
        assert sum(int(dict(height)[qn("w:val")]) for height in heights[0]) < room
        for front, back in zip(fronts.rows, backs.rows, strict=True):
            for one, other in zip(front.cells, reversed(back.cells), strict=True):
                assert one.text.split("\n")[0].replace("front", "back") == other.text
                seen.append(other.text)
    assert [text for text in seen if text] == [f"back {n}" for n in range(1, 12)]
    assert [section.start_type for section in opened(data).sections] == [2, 4], "new page, odd page"
    breaks = [has(next(iter(table._tbl.iter(qn("w:p")))), "pageBreakBefore") for table in tables]
    assert breaks == [False] + [True] * (len(tables) - 1)


def test_a_long_card_has_a_higher_row():
    cards = (Card(front=t("a"), back=t("a definition " * 40)), Card(front=t("b"), back=t("short")))
    rows = opened(made(sheet(Cards(cards=cards)))).tables[0].rows
    assert rows[0].height > rows[1].height == pytest.approx(57 * 36000, rel=0.01)
    huge = (Card(front=t("a"), back=t("a definition " * 4000)),)
    assert len(opened(made(sheet(Cards(cards=huge, duplex=True)))).tables) == 2


def test_no_cards_and_breaks_around_cards_make_no_empty_page():
    assert opened(made(sheet(Cards(cards=()), Cards(cards=(), duplex=True)))).tables == []
    data = made(
        sheet(Break(), Cards(cards=CARDS[:1], duplex=True), Break(), Cards(cards=CARDS[:1], duplex=True), Break())
    )
    assert [section.start_type for section in opened(data).sections] == [2, 4, 4]


ODD = st.text(st.characters(codec=None, categories=None), max_size=12)


@given(ODD, ODD)
def test_no_character_breaks_a_file(one, other):
    text = t(one + "\x00\x0b\ufffe" + other)
    blocks = (
        Heading(text=text),
        Paragraph(text=text),
        Code(text=one + other),
        Bullets(entries=((Paragraph(text=text),),)),
        Cards(cards=(Card(front=text, back=text, label=one),)),
    )
    given_ = sheet(
        *blocks, heading=text, title=one, name=other, notice=one, licence=other, address="https://a.org/" + one
    )
    shown = "".join(text for _, text in styled(made(given_)))
    assert "\x00" not in shown
    assert all(char in shown for char in one if char.isalnum())


def test_control_characters_are_dropped_and_words_stay():
    data = made(sheet(Paragraph(text=t("be\x07fore\ud800 after\u2060")), Paragraph(text=(Run(text=""),))))
    assert ("Normal", "before after") in styled(data)


def test_an_empty_sheet_and_very_long_words_open():
    assert styled(made(sheet(heading=(), title="T", name=""))) == [("Title", "T"), ("Subtitle", "")]
    long = "w" * 30_000
    data = made(sheet(Paragraph(text=t(long)), Table(head=(t(long),), rows=()), question(1, stem=t(long)), title=long))
    assert sum(text.startswith(long) for _, text in styled(data)) == 3
    assert opened(data).core_properties.title == long[:255]
