"""What a PDF says of itself: tags, language, title, bookmarks, fonts, the size and number of its pages."""

import io
from itertools import pairwise

import pikepdf
import pytest
import segno
from paper_course import (
    KINDS,
    ROOT,
    all_sheets,
    materials_in,
    sample_paper,
    sample_pdf,
    sample_sheets,
    write_course,
)
from paper_reader import read_paper

from builder.model.sheet import Layout
from builder.pipeline.handout_sheets import Choices
from builder.writers.pdf.press import Press, pages_of

#: A module in English and one in Spanish.
SLUGS = ("more-blue-helmets-fewer-civilians-killed", "la-violencia-que-no-tiene-autor")
PAGES = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"
UA = "{http://www.aiim.org/pdfua/ns/id/}part"
BOTH = pytest.mark.parametrize("large", [False, True])
ALL = pytest.mark.parametrize("kind", KINDS)


def opened(slug: str, kind: str, layout: Layout) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(sample_pdf(slug, kind, layout)))


@BOTH
@ALL
@pytest.mark.parametrize("slug", SLUGS)
def test_a_sheet_says_that_it_is_accessible_and_what_it_is(slug, kind, large):
    sheet = sample_sheets(slug)[kind]
    with opened(slug, kind, Layout(large=large)) as pdf:
        root = pdf.Root
        assert root.MarkInfo.Marked
        assert not root.MarkInfo.get("/Suspects", False)
        assert root.StructTreeRoot.K
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(root.Lang) == sheet.language
        with pdf.open_metadata() as data:
            assert data[UA] == "1"
            assert data["dc:title"] == sheet.title == str(pdf.docinfo["/Title"])
            assert data["dc:language"] == {sheet.language}
            assert int(data[PAGES]) == len(pdf.pages)
        assert pages_of(sample_pdf(slug, kind, Layout(large=large))) == len(pdf.pages)


@ALL
def test_no_clock_stands_in_a_sheet(kind):
    with opened(SLUGS[0], kind, Layout()) as pdf:
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())
        with pdf.open_metadata() as data:
            assert not [name for name in data if "Date" in name]


def bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as outline:
        waiting, found = list(outline.root), []
        while waiting:
            entry = waiting.pop(0)
            found.append(" ".join(entry.title.split()))
            waiting = [*entry.children, *waiting]
        return found


@BOTH
@ALL
def test_every_heading_has_a_bookmark(kind, large):
    layout = Layout(large=large)
    headings = [tag.words for tag in sample_paper(SLUGS[0], kind, layout).tags.every("H1", "H2", "H3", "H4")]
    with opened(SLUGS[0], kind, layout) as pdf:
        assert headings
        assert ["".join(title.split()) for title in bookmarks(pdf)] == ["".join(words.split()) for words in headings]


