"""How a page and paper show what the builder chose from the article: whose choice it is, and no number twice."""

import re

import msgspec
import pytest
from chosen_labels import essay, essays

from builder.chosen import is_label, label, parted
from builder.drafting import draft_module
from builder.files.module_read import read_module
from builder.files.module_write import write_module
from builder.model.article import Point, PointGroup, paragraphs
from builder.model.document import Metadata
from builder.model.settings import Settings
from builder.model.sheet import Paragraph
from builder.text.inline import plain
from builder.writers.page import student_page
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.materials import Materials
from builder.writers.sheets.reading import reading
from builder.writers.sheets.student import summary
from builder.writers.voices import voice_of

ENGLISH = next(e for e in essays() if e.name == "essay_en").article


def module_of(article):
    file, findings = read_module("x", write_module(draft_module("x", article, Metadata())), "module.md")
    assert findings == ()
    return file.module


def cells(article, module=None):
    page = student_page(module or module_of(article), paragraphs(article))
    return {cell.id: cell.source for cell in page.cells}


@pytest.mark.parametrize("labelled", essays(), ids=lambda labelled: labelled.name)
def test_every_paragraph_has_its_number_once_and_where_the_article_stands(labelled):
    shown = cells(labelled.article)
    numbers = {name: re.findall(r'<span class="builder-para" id="p(\d+)">', text) for name, text in shown.items()}
    assert numbers.pop("other") == [str(p.number) for p in paragraphs(labelled.article)]
    assert [found for found in numbers.values() if found] == []


def test_the_line_that_says_who_chose_stands_under_the_heading():
    shown = cells(ENGLISH)["summary"].split("\n\n")
    assert shown[0] == "## Summary"
    assert is_label(shown[1], "en")
    assert all(re.search(r"\(\[¶\d+\]\(#p\d+\)\)$", sentence) for sentence in shown[2:])
    assert len(shown) >= 4


def test_a_text_of_one_sentence_a_paragraph_keeps_its_numbers_too():
    """A chosen sentence is then a whole paragraph, which the summary must not take away from the text."""
    rows = [text for text, mark in essays()[1].labels.items() if mark == "good"]
    article = essay(*rows, *(f"{row[:-1]} and so on." for row in rows), title="Sharing a river")
    shown = cells(article)
    assert is_label(shown["summary"].split("\n\n")[1], "en")
    assert re.findall(r'id="p(\d+)"', shown["other"]) == [str(p.number) for p in paragraphs(article)]


def test_a_definition_of_the_article_links_its_paragraph_and_quotes_no_scholar():
    module = module_of(ENGLISH)
    assert voice_of("definitions", module) is None
    definitions = cells(ENGLISH)["definitions"]
    assert ": — [¶1](#p1)" in definitions
    assert "Commons" in definitions
    assert "builder-quoted" not in definitions


def test_a_summary_that_a_person_wrote_is_a_persons_again():
    """Without the line it is text like any other; the study's voice returns where the article cites one."""
    article = msgspec.structs.replace(ENGLISH, citation="A reference. (2020). A study. A journal.")
    module = module_of(article)
    sections = tuple(
        msgspec.structs.replace(section, body="Two towns learn to share.") if section.kind == "summary" else section
        for section in module.sections
    )
    shown = cells(article, msgspec.structs.replace(module, sections=sections))
    assert "builder-instructor" in shown["summary"]
    assert "chosen" not in shown["summary"]


def _edited(article, old, new):
    """Return the module of an essay, its module.md changed by a person, as its page is made."""
    text = write_module(draft_module("x", article, Metadata()))
    assert old in text
    file, _ = read_module("x", text.replace(old, new, 1), "module.md")
    return msgspec.structs.replace(file.module, essay=True)


CITED = msgspec.structs.replace(ENGLISH, citation="A reference. (2020). An essay. A journal.")


def test_an_essay_is_cited_and_speaks_for_itself():
    shown = cells(CITED, _edited(CITED, "status: draft", "status: draft"))
    assert "**Reference:** A reference. (2020). An essay. A journal." in shown["title"]
    assert "Research reported" not in shown["title"]
    assert shown["talking-points"].split("\n\n")[1] == (
        '<span class="builder-voice builder-article">W</span> *The article’s own words*'
    )
    assert not any("builder-study" in text or "builder-advice" in text for text in shown.values())


