"""A module gets another name: what names it follows, nothing else changes, and a kill loses nothing."""

import time

import pytest
from care_course import FILES, MODULE, RENAMED, held, with_private_quiz, write

from builder import pipeline
from builder.cli.main import main
from builder.files.changes import carry_out
from builder.files.course import read_course
from builder.findings import BuilderError


def rename(folder, slug="alpha", new="gamma", **more):
    return pipeline.rename(folder, slug, new, **more)


def test_only_what_names_the_module_is_written_anew(tmp_path):
    rename(write(tmp_path, FILES))
    assert held(tmp_path) == RENAMED


def test_line_ends_and_a_byte_order_mark_stay(tmp_path):
    def other(files):
        return {name: ("\ufeff" + text if name.endswith(".md") else text).replace("\n", "\r\n") for name, text in files}

    rename(write(tmp_path, other(FILES.items())))
    assert held(tmp_path) == other(RENAMED.items())


def test_a_private_quiz_goes_along(tmp_path):
    rename(write(tmp_path, with_private_quiz(FILES)))
    assert held(tmp_path) == with_private_quiz(RENAMED, "gamma")


def test_back_again_every_byte_is_as_before(tmp_path):
    before = with_private_quiz(FILES)
    rename(write(tmp_path, before))
    assert rename(tmp_path, "gamma", "alpha").undone
    assert held(tmp_path) == before


def test_names_are_remembered_in_order_and_the_first_one_keeps_progress(tmp_path):
    write(tmp_path, FILES)
    for slug, new, former in [
        ("alpha", "gamma", ("alpha",)),
        ("gamma", "delta", ("alpha", "gamma")),
        ("delta", "alpha", ("alpha", "gamma", "delta")),
        ("alpha", "delta", ("alpha", "gamma")),
        ("delta", "gamma", ("alpha",)),
        ("gamma", "alpha", ()),
    ]:
        rename(tmp_path, slug, new)
        course, _ = read_course(tmp_path)
        module = next(entry.module for entry in course.folders if entry.slug == new)
        assert module.front.renamed_from == former


@pytest.mark.parametrize("back", [False, True])
def test_a_kill_after_any_step_leaves_a_course_that_the_same_command_mends(tmp_path, back):
    whole = write(tmp_path / "whole", with_private_quiz(FILES))
    names = ("alpha", "gamma")
    if back:
        rename(whole)
        names = ("gamma", "alpha")
    before = held(whole)
    steps = rename(whole, *names).steps
    assert len(steps) >= 8
    for number in range(len(steps) + (not back)):  # an undoing that has ended leaves no trace
        killed = write(tmp_path / str(number), before)
        carry_out(killed, steps[:number])
        course, _ = read_course(killed)
        assert len(course.folders) == 3
        assert all(entry.module is not None for entry in course.folders)
        rename(killed, *names)
        assert held(killed) == held(whole), number
        if not back:
            assert rename(killed, *names).steps == ()


@pytest.mark.parametrize("back", [False, True], ids=["a new name", "the name before"])
def test_after_a_kill_the_check_says_to_run_it_again(tmp_path, back):
    whole = write(tmp_path / "whole", FILES)
    names = ("alpha", "gamma")
    if back:
        rename(whole)
        names = ("gamma", "alpha")
    before = held(whole)
    steps = rename(whole, *names).steps
    told = set()
    for number in range(len(steps)):
        killed = write(tmp_path / str(number), before)
        carry_out(killed, steps[:number])
        findings = read_course(killed)[1]
        about = [one for one in findings if one.code in ("toc-without-module", "module-not-in-toc")]
        told |= {(one.message, one.help) for one in about}
        if read_course(killed)[0].toc.names("modules/" + names[1]):
            assert len(about) == (killed / "modules" / names[0]).exists(), number
    old, new = names
    again = f"run `builder rename {old} {new}` again, which finishes it; change nothing by hand"
    assert told == {(f"a rename of {old} to {new} was broken off", again)}


def test_a_kill_and_another_mind_lose_nothing(tmp_path):
    steps = rename(write(tmp_path, FILES), write=False).steps
    carry_out(tmp_path, steps[:3])
    rename(tmp_path, "alpha", "other")
    assert "renamed_from: [alpha]\n" in held(tmp_path)["modules/other/module.md"]


