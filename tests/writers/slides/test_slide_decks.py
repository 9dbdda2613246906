"""What stands on which slide, and that nothing private stands in what students see."""

import io
import zipfile

import msgspec
import pytest
from decks_by_hand import ADDRESS, bodies, leaky, materials_of, notes, of_markdown, titles
from hypothesis import given
from hypothesis import strategies as st

from builder.model.item import Essay
from builder.model.module import Plan, Prompt
from builder.model.sheet import Question, Terms
from builder.writers.moved_key import moved_keys
from builder.writers.sheets.decks import prompts_deck, student_deck
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.materials import LookBack
from builder.writers.sheets.questions import questions
from builder.writers.slides.pptx import pptx_of

THREE = """## Discussion prompts

1. What else could a street own together?
   - Minutes: 10
   - Format: small groups (8), then one report from each (7)
   - Purpose: Another case
   - Objective: 1, 2
   - Look for: ¶1, “Forty households”
   - Look for: a named thing
   - Push: Who would mend it?
   - Step down: Name one thing in your cellar.
2. Who should keep the list?
3. What would the list *not* solve?

## For me {instructor}

1. Who is missing today?
"""


def words_on(deck):
    return [[words_of(block.stem) for block in slide.blocks if isinstance(block, Question)] for slide in deck.slides]


def test_a_prompt_has_a_slide_of_its_own_in_the_order_of_the_module():
    deck = prompts_deck(materials_of(of_markdown(THREE)))
    assert words_on(deck) == [
        [],
        ["What else could a street own together?"],
        ["Who should keep the list?"],
        ["What would the list not solve?"],
    ]
    assert [words_of(slide.title) for slide in deck.slides] == [
        "Tools to Borrow",
        "Discussion prompt 1 of 3",
        "Discussion prompt 2 of 3",
        "Discussion prompt 3 of 3",
    ]


def test_how_a_prompt_is_run_stands_on_its_slide_and_its_facilitation_in_the_notes():
    data = pptx_of(prompts_deck(materials_of(of_markdown(THREE))))
    assert bodies(data)[1] == "What else could a street own together?\n10 min, small groups"
    assert notes(data)[1].split("\n") == [
        "Minutes: 10 min",
        "Format: small groups (8), then one report from each (7)",
        "Purpose: Another case",
        "Objective: 1, 2",
        "Look for: ¶1, “Forty households”",
        "Look for: a named thing",
        "Push: Who would mend it?",
        "Step down: Name one thing in your cellar.",
    ]
    assert notes(data)[0] == "For the facilitator only"
    assert notes(data)[2] == ""
    assert not any("Look for" in body or "mend it" in body for body in bodies(data))


def test_prompts_of_the_same_words_keep_each_its_own_plan():
    module = of_markdown("## Discussion prompts\n\n1. Why?\n2. Why?\n")
    prompts = tuple(Prompt(text="Why?", plan=Plan(push=push)) for push in ("first", "second"))
    deck = prompts_deck(materials_of(msgspec.structs.replace(module, prompts=prompts)))
    assert [slide.notes for slide in deck.slides[1:]] == [("Push: first",), ("Push: second",)]


def test_prompts_are_private_and_what_students_see_is_not():
    materials = materials_of(leaky())
    assert prompts_deck(materials).private
    assert not student_deck(materials).private


def test_the_exit_line_of_the_builder_is_no_prompt():
    exit_line = "Which one thing would you change after this module, and what is the evidence for it?"
    assert prompts_deck(materials_of(of_markdown(f"## Discussion prompts\n\n1. {exit_line}\n"))) is None


@pytest.mark.parametrize("text", ["", "## Notes\n\n- one\n", "## Key insight\n\n- one\n"])
def test_a_module_with_nothing_to_show_has_no_slides(text):
    materials = materials_of(of_markdown(text))
    assert prompts_deck(materials) is None
    assert student_deck(materials) is None


def test_what_students_see_stands_in_the_order_of_an_hour():
    item = Essay(id="before", stem="What did the earlier module say?", answer="SECRET", points=("SECRET",))
    deck = student_deck(materials_of(leaky(), (LookBack(title="Earlier", item=item),)))
    assert [words_of(slide.title) for slide in deck.slides] == [
        "Tools to Borrow",
        "You will be able to",
        "Summary",
        "Talking points",
        "Key definitions",
        *[f"Question {number} of 8" for number in range(1, 9)],
        "Look back",
        "Before you leave",
    ]
    assert words_on(deck)[-2] == ["What did the earlier module say?"]


def test_questions_are_those_of_the_handout():
    module = leaky()
    deck = student_deck(materials_of(module))
    shown = tuple(block for slide in deck.slides for block in slide.blocks if isinstance(block, Question))
    assert shown == questions(module.items, "en")
    body = bodies(pptx_of(deck))[5].split("\n")
    assert [option.letter for option in shown[0].options] == ["A", "B", "C"]
    paper = [f"{option.letter}.\t{words_of(option.text)}" for option in shown[0].options]
    assert body == [words_of(shown[0].stem), *paper]


