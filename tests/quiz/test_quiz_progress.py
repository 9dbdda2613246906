"""What was answered is kept on the device, item by item; it can be saved, loaded and cleared."""

import gzip
import json
from pathlib import Path

import msgspec
import pytest
from test_quiz_browser import ITEMS, STATIC

from builder.book.pages import QUIZ_SCRIPTS
from builder.book.quiz_form import form_html
from builder.model.item import Quote, ShortAnswer
from builder.text.course_id import course_id
from builder.writers.quiz import payload

COURSE = course_id("Bees", "A reader")
DEFINED = ShortAnswer(
    id="defined",
    stem="Which term names the number that is enough?",
    answers=("Quorum",),
    source=Quote(section="definitions", quote="the number of scouts that is enough"),
)
KINDS = {**ITEMS, "defined": DEFINED}

#: For each kind what a person enters, control by control, so that all of it is right.
RIGHT = {
    "choice": "Waggle",
    "response": ["Drones", "Queens"],
    "truth": "True",
    "match": ["comb", "honey"],
    "cloze": ["queen", "forager"],
    "short": ["quorum"],
    "defined": ["quorum"],
}


def write(folder, items, course=COURSE):
    for name in (*QUIZ_SCRIPTS, "quiz.css"):
        (folder / name).write_bytes((STATIC / name).read_bytes())
    form = form_html(payload("bees", tuple(items), "en"), "en", course)
    (folder / "page.html").write_text(
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Quiz</title>"
        "<meta name='viewport' content='width=device-width'><link rel='stylesheet' href='quiz.css'>"
        + "".join(f"<script defer src='{name}'></script>" for name in QUIZ_SCRIPTS)
        + "</head><body><article><p><span class='builder-para' id='p3'>¶3</span> Bees dance.</p>"
        "<dl><dt>Quorum</dt><dd>“the number of <em>scouts</em> that is enough”, in a cavity.</dd></dl>"
        f"{'<p>More.</p>' * 40}{form}</article></body></html>",
        encoding="utf-8",
    )
    return (folder / "page.html").as_uri()


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def page(chromium, folder):
    context = chromium.new_context(accept_downloads=True)
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(write(folder, KINDS.values()))
    page.evaluate("localStorage.clear()")
    page.reload()
    yield page
    assert problems == []
    context.close()


def form(page, id_):
    return page.locator(f'form[data-item="{id_}"]')


def answer(page, id_, given=None):
    """Enter an answer and check it."""
    box = form(page, id_)
    given = RIGHT[id_] if given is None else given
    if isinstance(given, str):
        box.get_by_text(given).first.click()
    elif id_ == "match":
        for select, text in zip(box.locator("select").all(), given, strict=True):
            select.select_option(label=text)
    elif id_ == "response":
        for text in given:
            box.get_by_text(text).click()
    else:
        for control, text in zip(box.locator("input[type=text], textarea").all(), given, strict=True):
            control.fill(text)
    box.locator("button[type=submit]").click()


def result(page, id_):
    return form(page, id_).get_attribute("data-result")


def tally(page):
    return page.locator(".builder-quiz-tally").inner_text()


def test_the_tally_counts_what_is_right_missed_and_open(page):
    assert tally(page) == "0 of 9 right, 0 to look at again, 9 open."
    answer(page, "choice")
    answer(page, "truth", "False")
    answer(page, "essay", ["Because."])
    assert tally(page) == "1 of 9 right, 2 to look at again, 6 open."
    assert page.locator(".builder-quiz-tally").get_attribute("role") == "status"


@pytest.mark.parametrize("id_", RIGHT)
def test_an_answer_of_every_kind_is_there_after_a_reload(page, id_):
    answer(page, id_)
    assert result(page, id_) == "right"
    said = form(page, id_).locator("[role=status]").inner_text()
    page.reload()
    assert result(page, id_) == "right"
    assert form(page, id_).locator("[role=status]").inner_text() == said
    assert tally(page).startswith("1 of 9 right")


def test_a_rating_is_there_after_a_reload(page):
    answer(page, "essay", ["Because."])
    boxes = form(page, "essay").locator(".builder-quiz-rating input")
    boxes.nth(1).check()
    page.reload()
    assert [box.is_checked() for box in form(page, "essay").locator(".builder-quiz-rating input").all()] == [
        False,
        True,
    ]
    assert result(page, "essay") == "compare"
    form(page, "essay").locator(".builder-quiz-rating input").nth(0).check()
    page.reload()
    assert result(page, "essay") == "right"


