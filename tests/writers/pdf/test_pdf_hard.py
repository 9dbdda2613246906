"""Hard modules on paper: every sheet is set, nothing leaves the page, and what looks like code stands as it is written."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from paper_course import all_made, long_form, materials_in, write_course
from paper_layout import assert_inside, assert_no_heading_is_last, assert_questions_are_whole
from paper_reader import Paper, read_paper

from builder.model.sheet import STUDENT_KINDS, Layout
from builder.writers.pdf.press import Press
from builder.writers.sheets.materials import Made

HARD = Path(__file__).parent / "hard"
CASES = tomllib.loads((HARD / "cases.toml").read_text(encoding="utf-8"))
LAYOUTS = {
    "a4": Layout(),
    "letter": Layout(paper="letter"),
    "large": Layout(large=True),
}


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """Return what makes the sheets of a case, and its papers, each once."""

    @cache
    def course(name: str) -> tuple[dict[str, Made], Press]:
        quiz = HARD / f"{name}.yml"
        texts = [long_form(path.read_text("utf-8")) if path.exists() else "" for path in (HARD / f"{name}.md", quiz)]
        folder = write_course(tmp_path_factory.mktemp(name) / "course", {name: (texts[0], texts[1])})
        return all_made(materials_in(folder)[name]), Press(folder)

    @cache
    def papers(name: str, layout: str) -> dict[str, Paper]:
        made, press = course(name)
        found = {}
        for sheet in (entry.sheet for entry in made.values() if entry.sheet is not None):
            pdf, findings = press.pdf((sheet,), LAYOUTS[layout])
            assert pdf is not None
            assert not findings
            found[sheet.kind] = read_paper(pdf)
        return found

    return course, papers


def words(text: str) -> str:
    """Return a text as it is compared: no blanks, no signs that only let a line break."""
    return "".join(text.split()).replace("\u200b", "").replace("\u2060", "")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", CASES)
def test_nothing_of_a_hard_module_leaves_the_page_or_is_torn(hard, name, layout):
    _, papers = hard
    found = papers(name, layout)
    assert {"student", "facilitator"} <= set(found)
    for kind, paper in found.items():
        assert_inside(paper)
        assert_no_heading_is_last(paper)
        if kind in ("student", "quiz", "prompts"):
            assert_questions_are_whole(paper)


@pytest.mark.parametrize("layout", ["a4", "large"])
@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in CASES for kind in CASES[name].get("says", {})])
def test_words_of_a_hard_module_stand_as_they_are_written(hard, name, kind, layout):
    _, papers = hard
    paper = papers(name, layout)[kind]
    stands = words("".join(text.text for text in paper.written))
    for text in CASES[name]["says"][kind]:
        assert words(text) in stands, text


@pytest.mark.parametrize("name", CASES)
def test_what_paper_cannot_hold_is_told(hard, name):
    course, _ = hard
    made, _ = course(name)
    told = [f"{placed.line}: {placed.what}" for entry in made.values() for placed in entry.substitutes]
    assert list(dict.fromkeys(told)) == CASES[name].get("told", [])


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].get("never")])
def test_what_students_must_not_read_is_on_none_of_their_sheets(hard, name):
    _, papers = hard
    for kind, paper in papers(name, "a4").items():
        stands = words("".join(text.text for text in paper.written))
        if kind in STUDENT_KINDS:
            assert not [text for text in CASES[name]["never"] if words(text) in stands]
