"""Hundreds of notebooks edited at random: what was carried reads as it was written, and nothing is lost."""

import json
import random
import re

import pytest
from adopt_by_hand import MODULE, PAGE, SLUG, as_saved, made, text_of

from builder.adopting.bare import bare
from builder.adopting.notebook import read_notebook
from builder.adopting.proof import blocks_of
from builder.files.course import read_course
from builder.files.module_read import read_module
from builder.pipeline import adopting
from builder.pipeline.book import pages

FIXED = {"title", "quiz-heading", "quiz", "imprint"}
HIDDEN = re.compile(r"Look for:|Push:|<!--|For me|Ask them first|What to avoid|Never ask")


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    course, _ = read_course(made(tmp_path_factory.mktemp("adopt") / "course"))
    entry = next(one for one in course.folders if one.slug == SLUG)
    return adopting._Work(course, entry, entry.file), pages(course, "student")[PAGE]


def one_edit(draw, cells, mark):
    """Make one edit somewhere, `mark` in every word that is put in; return whether it can always be carried."""
    sections = [cell for cell in cells if cell["id"] not in FIXED and cell["cell_type"] == "markdown"]
    cell = draw.choice(sections)
    rows = text_of(cell).split("\n")
    words = [
        n for n, row in enumerate(rows) if re.search(r"\w", row) and "builder-voice" not in row and "```" not in row
    ]
    kind = draw.choice(
        ["word", "word", "word", "paragraph", "bullet", "cut", "heading", "cell", "section", "code", "drop"]
    )
    n = draw.choice(words)
    if kind == "word":
        found = [
            m
            for m in re.finditer(r"(?<![\w/#\"=.-])[a-z]{4,}(?![\w/\"=.-])", rows[n])
            if "<" not in rows[n] or m.start() > rows[n].rfind(">")
        ]
        if found:
            match = draw.choice(found)
            rows[n] = rows[n][: match.start()] + mark + rows[n][match.end() :]
    elif kind == "paragraph":
        rows += ["", f"A new {mark} paragraph."]
    elif kind == "bullet" and re.match(r"[>\s]*- ", rows[n]):
        rows.insert(n, re.sub(r"- .*", f"- A {mark} entry", rows[n]))
    elif kind == "cut" and n:
        del rows[n]
    elif kind == "heading" and rows[0].startswith("## "):
        rows[0] += f" {mark}"
    elif kind in ("cell", "section", "code"):
        source = f"## On {mark}\n\nIts words." if kind == "section" else f"{mark} alone."
        new = {
            "cell_type": "code" if kind == "code" else "markdown",
            "id": f"n{mark}",
            "metadata": {},
            "source": source,
        }
        cells.insert(cells.index(cell) + 1, new | ({"outputs": [], "execution_count": 1} if kind == "code" else {}))
    elif kind == "drop":
        cells.remove(cell)
        return
    if cell["id"] == "key-insight":
        rows = [row if not row or row.startswith((">", "#", "<")) else f"> {row}" for row in rows]
    cell["source"] = "\n".join(rows)


def said(cells):
    """Return what the Markdown cells of a notebook say, section by section, in module.md's words."""
    texts = [
        bare(text_of(cell), SLUG, quoted=cell["id"].startswith("key-insight")).split("\n")
        for cell in cells
        if cell["cell_type"] == "markdown" and cell["id"] not in FIXED
    ]
    return sorted(blocks_of(texts))


@pytest.mark.parametrize("seed", range(30))
def test_what_is_carried_reads_as_it_was_written_and_nothing_is_lost(seed, work):
    work, page = work
    draw = random.Random(seed)
    notebook = json.loads(page)
    marks = [f"zq{chr(97 + seed % 26)}{chr(97 + n)}q" for n in range(draw.randint(1, 5))]
    for mark in marks:
        one_edit(draw, notebook["cells"], mark)
    edited = read_notebook(as_saved(notebook), "a.ipynb")
    adopted = adopting._from_notebook(work, edited, "a.ipynb")
    before, after = adopted.texts.get(MODULE, (work.file.text, work.file.text))
    told = "\n".join(f"{one.before}\n{one.after}" for one in adopted.unplaced)
    written = "\n".join(text_of(cell) for cell in notebook["cells"])
    for mark in marks:
        assert (mark in after) + (mark in told) >= (mark in written), f"{mark} is lost"
    assert [row for row in after.split("\n") if HIDDEN.search(row)] == [
        row for row in before.split("\n") if HIDDEN.search(row)
    ]
    again = work.page(read_module(SLUG, after, MODULE)[0].module)
    remade = [{"cell_type": "markdown", "id": cell.id, "source": cell.source} for cell in again.cells]
    if not adopted.unplaced:
        assert said(remade) == said(notebook["cells"])
    untouched = [row for row in before.split("\n") if row.strip() and row not in after.split("\n")]
    assert len(untouched) <= sum(row not in written for row in before.split("\n")), "lines went that nobody took out"
