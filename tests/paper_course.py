"""Courses made for tests of paper: modules written as text, read as the builder reads them, and their sheets."""

import re
from functools import cache
from pathlib import Path

from paper_reader import Paper, read_paper

from builder.book.materials import materials_of
from builder.files.course import read_course
from builder.model.sheet import Layout, Sheet, SheetKind
from builder.pipeline.handout_sheets import Choices, sheets_of
from builder.writers.pdf.press import Press
from builder.writers.sheets.materials import Made, Materials

ROOT = Path(__file__).parents[1]
KINDS: tuple[SheetKind, ...] = ("student", "reading", "facilitator", "quiz", "key", "prompts", "cards")

_REPEAT = re.compile(r"REPEAT\((.*?),(\d+)\)")


def long_form(text: str) -> str:
    r"""Return a text of a case with each `REPEAT(words,3)` written out; `\n` in the words is a line's end."""
    return _REPEAT.sub(lambda match: match[1].replace("\\n", "\n") * int(match[2]), text)


def write_course(folder: Path, modules: dict[str, tuple[str, str]], config: str = "") -> Path:
    """Write a course of modules, each the texts of its module.md and its quiz.yml ("" for none), and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    chapters = "".join(f"  - file: modules/{slug}\n" for slug in modules)
    files = {
        "_config.yml": f"title: A course\nauthor: A person\n{config}",
        "_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{chapters}"
        if modules
        else "format: jb-book\nroot: index\n",
        "index.md": "# A course\n",
    }
    for slug, (module, quiz) in modules.items():
        files[f"modules/{slug}/module.md"] = module
        if quiz:
            files[f"modules/{slug}/quiz.yml"] = quiz
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def materials_in(course: Path) -> dict[str, Materials]:
    """Return what the sheets of a course are made of; what could not be read is a fault of the test."""
    read, findings = read_course(course)
    assert not [finding for finding in findings if finding.severity == "error"], findings
    return materials_of(read)


def all_made(materials: Materials, choices: Choices | None = None) -> dict[str, Made]:
    """Return the sheets of every kind by the names of their files, with what they could not hold."""
    chosen = choices or Choices()
    return {name: made for kind in KINDS for name, made in sheets_of(kind, materials, chosen)}


def all_sheets(materials: Materials, choices: Choices | None = None) -> dict[str, Sheet]:
    """Return the sheets that a module has, by the names of their files."""
    return {name: made.sheet for name, made in all_made(materials, choices).items() if made.sheet is not None}


@cache
def sample() -> dict[str, Materials]:
    """Return what the sheets of this repository's course are made of."""
    return materials_in(ROOT)


@cache
def sample_sheets(slug: str, choices: Choices = Choices()) -> dict[str, Sheet]:  # noqa: B008 - a frozen record
    """Return the sheets of a module of the sample course, by the names of their files."""
    return all_sheets(sample()[slug], choices)


@cache
def sample_press() -> Press:
    """Return a press for this repository's course; its compiler stays warm."""
    return Press(ROOT)


@cache
def sample_pdf(slug: str, name: str, layout: Layout = Layout()) -> bytes:  # noqa: B008 - a frozen record
    """Return a sheet of the sample course as PDF."""
    pdf, findings = sample_press().pdf((sample_sheets(slug)[name],), layout)
    assert pdf is not None, findings
    return pdf


@cache
def sample_paper(slug: str, name: str, layout: Layout = Layout()) -> Paper:  # noqa: B008
    """Return what stands on a sheet of the sample course."""
    return read_paper(sample_pdf(slug, name, layout))