def test_a_rebuild_that_changes_one_item_asks_only_that_one_again(page, folder):
    for id_ in ("choice", "truth", "short"):
        answer(page, id_)
    changed = {**KINDS, "truth": msgspec.structs.replace(ITEMS["truth"], stem="A swarm has one queen.")}
    write(folder, changed.values())
    page.reload()
    assert (result(page, "choice"), result(page, "short"), result(page, "truth")) == ("right", "right", None)


def test_a_rebuild_that_moves_the_key_asks_that_item_again(page, folder):
    answer(page, "choice")
    first, second, third = ITEMS["choice"].options
    moved = (msgspec.structs.replace(first, key=False), msgspec.structs.replace(second, key=True), third)
    write(folder, {**KINDS, "choice": msgspec.structs.replace(ITEMS["choice"], options=moved)}.values())
    page.reload()
    assert result(page, "choice") is None


def test_a_rebuild_that_puts_items_in_another_order_asks_nothing_again(page, folder):
    answer(page, "choice")
    answer(page, "match")
    write(folder, reversed(KINDS.values()))
    page.reload()
    assert (result(page, "choice"), result(page, "match")) == ("right", "right")


def test_another_course_in_the_same_folder_keeps_its_own_answers(page, folder):
    answer(page, "choice")
    write(folder, KINDS.values(), course=course_id("Bees", "Another reader"))
    page.reload()
    assert result(page, "choice") is None
    write(folder, KINDS.values())
    page.reload()
    assert result(page, "choice") == "right"


def test_trying_again_forgets_the_answer(page):
    answer(page, "truth", "False")
    form(page, "truth").get_by_role("button", name="Try again").click()
    page.reload()
    assert result(page, "truth") is None


def test_only_what_was_missed_is_shown(page):
    answer(page, "choice")
    answer(page, "truth", "False")
    toggle = page.get_by_role("button", name="Only what I missed")
    toggle.click()
    assert toggle.get_attribute("aria-pressed") == "true"
    assert [f.get_attribute("data-item") for f in page.locator("form:visible").all()] == ["truth"]
    answer(page, "truth", "True")
    toggle.click()
    assert page.locator("form:visible").count() == 9
    toggle.click()
    assert "Nothing missed." in page.locator(".builder-quiz-told").inner_text()


def test_answers_are_saved_to_a_file_cleared_and_loaded(page, folder):
    answer(page, "choice")
    answer(page, "cloze")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my answers").click()
    saved = folder / "saved.json"
    download.value.save_as(saved)
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert (content["format"], content["course"]) == (1, COURSE)
    assert sorted(content["items"]) == ["bees/choice", "bees/cloze"]
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear my answers").click()
    assert tally(page) == "0 of 9 right, 0 to look at again, 9 open."
    page.reload()
    assert result(page, "choice") is None
    page.locator("input[type=file]").set_input_files(saved)
    page.wait_for_function("document.querySelector('.builder-quiz-told').textContent")
    assert "loaded" in page.locator(".builder-quiz-told").inner_text()
    page.reload()
    assert (result(page, "choice"), result(page, "cloze")) == ("right", "right")


def test_clearing_asks_first(page):
    answer(page, "choice")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.get_by_role("button", name="Clear my answers").click()
    assert result(page, "choice") == "right"


