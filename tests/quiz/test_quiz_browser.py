"""Every kind of item, answered by keyboard alone in Chromium, from a file on disk."""

from pathlib import Path

import pytest

import builder.book
from builder.book.pages import QUIZ_SCRIPTS
from builder.book.quiz_form import form_html
from builder.model.item import (
    Cloze,
    Essay,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Option,
    Ordering,
    Pair,
    Quote,
    ShortAnswer,
    TrueFalse,
)
from builder.writers.quiz import payload
from builder.writers.seal import normalised

STATIC = Path(builder.book.__file__).parent / "static"
HERE = Quote(section="summary", quote="Bees dance.", paragraph=3)

ITEMS = {
    "choice": MultipleChoice(
        id="choice",
        stem="Which *word* names a <b>bee's</b> run?",
        options=(
            Option(text="Waggle", key=True, feedback="Yes: it waggles."),
            Option(text="Quorum", feedback="That ends a search."),
            Option(text="Comb </script><script>alert(1)</script>"),
        ),
        feedback="It tells the way.",
        source=HERE,
    ),
    "response": MultipleResponse(
        id="response",
        stem="Which live in a hive?",
        options=(Option(text="Drones", key=True), Option(text="Queens", key=True), Option(text="Wasps")),
    ),
    "truth": TrueFalse(id="truth", stem="A swarm has a queen.", answer=True),
    "match": Matching(
        id="match",
        stem="Match.",
        pairs=(Pair(left="Wax", match="comb"), Pair(left="Nectar", match="honey")),
        spare=("oil",),
    ),
    "cloze": Cloze(id="cloze", stem="A ____ lays, a ____ gathers.", answers=(("queen",), ("worker", "forager"))),
    "short": ShortAnswer(
        id="short", stem="What ends a search?", answers=("Quórum", "a quorum"), feedback="Enough scouts."
    ),
    "order": Ordering(id="order", stem="Order them.", answers=("egg", "larva", "pupa")),
    "essay": Essay(id="essay", stem="Why dance?", answer="To tell the way.", points=("direction", "quality")),
}


@pytest.fixture(scope="module")
def page(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("quiz")
    for name in (*QUIZ_SCRIPTS, "quiz.css"):
        (folder / name).write_bytes((STATIC / name).read_bytes())
    form = form_html(payload("bees", tuple(ITEMS.values()), "en"), "en")
    (folder / "page.html").write_text(
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Quiz</title>"
        "<link rel='stylesheet' href='quiz.css'>"
        + "".join(f"<script defer src='{name}'></script>" for name in QUIZ_SCRIPTS)
        + "</head>"
        f"<body><p id='p3'>Bees dance.</p>{form}</body></html>",
        encoding="utf-8",
    )
    page = chromium.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append("alert"), dialog.dismiss()))
    page.goto((folder / "page.html").as_uri())
    yield page
    assert problems == []
    page.close()


class Taker:
    """A person with a keyboard and nothing else, at one item."""

    def __init__(self, page, id_):
        self.page = page
        self.form = page.locator(f'form[data-item="{id_}"]')
        page.evaluate("localStorage.clear()")
        page.reload()
        page.evaluate("document.activeElement.blur()")
        self.until(lambda: self.form.evaluate("form => form.contains(document.activeElement)"))

    def until(self, reached):
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if reached():
                return
        pytest.fail("Tab never reached it")

    def type(self, text):
        self.page.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def said(self):
        return self.form.locator("[role=status]").inner_text()

    def labels(self):
        return self.form.locator("label").all_inner_texts()


def choose(page, word):
    taker = Taker(page, "choice")
    place = next(n for n, label in enumerate(taker.labels()) if word in label)
    taker.press("Space", *["ArrowDown"] * place, "Enter")
    return taker


def test_a_choice_is_marked_right_in_words_with_why_and_where(page):
    said = choose(page, "Waggle").said()
    assert said.startswith("Right.")
    for words in ("Yes: it waggles.", "It tells the way.", "Bees dance.", "Paragraph 3"):
        assert words in said.replace("paragraph", "Paragraph")
    assert page.locator('form[data-item="choice"] [role=status] a').get_attribute("href") == "#p3"


def test_a_wrong_choice_says_its_own_feedback_and_not_the_answer(page):
    taker = choose(page, "Quorum")
    assert not taker.said().startswith("Right")
    assert "That ends a search." in taker.said()
    assert "Waggle" not in taker.said()
    taker.until(lambda: page.evaluate("document.activeElement.dataset.does === 'show'"))
    taker.press("Enter")
    assert "Waggle" in taker.said()


