"""What drafted objectives and pointers name: silent on every draft, told where a person took out what is named."""

import msgspec
import pytest
from chosen_labels import essays
from edited_modules import read
from merging.again_course import ARTICLE

from builder.checks.looking import Looking
from builder.checks.references import reference_gone
from builder.drafting import draft_module
from builder.files.module_write import write_module
from builder.model.article import Point
from builder.model.course import Course, CourseModule
from builder.model.document import Metadata
from builder.pipeline.intake import seen

ARTICLES = {labelled.name: labelled.article for labelled in essays()}
ARTICLES["digest"] = seen("shelves.txt", ARTICLE.encode())[0]
LOOKING = Looking(course=Course(title="Small places"), year=2026)


def told(module, article):
    entry = CourseModule(module=module, file="module.md", quiz_file="quiz.yml", keys={}, items={}, article=article)
    return [finding.message for finding in reference_gone(entry, LOOKING)]


def drafted(name):
    article = ARTICLES[name]
    return read(write_module(draft_module("x", article, Metadata()))).module, article


@pytest.mark.parametrize("name", ARTICLES)
def test_a_draft_names_what_is_there(name):
    assert told(*drafted(name)) == []


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_a_term_that_was_taken_out_is_told_in_every_language(language):
    module, article = drafted(f"essay_{language}")
    without = msgspec.structs.replace(module, definitions=module.definitions[1:])
    (message,) = told(without, article)
    assert message.startswith("the objective names a key term that the module does not define: “")
    assert module.definitions[0].term.casefold() in message.casefold()


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr"])
def test_points_that_were_taken_out_are_told_in_every_language(language):
    module, article = drafted(f"essay_{language}")
    messages = told(msgspec.structs.replace(module, talking_points=()), article)
    pointed = sum("it points at a talking point that the module has not" in message for message in messages)
    points = [point.text[:12] for point in module.talking_points[0].points]
    look_for = [line for prompt in module.prompts for line in prompt.plan.look_for]
    assert pointed >= sum(any(point in line for point in points) for line in look_for) > 0
    assert sum("the objective quotes a talking point" in message for message in messages) == 1


def test_a_point_in_other_words_and_an_objective_of_ones_own_are_free():
    module, article = drafted("essay_en")
    (group,) = module.talking_points
    edited = tuple(Point(text=point.text.replace("the", "a")) for point in group.points)
    group = msgspec.structs.replace(group, points=edited)
    own = ("Define “Hotline” as you like.", "Explain the talking point of the hour.", *module.objectives)
    assert told(msgspec.structs.replace(module, talking_points=(group,), objectives=own), article) == []