BAD = {
    "no JSON": "hello",
    "a number": "5",
    "nothing": "null",
    "another format": json.dumps({"format": 2, "course": COURSE, "items": {}}),
    "another course": json.dumps({"format": 1, "course": "x", "items": {}}),
    "entries that are none": json.dumps({"format": 1, "course": COURSE, "items": {"bees/choice": 3}}),
    "no entries": json.dumps({"format": 1, "course": COURSE}),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_holds_no_answers_changes_nothing_and_says_so(page, folder, name):
    answer(page, "choice")
    (folder / "bad.json").write_text(BAD[name], encoding="utf-8")
    page.locator("input[type=file]").set_input_files(folder / "bad.json")
    page.wait_for_function("document.querySelector('.builder-quiz-told').textContent")
    assert page.locator(".builder-quiz-told").inner_text() == "This file holds no saved answers of this course."
    assert result(page, "choice") == "right"


def test_what_somebody_else_wrote_into_the_storage_is_passed_over(page):
    answer(page, "choice")
    page.evaluate(
        "() => { for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{\"digest\": 1}');"
        f" localStorage.setItem('builder-quiz:{COURSE}:bees/truth', 'no json'); }}"
    )
    page.reload()
    assert tally(page) == "0 of 9 right, 0 to look at again, 9 open."


def test_a_browser_that_keeps_nothing_is_told_of_and_everything_else_works(chromium, folder):
    page = chromium.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    page.goto(write(folder, KINDS.values()))
    answer(page, "choice")
    assert tally(page).startswith("1 of 9 right")
    assert "keeps no answers" in page.locator(".builder-quiz-progress").inner_text()
    assert problems == []
    page.close()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("quorm", "Right."),  # a letter too few
        ("quorrum", "Right."),  # one too many
        ("qourum", "Right."),  # two exchanged
        ("quorem", "Right."),  # one wrong
        ("Quórum!", "Right."),  # accents and marks
        ("qurm", None),  # two slips are another word
    ],
)
def test_a_slip_of_the_hand_is_forgiven_and_the_spelling_shown(page, given, said):
    answer(page, "defined", [given])
    text = form(page, "defined").locator("[role=status]").inner_text()
    assert text.startswith("Right.") == (said is not None)
    assert ("The article writes: Quorum" in text) == (said is not None and given != "Quórum!")


def test_what_is_typed_is_never_marked_wrong_but_compared_and_rated(page):
    answer(page, "short", ["many scouts"])
    box = form(page, "short")
    assert result(page, "short") == "compare"
    assert "Not right" not in box.inner_text()
    assert "Enough scouts." not in box.inner_text()
    box.get_by_role("button", name="Show the answer").click()
    assert "Enough scouts." in box.inner_text()
    box.get_by_label("My answer says the same.").check()
    assert result(page, "short") == "right"
    assert tally(page).startswith("1 of 9 right")


def test_the_passage_lights_up_and_a_link_leads_there_and_back(page):
    answer(page, "choice", "Quorum")
    assert page.locator(".builder-quiz-lit").count() == 0
    link = form(page, "choice").locator("[role=status] a")
    link.click()
    lit = page.locator(".builder-quiz-lit")
    assert "Bees dance." in lit.inner_text()
    assert lit.evaluate("one => one === document.activeElement")
    assert lit.evaluate(
        "one => { const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    page.get_by_role("button", name="Back to question 1").click()
    assert link.evaluate("one => one === document.activeElement")
    assert page.locator(".builder-quiz-back").count() == 0


def test_a_quotation_without_a_number_is_found_by_its_words(page):
    answer(page, "defined", ["something else"])
    assert "scouts" in page.locator(".builder-quiz-lit").inner_text()
    form(page, "defined").locator("[role=status] a").click()
    assert page.locator("dd").evaluate("one => one === document.activeElement")


def test_nothing_is_asked_of_a_network(chromium, folder):
    page = chromium.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(write(folder, KINDS.values()))
    for id_ in RIGHT:
        answer(page, id_)
    assert {url.split(":")[0] for url in asked} <= {"file", "blob", "data"}
    page.close()


def test_without_a_script_the_quiz_reads_and_says_where_to_look(chromium, folder):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write(folder, KINDS.values()))
    assert page.locator("form").count() == 9
    assert form(page, "choice").locator(".builder-quiz-where").inner_text() == "Look back: Paragraph 3"
    assert page.locator("button:visible").count() == 0
    context.close()


def test_all_our_assets_together_are_small():
    """KB gzipped: what a student's phone on a slow line loads once for a whole course, and what for a quiz.

    The planner's scripts stand on its page alone (`tests/planner`), which is an instructor's.
    """

    def size(pattern):
        read = sorted(path for path in Path(STATIC).glob(pattern) if not path.name.startswith("planner"))
        return sum(len(gzip.compress(path.read_bytes(), 9)) for path in read)

    assert 0 < size("*.js") < 30 * 1024
    assert 0 < size("*.css") < 12 * 1024
    assert 0 < size("quiz*") < 15 * 1024
