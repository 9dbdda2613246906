"""A pack: two files, what is private in one of them only, and a cover whose numbers are those of the files."""

import re
from functools import cache

import pytest
from paper_course import ROOT, materials_in, sample, sample_press, write_course
from paper_layout import assert_inside, assert_no_heading_is_last
from paper_reader import read_paper

from builder.checks.secrets import secrets, visible
from builder.files.course import read_course
from builder.files.survey import survey
from builder.model.sheet import STUDENT_KINDS, Layout, Table
from builder.pipeline.handout_sheets import Choices
from builder.pipeline.pack import pack
from builder.text.disguises import bare
from builder.writers.pdf.press import Press, pages_of
from builder.writers.sheets.inline import words_of

ONE = ("why-civil-resistance-works",)
THREE = ("la-violencia-que-no-tiene-autor", "warmer-years-more-conflict", "why-civil-resistance-works")
LAYOUTS = [Layout(), Layout(paper="letter"), Layout(large=True)]


@cache
def packed(slugs, layout=LAYOUTS[0], choices=Choices(), copies=0):  # noqa: B008 - frozen records
    found, findings = pack(tuple(sample()[slug] for slug in slugs), choices, layout, sample_press(), copies)
    assert not findings
    return found


@pytest.mark.parametrize("reading", ["before", "inside"])
@pytest.mark.parametrize("slugs", [ONE, THREE])
def test_one_file_is_for_each_and_one_for_the_facilitator_alone(slugs, reading):
    for_each, for_one = packed(slugs, choices=Choices(reading=reading))
    assert (for_each.private, for_one.private) == (False, True)
    assert all(sheet.kind in STUDENT_KINDS for sheet in for_each.sheets)
    assert not any(sheet.notice for sheet in for_each.sheets)
    wanted = ["reading", "student"] if reading == "inside" else ["student"]
    assert [(sheet.slug, sheet.kind) for sheet in for_each.sheets] == [
        (slug, kind) for slug in slugs for kind in wanted
    ]
    kinds = [(sheet.slug, sheet.kind) for sheet in for_one.sheets]
    assert kinds == [("", "cover"), *((slug, kind) for slug in slugs for kind in ("facilitator", "cards"))]


@cache
def papers(slugs, layout=LAYOUTS[0], choices=Choices()):  # noqa: B008 - frozen records
    """Return the two files of a pack as read, and how many pages the builder counts in each."""
    pdfs = [sample_press().pdf(file.sheets, layout, both_sides=True)[0] for file in packed(slugs, layout, choices)]
    return [read_paper(pdf) for pdf in pdfs], [pages_of(pdf) for pdf in pdfs]


@pytest.mark.parametrize(
    ("slugs", "layout", "copies"),
    [(ONE, LAYOUTS[0], 0), (ONE, LAYOUTS[0], 27), (ONE, LAYOUTS[1], 1), *((THREE, layout, 0) for layout in LAYOUTS)],
)
def test_the_cover_says_how_many_pages_and_sheets_there_are(slugs, layout, copies):
    read, counted = papers(slugs, layout)
    assert counted == [len(paper.sizes) for paper in read]
    files = packed(slugs, layout, copies=copies) if copies else packed(slugs, layout)
    table = next(block for block in files[1].sheets[0].blocks if isinstance(block, Table))
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert [row[0] for row in rows] == [file.name for file in files]
    for row, count, people in zip(rows, counted, [copies, 1], strict=True):
        leaves = (count + 1) // 2
        assert row[2:4] == [str(count), str(leaves)]
        numbers = [int(number) for number in re.findall(r"\d+", f"{row[1]} {row[4]}")]
        assert numbers == ([people, people * leaves] if people else [leaves])


@pytest.mark.parametrize("layout", LAYOUTS, ids=["a4", "letter", "large"])
def test_every_handout_begins_on_a_front_side_and_is_whole(layout):
    for file, paper in zip(packed(THREE, layout, Choices()), papers(THREE, layout)[0], strict=True):
        assert_inside(paper)
        assert_no_heading_is_last(paper)
        starts = [min(tag.pages) for tag in paper.tags.every("H1")]
        assert len(starts) == len(file.sheets)
        assert all(page % 2 == 1 for page in starts)


def test_backs_of_cards_are_on_the_back_of_their_fronts():
    _, for_one = packed(ONE)
    paper = papers(ONE)[0][1]
    cards = next(block for block in for_one.sheets[-1].blocks if block.__class__.__name__ == "Cards").cards
    page = {tag.words: min(tag.pages) for tag in paper.tags.every("H1")}
    start = max(page.values())
    assert start % 2 == 1
    stands = {number: re.sub(r"[\s\u200b]", "", paper.of_page(number)) for number in range(start, len(paper.sizes) + 1)}
    for card in cards:
        front = next(n for n, text in stands.items() if n % 2 == 1 and squeezed(card.front) in text)
        assert squeezed(card.back) in stands[front + 1]


def squeezed(text) -> str:
    return re.sub(r"[\s\u200b]", "", words_of(text))


def test_nothing_private_is_in_the_file_for_each():
    course = survey(read_course(ROOT)[0])[0]
    stands = bare(papers(THREE)[0][0].words)
    for entry in course.modules:
        if entry.module.slug in THREE:
            shown = bare(" ".join(visible(entry, course)))
            long = [secret for secret in secrets(entry, course) if not secret.short and secret.words not in shown]
            assert len(long) > 10
            assert not [secret.text for secret in long if secret.words in stands]


def test_a_pack_of_modules_with_nothing_in_them_is_still_two_files(tmp_path):
    bare = "---\nformat: 1\ntitle: {}\nlanguage: en\n---\n"
    course = write_course(tmp_path / "course", {"one": (bare.format("One"), ""), "two": (bare.format("Two"), "")})
    held = materials_in(course)
    files, findings = pack(tuple(held.values()), Choices(), Layout(), Press(course), 3)
    assert not findings
    assert [len(file.sheets) for file in files] == [2, 3]


def test_each_handout_of_a_pack_is_in_its_own_language():
    files = packed(THREE)
    assert [sheet.language for sheet in files[0].sheets] == ["es", "es", "en", "en", "en", "en"]
    tags = list(papers(THREE)[0][0].tags.every("H1", "P"))
    starts = [place for place, tag in enumerate(tags) if tag.kind == "H1"]
    for sheet, start, end in zip(files[0].sheets, starts, [*starts[1:], None], strict=True):
        assert {text.language for tag in tags[start:end] for text in tag.texts()} == {sheet.language}
