"""A small course with pages of syllabi, of which some cannot be shown: built once, and by Jupyter Book itself."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import msgspec
from entries_by_hand import entries_of

from builder.book.build import build_book
from builder.files.print_folder import put
from builder.files.syllabus_yml import read_syllabi
from builder.syllabus.digest import syllabus_digest
from builder.syllabus.flow import timetables
from builder.syllabus.holidays import public_holidays
from builder.syllabus.schedule import schedule_of
from builder.text.course_id import course_id

HERE = Path(__file__).parent
ENTRIES = {
    entry.slug: entry
    for entry in entries_of(tomllib.loads((HERE / "modules.toml").read_text(encoding="utf-8"))["module"])
}
SYLLABI = {"spring": "term", "groups": "groups", "arabic": "arabic", "workshop": "workshop"}
CONFIG = "title: Small\nauthor: Us\nsphinx:\n  extra_extensions: [builder.book.extension]\n"
DIRECTIVE = "```{{builder-syllabus}} {name}\n```\n"


def write_course(folder: Path, *, pages: dict[str, str], syllabi: dict[str, str]) -> Path:
    """Write a course with the modules, these pages under course/ and these syllabi, whole."""
    toc = ["format: jb-book", "root: index", "chapters:"]
    toc += [f"- file: modules/{slug}" for slug in ENTRIES] + [f"- file: course/{name}" for name in pages]
    files = {"_config.yml": CONFIG, "_toc.yml": "\n".join(toc) + "\n", "index.md": "# Small\n\nA course.\n"}
    files |= {f"modules/{slug}.ipynb": _notebook(slug) for slug in ENTRIES}
    files |= {f"course/{name}.md": text for name, text in pages.items()}
    files |= {f"syllabi/{name}.yml": text for name, text in syllabi.items()}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _notebook(slug: str) -> str:
    entry = ENTRIES[slug]
    cell = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# {entry.title}\n\nWords."}
    ours = {"language": entry.language, "module": msgspec.to_builtins(entry)}
    notebook = {"cells": [cell], "metadata": {"builder": ours}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook) + "\n"


def whole_course(folder: Path) -> Path:
    """Write a course of which every page can be shown."""
    pages = {name: f"# The {name} page\n\n{DIRECTIVE.format(name=name)}" for name in SYLLABI}
    pages["arabic"] = f"---\nlanguage: ar\n---\n\n# الخطة\n\n{DIRECTIVE.format(name='arabic')}"
    pages["plain"] = "# Plain\n\nNo syllabus.\n"
    cases = {name: (HERE / f"cases/{case}.yml").read_text(encoding="utf-8") for name, case in SYLLABI.items()}
    return write_course(folder, pages=pages, syllabi=cases)


def digest(course: Path, name: str) -> str:
    """Return the digest of what a syllabus's files show."""
    (read,) = (one for one in read_syllabi(course)[0] if one.name == name)
    made = timetables(read.syllabus, public_holidays(read.syllabus))
    return syllabus_digest(schedule_of(name, read.syllabus, made, ENTRIES, course_id("Small", "Us")), "")


def offer(course: Path, name: str, file: str, made_from: str) -> None:
    """Put a file where `builder syllabus build` puts it."""
    assert put(course / "_build/syllabus" / name, file, b"x" * 1500, made_from, lambda _: False) is None


def build(course: Path):
    return build_book(course, course / "_build/html", course / "_build/.doctrees")


def stock_build(course: Path) -> str:
    """Build as a stock Jupyter Book does, only what has changed; return what it said."""
    program = Path(sys.executable).with_name("jupyter-book")
    done = subprocess.run([program, "build", "."], cwd=course, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def page(course: Path, name: str) -> str:
    return (course / f"_build/html/course/{name}.html").read_text(encoding="utf-8")
