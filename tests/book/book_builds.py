"""What the tests of the book share: the fixture course, ways to build it, ways to look at what came out."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from builder.book.build import build_book
from builder.findings import Finding
from builder.model.item import MultipleChoice, Option
from builder.writers.quiz import payload

COURSE = Path(__file__).parent / "course"

#: The quiz of the module on bees.  The canaries are what a student's file must not hold in the clear.
QUIZ = (
    MultipleChoice(
        id="quorum",
        stem="Which word names the `number` of scouts that ends the search, at 2 > 1?",
        options=(
            Option(text="Threshold", feedback="canary-distractor"),
            Option(text="Assemblage & <b>bold</b>", key=True, feedback="canary-key"),
        ),
        feedback="canary-feedback",
    ),
)


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The course folder, the pages we built in it, what was said, and two more builds of the same."""

    course: Path
    html: Path
    findings: tuple[Finding, ...]
    again: Path
    stock: Path
    stock_log: str


def copy_course(folder: Path) -> Path:
    """Copy the fixture course, and put the disguised quiz where the notebook writer puts it."""
    shutil.copytree(COURSE, folder)
    path = folder / "modules/bees.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = [cell for cell in notebook["cells"] if cell["id"] == "quiz"]
    cell["metadata"] = {"builder": {"quiz": payload("bees", QUIZ, "en")}}
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return folder


def build(course: Path, **options) -> tuple[Finding, ...]:
    return build_book(course, course / "_build/html", course / "_build/.doctrees", **options)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def pages(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(name for name in found if not name.startswith("_static/"))


def stock_build(course: Path) -> str:
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ".", "-W", "-n", "--keep-going", "--all"]
    done = subprocess.run(command, cwd=course, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr
