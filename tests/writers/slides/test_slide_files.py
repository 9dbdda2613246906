"""The PowerPoint file, read back: titles, places, languages, directions, and the same bytes for the same deck."""

import io
import zipfile

import msgspec
import pytest
from decks_by_hand import ADDRESS, bodies, leaky, materials_of, of_markdown, opened, titles
from lxml import etree
from pptx.util import Pt

from builder.model.sheet import Deck, Paragraph, Run, Slide
from builder.wording import phrase
from builder.writers.office import is_untouched
from builder.writers.sheets.decks import prompts_deck, student_deck
from builder.writers.sheets.inline import said
from builder.writers.slides.pptx import pptx_of

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ARABIC = """## Summary

تعلّم التلاميذ أن السقاية تحتاج إلى جدول مكتوب.

## Talking points

- تقلّ الخلافات حين يُكتب الجدول.

## Discussion prompts

1. من ينبغي أن يكتب الأدوار؟
   - Minutes: 10
   - Push: لماذا؟
"""


def decks(**front):
    materials = materials_of(leaky(**front), address=ADDRESS)
    return prompts_deck(materials), student_deck(materials)


def one(text, **changes):
    """Return the file of a deck with one slide of this text."""
    slide = Slide(title=said("Tools"), blocks=(Paragraph(text=text),))
    return pptx_of(
        Deck(kind="student", slug="tools", language="en", title="Tools", name="Slides", slides=(slide,), **changes)
    )


def elements(data, tag):
    return [element for slide in opened(data).slides for element in slide._element.iter(f"{DRAWING}{tag}")]


