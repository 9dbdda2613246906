"""What a person changed in a notebook goes back to the line that it came from; what cannot is told, and never lost."""

import json
import shutil
import tomllib

import pytest
from adopt_by_hand import HERE, MODULE, PAGE, QUIZ, SLUG, as_saved, changed_lines, made, text_of

from builder.cli.main import main
from builder.files.course import read_course
from builder.findings import BuilderError
from builder.pipeline.adopting import adopt
from builder.pipeline.book import _edited, check_notebooks, pages, stale_notebooks
from builder.writers.notebook import hand_edits

CASES = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="session")
def fresh(tmp_path_factory):
    return made(tmp_path_factory.mktemp("adopt") / "course")


@pytest.fixture(scope="session")
def page(fresh):
    return pages(read_course(fresh)[0], "student")[PAGE]


@pytest.fixture
def course(fresh, page, tmp_path):
    shutil.copytree(fresh, tmp_path / "c")
    (tmp_path / "c" / PAGE).write_bytes(page)
    return tmp_path / "c"


def edited(page, case):
    """Return the notebook edited as the case says."""
    notebook = json.loads(page)
    cells = notebook["cells"]
    at = next(n for n, cell in enumerate(cells) if cell["id"] == case["cell"])
    source = text_of(cells[at])
    for old, new in zip(case.get("edit", [])[::2], case.get("edit", [])[1::2], strict=True):
        assert old in source, old
        source = source.replace(old, new, 1)
    cells[at]["source"] = source
    added = case.get("add", [])
    for number, (kind, words) in enumerate(zip(added[::2], added[1::2], strict=True), 1):
        more = {"outputs": [], "execution_count": 1} if kind == "code" else {}
        cells.insert(at + number, {"cell_type": kind, "id": f"1a2b{number}", "metadata": {}, "source": words, **more})
    if "before" in case:
        cell = cells.pop(at)
        cells.insert(next(n for n, other in enumerate(cells) if other["id"] == case["before"]), cell)
    if case.get("take_out"):
        del cells[at]
    return as_saved(notebook)


