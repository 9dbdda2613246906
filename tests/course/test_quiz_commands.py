"""`builder quiz`: a person in the loop.  What is accepted stays, what is rejected never returns, what is theirs is theirs."""

import json
import shutil

import pytest

from builder import pipeline
from builder.cli.main import main
from builder.files.course import read_course
from builder.findings import BuilderError

SLUG = "how-this-example-works"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quiz") / "a"
    assert main(["new", str(folder)]) == 0
    return folder


@pytest.fixture
def course(fresh, tmp_path):
    return shutil.copytree(fresh, tmp_path / "a")


def quiz_file(course):
    return course / "modules" / SLUG / "quiz.yml"


def states(course):
    rows, _ = pipeline.bank(course)
    return {row.item.id: row.state for row in rows}


def test_accepting_freezes_an_item_and_changes_one_line(course):
    before = quiz_file(course).read_text(encoding="utf-8")
    first, *others = states(course)
    assert pipeline.accept_items(course, SLUG, (first,)) == (first,)
    after = quiz_file(course).read_text(encoding="utf-8")
    assert sorted(after.split("\n")) == sorted([*before.split("\n"), "    accepted: true"])
    assert states(course) == {first: "accepted", **dict.fromkeys(others, "drafted")}
    assert pipeline.accept_items(course, SLUG, (first,)) == ()
    assert quiz_file(course).read_text(encoding="utf-8") == after


def test_a_changed_item_is_yours_and_is_not_marked(course):
    first, *others = states(course)
    text = quiz_file(course).read_text(encoding="utf-8")
    quiz_file(course).write_text(text.replace("- text: Digest", "- text: A digest"), encoding="utf-8")
    assert states(course)[first] == "authored"
    assert pipeline.accept_items(course, SLUG, ()) == tuple(others)
    with pytest.raises(BuilderError) as raised:
        pipeline.reject_items(course, SLUG, (first,))
    assert raised.value.finding.code == "item-yours"


def test_what_is_rejected_never_returns_for_that_article(course):
    first, *others = states(course)
    assert pipeline.reject_items(course, SLUG, (first,)) == (first,)
    assert first not in states(course)
    assert quiz_file(course).read_text(encoding="utf-8").endswith(f"rejected:\n  - {first}\n")
    for _ in range(3):
        pipeline.redraft(course, SLUG)
        assert first not in states(course)
    # What another kind asks on the same term may take its place; what asks for something else stays.
    assert next(id_ for id_ in others if id_.startswith("cq")) in states(course)
    assert pipeline.reject_items(course, SLUG, (first,)) == ()


def test_redrafting_brings_back_what_was_deleted_and_keeps_what_a_person_did(course):
    first, second, third = states(course)
    text = quiz_file(course).read_text(encoding="utf-8")
    head, _, rest = text.partition(f"  - id: {second}\n")
    kept = rest.partition(f"  - id: {third}\n")[2]
    mine = "  - id: mine\n    kind: essay   # my own\n    stem: What is a swarm?\n"
    quiz_file(course).write_text(f"{head}  - id: {third}\n{kept}{mine}", encoding="utf-8")
    result = pipeline.redraft(course, SLUG)
    assert [item.id for item in result.added] == [second]
    assert (result.changed, result.gone, result.kept) == ((), (), 3)
    assert mine in quiz_file(course).read_text(encoding="utf-8")
    assert states(course) == {first: "drafted", third: "drafted", "mine": "authored", second: "drafted"}


def test_redrafting_changes_nothing_when_nothing_is_to_change(course):
    before = {path: path.read_bytes() for path in sorted(course.rglob("*")) if path.is_file()}
    assert pipeline.redraft(course, SLUG).kept == 3
    assert {path: path.read_bytes() for path in sorted(course.rglob("*")) if path.is_file()} == before


