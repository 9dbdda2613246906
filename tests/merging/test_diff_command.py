"""`builder diff`: what a person changed since the last import, and what importing a file again would change."""

import pytest
from command_line import ran
from merging.again_course import CORRECTED, NEWS, SLUG, edit, files, module, new_course


@pytest.fixture
def course(tmp_path):
    return new_course(tmp_path)


def diff(course, *arguments):
    return ran("diff", SLUG, *map(str, arguments), "--course", str(course))


def test_nothing_changed_is_said(course):
    assert diff(course).out == f"{SLUG}: nothing changed since the last import\n"


def test_edits_are_shown_line_by_line_and_items_one_by_one(course):
    edit(module(course), "minutes: 50", "minutes: 90")
    quiz = module(course, "quiz.yml")
    edit(
        quiz,
        "Which reason does the article give for this",
        "Why is this",
        "items:\n",
        "items:\n  - {id: own, kind: essay, stem: Why?}\n",
    )
    ran("quiz", "reject", SLUG, "ct-8102ede1", "--course", str(course))
    ran("quiz", "accept", SLUG, "in-9aada2ce", "--course", str(course))
    lines = diff(course).out.split("\n")
    assert [line for line in lines if line[:1] in "+-" and line] == [
        "--- module.md (as imported)",
        "+++ module.md (yours)",
        "-minutes: 50",
        "+minutes: 90",
    ]
    assert [line.split(maxsplit=1) for line in lines[lines.index("quiz.yml") + 1 : -1]] == [
        ["own", "yours, new"],
        ["re-9153d503", "yours, changed: stem"],
        ["in-9aada2ce", "accepted"],
        ["ct-8102ede1", "rejected"],
    ]


def test_what_an_import_would_do_is_shown_and_nothing_written(course):
    source = course.parent / "corrected.txt"
    source.write_text(CORRECTED, encoding="utf-8")
    before = files(course)
    shown = diff(course, source)
    assert shown.code == 0
    assert f"+{NEWS}" in shown.out.split("\n")
    assert "drafts that go: re-9153d503" in shown.out
    assert f"this is what a merge into it would do (`builder import` with --slug {SLUG} does it)" in shown.error
    assert "names it" not in shown.error
    edit(module(course), "- Borrowing rose where", "- Lending rose where")
    clash = diff(course, source)
    assert clash.code == 1
    assert "conflict  line" in clash.out
    assert {**files(course), f"modules/{SLUG}/module.md": b""} == {**before, f"modules/{SLUG}/module.md": b""}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("shelves",), "module-unknown"), ((SLUG, "nowhere.txt"), "source-missing")],
)
def test_what_is_not_there_is_said_in_one_line(course, arguments, code):
    done = ran("diff", *arguments, "--course", str(course))
    assert done.code == 1
    assert len(done.lines) == 1
    assert done.error.endswith(f"[{code}]\n")


def test_a_module_that_nobody_imported_has_no_diff(course):
    module(course, ".import/module.md").unlink()
    done = diff(course)
    assert (done.code, len(done.lines)) == (1, 1)
    assert "[import-base-missing]" in done.error
