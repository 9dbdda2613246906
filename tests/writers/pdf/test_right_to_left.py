"""A page that runs from right to left, looked at by where its words stand."""

import io
import re
import shutil
import subprocess
from html import unescape
from typing import NamedTuple

import pikepdf
import pytest

from builder.model.item import Matching, MultipleChoice, Option, Pair
from builder.model.module import FrontMatter, Module
from builder.model.settings import Settings
from builder.model.sheet import (
    Bullets,
    Card,
    Cards,
    Layout,
    Paragraph,
    Question,
    Run,
    Sheet,
    Table,
    Term,
    Terms,
)
from builder.model.sheet import Option as PaperOption
from builder.quiz_order import shown_options
from builder.writers.answer_key import answer_key, right_letters
from builder.writers.pdf.fonts import bundled, chosen, installed, is_mostly_in, scripts_in
from builder.writers.pdf.press import Press
from builder.writers.sheets.inline import said, text_of
from builder.writers.sheets.markdown import content_of

SCRIPT = {"ar": "البئر", "zh": "水井"}
MARKS = " .:·،؟\u200f\u2066\u2069"
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Word(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    text: str


def sheet(*blocks, language="ar", title="لجان الماء", **more):
    return Sheet(
        kind="student", slug="wells", language=language, title=title, name=title, heading=said(title),
        blocks=blocks, **more,
    )  # fmt: skip


def printed(folder, *blocks, large=False, **more):
    """Return a sheet as PDF; a test of Arabic needs a font for it."""
    pdf, findings = Press(folder).pdf((sheet(*blocks, **more),), Layout(large=large))
    if pdf is None and findings[0].code == "font-missing":
        pytest.skip("no font for Arabic")
    assert pdf is not None, findings
    return pdf


def told(pdf, *options):
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler is not installed")
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def in_order(text):
    """Return a word as it is read; poppler gives the letters with places as they stand, from the left."""
    return text[::-1] if re.search("[\u0600-\u06ff]", text) else text


def words(pdf):
    pages = told(pdf, "-bbox").split("<page ")[1:]
    return [
        Word(number, float(left), float(top), float(right), in_order(unescape(text)))
        for number, page in enumerate(pages, 1)
        for left, top, right, _, text in WORD.findall(page)
    ]


def the(found, text):
    """Return the one word that is this text, whatever marks poppler reads at its ends."""
    fitting = [word for word in found if word.text.strip(MARKS) == text]
    assert len(fitting) == 1, (text, [word.text for word in found])
    return fitting[0]


@pytest.mark.parametrize("large", [False, True])
def test_the_file_says_its_language_and_holds_the_words_in_order(tmp_path, large):
    pdf = printed(tmp_path, Paragraph(text=said("تشرب القرى هنا بئر واحدة")), large=large)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "ar"
        assert str(file.docinfo["/Title"]) == "لجان الماء"
        assert file.Root.ViewerPreferences.Direction == "/R2L"
    order = [word.left for word in (the(words(pdf), text) for text in ("تشرب", "القرى", "هنا", "بئر", "واحدة"))]
    assert order == sorted(order, reverse=True)


def test_numbers_boxes_and_letters_stand_to_the_right_of_their_words(tmp_path):
    options = tuple(PaperOption(text=said(text), letter=letter) for letter, text in (("A", "خزان"), ("B", "ساقية")))
    question = Question(number=7, stem=said("ماذا؟"), options=options)
    numbered = Bullets(entries=((Paragraph(text=said("كتاب")),), (Paragraph(text=said("قلم")),)), start=3)
    found = words(printed(tmp_path, question, numbered))
    for mark, text in (("7", "ماذا"), ("A", "خزان"), ("B", "ساقية"), ("3", "كتاب"), ("4", "قلم")):
        label, word = the(found, mark), the(found, text)
        assert label.left > word.right, (mark, text)
        assert abs(label.top - word.top) < 4, (mark, text)
    assert abs(the(found, "خزان").right - the(found, "ساقية").right) < 1


def test_a_table_begins_on_the_right(tmp_path):
    table = Table(head=(said("قرية"), said("شكوى"), said("سنة")), rows=((said("حجر"), said("12"), said("2014")),))
    found = words(printed(tmp_path, table))
    for row in (("قرية", "شكوى", "سنة"), ("حجر", "12", "2014")):
        places = [the(found, text).left for text in row]
        assert places == sorted(places, reverse=True)


def test_backs_of_cards_lie_behind_their_fronts(tmp_path):
    cards = Cards(cards=tuple(Card(front=said(f"Q{n} سؤال"), back=said(f"R{n} جواب")) for n in "123"), duplex=True)
    found = words(printed(tmp_path, cards))
    middle = 595 / 2
    for number, on_the_right in ((1, True), (2, False), (3, True)):
        front, back = the(found, f"Q{number}"), the(found, f"R{number}")
        assert (front.page, back.page) == (1, 2)
        assert (front.left > middle) is on_the_right
        assert (back.left > middle) is not on_the_right  # turned over its long edge, the sheet is mirrored
        assert abs(front.top - back.top) < 12


def test_a_latin_reference_keeps_its_stop_at_its_end(tmp_path):
    reference = "Rowe, A. (2019). Tools on loan. River Press."
    entries = tuple((Paragraph(text=text_of(text)),) for text in (reference, "سالم، ن. (2018). من يملك البئر."))
    terms = Terms(entries=(Term(term=said("بئر"), definition=said("حفرة ماء"), source=said(f"— {reference}")),))
    found = words(printed(tmp_path, Bullets(entries=entries), terms))
    ends = [word for word in found if word.text.startswith("Press")]
    assert [word.text.strip("\u2069") for word in ends] == ["Press.", "Press."]
    for end in ends:
        line = [word for word in found if abs(word.top - end.top) < 2 and re.search("[A-Za-z]", word.text)]
        assert max(word.right for word in line) == end.right


def test_what_parts_the_foot_does_not_draw_two_latin_words_together(tmp_path):
    found = words(printed(tmp_path, version="B", licence="CC0"))
    version, letter, licence = the(found, "النسخة"), the(found, "B"), the(found, "CC0")
    assert licence.right < letter.left < letter.right <= version.left + 1


MATCHING = Matching(
    id="m",
    stem="صِل كل مصطلح بتعريفه",
    pairs=tuple(Pair(left=left, match=match) for left, match in (("بئر", "حفرة"), ("جدول", "ورقة"), ("لجنة", "ناس"))),
    spare=("سجل",),
)
CHOICE = MultipleChoice(id="c", stem="كم قرية؟", options=(Option(text="64 قرية", key=True), Option(text="38 قرية")))


def test_letters_of_the_key_are_read_in_the_order_of_what_they_belong_to(tmp_path):
    options = shown_options(MATCHING, "ar")
    letters = ["ABCD"[options.index(pair.match)] for pair in MATCHING.pairs]
    assert right_letters(MATCHING, "en").split() == letters
    text = (Run(text="5: "), *said(right_letters(MATCHING, "ar"), strong=True), Run(text=" · 6"))
    found = words(printed(tmp_path, Paragraph(text=text)))
    places = [the(found, mark).left for mark in ("5", *letters, "6")]
    assert places == sorted(places, reverse=True)


def test_a_letter_stands_before_a_text_that_begins_with_a_number(tmp_path):
    module = Module(slug="wells", front=FrontMatter(format=1, title="لجان", language="ar"), items=(CHOICE,))
    found = words(printed(tmp_path, *content_of(answer_key(module, Settings())).blocks))
    right = right_letters(CHOICE, "ar").strip("\u200f")
    rows = [word for word in found if word.text.strip(".\u200f") == right]
    number = the(found, "64")
    beside = [word for word in rows if abs(word.top - number.top) < 3]
    assert len(beside) == 1
    assert beside[0].left > number.right


def test_an_arrow_of_the_key_points_to_the_match():
    key = {
        language: answer_key(
            Module(slug="wells", front=FrontMatter(format=1, title="t", language=language), items=(MATCHING,)),
            Settings(),
        )
        for language in ("ar", "en")
    }
    assert "بئر ←" in key["ar"]
    assert "→" not in key["ar"]
    assert "بئر →" in key["en"]


def test_a_name_in_another_script_does_not_take_over_the_digits():
    arabic = scripts_in("البئر")
    families = frozenset({"Noto Naskh Arabic"})
    assert is_mostly_in(arabic, "لجان الماء (UN)")
    assert not is_mostly_in(arabic, "A talk with سالم on wells")
    assert not is_mostly_in(arabic, "1914–1918")
    assert chosen(("Base",), arabic, families, large=False, leads=True) == ["Noto Naskh Arabic", "Base"]
    assert chosen(("Base",), arabic, families, large=False, leads=False) == ["Base", "Noto Naskh Arabic"]


@pytest.mark.parametrize(
    ("language", "mark", "script", "package"),
    [("ar", "؟", "Arabic", "fonts-noto-core"), ("zh", "。", "Chinese or Japanese", "fonts-noto-cjk")],
)
def test_a_missing_font_is_told_with_its_script_and_package(tmp_path, monkeypatch, language, mark, script, package):
    monkeypatch.setattr("builder.writers.pdf.press.installed", lambda _: bundled())
    text = Paragraph(text=said(f"{SCRIPT[language]}{mark}"))
    pdf, (finding,) = Press(tmp_path).pdf((sheet(text, language=language, title=SCRIPT[language]),), Layout())
    assert pdf is None
    assert (finding.code, finding.severity) == ("font-missing", "error")
    assert script in finding.message
    assert package in finding.help
    shown = finding.message.partition("so ")[2].partition(" cannot")[0]
    assert set(shown) <= set(SCRIPT[language])
    assert shown


def test_the_bundled_fonts_serve_no_other_script():
    assert not bundled().families & {
        family for one in scripts_in("البئر水井") for family in (*one.families, *one.large)
    }


def test_fonts_of_the_machine_stand_beside_the_bundled(tmp_path):
    assert installed(tmp_path / "fonts").families >= bundled().families


@pytest.mark.parametrize("text", ["https://example.org/" + "-".join(["pozo"] * 40), "--letra-grande"])
def test_what_is_typed_keeps_its_hyphens_at_the_end_of_a_spanish_line(tmp_path, text):
    """Spanish repeats a hyphen at which a line ends; an address or an option would be another then."""
    times = 900 // len(text)
    blocks = [Paragraph(text=said(f"{'o' * shift} {' '.join([text] * times)}")) for shift in (1, 5, 9)]
    found = told(printed(tmp_path, *blocks, language="es", title="Pozos"), "-layout")
    assert re.search(r"-\s*\n", found.replace("\u200b", "")), "no line ends with a hyphen, so nothing is tested"
    assert re.sub(r"[\s\u200b]", "", found).count(text) == times * len(blocks)