def test_a_draft_in_old_wording_is_renewed_and_stays_a_draft(course):
    """The wording of a frame changes with a version of the builder; a draft nobody touched follows."""
    for path in (quiz_file(course), quiz_file(course).parent / ".import" / "quiz.yml"):
        text = path.read_text(encoding="utf-8")
        assert "Which term does this module define as" in text
        path.write_text(text.replace("Which term does this module define as", "Name the term for"), encoding="utf-8")
    assert set(states(course).values()) == {"drafted"}
    result = pipeline.redraft(course, SLUG)
    assert len(result.changed) == 1
    assert "Name the term for" not in quiz_file(course).read_text(encoding="utf-8")
    assert set(states(course).values()) == {"drafted"}


def test_an_accepted_item_is_not_renewed(course):
    pipeline.accept_items(course, SLUG, ())
    for path in (quiz_file(course), quiz_file(course).parent / ".import" / "quiz.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Which term does this module define as", "Name the term for"), encoding="utf-8")
    before = quiz_file(course).read_bytes()
    pipeline.redraft(course, SLUG)
    assert quiz_file(course).read_bytes() == before
    assert set(states(course).values()) == {"accepted"}


def test_a_dry_run_writes_nothing(course):
    first, *_ = states(course)
    pipeline.reject_items(course, SLUG, (first,))
    text = quiz_file(course).read_text(encoding="utf-8").replace("rejected:", "# none:").replace(f"  - {first}\n", "")
    quiz_file(course).write_text(text, encoding="utf-8")
    assert [item.id for item in pipeline.redraft(course, SLUG, write=False).added] == [first]
    assert quiz_file(course).read_text(encoding="utf-8") == text


def test_the_commands_say_what_they_did(course, capsys):
    where = ["--course", str(course)]
    first, second, _ = states(course)
    assert main(["quiz", "list", *where]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{SLUG}\n  {first} ")
    assert "3 items: 3 drafted, 0 accepted, 0 yours" in listed
    assert main(["quiz", "accept", f"modules/{SLUG}/", first, *where]) == 0
    assert capsys.readouterr().out == f"{SLUG}: accepted {first}\n"
    assert main(["quiz", "reject", SLUG, second, *where]) == 0
    assert capsys.readouterr().out == f"{SLUG}: rejected {second}; `builder quiz redraft {SLUG}` looks for others\n"
    assert main(["quiz", "redraft", SLUG, "--dry-run", *where]) == 0
    assert "would be" in (said := capsys.readouterr().out) or "nothing changes" in said
    assert main(["quiz", "list", "--json", *where]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert (items[0]["item"]["id"], items[0]["state"]) == (first, "accepted")


def test_the_report_names_gaps_and_refusals(course, capsys):
    told = pipeline.report(course)
    (row,) = told.modules
    assert told.items == row.items == 3
    # Three terms, one consequence, and two definitions with features; the frame of the question says "module" (C01).
    assert (told.mined, told.refused) == (6, {"C01": 1})
    assert [aligned.number for aligned in row.alignment.rows] == list(range(1, len(row.alignment.rows) + 1))
    assert main(["quiz", "report", "--course", str(course)]) == 0
    text = capsys.readouterr().out
    assert "3 items: 2 essay, 1 multiple-choice" in text
    assert "fewer than 10, so there are none" in text
    assert main(["quiz", "report", "--json", "--course", str(course)]) == 0
    assert json.loads(capsys.readouterr().out)["modules"][0]["slug"] == SLUG


def test_a_broken_quiz_is_not_written_into(course):
    quiz_file(course).write_text("format: 1\nitems:\n  - id: a\n    kind: riddle\n", encoding="utf-8")
    for action in (
        lambda: pipeline.redraft(course, SLUG),
        lambda: pipeline.accept_items(course, SLUG, ()),
        lambda: pipeline.reject_items(course, SLUG, ("a",)),
    ):
        with pytest.raises(BuilderError) as raised:
            action()
        assert raised.value.finding.where.file == f"modules/{SLUG}/quiz.yml"


def test_a_course_that_was_redrafted_builds_the_same_pages_as_before_the_rejection_but_for_the_item(course):
    first, *others = states(course)
    pipeline.reject_items(course, SLUG, (first,))
    folder, findings = read_course(course)
    assert not [finding for finding in findings if finding.severity == "error"]
    assert [item.id for entry in folder.folders for item in entry.module.items] == others
