"""What is meant for the instructor reaches no student, however it is written: left out, or the build stops."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.files.module_read import read_module
from builder.writers.page import instructor_page, student_page

CASES = tomllib.loads((Path(__file__).parent / "private.toml").read_text(encoding="utf-8"))
HEAD = "---\nformat: 1\ntitle: Shelves\n---\n"


def shown(page):
    return "\n".join(cell.source for cell in page.cells)


@pytest.mark.parametrize("name", CASES)
def test_no_student_reads_it(name):
    case = CASES[name]
    text = HEAD + case["text"]
    read, findings = read_module("slug", text, "module.md")
    if case["outcome"] == "refused":
        assert [finding.code for finding in findings] == ["private-line-shown"]
        told = text.splitlines()[findings[0].where.line - 1 :]
        assert "SECRET" in "".join(told[:4])
        assert "OPEN" not in told[0]
        assert findings[0].severity == "error"
        return
    assert findings == ()
    student = shown(student_page(read.module, ()))
    assert "SECRET" not in student
    assert student.count("OPEN") == case["text"].count("OPEN")
    assert "SECRET" in shown(instructor_page(read.module, ()))


def test_a_paragraph_behind_a_private_line_stays_a_paragraph():
    text = f"{HEAD}\n## Discussion prompts\n\n1. Who?\n   - Minutes: 7\n   - Push: SECRET\n\nOPEN words.\n"
    read, _ = read_module("slug", text, "module.md")
    assert "   - Minutes: 7\n\nOPEN words." in shown(student_page(read.module, ()))


PUBLIC = ["Look at the map: OPEN", "Pushing back: OPEN", "The instructor notes the time. OPEN", "Purpose: OPEN"]


@pytest.mark.parametrize("words", PUBLIC)
def test_other_words_stay(words):
    text = f"{HEAD}\n## Discussion prompts\n\n1. Who?\n   - {words}\n\n## Summary\n\n{words}\n"
    read, findings = read_module("slug", text, "module.md")
    assert not [finding for finding in findings if finding.severity == "error"]
    assert shown(student_page(read.module, ())).count("OPEN") == 2


MARKERS = st.lists(st.sampled_from(["- ", "* ", "1. ", "2) ", "> ", "   ", "  ", " ", "\t"]), max_size=5).map("".join)
LABELS = st.sampled_from(["Look for:", "**Push:**", "*Step down*:", "step  down :", "PUSH:"])
LINES = st.one_of(
    st.tuples(MARKERS, LABELS, st.just(" SECRET")).map("".join),
    st.tuples(MARKERS, st.sampled_from(["Why?", "Minutes: 7", "", "and so on", "### Part"])).map("".join),
)


@pytest.mark.parametrize(
    "lines", ["Look for: SECRET\n- ", "Look for: SECRET\n---", "### Push: SECRET", "## Push: SECRET"]
)
def test_a_labelled_line_that_is_a_heading_stops_the_build(lines):
    _, findings = read_module("slug", f"{HEAD}\n## Discussion prompts\n\n1. Who?\n\n{lines}\n", "module.md")
    assert [(finding.code, finding.severity) for finding in findings] == [("private-line-shown", "error")]


def test_a_heading_of_an_article_may_begin_with_such_a_word():
    _, findings = read_module("slug", f"{HEAD}\n## Summary\n\nOPEN\n\n## Push: how people move\n\nOPEN\n", "module.md")
    assert findings == ()


@given(st.lists(LINES, max_size=12))
def test_a_labelled_line_is_hidden_wherever_it_stands(lines):
    text = f"{HEAD}\n## Discussion prompts\n\n1. Who?\n" + "\n".join(lines)
    read, findings = read_module("slug", text, "module.md")
    if not findings:
        assert "SECRET" not in shown(student_page(read.module, ()))


TOLD = {
    "comment": ("## Summary\n\nOPEN\n\n<!-- hide me\n\n## Notes\n\n- [1] OPEN\n", "comment-open", "<!-- hide me"),
    "heading": ("## Key definitons\n\nOPEN\n", "heading-near", "## Key definitons"),
    "label": ("## Discussion prompts\n\n1. Who?\n   - Listen for: OPEN\n", "plan-label-unknown", "Listen for"),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_slip_is_told_with_its_line(name):
    body, code, words = TOLD[name]
    text = HEAD + "\n" + body
    _, findings = read_module("slug", text, "module.md")
    assert [finding.code for finding in findings] == [code]
    assert words in text.splitlines()[findings[0].where.line - 1]
    assert findings[0].help
