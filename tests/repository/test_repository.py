"""The repository itself: documents that are true, schemas that are current, contracts that hold."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import builder
from builder.cli.main import COMMANDS
from builder.model.schemas import PUBLISHED, text

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("yaml", "nbformat", "lxml", "docx", "sphinx", "markdown_it", "numpy", "jupyter_book", "babel")


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_architecture_is_short_and_names_what_is_there():
    lines = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").split("\n")
    assert len(lines) <= 200
    named = re.findall(r"`((?:builder|schemas|tests|modules)/[\w./-]*)`", "\n".join(lines))
    named += [
        f"builder/{name}" for name in re.findall(r"`((?:text|files|writers|book|checks)/[\w./]+)`", "\n".join(lines))
    ]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_changelog_begins_with_what_is_not_released():
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert re.fullmatch(r"\d+\.\d+\.\d+", builder.__version__)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_schema_is_the_one_the_records_give(name):
    stored = (ROOT / "schemas" / name).read_text(encoding="utf-8")
    assert stored == text(name), "run `make schemas`"
    jsonschema.Draft202012Validator.check_schema(json.loads(stored))


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_shown_without_loading_a_format(command):
    arguments = [command, "--help"] if command else ["--help"]
    program = (
        "import sys\nfrom builder.cli.main import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == "[]"
    assert "builder" in done.stdout
    if command:
        assert "examples:\n  builder " + command in done.stdout
    else:
        assert all(name in done.stdout for name in COMMANDS)


def test_every_command_stands_in_the_readme_with_its_flags():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\|", "|")
    for name in COMMANDS:
        assert f"`builder {name} " in readme
        shown = subprocess.run(
            [sys.executable, "-m", "builder", name, "--help"], capture_output=True, text=True, cwd=ROOT, check=True
        ).stdout
        flags = set(re.findall(r"(?<![\w-])--[a-z-]+", shown.partition("examples:")[0])) - {"--help"}
        assert [flag for flag in sorted(flags) if flag not in readme] == []


def test_no_file_names_a_registry_or_a_machine():
    hosts = "|".join(["python" + "hosted", "registry" + r"\.npm", "deb" + r"\.debian", r"py" + r"pi\.org"])
    paths = r"(?<![\w.])/(wo" + r"rk|ho" + r"me|us" + r"r/local)/"
    for path in tracked():
        if path.suffix in (".png", ".ico"):
            continue
        content = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(hosts, content), path
        assert not re.search(paths, content), path


def test_the_pinned_set_holds_every_dependency():
    pins = {
        re.sub(r"[-_.]+", "-", line.partition("==")[0]).lower()
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").split("\n")
        if "==" in line
    }
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = re.findall(r'^  "([A-Za-z0-9_.-]+)[><=~]', project, re.MULTILINE)
    assert len(wanted) > 10
    assert [name for name in wanted if re.sub(r"[-_.]+", "-", name).lower() not in pins] == []
    assert "jupyter-book>=1.0.4.post1,<2" in project


def test_the_import_contracts_hold():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(lint)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