def wanted(case, key):
    """Return the lines that a file loses and gains, empty ones left out: a diff may put them before or behind."""
    return [line for line in case.get(key, "").split("\n") if line[1:].strip()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_edit_changes_these_lines_and_no_others(case, fresh, page):
    adopted = adopt(fresh, SLUG, "a.ipynb", edited(page, case), dry_run=True)
    for name, key in ((MODULE, "module"), (QUIZ, "quiz")):
        lines = changed_lines(*adopted.texts[name]) if name in adopted.texts else []
        assert [line for line in lines if line[1:].strip()] == wanted(case, key), name
    reasons = [one.why for one in adopted.unplaced]
    assert len(reasons) == len(case.get("left", [])), adopted.unplaced
    for words, reason in zip(case.get("left", []), reasons, strict=True):
        assert words in reason
    for _, after in adopted.texts.values():
        assert "\n\n\n" not in after


def test_a_dry_run_writes_nothing_and_the_diff_applies_what_the_run_writes(course, page):
    case = CASES[0]
    data = edited(page, case)
    (course / PAGE).write_bytes(data)
    before = (course / MODULE).read_bytes()
    diff = adopt(course, SLUG, PAGE, data, dry_run=True).diff
    assert (course / MODULE).read_bytes() == before
    assert (course / PAGE).read_bytes() == data
    assert f"--- {MODULE}\n+++ {MODULE}\n" in diff
    assert "+This page was made from a text of some hundred words." in diff


def test_a_page_whose_edits_are_all_carried_is_made_anew_and_builds(course, page):
    data = edited(page, CASES[0])
    (course / PAGE).write_bytes(data)
    assert adopt(course, SLUG, PAGE, data).page == PAGE
    there = (course / PAGE).read_bytes()
    assert hand_edits(there) == ()
    assert b"some hundred words" in there
    assert [one for one in stale_notebooks(read_course(course)[0]) if SLUG in str(one.where)] == []
    again = adopt(course, SLUG, PAGE, there)
    assert (again.texts, again.unplaced) == ({}, ())


def test_a_page_with_an_edit_that_is_not_carried_is_left_as_it_is_and_told_again(course, page):
    notebook = json.loads(edited(page, CASES[0]))
    notebook["cells"].insert(
        3, {"cell_type": "code", "id": "x1", "metadata": {}, "source": "1 + 1", "outputs": [], "execution_count": 1}
    )
    data = as_saved(notebook)
    (course / PAGE).write_bytes(data)
    assert adopt(course, SLUG, PAGE, data).counts == {MODULE: 1}
    assert (course / PAGE).read_bytes() == data
    again = adopt(course, SLUG, PAGE, data)
    assert again.texts == {}
    assert [one.after for one in again.unplaced] == ["1 + 1"]


def with_code(page, case):
    notebook = json.loads(edited(page, case))
    code = {"cell_type": "code", "id": "x1", "metadata": {}, "source": "1 + 1", "outputs": [], "execution_count": 1}
    notebook["cells"].insert(3, code)
    return as_saved(notebook)


def test_the_build_names_only_what_still_differs_and_the_rest_can_be_dropped(course, page, capsys):
    data = with_code(page, {"cell": "summary", "edit": ["a few hundred", "some hundred", "of my own", "of our own"]})
    (course / PAGE).write_bytes(data)
    before = _edited(read_course(course)[0], {PAGE: page})[0]
    assert "cell 5 (“Summary”) was changed" in before.message
    assert main(["adopt", SLUG, "--course", str(course)]) == 0
    told = capsys.readouterr()
    assert told.out.count("1 + 1") + told.err.count("1 + 1") == 1
    assert f"builder adopt {SLUG} --drop-rest" in told.out
    left = _edited(read_course(course)[0], {PAGE: pages(read_course(course)[0], "student")[PAGE]})[0]
    assert "Summary" not in left.message
    assert "cell 4 was added" in left.message
    assert "--drop-rest" in left.help
    assert main(["adopt", SLUG, "--drop-rest", "--course", str(course)]) == 0
    assert (course / f".trash/{SLUG}.edited.ipynb").read_bytes() == data
    assert hand_edits((course / PAGE).read_bytes()) == ()
    assert f"{SLUG}.edited" not in "".join(str(f) for f in check_notebooks(course))


def test_what_editors_write_by_themselves_is_no_edit(course, page):
    notebook = json.loads(page)
    for cell in notebook["cells"]:
        cell["metadata"] |= {"editable": True, "slideshow": {"slide_type": ""}, "tags": [], "jp-Collapsed": True}
    data = as_saved(notebook)
    assert hand_edits(data) == ()
    (course / PAGE).write_bytes(data)
    adopted = adopt(course, SLUG, PAGE, data)
    assert (adopted.texts, adopted.unplaced, adopted.page) == ({}, (), PAGE)


def test_an_edit_is_told_with_the_number_and_the_heading_of_its_cell(fresh, page):
    case = {"cell": "prompts", "edit": ["## Discussion prompts", "## Questions"]}
    adopted = adopt(fresh, SLUG, "a.ipynb", edited(page, case), dry_run=True)
    number = next(n for n, cell in enumerate(json.loads(page)["cells"], 1) if cell["id"] == "prompts")
    assert [one.place for one in adopted.unplaced] == [f"cell {number} “Discussion prompts”"]


def test_when_what_was_left_is_taken_out_the_page_is_made_anew(course, page):
    case = {"cell": "quiz", "edit": ["B. Digest", "B. Zoo", "Put in order.", "Order these."], "add": ["code", "1 + 1"]}
    notebook = json.loads(edited(page, case))
    notebook["cells"][0]["source"] = text_of(notebook["cells"][0]).replace("How This", "How $5 and this", 1)
    notebook["cells"][4]["source"] = text_of(notebook["cells"][4]).replace("**Module**", "**A module**", 1)
    (course / PAGE).write_bytes(as_saved(notebook))
    first = adopt(course, SLUG, PAGE, as_saved(notebook))
    assert (first.counts, [one.after for one in first.unplaced]) == ({MODULE: 2, QUIZ: 2}, ["1 + 1"])
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    (course / PAGE).write_bytes(as_saved(notebook))
    second = adopt(course, SLUG, PAGE, as_saved(notebook))
    assert (second.texts, second.unplaced, second.page) == ({}, (), PAGE)
    assert hand_edits((course / PAGE).read_bytes()) == ()


def test_another_file_is_read_and_the_page_is_left(course, page):
    adopt(course, SLUG, "mine.ipynb", edited(page, CASES[0]))
    assert (course / PAGE).read_bytes() == page
    assert "some hundred words" in (course / MODULE).read_text(encoding="utf-8")


def test_what_module_md_changed_since_is_no_edit_of_the_persons(course, page):
    text = (course / MODULE).read_text(encoding="utf-8")
    text = text.replace("Evaluate the key insight", "Weigh the key insight").replace(
        "## Credits", "## Later\n\nNew.\n\n## Credits"
    )
    text = text.replace(
        "## My own part\n\n| one | two |\n| --- | --- |\n| 1   | 2   |\n\n```python\n## no heading\nx = 1\n```\n\n", ""
    )
    (course / MODULE).write_text(text, encoding="utf-8")
    adopted = adopt(course, SLUG, "a.ipynb", edited(page, CASES[0]), dry_run=True)
    assert adopted.unplaced == ()
    assert len(changed_lines(*adopted.texts[MODULE])) == 2


def test_a_cell_that_both_changed_is_told_and_left(course, page):
    text = (course / MODULE).read_text(encoding="utf-8")
    (course / MODULE).write_text(text.replace("a few hundred words", "many words"), encoding="utf-8")
    adopted = adopt(course, SLUG, "a.ipynb", edited(page, CASES[0]), dry_run=True)
    assert adopted.texts == {}
    assert ["changed here too" in one.why for one in adopted.unplaced] == [True]


def test_an_edit_that_both_made_is_no_edit(course, page):
    text = (course / MODULE).read_text(encoding="utf-8")
    text = text.replace("a few hundred words", "some hundred words").replace(
        "a class will look for it", "a class looks"
    )
    (course / MODULE).write_text(text, encoding="utf-8")
    adopted = adopt(course, SLUG, "a.ipynb", edited(page, CASES[0]), dry_run=True)
    assert (adopted.texts, adopted.unplaced) == ({}, ())


def test_ids_and_settings_of_other_editors(course, page):
    notebook = json.loads(edited(page, CASES[0]))
    for cell in notebook["cells"]:
        del cell["id"]
    notebook["nbformat_minor"] = 4
    notebook["cells"][3]["metadata"]["tags"] = ["mine"]
    adopted = adopt(course, SLUG, "a.ipynb", as_saved(notebook), dry_run=True)
    assert len(changed_lines(*adopted.texts[MODULE])) == 2
    assert any("settings of its own (tags)" in one.why for one in adopted.unplaced)


def test_line_ends_and_a_missing_last_one_are_kept(course, page):
    text = (course / MODULE).read_text(encoding="utf-8").rstrip("\n").replace("\n", "\r\n")
    (course / MODULE).write_bytes(text.encode())
    case = {"cell": "credits", "edit": ["CC0", "CC0\n\nThanks to all."]}
    adopted = adopt(course, SLUG, "a.ipynb", edited(page, case), dry_run=True)
    before, after = adopted.texts[MODULE]
    assert after.removesuffix("\r\n") == f"{before}\r\n\r\nThanks to all."


def test_the_instructors_edition_is_read_too(course):
    page = pages(read_course(course)[0], "instructor")[PAGE]
    case = {"cell": "other-3", "edit": ["Never ask this first.", "Never ask this."]}
    adopted = adopt(course, SLUG, "a.ipynb", edited(page, case), dry_run=True)
    assert changed_lines(*adopted.texts[MODULE]) == ["-Never ask this first.", "+Never ask this."]
    assert adopted.unplaced == ()


def in_instructors_edition(course, old, new):
    """Adopt the instructor's edition with words replaced where they stand first."""
    notebook = json.loads(pages(read_course(course)[0], "instructor")[PAGE])
    cell = next(cell for cell in notebook["cells"] if old in text_of(cell))
    cell["source"] = text_of(cell).replace(old, new, 1)
    return adopt(course, SLUG, "a.ipynb", as_saved(notebook), dry_run=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- Push: Which sentence", "- Which sentence"),
        ("- Push: Which sentence", "- If they are quiet: Which sentence"),
        ("Never ask this first.", "## For all\n\nNever ask this first."),
    ],
)
def test_no_private_words_come_before_students_by_an_edit_of_the_instructors_edition(course, old, new):
    adopted = in_instructors_edition(course, old, new)
    assert adopted.texts == {}
    assert len(adopted.unplaced) == 1