def test_a_dry_run_writes_nothing_and_shows_the_steps(tmp_path, capsys):
    write(tmp_path, FILES)
    assert main(["rename", "alpha", "gamma", "--dry-run", "--course", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert held(tmp_path) == FILES
    assert "move modules/alpha -> modules/gamma" in said
    assert "write syllabi/spring.yml:7,10,14" in said
    assert "modules/beta/module.md:4: translation_of follows" in said


@pytest.mark.parametrize(("slug", "named"), [("alpha", True), ("alpha-beta", False)])
def test_the_files_of_a_syllabus_that_names_it_are_told(tmp_path, capsys, slug, named):
    files = {**FILES, "syllabi/spring.yml": FILES["syllabi/spring.yml"].replace("alpha-beta", "beta")}
    assert main(["rename", slug, "gamma", "--course", str(write(tmp_path, files))]) == 0
    assert ("`builder syllabus build`" in capsys.readouterr().out) == named


def test_links_on_one_line_are_told_once(tmp_path, capsys):
    link = "[a](modules/alpha.ipynb) "
    write(tmp_path, {**FILES, "index.md": f"# Front\n\n{link}\n\n{link * 3}\n"})
    assert main(["rename", "alpha", "gamma", "--dry-run", "--course", str(tmp_path)]) == 0
    told = [line.strip() for line in capsys.readouterr().out.splitlines() if "index.md:" in line and "follows" in line]
    assert told == ["index.md:3: a link follows", "index.md:5: a link follows (3 times)"]


@pytest.mark.parametrize("command", [["check"], ["handout"], ["adopt"], ["source"]])
def test_the_old_name_leads_to_the_new_one(tmp_path, capsys, command):
    rename(write(tmp_path, FILES))
    (tmp_path / "modules/alpha.ipynb").write_text("{}")
    more = {"source": ["water"], "adopt": [str(tmp_path / "modules/alpha.ipynb")]}.get(command[0], [])
    assert main([*command, "alpha", *more, "--course", str(tmp_path)]) != 0
    said = "".join(capsys.readouterr())
    assert "there is no module alpha: it is called gamma now" in said


def test_the_command_takes_a_folder_as_shells_complete_it(tmp_path, capsys):
    write(tmp_path, FILES)
    assert main(["rename", "modules/alpha/", "gamma", "--course", str(tmp_path)]) == 0
    assert "what readers answered stays theirs" in capsys.readouterr().out
    assert main(["rename", "alpha", "gamma", "--course", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "alpha: named gamma already; nothing changes\n"


@pytest.mark.parametrize(
    ("slug", "new", "code", "said"),
    [
        ("bet", "gamma", "module-unknown", "did you mean beta?"),
        ("alpha", "Gamma Ray", "bad-slug", "gamma-ray would do"),
        ("alpha", "con", "bad-slug", "con-module would do"),
        ("alpha", "../out", "bad-slug", "out would do"),
        ("alpha", "beta", "slug-taken", "modules/beta"),
        ("alpha", "stray", "slug-taken", "modules/stray.ipynb is there already"),
        ("alpha", "former", "slug-taken", "the name of alpha-beta"),
        ("alpha", "listed", "slug-taken", "_toc.yml names modules/listed already"),
    ],
)
def test_a_name_that_cannot_be_taken_is_told_and_nothing_is_written(tmp_path, capsys, slug, new, code, said):
    files = {
        **FILES,
        "modules/stray.ipynb": "{}",
        "modules/alpha-beta/module.md": MODULE.format(title="x", more="renamed_from: [former]\n", text="."),
        "_toc.yml": FILES["_toc.yml"] + "      - file: modules/listed\n",
    }
    write(tmp_path, files)
    assert main(["rename", slug, new, "--course", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"[{code}]" in told
    assert said in told
    assert held(tmp_path) == files


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("syllabi/spring.yml", "sessions: [{modules: [alpha]}", "yaml"),
        ("modules/alpha/module.md", "no front matter\n", "front-matter-missing"),
        ("course/page.md", b"\xe9t\xe9 ../modules/alpha.md", "not-utf8"),
        ("course/page.md", "<<<<<<< a\nalpha\n=======\nb\n>>>>>>> c\n", "merge-conflict"),
    ],
)
def test_a_file_that_names_it_and_cannot_be_read_stops_the_renaming(tmp_path, file, text, code):
    write(tmp_path, {**FILES, file: text})
    with pytest.raises(BuilderError, match=rf"{file}.*\[.*{code}.*\]"):
        rename(tmp_path)
    assert (tmp_path / "modules/alpha").is_dir()


def test_a_link_out_of_the_course_is_not_followed(tmp_path):
    outside = tmp_path / "outside.md"
    outside.write_text("[a](modules/alpha.md)")
    course = write(tmp_path / "course", FILES)
    (course / "linked.md").symlink_to(outside)
    rename(course)
    assert outside.read_text() == "[a](modules/alpha.md)"


def test_a_notebook_by_hand_is_left_alone_and_told(tmp_path, capsys):
    lab = '{"cells": [\n  "see [it](../modules/alpha.ipynb), not alpha-beta.ipynb"\n]}\n'
    toc = FILES["_toc.yml"] + "      - file: course/lab\n"
    write(tmp_path, {**FILES, "course/lab.ipynb": lab, "_toc.yml": toc})
    assert main(["rename", "alpha", "gamma", "--course", str(tmp_path)]) == 0
    assert held(tmp_path)["course/lab.ipynb"] == lab
    told = capsys.readouterr().err.splitlines()[0]
    assert told == "course/lab.ipynb:2: warning: this line still names alpha (write gamma there) [reference-left]"


def test_settings_are_left_alone_and_told(tmp_path, capsys):
    settings = FILES["_config.yml"] + "exclude_patterns: [modules/alpha/images, modules/alpha-beta]\n"
    write(tmp_path, {**FILES, "_config.yml": settings})
    assert main(["rename", "alpha", "gamma", "--course", str(tmp_path)]) == 0
    assert held(tmp_path)["_config.yml"] == settings
    assert capsys.readouterr().err.startswith("_config.yml:3: warning: this line still names alpha (write gamma there)")


def test_a_name_that_is_a_common_word_takes_no_longer(tmp_path):
    text = "war " * 5 + "[war](../war/module.md) " + "war. War, a war/peace (war) divide.\n\n" * 300
    files = {f"modules/{slug}/module.md": MODULE.format(title=slug, more="", text=text) for slug in ("war", "other")}
    write(tmp_path, {**FILES, **files, "modules/last/module.md": MODULE.format(title="x", more="", text="war " * 9)})
    started = time.process_time()
    told = rename(tmp_path, "war", "conflict")
    assert time.process_time() - started < 60
    assert [one.file for one in told.references if one.kind == "link"] == [
        "modules/other/module.md",
        "modules/war/module.md",
    ]


def test_same_name_changes_nothing(tmp_path):
    assert rename(write(tmp_path, FILES), "alpha", "alpha").steps == ()
