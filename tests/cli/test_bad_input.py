"""Bad input: one line with place and way out, exit code 1, nothing half written, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ran
from course.hand_made import ARTICLES, make_course

LIBRARY = str(ARTICLES / "lending_library.txt")
MODULE = "modules/what-a-lending-library-does-for-a-street"


def process(*arguments, stdin=b""):
    """Run the builder as a person does, by a process of its own."""
    done = subprocess.run([sys.executable, "-m", "builder", *arguments], capture_output=True, check=False, input=stdin)
    error = done.stderr.decode("utf-8")
    assert "Traceback" not in error
    return done.returncode, done.stdout.decode("utf-8"), error.strip().split("\n")


def builder(*arguments):
    done = ran(*arguments)
    return done.code, done.out, done.lines


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture
def course(tmp_path):
    return make_course(tmp_path / "course")


@pytest.fixture
def with_module(course):
    code, _, lines = builder("import", LIBRARY, "--course", str(course))
    assert code == 0, lines
    return course


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "empty"),
    "binary.txt": (b"\x00\x01\x02PK\x00" * 50, "binary"),
    "cut.epub": (b"PK\x03\x04\x14\x00" + bytes(200), "cut off"),
    "cut.odt": (b"PK\x03\x04\x14\x00" + bytes(200), "cut off"),
    "cut.rtf": (b"{\\rtf1 Bees live on the roofs.", "cut off"),
    "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(200), "format"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["inspect", "import"])
def test_a_file_that_is_no_article_is_told_in_one_line(course, tmp_path, name, command):
    data, word = BAD[name]
    (tmp_path / name).write_bytes(data)
    before = tree(course)
    course_flag = ["--course", str(course)] if command == "import" else []
    code, _, lines = builder(command, str(tmp_path / name), *course_flag)
    assert code == 1
    assert len(lines) == 1
    assert name in lines[0]
    assert word in lines[0].lower()
    assert "(" in lines[0]
    assert tree(course) == before


@pytest.mark.parametrize("command", ["inspect", "import"])
def test_a_missing_file_is_told_in_one_line(course, command):
    course_flag = ["--course", str(course)] if command == "import" else []
    code, _, lines = process(command, "nowhere.txt", *course_flag)
    assert code == 1
    assert lines == ["nowhere.txt: error: there is no such file (check the name and the folder) [source-missing]"]


def test_the_good_articles_are_imported_and_the_bad_ones_told(course, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, lines = builder("import", str(tmp_path / "empty.txt"), LIBRARY, "--course", str(course))
    assert code == 1
    assert MODULE in out
    assert len([line for line in lines if "error" in line]) == 1
    assert (course / MODULE / "module.md").exists()


def test_standard_input_is_an_article(course):
    code, _, lines = process(
        "import", "-", "--slug", "shelves", "--course", str(course), stdin=Path(LIBRARY).read_bytes()
    )
    assert code == 0, lines
    assert (course / "modules/shelves/article.txt").read_bytes() == Path(LIBRARY).read_bytes()


def test_a_folder_that_is_no_course_is_told(tmp_path):
    code, _, lines = builder("import", LIBRARY, "--course", str(tmp_path))
    assert code == 1
    assert len(lines) == 1
    assert "no _toc.yml" in lines[0]
    assert tree(tmp_path) == []


def test_a_slug_that_is_taken_is_told(with_module, tmp_path):
    title = "What a Lending Library Does for a Street"
    other = tmp_path / "other.txt"
    other.write_text(f"{title}\n\n" + "It lends to whoever walks by, in any weather and at any hour. " * 8, "utf-8")
    by_hand = with_module / "modules/by-hand"
    by_hand.mkdir()
    (by_hand / "module.md").write_text("---\nformat: 1\ntitle: By hand\n---\n", "utf-8")
    before = tree(with_module)
    for flags in ([], ["--slug", "by-hand"]):
        code, _, lines = builder("import", str(other), "--course", str(with_module), *flags)
        assert code == 1
        assert len(lines) == 1
        assert "--slug" in lines[0]
    assert tree(with_module) == before


def test_a_slug_that_is_no_folder_name_is_told(course):
    for slug in ("../out", "A B", "con", "x" * 61, "-x", ""):
        code, _, lines = builder("import", LIBRARY, "--course", str(course), f"--slug={slug}")
        assert code == 1, slug
        assert len(lines) == 1
        assert "bad-slug" in lines[0]
    assert not (course / "modules").exists()


def test_two_modules_with_one_slug_stop_the_build(with_module):
    folder = with_module / MODULE
    clash = folder.with_name(folder.name.upper())
    clash.mkdir()
    (clash / "module.md").write_text("---\nformat: 1\ntitle: x\n---\n", encoding="utf-8")
    code, _, lines = builder("build", "--course", str(with_module))
    assert code == 1
    assert any("differ in case only" in line and "[slug-doubled]" in line for line in lines)
    assert not (with_module / "_build").exists()


BROKEN = {
    "module.md": ("status: draft", "status: [draft", 0, "yaml-broken"),
    "quiz.yml": ("format: 1", "format: 1\nitmes: []", 3, "unknown-key"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_stops_the_build_with_its_line(with_module, name):
    old, new, line, code_name = BROKEN[name]
    path = with_module / MODULE / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, _, lines = builder("build", "--course", str(with_module))
    assert code == 1
    told = next(entry for entry in lines if code_name in entry)
    assert told.startswith(f"{MODULE}/{name}:")
    if line:
        assert told.startswith(f"{MODULE}/{name}:{line} ")
    assert not (with_module / "_build").exists()


@pytest.mark.parametrize("name", ["_toc.yml", "_config.yml"])
def test_broken_settings_stop_the_build_with_their_line(with_module, name):
    (with_module / name).write_text("format: [\n", encoding="utf-8")
    code, _, lines = builder("build", "--course", str(with_module))
    assert code == 1
    assert any(line.startswith(f"{name}:") for line in lines)


def test_a_course_that_cannot_be_written_is_told(course):
    (course / "modules").write_text("in the way", encoding="utf-8")
    code, _, lines = builder("import", LIBRARY, "--course", str(course))
    assert code == 1
    assert len(lines) == 1
    assert "not-writable" in lines[0]
    assert "modules" in lines[0]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_told(course):
    course.chmod(0o555)
    try:
        code, _, lines = builder("import", LIBRARY, "--course", str(course))
    finally:
        course.chmod(0o755)
    assert code == 1
    assert "not-writable" in lines[-1]


@pytest.mark.parametrize("arguments", [["--nonsense"], ["nonsense"], ["build", "--jobs", "0"], ["import"]])
def test_wrong_flags_are_exit_code_2(arguments):
    code, _, lines = process(*arguments)
    assert code == 2
    assert lines[0].startswith("usage:")