def test_the_focus_is_seen(page):
    taker = Taker(page, "choice")
    taker.press("Space")
    style = page.evaluate(
        "(({outlineStyle, outlineWidth}) => outlineStyle + ' ' + outlineWidth)(getComputedStyle(document.activeElement))"
    )
    assert not style.startswith("none")
    assert not style.endswith(" 0px")


@pytest.mark.parametrize(("chosen", "right"), [({"Drones", "Queens"}, True), ({"Drones"}, False), ({"Wasps"}, False)])
def test_several_are_ticked(page, chosen, right):
    taker = Taker(page, "response")
    labels = taker.labels()
    for number, label in enumerate(labels):
        if any(word in label for word in chosen):
            taker.press("Space")
        if number < len(labels) - 1:
            taker.press("Tab")
    taker.press("Enter")
    assert taker.said().startswith("Right.") == right


@pytest.mark.parametrize(("keys", "right"), [(["Space"], True), (["Space", "ArrowDown"], False)])
def test_a_statement_is_judged(page, keys, right):
    taker = Taker(page, "truth")
    taker.press(*keys, "Enter")
    assert taker.said().startswith("Right.") == right


@pytest.mark.parametrize(
    ("pairs", "right"), [({"Wax": "comb", "Nectar": "honey"}, True), ({"Wax": "oil", "Nectar": "honey"}, False)]
)
def test_pairs_are_matched(page, pairs, right):
    taker = Taker(page, "match")
    for row in ITEMS["match"].pairs:
        taker.type(pairs[row.left])
        taker.press("Tab")
    taker.until(lambda: page.evaluate("document.activeElement.type === 'submit'")) if not page.evaluate(
        "document.activeElement.type === 'submit'"
    ) else None
    taker.press("Enter")
    assert taker.said().startswith("Right.") == right


@pytest.mark.parametrize(
    ("gaps", "right"), [(("Queen", "FORAGER"), True), (("queen ", "worker."), True), (("drone", "worker"), False)]
)
def test_gaps_are_filled(page, gaps, right):
    taker = Taker(page, "cloze")
    taker.type(gaps[0])
    taker.press("Tab")
    taker.type(gaps[1])
    taker.press("Enter")
    assert taker.said().startswith("Right.") == right


@pytest.mark.parametrize(
    ("answer", "right"), [("quorum", True), (" A  QUORUM! ", True), ("quarrel", False), ("", False)]
)
def test_a_word_is_written(page, answer, right):
    taker = Taker(page, "short")
    taker.type(answer)
    taker.press("Enter")
    assert taker.said().startswith("Right.") == right
    assert taker.said() != ""


@pytest.mark.parametrize("right", [True, False])
def test_things_are_put_in_order(page, right):
    taker = Taker(page, "order")
    shown = taker.labels()
    wanted = list(ITEMS["order"].answers) if right else list(reversed(ITEMS["order"].answers))
    for label in shown:
        taker.type(str(wanted.index(label.strip()) + 1))
        taker.press("Tab")
    taker.press("Enter")
    assert taker.said().startswith("Right.") == right


def test_an_essay_is_compared_with_the_model_answer(page):
    taker = Taker(page, "essay")
    taker.type("Because.")
    taker.press("Tab", "Enter")
    assert "To tell the way." in taker.said()
    taker.until(lambda: page.evaluate("document.activeElement.type === 'checkbox'"))
    points = taker.form.get_by_role("group", name="Rate yourself").get_by_role("checkbox")
    assert [point.evaluate("box => box.labels[0].textContent") for point in points.all()] == ["direction", "quality"]
    assert taker.form.get_attribute("data-result") == "compare"
    taker.press("Space", "Tab", "Space")
    assert taker.form.get_attribute("data-result") == "right"


NORMAL = [
    "The Café’s “Self-defence” ",
    "ΣΊΣΥΦΟΣ",
    "straße",
    "İstanbul",
    "-5 °C",
    "½",
    "سَلَامٌ",
    "ﬁne",
    "a\u00a0b",
    "...",
    "don't",
    "3.5",
]


def test_the_script_and_python_fold_typed_answers_alike(chromium):
    page = chromium.new_page()
    script = (STATIC / "quiz-seal.js").read_text(encoding="utf-8")
    if "module.exports" not in script:
        pytest.fail("quiz-seal.js no longer shows its functions to tests")
    page.set_content("<p></p>")
    exported = page.evaluate(
        "([script, texts]) => { const module = {exports: {}};"
        " new Function('module', 'document', script)(module, undefined);"
        " return texts.map(module.exports.normalised); }",
        [script, NORMAL],
    )
    assert exported == [normalised(text) for text in NORMAL]
    page.close()