def test_an_article_of_which_nobody_knows_more_is_shown_as_it_was():
    shown = cells(CITED, msgspec.structs.replace(_edited(CITED, "status: draft", "status: draft"), essay=False))
    assert "**Research reported:** A reference." in shown["title"]
    assert "builder-study" in shown["talking-points"]


@pytest.mark.parametrize("essay_", [True, False])
def test_a_persons_point_among_chosen_ones_is_nobody_elses(essay_):
    first = draft_module("x", CITED, Metadata()).talking_points[0].points[0].text
    added = _edited(CITED, f"- {first}", f"- We shall go and see the gate.\n- {first}")
    points = cells(CITED, msgspec.structs.replace(added, essay=essay_))["talking-points"]
    assert "We shall go and see the gate." in points
    assert "builder-voice" not in points


def test_points_of_an_essay_that_a_person_wrote_are_the_instructors():
    written = msgspec.structs.replace(
        module_of(CITED), talking_points=(PointGroup(lead=None, points=(Point(text="Go and see."),)),), essay=True
    )
    assert voice_of("talking_points", written, paragraphs(CITED)) == "instructor"


def test_an_essays_sheet_names_no_study():
    line = draft_module("x", CITED, Metadata()).summary[-1]
    module = _edited(CITED, f"\n\n{line}", "")
    made = reading(Materials(shown=module, whole=module, article=paragraphs(CITED), settings=Settings()))
    words = [words_of(block.text) for block in made.sheet.blocks if isinstance(block, Paragraph)]
    assert "The article’s own words" in words
    assert "The study, as the article reports it" not in words


EARLIER = [
    ("en", "*Sentences chosen from the article by the builder (¶1, ¶3); the article gives no summary of its own.*"),
    ("en", "Sentences chosen from the article by the builder (¶6):"),
    ("es", "*Oraciones del artículo elegidas por el programa (¶1, ¶3); el artículo no trae un resumen propio.*"),
    ("es", "Oraciones del artículo elegidas por el programa (¶6):"),
    ("fr", "*Phrases de l’article choisies par le programme (¶1, ¶3) ; l’article ne donne pas de résumé.*"),
    ("fr", "Phrases de l’article choisies par le programme (¶6) :"),
    ("ar", "*جمل من المقال اختارها البرنامج (¶1، ¶3)؛ المقال نفسه بلا ملخص.*"),
    ("ar", "جمل من المقال اختارها البرنامج (¶6):"),
]


@pytest.mark.parametrize(("language", "line"), EARLIER)
def test_the_line_of_an_earlier_import_is_still_known(language, line):
    assert is_label(line, language)


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_the_line_names_no_program(language):
    said = label("summary", (1,), language) + label("points", (1,), language)
    assert not re.search("builder|programa|programme|البرنامج", said)


def test_the_reading_on_paper_numbers_each_paragraph_once():
    module = module_of(ENGLISH)
    made = reading(Materials(shown=module, whole=module, article=paragraphs(ENGLISH), settings=Settings()))
    numbers = [block.number for block in made.sheet.blocks if getattr(block, "number", None)]
    assert numbers == [p.number for p in paragraphs(ENGLISH)]


def test_the_line_goes_with_the_sentences_on_paper_and_on_a_page_that_shows_a_part():
    module = module_of(ENGLISH)
    materials = Materials(shown=module, whole=module, article=paragraphs(ENGLISH), settings=Settings())
    _, line, text = summary(materials)
    assert is_label(words_of(line.text), "en")
    assert words_of(text.text) == " ".join(map(plain, module.summary[:-1]))
    words = [words_of(block.text) for block in reading(materials).sheet.blocks if isinstance(block, Paragraph)]
    assert sum(is_label(text, "en") for text in words) == 2  # of the summary once, and of the talking points
    front = msgspec.structs.replace(module.front, text="excerpt")
    part = cells(ENGLISH, msgspec.structs.replace(module, front=front))["summary"].split("\n\n")
    assert [is_label(text, "en") for text in part] == [False, True, False]


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar", "sw"])
def test_the_line_is_known_again_in_each_language_and_whatever_it_names(language):
    for name in ("summary", "points"):
        for numbers in ((1,), (1, 4, 12), (2, 2)):
            assert is_label(label(name, numbers, language), language)
    assert not is_label("Sentences are chosen by everybody.", language)
    body = f"One.\n\nTwo.\n\n{label('summary', (1, 2), language)}"
    assert parted(body, language) == ("One.\n\nTwo.", label("summary", (1, 2), language))
    assert parted("One.\n\nTwo.", language) == ("One.\n\nTwo.", None)
