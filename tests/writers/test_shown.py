"""How much of an article a public page shows, and that none of the rest is in any student file."""

import json

import msgspec
import pytest

from builder import pipeline
from builder.files.module_read import read_module
from builder.model.article import paragraphs, passages
from builder.model.document import Metadata
from builder.writers.notebook import write_notebook
from builder.writers.page import instructor_page, student_page

ARTICLE = """Bees in the City

This digest reports on the following study: The roof bees. (2019). Journal of Bees, 3(2), 7-19.

Talking Points

  • A hive on a roof finds more kinds of flowers than a hive in a field, canary points.
  • Gardens bloom in turn, so that there is something to find from spring to autumn.

Key Insight

  • Towns should plant for every month of the year, canary insight.

Summary

The beekeepers of one town counted what came home on the legs of their bees for a whole summer, canary first.

The hives on roofs brought home more kinds of pollen than the hives in fields, late in summer above all, canary second.

Forage: canary term, the flowers that bees can reach from their hive.

A note is here.[1]

Informing Practice

Gardeners can look up which flowers are missing in August, and plant them along the streets, canary practice.

A Walk Through the Gardens

On the fourth roof stood a hive that nobody had opened for years, and it was full, canary walk.

Questions Raised

  • Who should decide how many hives a town can feed, canary question?

Key words: bees, towns

Credit: Canary credit, the beekeepers' circle

[1] The count was made by eye, canary note.
"""

ALL = ("points", "insight", "first", "second", "term", "practice", "walk", "question", "credit", "note")
MINE = "\n\n## What I saw\n\nMine: bees on my own roof, every morning in May.\n\n## Plain summary\n\nMine: bees like towns.\n"


def page(text, edition=student_page, change=lambda source: source):
    inspection, _, findings = pipeline.intake.seen("bees.txt", ARTICLE.encode())
    assert findings == ()
    module, _ = pipeline.draft("bees", inspection, Metadata())
    files = pipeline.intake.module_files(module, inspection, "bees.txt", ARTICLE.encode(), None)
    source = files["module.md"].decode().replace("status: draft", f"status: draft\ntext: {text}") + MINE
    source = change(source)
    read, _ = read_module("bees", source, "module.md")
    assert read is not None
    module = msgspec.structs.replace(read.module, items=module.items)
    numbered = paragraphs(inspection)
    made = edition(module, numbered, passages(inspection)) if edition is student_page else edition(module, numbered)
    return write_notebook(made).decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("full", ALL),
        ("excerpt", ("points", "insight", "first", "term", "question", "credit")),
        ("link", ("insight", "question", "credit")),  # a question of the stock quotes the insight
    ],
)
def test_a_public_page_shows_as_much_as_it_may(text, shown):
    notebook = page(text)
    # an objective may quote one talking point whole, as a review may
    cells = [c for c in json.loads(notebook)["cells"] if c["id"] not in ("objectives", "quiz")]
    said = "".join("".join(cell["source"]) for cell in cells)
    assert [name for name in ALL if f"anary {name}" in said] == [name for name in ALL if name in shown]
    assert said.count("Mine: ") == 2
    assert "The roof bees" in said


@pytest.mark.parametrize("text", ["excerpt", "link"])
def test_the_instructor_edition_shows_everything(text):
    notebook = page(text, instructor_page)
    assert [name for name in ALL if f"anary {name}" not in notebook] == []


@pytest.mark.parametrize("text", ["excerpt", "link"])
def test_a_page_says_that_it_shows_a_part(text):
    head = "".join(json.loads(page(text))["cells"][0]["source"])
    assert ("Shown in part" in head) == (text == "excerpt")
    assert ("not shown here" in head) == (text == "link")


WALK = "On the fourth roof stood a hive that nobody had opened for years, and it was full, canary walk."
PRACTICE = (
    "Gardeners can look up which flowers are missing in August, and plant them along the streets, canary practice."
)


@pytest.mark.parametrize(
    "change",
    [
        lambda source: source.replace("nobody had opened", "no one had opened"),  # a word corrected
        lambda source: source.replace(WALK, f"A walk I took myself. {WALK}"),  # joined to words of one's own
        lambda source: source.replace(WALK, f"| what | where |\n|---|---|\n| {WALK} | roof |"),  # in a table
        lambda source: source.replace(WALK, f"> {WALK}"),
        lambda source: source.replace(WALK, f"- {WALK}"),
        lambda source: source.replace(WALK, f"```{{note}}\n{WALK}\n```"),
        lambda source: source.replace("## A Walk Through the Gardens", "## Update"),
        lambda source: source.replace("## A Walk Through the Gardens", "## Plain summary of it"),
        lambda source: source + f"\n\n## More\n\nMine too.\n\n{PRACTICE}\n",
    ],
)
@pytest.mark.parametrize("text", ["excerpt", "link"])
def test_a_passage_does_not_come_back_in_another_form(text, change):
    source = page(text, change=change)
    assert "canary walk" not in source
    assert "canary practice" not in source
    cells = "".join("".join(cell["source"]) for cell in json.loads(source)["cells"])
    assert cells.count("Mine: ") == 2


def test_ones_own_words_beside_a_passage_stay():
    said = page(
        "link", change=lambda source: source + f"\n\n## More\n\nMine too, here.\n\n{PRACTICE}\n\nAnd mine at the end.\n"
    )
    assert "Mine too, here." in said
    assert "And mine at the end." in said
    assert "canary practice" not in said


def test_an_excerpt_ends_where_its_first_paragraph_does():
    said = page("excerpt", change=lambda source: source.replace("canary first.\n\n", "canary first.\n### And on\n- "))
    assert "canary first" in said
    assert "And on" not in said
