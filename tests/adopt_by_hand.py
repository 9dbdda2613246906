"""A course with one module whose notebook a test edits, as JupyterLab would save it."""

import contextlib
import difflib
import io
import shutil
from pathlib import Path

import nbformat

from builder.cli.main import main

HERE = Path(__file__).parent / "adopt"
SLUG = "how-this-example-works"
PAGE = f"modules/{SLUG}.ipynb"
MODULE = f"modules/{SLUG}/module.md"
QUIZ = f"modules/{SLUG}/quiz.yml"


def made(folder):
    """Make the course: the example of `builder new`, its module and quiz replaced by those of `tests/adopt`."""
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["new", str(folder)]) == 0
    shutil.copy(HERE / "module.md", folder / MODULE)
    shutil.copy(HERE / "quiz.yml", folder / QUIZ)
    return folder


def text_of(cell):
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def as_saved(notebook):
    """Return the bytes that JupyterLab writes: by nbformat, with a kernel and with sources as lists of lines."""
    for cell in notebook["cells"]:
        cell["source"] = text_of(cell)
    notebook["metadata"]["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook["metadata"]["language_info"] = {"name": "python"}
    return nbformat.writes(nbformat.from_dict(notebook)).encode()


def changed_lines(before, after):
    """Return the lines that a text lost and gained, each with its sign."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return [line for line in list(lines)[2:] if not line.startswith("@@")]
