"""Modules go to the trash whole; what still names them is told, with file and line."""

import shlex

import pytest
from care_course import FILES, held, with_private_quiz, write

from builder import pipeline
from builder.cli.main import main
from builder.files.changes import carry_out
from builder.files.course import read_course
from builder.files.toc import read_toc

NOTE = "how-to-bring-it-back.txt"


def in_trash(files, slug, place):
    """Return the files with a module in the trash: what stood in modules/ stands in a folder there."""
    return {
        name.replace(f"modules/{slug}/", f".trash/{place}/{slug}/").replace(
            f"modules/{slug}.ipynb", f".trash/{place}/{slug}.ipynb"
        ): text
        for name, text in files.items()
    }


def test_the_module_is_in_the_trash_and_its_entry_is_gone(tmp_path):
    pipeline.remove(write(tmp_path, FILES), ("alpha",))
    found = held(tmp_path)
    note = found.pop(f".trash/alpha/{NOTE}")
    entry = "      - file: modules/alpha  # read first\n"
    assert found == {**in_trash(FILES, "alpha", "alpha"), "_toc.yml": FILES["_toc.yml"].replace(entry, "")}
    assert entry in note
    assert "“One”" in note
    assert "  .trash/alpha/alpha -> modules/alpha\n" in note


def test_what_the_note_says_brings_it_back(tmp_path):
    write(tmp_path, with_private_quiz(FILES))
    pipeline.remove(tmp_path, ("alpha",))
    note = (tmp_path / f".trash/alpha/{NOTE}").read_text()
    for line in note.splitlines():
        source, arrow, target = line.strip().partition(" -> ")
        if arrow:
            (tmp_path / source).rename(tmp_path / target)
    (tmp_path / f".trash/alpha/{NOTE}").unlink()
    assert held(tmp_path).keys() == with_private_quiz(FILES).keys()


@pytest.mark.parametrize("slug", ["alpha", "beta", "alpha-beta"])
def test_the_command_in_the_note_puts_the_entry_where_it_stood(tmp_path, slug):
    pages = [entry.file for entry in read_toc(FILES["_toc.yml"])[0].entries]
    pipeline.remove(write(tmp_path, FILES), (slug,))
    note = (tmp_path / f".trash/{slug}/{NOTE}").read_text()
    for line in note.splitlines():
        source, arrow, target = line.strip().partition(" -> ")
        if arrow:
            (tmp_path / source).rename(tmp_path / target)
    (command,) = [shlex.split(line) for line in note.splitlines() if line.startswith("  builder move")]
    assert main([*command[1:], "--course", str(tmp_path)]) == 0
    toc, findings = read_toc((tmp_path / "_toc.yml").read_text())
    assert findings == ()
    assert [entry.file for entry in toc.entries] == pages
    assert [entry.caption for entry in toc.entries] == ["One", "One", "Two", "Two"]


def test_the_only_entry_of_a_part_goes_back_to_a_part_of_that_name(tmp_path):
    pipeline.remove(write(tmp_path, FILES), ("alpha", "beta"))
    notes = [(tmp_path / f".trash/{slug}/{NOTE}").read_text() for slug in ("alpha", "beta")]
    assert '  builder move alpha --part "One"\n' in notes[0]
    assert '  builder move beta --part "One"\n' in notes[1]


def test_a_private_quiz_stays_in_the_private_folder(tmp_path):
    pipeline.remove(write(tmp_path, with_private_quiz(FILES)), ("alpha",))
    names = held(tmp_path)
    assert "kept/quizzes/.trash/alpha/quiz.yml" in names
    assert not [name for name in names if name.startswith(".trash") and "quiz" in name]


def test_what_still_names_it_is_told(tmp_path, capsys):
    assert main(["remove", "alpha", "--course", str(write(tmp_path, FILES))]) == 0
    told = [line.partition(": warning: ") for line in capsys.readouterr().err.splitlines()]
    assert [(where, what.partition(" still")[0]) for where, _, what in told if where] == [
        ("course/page.md:3", "a link"),
        ("course/page.md:3", "a link"),
        ("index.md:3", "a link"),
        ("index.md:3", "a link"),
        ("modules/beta/module.md:4", "translation_of"),
        ("modules/beta/module.md:9", "a link"),
        ("modules/beta/module.md:16", "a link"),
        ("syllabi/spring.yml:7", "session 1 (“first”)"),
        ("syllabi/spring.yml:10", "session 2"),
        ("syllabi/spring.yml:14", "outcome 1 (“Say what alpha is.”)"),
    ]


