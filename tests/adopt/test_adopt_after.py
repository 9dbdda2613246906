"""What follows when edits are carried: the review, the numbers that point at parts of the module, its former names."""

import json
import shutil

import pytest
from adopt_by_hand import MODULE, PAGE, QUIZ, SLUG, as_saved, made, text_of

from builder.files.course import read_course
from builder.findings import BuilderError
from builder.pipeline.adopting import adopt
from builder.pipeline.book import pages

POINT = (
    "- The builder copies what the article says and adds only fixed wording, so that nothing on a page is invented.\n"
    "  - A point under it.\n"
)
OBJECTIVE = "- Define “Module” and “Draft” in the words of the article.\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course whose module is reviewed, whose plans name parts by number, and whose first item has an objective."""
    folder = made(tmp_path_factory.mktemp("adopt") / "course")
    changes = {
        "status: draft": "status: reviewed\nrenamed_from: [old-name]",
        "   - Look for: Talking point 1\n": "   - Format: groups (8), then plenary (6)\n"
        "   - Look for: Talking point 2, “What was drafted stays”\n"
        "   - Objective: 2\n",
        "   - Look for: ¶2\n": "   - Look for: Talking point 1\n   - Step down: Read talking point 2 aloud.\n",
    }
    text = (folder / MODULE).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (folder / MODULE).write_text(text, encoding="utf-8")
    quiz = (folder / QUIZ).read_text(encoding="utf-8")
    for id_, number in (("one", 1), ("two", 2)):
        quiz = quiz.replace(f"  - id: {id_}\n", f"  - id: {id_}\n    objective: {number}\n")
    (folder / QUIZ).write_text(quiz, encoding="utf-8")
    return folder


def adopted(course, old, new, *, edition="student", slug=None):
    """Adopt the page of an edition in which one text is another."""
    notebook = json.loads(pages(read_course(course)[0], edition)[PAGE])
    if slug is not None:
        notebook["metadata"]["builder"]["slug"] = slug
    changed = 0
    for cell in notebook["cells"]:
        changed += old in text_of(cell)
        cell["source"] = text_of(cell).replace(old, new, 1)
    assert changed == 1
    done = adopt(course, SLUG, "a.ipynb", as_saved(notebook), dry_run=True)
    assert done.unplaced == ()
    return done


def said(done):
    return {f.code: [str(one) for one in done.findings if one.code == f.code] for f in done.findings}


def test_a_review_does_not_stand_over_new_text(course):
    done = adopted(course, "What else?", "What then?")
    assert "status: draft\n" in done.texts[MODULE][1]
    assert list(said(done)) == ["review-outdated"]
    assert f"builder accept {SLUG}" in done.findings[0].help


def test_a_review_stands_where_only_lines_for_instructors_changed(course):
    done = adopted(course, "Never ask this first.", "Never ask this.", edition="instructor")
    assert "status: reviewed\n" in done.texts[MODULE][1]
    assert done.findings == ()


def test_numbers_of_talking_points_follow_and_those_of_one_that_is_gone_are_told(course):
    done = adopted(course, POINT, "")
    after = done.texts[MODULE][1]
    assert "Look for: Talking point 1, “What was drafted stays”" in after
    assert "Read talking point 1 aloud" in after
    line = after.split("\n").index("   - Look for: Talking point 1") + 1
    told = said(done)["adopt-numbers"]
    assert len(told) == 1
    assert f"{MODULE}:{line}: " in told[0]
    assert "talking point 1" in told[0]


def test_numbers_of_objectives_follow_in_plans_and_in_the_quiz(course):
    done = adopted(course, OBJECTIVE, "")
    assert "   - Objective: 1\n" in done.texts[MODULE][1]
    assert "  - id: two\n    objective: 1\n" in done.texts[QUIZ][1]
    told = said(done)["adopt-numbers"]
    assert len(told) == 1
    assert "objective 1 was taken out" in told[0]
    assert QUIZ in told[0]


def test_minutes_that_the_steps_of_a_format_do_not_add_up_to_are_told(course):
    done = adopted(course, "Minutes: 14", "Minutes: 20")
    told = said(done)["adopt-minutes"]
    assert len(told) == 1
    assert "prompt 1 takes 20 minutes now, and the steps of its format still 14" in told[0]


def test_a_file_of_before_a_renaming_is_read_and_the_old_name_leads_on(course):
    done = adopted(course, "What else?", "What then?", slug="old-name")
    assert "3. What then?" in done.texts[MODULE][1]
    with pytest.raises(BuilderError) as problem:
        adopt(course, "old-name", "a.ipynb", b"")
    assert f"it is called {SLUG} now" in problem.value.finding.message


def test_a_prompt_goes_with_lines_that_the_builder_drafted_and_nobody_touched(course, tmp_path):
    folder = tmp_path / "c"
    shutil.copytree(course, folder)
    (folder / f"modules/{SLUG}/.import").mkdir(exist_ok=True)
    base = folder / f"modules/{SLUG}/.import/module.md"
    notebook = json.loads(pages(read_course(folder)[0], "student")[PAGE])
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "prompts")
    before, mark, rest = text_of(cell).partition("2. What would")
    cell["source"] = before + rest[rest.index("3. What else?") :].replace("3.", "2.")
    assert mark
    base.write_text((folder / MODULE).read_text(encoding="utf-8"), "utf-8")
    done = adopt(folder, SLUG, "a.ipynb", as_saved(notebook), dry_run=True)
    lost = (folder / MODULE).read_text(encoding="utf-8").partition("2. What would")[2].partition("3. What else?")[0]
    assert done.unplaced == ()
    assert done.texts[MODULE][1].partition("## Discussion prompts")[2] == (
        (folder / MODULE)
        .read_text(encoding="utf-8")
        .partition("## Discussion prompts")[2]
        .replace(f"2. What would{lost}", "")
        .replace("3. What else?", "2. What else?")
    )
    base.write_text(base.read_text(encoding="utf-8").replace("Read talking point 2 aloud", "Read it"), "utf-8")
    done = adopt(folder, SLUG, "a.ipynb", as_saved(notebook), dry_run=True)
    assert ["Step down: Read talking point 2 aloud" in one.why for one in done.unplaced] == [True]
    assert done.unplaced[0].after == ""
    assert MODULE not in done.texts
