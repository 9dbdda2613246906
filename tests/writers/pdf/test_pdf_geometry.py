"""Where things stand on the pages of the sample course: nothing torn, room to write, large print that is large."""

import re
import shutil
import subprocess
from itertools import pairwise

import pytest
from paper_course import KINDS, sample, sample_paper, sample_pdf, sample_sheets
from paper_layout import (
    assert_inside,
    assert_no_heading_is_last,
    assert_questions_are_whole,
    foot,
    number_of,
    options_of,
    questions_of,
)
from paper_reader import Drawn, Paper

from builder.model.sheet import Layout, Lines, Question

SLUGS = tuple(sorted(sample()))
#: The module whose terms and points are sentences chosen from its article.
CHOSEN = "what-one-study-cannot-tell-you"
#: The longest modules, and the one in Spanish: what is slow is looked at on these only.
SOME = (
    "hobbes-and-the-congo-how-a-frame-hid-local-violence",
    "why-civil-resistance-works",
    "la-violencia-que-no-tiene-autor",
)
NORMAL, LARGE = Layout(), Layout(large=True)
BOTH = pytest.mark.parametrize("layout", [NORMAL, LARGE], ids=["normal", "large"])
ASKED = ("student", "quiz", "prompts")
LINE = 12.0


@pytest.mark.parametrize("slug", SLUGS)
def test_a_reading_has_at_most_three_pages(slug):
    for paper in ("a4", "letter"):
        assert len(sample_paper(slug, "reading", Layout(paper=paper)).sizes) <= 3


@BOTH
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", SOME)
def test_nothing_leaves_the_page_and_no_heading_is_last(slug, kind, layout):
    paper = sample_paper(slug, kind, layout)
    assert_inside(paper)
    assert_no_heading_is_last(paper)


@BOTH
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("slug", SOME)
def test_questions_stand_whole_with_one_option_a_line(slug, kind, layout):
    paper = sample_paper(slug, kind, layout)
    assert_questions_are_whole(paper)
    asked = [block for block in sample_sheets(slug)[kind].blocks if isinstance(block, Question)]
    found = questions_of(paper)
    assert len(found) >= len(asked) > 0
    for question in found:
        assert len(question.pages) == 1
        tops = [min(text.y for text in option.texts()) for option in options_of(question)]
        starts = [next(option.texts()).y for option in options_of(question)]
        assert tops == starts
        assert all(after - before > 3 for before, after in pairwise(tops))


@BOTH
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("slug", SOME)
def test_options_are_those_of_the_sheet_in_its_order(slug, kind, layout):
    asked = [block for block in sample_sheets(slug)[kind].blocks if isinstance(block, Question) and block.options]
    found = [question for question in questions_of(sample_paper(slug, kind, layout)) if options_of(question)]
    shown = [[squeezed(option.words) for option in options_of(question)] for question in found]
    for block in asked:
        rows = ["".join(run.text for run in row) for row in block.rows]
        wanted = [f"{o.letter}." * bool(o.letter) + "".join(run.text for run in o.text) for o in block.options]
        assert [squeezed(text) for text in (*rows, *wanted)] in shown


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060]", "", text)


def rules(paper: Paper) -> dict[int, list[Drawn]]:
    """Return the lines to write on, page by page from above: level lines as long as an answer, heads of tables apart."""
    found: dict[int, list[Drawn]] = {}
    for thing in paper.drawn:
        level = thing.bottom - thing.top < 0.5 and thing.right - thing.left > 80
        if level and thing.how == "f" and thing.colour != (0.0,) and thing.top < foot(paper):
            found.setdefault(thing.page, []).append(thing)
    return {page: sorted(lines, key=lambda line: line.top) for page, lines in found.items()}


@BOTH
@pytest.mark.parametrize("kind", ASKED)
@pytest.mark.parametrize("slug", SOME)
def test_lines_to_write_on_are_twelve_millimetres_apart(slug, kind, layout):
    paper = sample_paper(slug, kind, layout)
    blocks = sample_sheets(slug)[kind].blocks
    wanted = sum(block.lines for block in blocks if isinstance(block, Question))
    inner = [b for block in blocks for b in getattr(block, "blocks", ())]
    wanted += sum(b.count if isinstance(b, Lines) else b.lines for b in inner if isinstance(b, Lines | Question))
    found = rules(paper)
    assert sum(map(len, found.values())) == wanted
    for page, lines in found.items():
        for line in lines:
            above = [text.y for text in paper.body if text.page == page and text.y < line.top - 1]
            above += [other.top for other in lines if other.top < line.top - 1]
            assert line.top - max(above) >= LINE - 0.05


