"""The instructor edition: the key with letters, feedback and sources; who has reviewed what; what serves what."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest
from files.texts import quizzes
from hypothesis import given

from builder import pipeline
from builder.coverage import coverage, parts
from builder.files.module_read import read_module
from builder.files.quiz_yml import read_quiz
from builder.model.article import Definition, Point, PointGroup
from builder.model.item import MultipleChoice, Option, Quote
from builder.model.module import FrontMatter, Module, Plan, Prompt
from builder.model.publishing import published_items
from builder.model.settings import Settings
from builder.quiz_order import shown_options
from builder.text.disguises import bare
from builder.text.inline import plain
from builder.wording import languages, phrase
from builder.writers.alignment_table import alignment_tables
from builder.writers.answer_key import answer_key
from builder.writers.page import instructor_page, student_page
from builder.writers.paper_quiz import letter, paper_quiz

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "alignment.toml").read_text(encoding="utf-8"))
LEAKY = HERE.parent / "course/leaky"


def module_of(case):
    base = TABLE["base"]
    return Module(
        slug="a",
        front=FrontMatter(format=1, title="A"),
        talking_points=(PointGroup(lead=None, points=tuple(Point(text=text) for text in base["points"])),),
        definitions=tuple(Definition(term=term, definition=text) for term, text in base["terms"]),
        key_insight=tuple(base["insight"]),
        prompts=tuple(Prompt(text=text, plan=Plan(look_for=tuple(look))) for text, *look in case.get("prompts", [])),
        items=tuple(
            MultipleChoice(
                id=f"i{number}",
                stem=stem,
                options=(Option(text=right, key=True), Option(text="other")),
                source=Quote(section="summary", quote=quote),
            )
            for number, (stem, quote, right) in enumerate(case.get("items", []), 1)
        ),
    )


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["what"])
def test_which_part_is_asked_for_by_what(case):
    found = {f"{part.kind}-{part.number}": [[*part.items], [*part.prompts]] for part in parts(module_of(case))}
    assert len(found) == 5
    assert {name: asked for name, asked in found.items() if asked != [[], []]} == case["parts"]


def agrees(module):
    """The table of the instructor edition and `builder quiz report` tell the same parts as not asked for."""
    lacking = [plain(part.text) for part in parts(module) if not part.items and not part.prompts]
    assert lacking == [text for covered in coverage(module) for text in covered.missing]


def test_the_table_agrees_with_the_report():
    course, _ = pipeline.book.read_course(HERE.parents[1])
    modules = [entry.module for entry in course.folders]
    assert len(modules) >= 10
    for module in (*modules, leaky(), *map(module_of, TABLE["case"])):
        agrees(module)


def test_the_tables_name_objectives_gaps_and_parts():
    module = msgspec.structs.replace(
        module_of(TABLE["case"][1]),
        objectives=("Define *the* words.", "Judge the | weather."),
        prompts=(Prompt(text="Why?", plan=Plan(objectives=(2,))), Prompt(text="How?")),
    )
    item = msgspec.structs.replace(module.items[0], objective=1)
    loose = msgspec.structs.replace(item, id="b", objective=7)
    words = alignment_tables(msgspec.structs.replace(module, items=(item, loose)))
    rows = [line for line in words.split("\n") if line.startswith(("|", "-"))]
    assert rows == [
        "| Objective | Items | Prompts |",
        "| :-- | :-- | :-- |",
        "| 1. Define *the* words. | 1 | **none** |",
        "| 2. Judge the \\| weather. | **none** | 1 |",
        "| Part of the article | Items | Prompts |",
        "| :-- | :-- | :-- |",
        "| Talking point 1: Forty households share nine ladders without waiting. | **none** | **none** |",
        "| Talking point 2: Without a list the ladders were gone by autumn. | 1, 2 | – |",
        "| **Steward** | **none** | **none** |",
        "| **Commons** | **none** | **none** |",
        "| Key insight: Begin with the list and with one person who keeps it. | **none** | **none** |",
        "- Objective 1 has no discussion prompt.",
        "- Objective 2 has no quiz item.",
        "- Item 2 names no objective.",
        "- Discussion prompt 2 names no objective.",
        "- Nothing asks for talking point 1.",
        "- Nothing asks for the term “Steward”.",
        "- Nothing asks for the term “Commons”.",
        "- Nothing asks for the key insight.",
    ]


def test_a_module_without_objectives_and_parts_has_no_tables():
    assert alignment_tables(Module(slug="a", front=FrontMatter(format=1, title="A"))) == ""


def leaky(**changes):
    file, findings = read_module("tools", (LEAKY / "module.md").read_text(encoding="utf-8"), "module.md")
    quiz, more = read_quiz((LEAKY / "quiz.yml").read_text(encoding="utf-8"), "quiz.yml")
    assert (findings, more) == ((), ())
    front = msgspec.structs.replace(file.module.front, **changes)
    return msgspec.structs.replace(file.module, front=front, items=quiz.items)


def test_the_key_has_a_line_at_a_glance_and_every_answer_with_its_feedback():
    key = answer_key(leaky(), Settings())
    glance, first, *_ = key.split("\n\n")
    assert re.fullmatch(
        r"\*\*At a glance:\*\* 1\xa0\*\*[ABC]\*\* · 2\xa0\*\*[ABC], [ABC]\*\* · 3\xa0\*\*False\*\* · 4\xa0\*\*[AB] [AB]\*\*",
        glance,
    )
    assert first.startswith("1. What became of ladders without a list?")
    for words in (
        "They wandered off** ✓",
        "Nobody in the text speaks of rust or of rain.",
        "**Why:** Memory fails where twenty hands reach for one ladder.",
        "**False** ✓",
        "Stewards once kept the keys of a manor as well.",
        "**ladders** (Also accepted: rungs and rails of wood)",
        "**Steward** (Also accepted: custodian)",
        "1. **Buy ladders together**\n   2. **Write the list**",
        "A good answer weighs trust against distance",
        "A good answer holds:",
        "- It says what happens to a broken ladder.",
        "*Written or changed by a person*",
    ):
        assert words in key, words


@given(quizzes)
def test_the_letters_of_the_key_are_those_of_paper(quiz):
    module = Module(slug="a", front=FrontMatter(format=1, title="A"), items=quiz)
    key, paper = bare(answer_key(module, Settings())), bare(paper_quiz(quiz, "en"))
    for item in quiz:
        if isinstance(item, MultipleChoice):
            options = [bare(f"{letter(place)}. {text}") for place, text in enumerate(shown_options(item, "en"))]
            assert all(option in key and option in paper for option in options)


def test_a_source_names_its_section_and_links_to_a_paragraph_that_is_shown():
    source = Quote(section="summary", quote="nine ladders", paragraph=1)
    item = MultipleChoice(id="a", stem="What?", options=(Option(text="x", key=True), Option(text="y")), source=source)
    module = Module(slug="a", front=FrontMatter(format=1, title="A"), items=(item,))
    assert "**Rests on:** Summary, [¶1](#p1): “nine ladders”" in answer_key(module, Settings(), frozenset({1}))
    assert "**Rests on:** Summary, ¶1: “nine ladders”" in answer_key(module, Settings())


@pytest.mark.parametrize("language", languages())
def test_the_key_and_the_tables_speak_the_modules_language(language):
    page = instructor_page(leaky(language=language), ())
    key = next(cell for cell in page.cells if cell.id == "answer-key").source
    table = next(cell for cell in page.cells if cell.id == "alignment").source
    assert phrase(language, "key.glance") in key
    assert phrase(language, "alignment.intro") in table
    assert phrase(language, "alignment.gaps") in table
    if language != "en":
        assert phrase("en", "key.why") not in key
        assert phrase("en", "alignment.nothing") not in table.replace("alignment", "")


def test_key_and_tables_follow_the_quiz_and_come_before_the_notes():
    ids = [cell.id for cell in instructor_page(leaky(), ()).cells]
    assert ids.index("quiz") + 1 == ids.index("answer-key")
    assert ids.index("alignment") == ids.index("answer-key") + 1
    assert ids.index("alignment") < ids.index("instructor-notes")
    assert not {"answer-key", "alignment"}.intersection(cell.id for cell in student_page(leaky(), ()).cells)


# Drafts that nobody has reviewed.


def drafted(**changes):
    options = (Option(text="x", key=True), Option(text="y"))
    return MultipleChoice(id="a", stem="What?", options=options, **{"origin": "drafted", **changes})


@pytest.mark.parametrize(
    ("item", "status", "shown"),
    [
        (drafted(), "draft", False),
        (drafted(), "reviewed", True),
        (drafted(accepted=True), "draft", True),
        (drafted(origin="authored"), "draft", True),
    ],
    ids=["nobody looked", "the module was reviewed", "it was accepted", "a person wrote it"],
)
def test_an_unreviewed_draft_is_kept_from_students_and_marked_for_instructors(item, status, shown):
    module = Module(slug="a", front=FrontMatter(format=1, title="A", status=status), items=(item,))
    settings = Settings(publish_drafts=False)
    assert bool(published_items(module, settings)) is shown
    assert published_items(module, Settings()) == (item,)
    held = phrase("en", "key.held")
    assert (held in answer_key(module, settings)) is not shown
    assert held not in answer_key(module, Settings())


def test_a_course_that_publishes_no_drafts_has_no_quiz_until_somebody_accepts(tmp_path):
    course = tmp_path / "a"
    pipeline.new_course(course, title="A", author="")
    config = course / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("publish_drafts: true", "publish_drafts: false"))
    page = "modules/how-this-example-works.ipynb"

    def quiz(edition):
        made = pipeline.pages(pipeline.book.read_course(course)[0], edition)[page]
        return len(re.findall(rb'"sealed": \{', made))

    assert (quiz("student"), quiz("instructor") > 0) == (0, True)
    path = course / "modules/how-this-example-works/quiz.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    origin: drafted", "    origin: drafted\n    accepted: true", 1), encoding="utf-8")
    assert quiz("student") == 1
    module = course / "modules/how-this-example-works/module.md"
    module.write_text(
        module.read_text(encoding="utf-8").replace("status: draft", "status: reviewed", 1), encoding="utf-8"
    )
    assert quiz("student") == quiz("instructor")