@ALL
def test_headings_skip_no_level(kind):
    for slug in SLUGS:
        levels = [int(tag.kind[1]) for tag in sample_paper(slug, kind).tags.every("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@BOTH
@ALL
@pytest.mark.parametrize("slug", SLUGS)
def test_all_fonts_are_in_the_file_and_can_be_read_as_text(slug, kind, large):
    with opened(slug, kind, Layout(large=large)) as pdf:
        fonts = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
        ]
        assert fonts
        for font in fonts:
            assert font.Subtype != "/Type0" or "/ToUnicode" in font
            held = font.get("/DescendantFonts", [font])[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3", "/FontFile"} & set(held.keys())


@pytest.mark.parametrize(("paper", "size"), [("a4", (210.0, 297.0)), ("letter", (215.9, 279.4))])
@BOTH
@ALL
def test_pages_have_the_size_of_the_paper(kind, large, paper, size):
    for page in sample_paper(SLUGS[0], kind, Layout(paper=paper, large=large)).sizes:
        assert page == pytest.approx(size, abs=0.1)


@BOTH
@ALL
@pytest.mark.parametrize("slug", SLUGS)
def test_each_page_says_its_number_of_how_many_the_module_and_the_kind(slug, kind, large):
    layout = Layout(large=large)
    paper, sheet = sample_paper(slug, kind, layout), sample_sheets(slug)[kind]
    title = "".join(run.text for run in sheet.heading)
    for page in range(1, len(paper.sizes) + 1):
        foot = " ".join(text.text for text in paper.written if text.page == page and text.aside == "Pagination")
        foot = " ".join(foot.split())
        numbers = [int(word) for word in foot.split() if word.isdecimal()]
        assert numbers[-2:] == [page, len(paper.sizes)]
        assert sheet.name in foot
        assert title[:20] in foot
        assert sheet.notice in foot


def test_a_version_of_the_quiz_stands_in_the_foot_of_each_page():
    sheets = sample_sheets(SLUGS[0], Choices(versions=2))
    assert sorted(name for name in sheets if name.startswith("quiz")) == ["quiz-A", "quiz-B"]
    for version in "AB":
        pdf, _ = Press(ROOT).pdf((sheets[f"quiz-{version}"],), Layout())
        paper = read_paper(pdf)
        for page in range(1, len(paper.sizes) + 1):
            foot = [text.text for text in paper.written if text.page == page and text.aside == "Pagination"]
            assert f"Version {version}" in " ".join(foot)


MODULE = (
    "---\nformat: 1\ntitle: Bees\nlanguage: en\n---\n\n## Summary\n\nBees dance.\n\n## Discussion prompts\n\n1. Why?\n"
)


def addressed(tmp_path, baseurl):
    config = f"html:\n  baseurl: {baseurl}\n" if baseurl else ""
    course = write_course(tmp_path / "course", {"bees": (MODULE, "")}, config)
    return course, all_sheets(materials_in(course)["bees"])


@BOTH
def test_a_course_on_the_web_has_its_address_in_print_and_as_a_code(tmp_path, large):
    course, sheets = addressed(tmp_path, "https://example.org/peace/")
    address = "https://example.org/peace/modules/bees.html"
    for kind in ("student", "reading", "facilitator", "prompts"):
        pdf, _ = Press(course).pdf((sheets[kind],), Layout(large=large))
        paper = read_paper(pdf)
        assert address in "".join(text.text for text in paper.written).replace("\u200b", "")
        described = [tag.description for tag in paper.tags.every("Figure")]
        assert described == [f"This module on the web: {address}"]


def test_the_code_holds_the_address(tmp_path):
    course, sheets = addressed(tmp_path, "https://example.org/peace")
    pdf, _ = Press(course).pdf((sheets["student"],), Layout())
    width = segno.make("https://example.org/peace/modules/bees.html", error="m", micro=False).symbol_size(border=0)[0]
    page = read_paper(pdf)
    black = [thing for thing in page.drawn if thing.page == 1 and thing.left > 160 and thing.bottom < 45]
    module = 22 / (width + 8)  # the picture is 22 mm wide with a quiet zone of four modules at each side
    left, right = min(thing.left for thing in black), max(thing.right for thing in black)
    assert right - left in (pytest.approx(22, abs=0.5), pytest.approx(width * module, abs=2 * module))


def test_a_course_without_an_address_has_none_in_print(tmp_path):
    course, sheets = addressed(tmp_path, "")
    pdf, _ = Press(course).pdf((sheets["student"],), Layout())
    paper = read_paper(pdf)
    assert not list(paper.tags.every("Figure"))
    assert "web" not in paper.words


def test_the_order_in_which_sheets_are_set_changes_none():
    sheets = sample_sheets(SLUGS[0])
    forward, backward = Press(ROOT), Press(ROOT)
    one = {name: forward.pdf((sheet,), Layout())[0] for name, sheet in sheets.items()}
    other = {name: backward.pdf((sheet,), Layout())[0] for name, sheet in reversed(sheets.items())}
    assert one == other
