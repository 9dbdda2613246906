"""An entry taken out of _toc.yml: every other line stays in its order, and Jupyter Book's parser reads what is left."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sphinx_external_toc.parsing import parse_toc_data
from tocs_drawn import tables

from builder.files.toc import read_toc
from builder.files.toc_edit import without_entry


def pages(text):
    return sorted(str(page).removesuffix(".md") for page in parse_toc_data(yaml.safe_load(text)))


@given(tables(), st.data())
def test_one_page_less_and_every_line_in_its_order(text, data):
    toc, _ = read_toc(text)
    if not toc.entries:
        return
    page = data.draw(st.sampled_from([entry.file for entry in toc.entries]))
    taken, problems = without_entry(toc, page)
    if taken is None:
        assert [problem.code for problem in problems] == ["toc-entry-stays"]
        assert "nested" in problems[0].message
        return
    assert pages(taken.text) == sorted(set(pages(text)) - {page})
    whole, left, gone = text.splitlines(), taken.text.splitlines(), taken.lines.splitlines()
    rest = iter(whole)
    assert all(line in rest for line in left)
    assert sorted([*left, *gone]) == sorted(whole)
    assert not [line for line in gone if line.strip().startswith("#")]
    assert read_toc(taken.text)[1] == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("root: index\nchapters: [{file: a}, {file: b}]\n", "root: index\nchapters: [{file: b}]\n"),
        ("root: index\nchapters: [{file: b}, {file: a}]\n", "root: index\nchapters: [{file: b}]\n"),
        ("root: index\nchapters: [{file: a}]\n", "root: index\n"),
        ("root: index\nchapters:\n-\n  file: a\n- file: b\n", "root: index\nchapters:\n- file: b\n"),
        ("root: index\nchapters:\n- file: b\n- file: a", "root: index\nchapters:\n- file: b\n"),
        (
            "root: index\nchapters:\n- file: b\n  sections:\n  - file: a  # x\n# y\n- file: c\n",
            "root: index\nchapters:\n- file: b\n# y\n- file: c\n",
        ),
        ("root: index\nparts:\n- caption: P\n  chapters:\n  - file: a\n  numbered: true\n", "root: index\n"),
        ("root: index\nchapters:\n- glob: modules/*\n", "root: index\nchapters:\n- glob: modules/*\n"),
    ],
)
def test_what_is_left(text, after):
    text, after = f"format: jb-book\n{text}", f"format: jb-book\n{after}"
    toc, _ = read_toc(text)
    taken, problems = without_entry(toc, "a")
    assert (taken.text, problems) == (after, ())
    assert pages(after) == sorted(set(pages(text)) - {"a"})


def test_a_table_that_lines_cannot_be_taken_from_is_left_alone():
    toc, _ = read_toc("root: index\nchapters: [{file: a}, {file: b,\n  title: T}]\n")
    assert without_entry(toc, "b")[0].text == "root: index\nchapters: [{file: a}]\n"
    toc, _ = read_toc("{root: index, chapters: [{file: a}]}\n")
    taken, problems = without_entry(toc, "a")
    assert taken is None
    assert [problem.code for problem in problems] == ["toc-entry-stays"]