def test_key_terms_come_two_or_three_to_a_slide():
    terms = "\n\n".join(f"Term {n}\n: what is meant by it.\n: — Source {n}" for n in range(1, 8))
    deck = student_deck(materials_of(of_markdown(f"## Key definitions\n\n{terms}\n")))
    shares = [block.entries for slide in deck.slides for block in slide.blocks if isinstance(block, Terms)]
    assert [len(share) for share in shares] == [2, 2, 3]
    assert [words_of(entry.term) for share in shares for entry in share] == [f"Term {n}" for n in range(1, 8)]
    assert [words_of(entry.source) for share in shares for entry in share] == [f"— Source {n}" for n in range(1, 8)]


def test_a_sentence_of_the_summary_takes_the_mark_of_its_note_along():
    deck = student_deck(materials_of(of_markdown("## Summary\n\nOne is so. [1] Another is not.\n")))
    assert [words_of(block.text) for block in deck.slides[1].blocks] == ["One is so.[1]", "Another is not."]


PRIVATE_SECTION = "\n## What I keep to myself {instructor}\n\nCANARY of a section\n"


def planted(item, mark):
    """Return an item whose every private text is a mark that stands nowhere else."""
    changes = {"feedback": f"CANARY {mark}"}
    if isinstance(item, Essay):
        changes |= {"answer": f"CANARY {mark}", "points": (f"CANARY {mark}", f"CANARY {mark} again")}
    if hasattr(item, "options"):
        options = [msgspec.structs.replace(option, feedback=f"CANARY {mark}") for option in item.options]
        changes["options"] = tuple(options)
    if hasattr(item, "pairs"):
        changes["pairs"] = tuple(msgspec.structs.replace(pair, feedback=f"CANARY {mark}") for pair in item.pairs)
    if item.__struct_config__.tag == "short-answer":
        changes["answers"] = (f"CANARY {mark}",)
    if item.__struct_config__.tag == "cloze":
        changes["answers"] = tuple((f"CANARY {mark} {gap}",) for gap in range(len(item.answers)))
    return msgspec.structs.replace(item, **changes)


def everything_in(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_private_stands_in_what_students_see():
    module = leaky(PRIVATE_SECTION)
    plan = Plan(minutes=5, look_for=("CANARY look",), push="CANARY push", step_down="CANARY step", purpose="CANARY why")
    prompts = tuple(msgspec.structs.replace(prompt, plan=plan) for prompt in module.prompts)
    items = tuple(planted(item, item.id) for item in module.items)
    planted_module = msgspec.structs.replace(module, prompts=prompts, items=items)
    assert b"CANARY" in msgspec.json.encode(planted_module)
    earlier = tuple(LookBack(title="Earlier", item=item) for item in items)
    materials = materials_of(planted_module, earlier, ADDRESS)
    parts = everything_in(pptx_of(student_deck(materials)))
    assert [name for name, content in parts.items() if b"CANARY" in content] == []
    assert [name for name in parts if "notes" in name.lower()] == []
    assert any(b"CANARY look" in content for content in everything_in(pptx_of(prompts_deck(materials))).values())


@pytest.mark.parametrize("place", range(8))
def test_moving_a_key_changes_no_byte_of_what_students_see(place):
    module = leaky()
    others = moved_keys(module.items[place])
    assert others

    def made(item):
        items = (*module.items[:place], item, *module.items[place + 1 :])
        changed = msgspec.structs.replace(module, items=items)
        return pptx_of(student_deck(materials_of(changed, (LookBack(title="Earlier", item=item),), ADDRESS)))

    assert {made(other) for other in others} == {made(module.items[place])}


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1, max_size=80))
def test_no_text_of_a_plan_comes_before_students(text):
    module = leaky()
    plan = Plan(look_for=(f"Q7Z{text}",), push=f"Q7Z{text}", step_down=f"Q7Z{text}")
    prompts = tuple(msgspec.structs.replace(prompt, plan=plan) for prompt in module.prompts)
    changed = msgspec.structs.replace(module, prompts=prompts)
    assert student_deck(materials_of(changed)) == student_deck(materials_of(module))
    deck = prompts_deck(materials_of(changed))
    assert b"Q7Z" not in msgspec.json.encode([(slide.title, slide.blocks) for slide in deck.slides])
    assert all("Q7Z" in "".join(slide.notes) for slide in deck.slides[1:])


def test_a_title_slide_says_what_was_reported_and_that_a_draft_is_one():
    data = pptx_of(student_deck(materials_of(leaky())))
    assert titles(data)[0] == "Tools to Borrow"
    assert bodies(data)[0].split("\n") == [
        "Slides for class",
        "A sample of ours. (2026).",
        "Draft: no instructor has reviewed this module yet.",
    ]