def test_new_words_that_students_will_read_are_told(course):
    adopted = in_instructors_edition(
        course,
        "- Push: Which sentence speaks against you?",
        "- Push: Which sentence speaks against you?\n   - B is right.",
    )
    assert changed_lines(*adopted.texts[MODULE]) == ["+   - B is right."]
    assert [(found.code, "- B is right." in found.message) for found in adopted.findings] == [("adopt-shown", True)]


def test_the_quiz_of_a_page_whose_items_are_elsewhere_is_told_and_the_page_is_left(course, page):
    config = course / "_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("builder:\n", "builder:\n  private: answers\n", 1), encoding="utf-8"
    )
    (course / QUIZ).unlink()
    data = edited(page, {"cell": "quiz", "edit": ["Which term", "What term"]})
    (course / PAGE).write_bytes(data)
    adopted = adopt(course, SLUG, PAGE, data)
    assert ["private folder" in one.why for one in adopted.unplaced] == [True]
    assert (course / PAGE).read_bytes() == data


BAD = {
    "empty": b"",
    "no JSON": b"# a notebook?",
    "cut off": b'{"cells": [{"cell_type": "markdown"',
    "deep": b"[" * 100_000,
    "another's": b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    "a list": b"[]",
    "cells no list": b'{"cells": 3, "metadata": {"builder": {"slug": "a", "cells": {}}}}',
    "cells of text": b'{"cells": ["a"], "metadata": {"builder": {"slug": "a", "cells": {}}}}',
    "no text in it": b'{"cells": [{"cell_type": "markdown", "source": "\\ud800"}], "metadata": {"builder": {"slug": "a", "cells": {}}}}',
    "another module": b'{"cells": [], "metadata": {"builder": {"slug": "a", "cells": {}}}}',
    "latin": '{"cells": "é"}'.encode("latin-1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_ours_is_told_in_one_line(name, fresh):
    with pytest.raises(BuilderError) as problem:
        adopt(fresh, SLUG, "a.ipynb", BAD[name])
    assert problem.value.finding.code in ("adopt-unread", "adopt-other")
    assert "\n" not in str(problem.value.finding)


def test_an_unknown_module_and_a_slip_in_its_name(fresh, page):
    with pytest.raises(BuilderError) as problem:
        adopt(fresh, SLUG[:-1], "a.ipynb", page)
    assert problem.value.finding.code == "module-unknown"
    assert SLUG in problem.value.finding.help