def test_modules_that_go_together_are_not_told_of_each_other(tmp_path):
    removed = pipeline.remove(write(tmp_path, FILES), ("alpha", "beta"))
    assert not [finding for finding in removed.findings if (finding.where.file or "").startswith("modules/beta")]


def test_a_part_without_a_page_goes_and_is_kept_in_the_note(tmp_path, capsys):
    write(tmp_path, FILES)
    assert main(["remove", "alpha", "beta", "--course", str(tmp_path)]) == 0
    assert "the part “One” of _toc.yml has no other page" in capsys.readouterr().out
    toc = (tmp_path / "_toc.yml").read_text()
    assert "One" not in toc
    assert "  # the beginning\n" in toc
    assert "      # between\n" in toc
    course, findings = read_course(tmp_path)
    assert [entry.file for entry in course.toc.entries] == ["modules/alpha-beta", "course/page"]
    assert not [finding for finding in findings if finding.severity == "error"]
    notes = "".join((tmp_path / f".trash/{slug}/{NOTE}").read_text() for slug in ("alpha", "beta"))
    assert "  - caption: One\n    chapters:\n" in notes


def test_a_second_one_of_that_name_has_its_own_folder(tmp_path):
    write(tmp_path, FILES)
    pipeline.remove(tmp_path, ("alpha",))
    write(tmp_path, {name: text for name, text in FILES.items() if name.startswith("modules/alpha")})
    assert pipeline.remove(tmp_path, ("alpha",)).places == {"alpha": ".trash/alpha-2"}
    assert held(tmp_path)[".trash/alpha-2/alpha/notes.txt"] == held(tmp_path)[".trash/alpha/alpha/notes.txt"]


def test_a_kill_after_any_step_leaves_a_course_that_the_same_command_mends(tmp_path):
    whole = write(tmp_path / "whole", with_private_quiz(FILES))
    steps = pipeline.remove(whole, ("alpha", "beta")).steps
    assert len(steps) == 7
    for number in range(len(steps)):
        killed = write(tmp_path / str(number), with_private_quiz(FILES))
        carry_out(killed, steps[:number])
        course, _ = read_course(killed)
        left = tuple(entry.slug for entry in course.folders if entry.slug != "alpha-beta")
        pipeline.remove(killed, left)
        assert held(killed) == held(whole), number


def test_a_dry_run_writes_nothing(tmp_path, capsys):
    assert main(["remove", "alpha", "--dry-run", "--course", str(write(tmp_path, FILES))]) == 0
    assert "move modules/alpha -> .trash/alpha/alpha" in capsys.readouterr().out
    assert held(tmp_path) == FILES


NESTED = "root: index\nchapters:\n- file: modules/alpha\n  sections:\n  - file: modules/beta\n"


def test_what_is_nested_may_go_along(tmp_path):
    write(tmp_path, {**FILES, "_toc.yml": NESTED})
    pipeline.remove(tmp_path, ("alpha", "beta"))
    assert held(tmp_path)["_toc.yml"] == "root: index\n"


@pytest.mark.parametrize(
    ("slug", "toc", "code", "said"),
    [
        ("bet", FILES["_toc.yml"], "module-unknown", "did you mean beta?"),
        ("alpha", "format: jb-book\nroot: modules/alpha\n", "toc-entry-stays", "front page"),
        ("alpha", NESTED, "toc-entry-stays", "other pages are nested under modules/alpha"),
    ],
)
def test_what_cannot_go_is_told_and_nothing_is_written(tmp_path, capsys, slug, toc, code, said):
    files = {**FILES, "_toc.yml": toc}
    assert main(["remove", "alpha-beta", slug, "--course", str(write(tmp_path, files))]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"[{code}]" in told
    assert said in told
    assert held(tmp_path) == files