@BOTH
@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_black_or_grey(kind, layout):
    paper = sample_paper(SOME[0], kind, layout)
    for thing in (*paper.written, *paper.drawn):
        assert len(set(thing.colour)) == 1
        assert thing.colour[0] <= (0.0 if thing in paper.written else 0.4)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", SOME)
def test_large_print_is_eighteen_points_without_serifs_slant_or_hyphens(slug, kind):
    paper = sample_paper(slug, kind, LARGE)
    for text in paper.body:
        if text.text.strip():
            assert text.size >= 18, text
            assert "Italic" not in text.font
            is_a_sign = not any(map(str.isalnum, text.text))  # an arrow, which the sans font lacks
            assert re.fullmatch(r"NotoSans-(Regular|Bold)", text.font) or is_a_sign, text
    assert min(text.size for text in paper.written) >= 14
    assert "\u00ad" not in paper.words
    assert hyphens(paper) == hyphens(sample_paper(slug, kind, NORMAL))


def hyphens(paper: Paper) -> int:
    """Return how many hyphens stand in a paper; Spanish writes the one at a line's end again on the next line."""
    return paper.words.replace("--", "-").count("-")


@pytest.mark.parametrize("kind", ["student", "reading"])
def test_large_print_has_one_and_a_half_of_its_size_from_line_to_line(kind):
    for slug in SOME:
        paper = sample_paper(slug, kind, LARGE)
        steps = []
        for tag in paper.tags.every("P"):
            rows = sorted({(text.page, round(text.y, 2)) for text in tag.texts() if text.size == 18})
            steps += [after[1] - before[1] for before, after in pairwise(rows) if before[0] == after[0]]
        assert len(steps) > 10
        assert min(steps) >= 1.5 * 18 * 25.4 / 72 - 0.05


@pytest.mark.parametrize("kind", ["student", "reading", "facilitator"])
def test_large_print_begins_each_line_at_the_left(kind):
    for slug in SOME:
        for tag in sample_paper(slug, kind, LARGE).tags.every("P"):
            rows: dict[tuple[int, float], float] = {}
            for text in tag.texts():
                place = (text.page, round(text.y))
                rows[place] = min(rows.get(place, 999.0), text.x)
            assert len({round(x) for x in rows.values()} - {min(round(x) for x in rows.values())}) <= 1


@pytest.mark.parametrize("kind", ["student", "quiz", "prompts", "key", "reading"])
def test_numbers_are_the_same_in_large_print(kind):
    for slug in SOME:
        normal, large = sample_paper(slug, kind, NORMAL), sample_paper(slug, kind, LARGE)
        for found in (normal, large):
            assert [number_of(question) for question in questions_of(found)] or kind in ("key", "reading")
        stems = [[(number_of(q), squeezed(q.words)) for q in questions_of(paper)] for paper in (normal, large)]
        assert stems[0] == stems[1]
        marks = [re.findall(r"¶\d+", paper.words) for paper in (normal, large)]
        assert marks[0] == marks[1]
        assert bool(marks[0]) == (kind in ("key", "reading"))


def test_paragraph_numbers_of_a_reading_are_those_of_the_article():
    for slug in SLUGS:
        held = sample()[slug]
        marks = [int(mark[1:]) for mark in re.findall(r"¶\d+", sample_paper(slug, "reading").words)]
        numbers = [paragraph.number for paragraph in held.article]
        chosen_from = marks[: len(marks) - len(numbers)]  # terms and points of an essay name their paragraphs
        assert marks[len(chosen_from) :] == numbers
        assert set(chosen_from) <= set(numbers)
        assert bool(chosen_from) == (slug == CHOSEN)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
@pytest.mark.parametrize("kind", KINDS)
def test_another_program_reads_the_same_words(kind, tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(sample_pdf(SOME[0], kind))
    run = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
    there = sorted(squeezed(run.stdout.decode()).replace("\f", ""))
    ours = sorted(squeezed("".join(text.text for text in sample_paper(SOME[0], kind).written)))
    assert there == ours
