"""`builder new`: a course that builds at once, under any title, and never over somebody's files."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder import pipeline, starter
from builder.cli.main import main
from builder.findings import BuilderError
from builder.model.module import FrontMatter
from builder.pipeline.starting import course_files
from builder.starter.snippets import snippets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "my course"
    pipeline.new_course(folder, title="Peace: an introduction", author="Dr. #1")
    return folder


def every_file(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_new_course_holds_what_an_instructor_needs(made):
    assert set(every_file(made)) >= {
        "_config.yml",
        "_toc.yml",
        "index.md",
        "README.md",
        "requirements.txt",
        ".gitignore",
        ".gitattributes",
        ".github/workflows/publish.yml",
        ".vscode/settings.json",
        ".vscode/module.code-snippets",
        "schemas/quiz.schema.json",
        "schemas/front-matter.schema.json",
        "schemas/syllabus.schema.json",
        "modules/how-this-example-works.ipynb",
        "modules/how-this-example-works/module.md",
        "modules/how-this-example-works/quiz.yml",
        "modules/how-this-example-works/article.txt",
    }


@pytest.mark.book
def test_it_builds_with_the_builder_and_with_a_stock_jupyter_book(made, tmp_path):
    course = tmp_path / "my course"
    shutil.copytree(made, course)
    assert main(["build", "--course", str(course)]) == 0
    page = (course / "_build/html/modules/how-this-example-works.html").read_text(encoding="utf-8")
    assert "builder-quiz" in page
    assert "Peace: an introduction" in (course / "_build/html/index.html").read_text(encoding="utf-8")
    stock = tmp_path / "stock"
    shutil.copytree(made, stock)
    program = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run(
        [str(program), "build", ".", "-W", "-n", "--keep-going"], cwd=stock, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-1500:] + done.stderr[-1500:]


def test_its_only_findings_are_that_nobody_has_read_the_example_nor_written_the_front_page(made, capsys):
    assert main(["check", "--course", str(made), "--date", "2027-01-15", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [entry["code"] for entry in found["findings"]] == ["page-untouched", "draft-unreviewed", "V01", "V02"]
    assert found["counts"] == {"error": 0, "warning": 1, "note": 3}


def test_title_and_author_come_back_from_the_settings_as_they_were_given(made):
    config = yaml.safe_load((made / "_config.yml").read_text(encoding="utf-8"))
    assert (config["title"], config["author"]) == ("Peace: an introduction", "Dr. #1")
    assert config["builder"] == {"update_after_years": 10, "publish_drafts": True}


@given(title=st.text(min_size=1, max_size=60).filter(str.strip), author=st.text(max_size=40))
def test_any_title_gives_settings_that_say_it(title, author):
    files = course_files(title, author)
    config = yaml.safe_load(files["_config.yml"].decode())
    assert config["title"] == title
    assert (config["author"] or "") == author


def test_a_title_that_looks_like_a_place_to_fill_is_a_title():
    files = course_files("@AUTHOR@ and *stars*", "Somebody")
    assert files["index.md"].startswith(b"# @AUTHOR@ and \\*stars\\*\n")


def test_the_same_course_comes_out_twice():
    assert course_files("A", "B") == course_files("A", "B")


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    before = every_file(tmp_path)
    with pytest.raises(BuilderError) as caught:
        pipeline.new_course(tmp_path, title="A", author="")
    assert caught.value.finding.code == "folder-not-empty"
    assert "mine.txt" in caught.value.finding.message
    assert every_file(tmp_path) == before


def test_an_empty_folder_and_one_that_git_has_made_become_courses(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    pipeline.new_course(tmp_path, title="A", author="")
    assert (tmp_path / "_toc.yml").exists()


def test_what_a_killed_run_left_is_finished(tmp_path):
    files = course_files("A", "")
    for name in sorted(files)[: len(files) // 2]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(files[name])
    (tmp_path / "_toc.yml").unlink(missing_ok=True)
    pipeline.new_course(tmp_path, title="A", author="")
    assert every_file(tmp_path) == files


def test_a_file_of_that_name_is_told(tmp_path, capsys):
    (tmp_path / "a").write_text("x", encoding="utf-8")
    assert main(["new", str(tmp_path / "a")]) == 1
    assert "[folder-not-empty]" in capsys.readouterr().err


def test_a_damaged_installation_says_so(monkeypatch):
    monkeypatch.setattr(
        "builder.pipeline.starting.template", lambda name: "" if name == "toc.yml" else starter.template(name)
    )
    with pytest.raises(BuilderError) as caught:
        course_files("A", "")
    assert caught.value.finding.code == "starter-broken"


def test_the_workflow_is_one_that_the_host_reads(made):
    text = (made / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)  # "on" is a word here, as the host has it
    assert workflow["on"]["push"]["branches"] == ["main"]
    steps = workflow["jobs"]["publish"]["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert runs[-2:] == ["builder build", "builder check --built"]
    assert workflow["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)


def test_every_editor_file_is_json_and_names_what_is_there(made):
    settings = json.loads((made / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, pattern in settings["yaml.schemas"].items():
        assert (made / schema).exists()
        assert list(made.glob(pattern))
        jsonschema.Draft202012Validator.check_schema(json.loads((made / schema).read_text(encoding="utf-8")))


def test_the_quiz_of_the_example_fits_the_schema_and_names_it(made):
    path = made / "modules/how-this-example-works/quiz.yml"
    text = path.read_text(encoding="utf-8")
    named = re.search(r"^# yaml-language-server: \$schema=(\S+)$", text, re.MULTILINE)
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []


def test_there_is_a_snippet_for_every_key_of_the_front_matter():
    table = json.loads(snippets())
    keys = {field.encode_name for field in msgspec.structs.fields(FrontMatter)}
    assert {entry["prefix"].removeprefix("module-") for entry in table.values()} == keys | {"front-matter"}
    assert table["module-status"]["body"] == ["status: ${1|draft,reviewed|}"]
    assert table["module-text"]["body"] == ["text: ${1|full,excerpt,link|}"]
    assert all(entry["description"] != key.removeprefix("module-") for key, entry in table.items())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_odd_things_in_a_folder_are_named_and_not_opened(tmp_path):
    for name in ("link", "pipe"):
        folder = tmp_path / name
        folder.mkdir()
        if name == "link":
            (folder / "_toc.yml").symlink_to(folder / "nowhere")
        else:
            os.mkfifo(folder / "_toc.yml")
        with pytest.raises(BuilderError) as caught:
            pipeline.new_course(folder, title="A", author="")
        assert caught.value.finding.code == "folder-not-empty"
        assert "_toc.yml" in caught.value.finding.message


@pytest.mark.parametrize(
    "words",
    [
        ["new", ""],
        ["new", "x", "--title", "a\x07b"],
        ["new", "x", "--author", "\udcff"],
        ["new", "x", "--title", "\udcff"],
    ],
)
def test_words_that_are_none_are_refused(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_title_that_ends_in_a_number_sign_keeps_it():
    assert course_files("My C #", "")["index.md"].startswith(b"# My C \\#\n")
