"""A reader's progress follows a rename: what a browser keeps it under, and what opens a sealed reply, stay."""

import json
import re

import pytest
from care_course import FILES, write

from builder import pipeline
from builder.book.foot import _read_box
from builder.book.navigation import _of_module
from builder.files.course import read_course
from builder.model.entry import Entry
from builder.pipeline.built import _form

QUIZ = """format: 1
items:
  - id: mine
    kind: multiple-choice
    stem: Which?
    options: [{text: one, key: true}, {text: two}, {text: three}]
"""


def notebook(folder, slug):
    course, _ = read_course(folder)
    data = json.loads(pipeline.pages(course, "student")[f"modules/{slug}.ipynb"])
    quiz = next(cell for cell in data["cells"] if cell["id"] == "quiz")["metadata"]["builder"]["quiz"]
    return data["metadata"]["builder"]["module"], quiz


@pytest.mark.parametrize("names", [["gamma"], ["gamma", "delta"], ["gamma", "delta", "alpha"], ["gamma", "alpha"]])
def test_the_quiz_and_every_mark_of_progress_keep_their_names(tmp_path, names):
    write(tmp_path, {**FILES, "modules/alpha/quiz.yml": QUIZ})
    _, before = notebook(tmp_path, "alpha")
    slug = "alpha"
    for new in names:
        pipeline.rename(tmp_path, slug, new)
        slug = new
    said, quiz = notebook(tmp_path, slug)
    assert quiz == before
    assert said["slug"] == slug
    entry = Entry(slug=slug, title="", language="en", renamed_from=tuple(said.get("renamed_from", ())))
    assert entry.lasting_name == "alpha"
    assert 'value="alpha"' in _read_box(entry, "en")
    assert _of_module(entry)["kept_as"] == "alpha"


def test_the_form_of_the_page_is_what_the_check_of_the_built_book_expects(tmp_path):
    write(tmp_path, {**FILES, "modules/alpha/quiz.yml": QUIZ})
    pipeline.rename(tmp_path, "alpha", "gamma")
    course, _ = read_course(tmp_path)
    form = _form(course, next(entry for entry in course.folders if entry.slug == "gamma"))
    assert re.findall(r'data-slug="(\w+)"', form) == ["alpha"]
