"""The sample course's handouts as Word files, and pages as LibreOffice sets them."""

import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from word_files import EVERY, LARGE, NORMAL, PNG, made, opened, sheet, styled, t, words_printed

from builder.files.course import read_course
from builder.model.publishing import published_items
from builder.model.sheet import Bullets, Card, Cards, Paragraph
from builder.writers.office import is_untouched
from builder.writers.page import student_edition
from builder.writers.sheets.materials import Materials
from builder.writers.sheets.student import student
from builder.writers.shown import public
from builder.writers.word.document import docx_of

COURSE = Path(__file__).parents[3]
SLUGS = sorted(path.parent.name for path in (COURSE / "modules").glob("*/module.md"))


@cache
def handouts():
    course, _ = read_course(COURSE)
    found = {}
    for folder in course.folders:
        module = msgspec.structs.replace(folder.module, items=published_items(folder.module, course.config.settings))
        materials = Materials(
            shown=public(student_edition(module), ()),
            whole=module,
            article=(),
            settings=course.config.settings,
            address=f"https://example.org/modules/{module.slug}.html",
        )
        found[module.slug] = student(materials).sheet
    return found


def same(text):
    """Return text without what line ends change."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", text)


def said(value):
    """Return the text of every run in a sheet's JSON."""
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for each in value.values() for text in said(each)]
    return [text for each in value for text in said(each)] if isinstance(value, list) else []


@pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_handout_of_the_course_opens_and_loses_no_word(slug, layout):
    given = handouts()[slug]
    data, findings = docx_of((given,), layout, COURSE)
    assert findings == ()
    assert is_untouched(data)
    assert opened(data).core_properties.title == given.title
    shown = same("".join(text for _, text in styled(data)))
    texts = said(msgspec.json.decode(msgspec.json.encode(given.blocks)))
    assert len(texts) > 10
    assert [text for text in texts if same(text.replace("\u2060", "")) not in shown] == []


def test_the_whole_course_is_one_file():
    given = tuple(handouts()[slug] for slug in SLUGS)
    data = made(*given, course=COURSE)
    assert len(opened(data).sections) == len(SLUGS)
    assert [text for style, text in styled(data) if style == "Title"] == [
        "".join(run.text for run in each.heading) for each in given
    ]


@pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
def test_a_sheet_with_every_block_is_printed(tmp_path, layout):
    (tmp_path / "picture.png").write_bytes(PNG)
    data = made(sheet(*EVERY, address="https://example.org/a"), layout=layout, course=tmp_path)
    pages = words_printed(data, tmp_path)
    text = "\n".join(pages)
    for line in (
        r"1\. +Which colour is number 1\?",
        r"C\. +☐ +blue 1",
        r"☐ +False",
        r"A\. +red 3",
        r"4\. +step four",
        r"• +first entry",
        r"– +inner entry",
        r"Name _{5,} +Date _{5,}",
    ):
        assert re.search(line, text), line
    assert [len(re.findall(rf"Page {n} of {len(pages)}", page)) for n, page in enumerate(pages, 1)] == [1] * len(pages)
    assert all("A module · Student handout · CC BY 4.0" in page for page in pages)
    assert "front one" in pages[-1]


def test_an_arabic_handout_is_printed(tmp_path):
    blocks = (Paragraph(text=t("هذا نص عربي")), Bullets(entries=((Paragraph(text=t("أول")),),), start=1))
    (page,) = words_printed(made(sheet(*blocks, language="ar", heading=t("عنوان"))), tmp_path)
    for word in ("عنوان", "نص", "أول"):
        assert word in page


def test_several_sheets_and_cards_on_both_sides_are_printed(tmp_path):
    cards = Cards(cards=tuple(Card(front=t(f"front {n}"), back=t(f"back {n}")) for n in range(1, 10)), duplex=True)
    pages = words_printed(made(sheet(cards), sheet(heading=t("Second sheet"), notice="Private")), tmp_path)
    fronts = [n for n, page in enumerate(pages) if "front" in page]
    backs = [n for n, page in enumerate(pages) if "back" in page]
    assert backs == [n + 1 for n in fronts]
    assert re.search(r"back 2 +back 1\n", pages[backs[0]])
    assert "Second sheet" in pages[-1]
    assert [("Private" in page) for page in pages] == [False] * (len(pages) - 1) + [True]
    assert "Page 3 of" in pages[fronts[0]], "fronts begin on a front side"


def test_a_second_sheet_is_never_printed_on_the_back_of_the_first(tmp_path):
    sheets = (sheet(heading=t("First sheet")), sheet(heading=t("Second sheet")))
    data, _ = docx_of(sheets, NORMAL, COURSE, both_sides=True)
    pages = words_printed(data, tmp_path)
    assert "Page 1 of" in next(page for page in pages if "First sheet" in page)
    assert "Page 3 of" in next(page for page in pages if "Second sheet" in page)


def test_long_words_stay_on_the_page(tmp_path):
    text = "\n".join(words_printed(made(sheet(Paragraph(text=t("w" * 3000)))), tmp_path))
    assert text.count("w") >= 3000