@pytest.mark.parametrize("large", [False, True])
def test_the_same_deck_makes_the_same_bytes_and_no_clock_stands_in_them(large):
    for deck in decks():
        data = pptx_of(deck, large=large)
        assert data == pptx_of(deck, large=large)
        assert is_untouched(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            core = archive.read("docProps/core.xml")
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"dcterms" not in core.replace(b'xmlns:dcterms="http://purl.org/dc/terms/"', b"")


def test_the_file_says_what_it_is_and_nothing_of_the_maker_of_the_template():
    deck, _ = decks()
    data = pptx_of(deck)
    properties = opened(data).core_properties
    assert (properties.title, properties.author) == ("Tools to Borrow – Discussion prompts", "teaching-module builder")
    assert (properties.subject, properties.language) == ("Discussion prompts", "en")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        whole = b"".join(archive.read(name) for name in names)
    assert not [name for name in names if "printer" in name or "thumbnail" in name]
    assert not [word for word in (b"Canny", b"python-pptx", b"Macintosh", b"4:3", b"Calibri") if word in whole]


def test_a_title_too_long_for_a_property_is_cut_there_only():
    data = pptx_of(student_deck(materials_of(leaky(title="Tools " * 80))))
    assert len(opened(data).core_properties.title) == 255


def test_every_slide_has_a_title_of_its_own_in_a_placeholder_of_16_to_9():
    for deck in decks():
        data = pptx_of(deck)
        file = opened(data)
        assert file.slide_width * 9 == file.slide_height * 16
        assert len(set(titles(data))) == len(titles(data)) == len(deck.slides)
        assert all(titles(data))
        assert {layout.name for layout in file.slide_layouts} == {"Opening", "Text", "Statement"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_placeholders_stand_on_the_slide_and_none_covers_another(language):
    file = opened(pptx_of(student_deck(materials_of(leaky(language=language), address=ADDRESS))))
    for slide in file.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        assert len(boxes) >= 4
        for left, top, right, bottom in boxes:
            assert 0 <= left < right <= file.slide_width
            assert 0 <= top < bottom <= file.slide_height
        apart = [
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            for place, one in enumerate(boxes)
            for other in boxes[:place]
        ]
        assert all(apart)


def test_every_run_says_its_language_and_its_size():
    for deck in decks(language="es"):
        runs = elements(pptx_of(deck), "rPr")
        assert runs
        assert {run.get("lang") for run in runs} == {"es"}
        sizes = {int(run.get("sz")) for run in runs}
        assert min(sizes - {1400}) >= 2000  # the foot is of 14 points


def test_large_print_has_large_letters_and_no_italics():
    text = (Run(text="plain "), Run(text="emphasis", emphasis=True))
    slide = Slide(title=said("Tools"), blocks=(Paragraph(text=text),))
    deck = Deck(kind="student", slug="tools", language="en", title="Tools", name="Slides", slides=(slide,))
    assert [run.get("i") for run in elements(pptx_of(deck), "rPr")].count("1") == 1
    large = elements(pptx_of(deck, large=True), "rPr")
    assert [run.get("i") for run in large].count("1") == 0
    assert min({int(run.get("sz")) for run in large} - {2000}) >= 3200


def test_every_slide_has_its_number_and_the_module_with_its_licence_at_the_foot():
    file = opened(pptx_of(decks()[1]))
    for number, slide in enumerate(file.slides, 1):
        texts = {p.placeholder_format.type.name: p.text_frame for p in slide.placeholders}
        assert texts["FOOTER"].text == "Tools to Borrow – Slides for class · CC0"
        (field,) = texts["SLIDE_NUMBER"]._txBody.iter(f"{DRAWING}fld")
        assert (field.get("type"), field.findtext(f"{DRAWING}t")) == ("slidenum", str(number))


def test_a_long_foot_is_cut_before_the_licence():
    data = pptx_of(student_deck(materials_of(leaky(title="Tools to borrow from " * 12))))
    feet = {p.text_frame.text for s in opened(data).slides for p in s.placeholders if p.placeholder_format.idx == 11}
    (foot,) = feet
    assert foot.endswith("… · CC0")
    assert len(foot) < 130


def test_the_qr_code_has_words_and_stands_on_the_opening_slide_only():
    data = pptx_of(decks()[1])
    pictures = [
        (number, shape._element.nvPicPr.cNvPr.get("descr"))
        for number, slide in enumerate(opened(data).slides)
        for shape in slide.shapes
        if shape.shape_type is not None and shape.shape_type.name == "PICTURE"
    ]
    assert pictures == [(0, f"This module on the web: {ADDRESS}")]
    without = pptx_of(msgspec.structs.replace(decks()[1], address=""))
    assert not any(name.endswith(".png") for name in zipfile.ZipFile(io.BytesIO(without)).namelist())


def test_arabic_goes_from_right_to_left():
    materials = materials_of(of_markdown(ARABIC, language="ar", title="الحديقة"), address=ADDRESS)
    for deck in (prompts_deck(materials), student_deck(materials)):
        data = pptx_of(deck)
        file = opened(data)
        assert file.part._element.get("rtl") == "1"
        for slide in file.slides:
            parts = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
            for placeholder in slide.placeholders:
                if placeholder.placeholder_format.type.name != "SLIDE_NUMBER":
                    assert {p._p.pPr.get("algn") for p in placeholder.text_frame.paragraphs} == {"r"}
            for part in parts:
                sides = {p.get("rtl") for p in part.iter(f"{DRAWING}pPr")}
                assert sides == {"1"}
                assert {run.get("lang") for run in part.iter(f"{DRAWING}rPr")} == {"ar"}
    foot, number = (
        next(p for p in file.slides[0].placeholders if p.placeholder_format.idx == index) for index in (11, 12)
    )
    assert number.left < foot.left


def test_letters_before_options_are_followed_by_a_blank_in_either_direction():
    left, right = (bodies(pptx_of(student_deck(materials_of(leaky(language=lang)))))[5] for lang in ("en", "ar"))
    assert [line[:3] for line in left.split("\n")[1:]] == ["A.\t", "B.\t", "C.\t"]
    assert [line[:3] for line in right.split("\n")[1:]] == ["A.\u2002", "B.\u2002", "C.\u2002"]


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_left_out(bad):
    text = (Run(text=f"a{bad}b", address=f"https://example.org/{bad}"),)
    data = one(text, licence=f"CC{bad}0")
    assert bodies(data) == ["ab"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_links_lead_out_of_the_file_only():
    good, bad = Run(text="page", address="https://example.org/a"), Run(text="script", address="javascript:alert(1)")
    slide = opened(one((good, bad))).slides[0]
    runs = next(p for p in slide.placeholders if p.placeholder_format.idx == 1).text_frame.paragraphs[0].runs
    assert [run.hyperlink.address for run in runs] == ["https://example.org/a", None]


def test_a_slide_without_text_keeps_no_empty_placeholder():
    slide = Slide(title=said("Tools"))
    data = pptx_of(Deck(kind="student", slug="a", language="en", title="T", name="S", slides=(slide,)))
    (only,) = opened(data).slides
    assert [p.placeholder_format.type.name for p in only.placeholders] == ["TITLE", "FOOTER", "SLIDE_NUMBER"]


def test_a_slide_that_a_person_adds_looks_like_the_others():
    file = opened(pptx_of(decks()[1]))
    text = next(layout for layout in file.slide_layouts if layout.name == "Text")
    shown = next(slide for slide in file.slides if slide.slide_layout.name == "Text")
    added = file.slides.add_slide(text)
    places = [[(s.left, s.top, s.width, s.height) for s in slide.placeholders][:2] for slide in (added, shown)]
    assert places[0] == places[1]
    assert places[0][0][0] == Pt(54)


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_titles_are_in_the_language_of_the_module(language):
    data = pptx_of(student_deck(materials_of(leaky(language=language))))
    assert phrase(language, "sheet.question_of", n=3, all=8) in titles(data)
    assert bodies(data)[0].split("\n")[0] == phrase(language, "sheet.slides")
