"""What stands on each kind of sheet, and in which order; what a module lacks leaves no trace."""

from pathlib import Path

import pytest
from paper_course import KINDS, all_made, all_sheets, materials_in, sample, sample_sheets, write_course

from builder.model.sheet import Blanks, Block, Bullets, Group, Heading, Lines, Paragraph, Question, Sheet, Terms
from builder.pipeline.handout_sheets import findings_of
from builder.text.inline import plain
from builder.text.sentences import sentences
from builder.text.words import count
from builder.wording import phrase
from builder.writers.sheets.confusions import confusions
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.student import MOST_SUMMARY_WORDS, discussed, whole_sentences

HERE = Path(__file__).parent
SLUGS = tuple(sorted(sample()))
ENGLISH = tuple(slug for slug in SLUGS if sample()[slug].language == "en")
BARE = "---\nformat: 1\ntitle: Bees\nlanguage: en\n---\n"


@pytest.fixture
def made_of(tmp_path):
    """Return what makes a module's sheets out of the text under its front matter and of its quiz."""

    def make(body: str, quiz: str = "") -> dict[str, Sheet]:
        return all_sheets(materials_in(write_course(tmp_path / "course", {"bees": (BARE + body, quiz)}))["bees"])

    return make


def flat(blocks) -> list[Block]:
    """Return blocks with those inside groups in their place."""
    return [inner for block in blocks for inner in (flat(block.blocks) if isinstance(block, Group) else [block])]


def headings(sheet: Sheet) -> list[str]:
    return [words_of(block.text) for block in flat(sheet.blocks) if isinstance(block, Heading) and block.level == 2]


def texts(block: Block) -> str:
    """Return the words of a paragraph or a list."""
    if isinstance(block, Bullets):
        return "\n".join(texts(inner) for entry in block.entries for inner in entry)
    return words_of(block.text) if isinstance(block, Paragraph | Heading) else ""


def under(sheet: Sheet, heading: str) -> list[Block]:
    """Return the blocks under a heading of the second level."""
    blocks = flat(sheet.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and words_of(b.text) == heading)
    ends = (n for n, b in enumerate(blocks) if n > start and isinstance(b, Heading) and b.level == 2)
    return blocks[start + 1 : next(ends, None)]


@pytest.mark.parametrize("slug", ENGLISH)
def test_a_student_handout_has_its_parts_in_order(slug):
    held = sample()[slug]
    sheet = sample_sheets(slug)["student"]
    found = headings(sheet)
    wanted = ["You will be able to", "Key definitions", "Talking points", "Key insight", "Discussion prompts"]
    wanted += ["Check yourself", "Before you leave"] + ["Look back"] * bool(held.look_back)
    assert [heading for heading in found if heading in wanted] == [w for w in wanted if w in found]
    assert set(found) - set(wanted) <= {"Summary", "Plain summary", "Care"}
    assert {"You will be able to", "Discussion prompts", "Check yourself", "Before you leave"} <= set(found)
    first = sheet.blocks[0]
    assert isinstance(first, Blanks)
    assert first.labels == ("Name", "Date")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_student_handout_holds_all_that_the_module_has_for_students(slug):
    held = sample()[slug]
    blocks = flat(sample_sheets(slug)["student"].blocks)
    said = "\n".join(map(texts, blocks))
    for objective in held.whole.objectives:
        assert plain(objective) in said
    terms = [entry for block in blocks if isinstance(block, Terms) for entry in block.entries]
    assert [words_of(entry.term) for entry in terms] == [plain(entry.term) for entry in held.whole.definitions]
    for entry, definition in zip(terms, held.whole.definitions, strict=True):
        assert plain(definition.definition) in words_of(entry.definition)
        assert bool(entry.source) == bool(definition.source)
    questions = [block for block in blocks if isinstance(block, Question)]
    prompts, items = discussed(held), held.shown.items
    assert len(questions) == len(prompts) + len(items) + len(held.look_back)
    assert [question.number for question in questions[: len(prompts)]] == list(range(1, len(prompts) + 1))
    assert all(question.lines >= 3 for question in questions[: len(prompts)])
    assert any(isinstance(block, Lines) and block.count >= 2 for block in blocks)


@pytest.mark.parametrize("slug", [slug for slug in ENGLISH if sample()[slug].section("summary") is not None])
def test_the_summary_is_short_and_of_whole_sentences(slug):
    held = sample()[slug]
    sheet = sample_sheets(slug)["student"]
    plainly = held.section("plain_summary")
    section = plainly or held.section("summary")
    (text,) = [texts(block) for block in under(sheet, plain(section.heading)) if getattr(block, "look", "") == "plain"]
    source = [" ".join(plain(block).split()) for block in section.body.split("\n\n")]
    everything = [sentence for block in source for sentence in sentences(block)]
    kept = sentences(text)
    assert list(kept) == everything[: len(kept)]
    assert count(text) <= MOST_SUMMARY_WORDS or len(kept) == 1


@pytest.mark.parametrize(("most", "kept"), [(1, 1), (4, 1), (6, 2), (99, 3)])
def test_sentences_are_never_cut(most, kept):
    held = ("Bees dance at home. They fly.", "Others look on in the dark of the hive.")
    assert len(whole_sentences(held, most)) == kept


def test_the_plain_summary_goes_before_the_articles(made_of):
    body = "\n## Plain summary\n\nPlain words.\n\n## Summary\n\nWords of the article.\n"
    sheets = made_of(body)
    student = "\n".join(map(texts, flat(sheets["student"].blocks)))
    assert "Plain words." in student
    assert "Words of the article." not in student
    assert "Words of the article." in "\n".join(map(texts, flat(sheets["reading"].blocks)))


def test_an_exit_line_among_the_prompts_stands_once(made_of):
    exit_line = "Which one thing would you change after this module, and what is the evidence for it?"
    sheets = made_of(f"\n## Discussion prompts\n\n1. Why do bees dance?\n2. {exit_line}\n   - Minutes: 3\n")
    questions = [words_of(b.stem) for b in flat(sheets["student"].blocks) if isinstance(b, Question)]
    assert questions == ["Why do bees dance?"]
    assert headings(sheets["student"]).count("Before you leave") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_module_without_something_has_no_heading_for_it(made_of, kind):
    sheets = made_of("\n## Summary\n\nBees dance.\n")
    if kind in ("quiz", "key", "prompts", "cards"):
        assert kind not in sheets
        return
    for heading in ("You will be able to", "Key definitions", "Check yourself", "Discussion prompts", "Look back"):
        assert heading not in headings(sheets[kind])
    blocks = flat(sheets[kind].blocks)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Heading):
            assert following is not None
            assert not (isinstance(following, Heading) and following.level <= block.level)
        assert not (isinstance(block, Bullets) and not block.entries)


@pytest.mark.parametrize("kind", ["reading", "quiz", "key", "prompts", "cards"])
def test_a_sheet_that_cannot_be_is_told_with_what_to_do(tmp_path, kind):
    held = materials_in(write_course(tmp_path / "course", {"bees": (BARE, "")}))["bees"]
    made = all_made(held)[kind]
    assert made.sheet is None
    (finding,) = findings_of(kind, made, "bees")
    assert (finding.code, finding.severity, finding.where.file) == (
        "handout-empty",
        "warning",
        "modules/bees/module.md",
    )
    assert finding.help


@pytest.mark.parametrize("slug", ENGLISH)
def test_the_guide_has_its_parts_in_the_order_in_which_they_are_needed(slug):
    wanted = [
        "At a glance", "Objectives, and what serves them", "Before class", "Ground rules", "Plan",
        "The prompts, one by one", "Likely confusions", "Answer key", "Adaptations", "Afterwards",
    ]  # fmt: skip
    assert [heading for heading in headings(sample_sheets(slug)["facilitator"]) if heading in wanted] == wanted


@pytest.mark.parametrize("slug", ENGLISH)
def test_each_prompt_of_the_guide_has_its_plan(slug):
    held = sample()[slug]
    blocks = under(sample_sheets(slug)["facilitator"], "The prompts, one by one")
    titles = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    prompts = discussed(held)
    assert len(titles) == len(prompts) > 0
    for number, (prompt, start, end) in enumerate(zip(prompts, titles, [*titles[1:], None], strict=True), 1):
        assert words_of(blocks[start].text) == f"{number}. {plain(prompt.text)}"
        said = "\n".join(map(texts, blocks[start + 1 : end]))
        plan = prompt.plan
        for label, text in [("Purpose", plan.purpose), ("Push", plan.push), ("Step down", plan.step_down)]:
            assert (f"{label}: " in said) == bool(text)
            assert not text or plain(text)[:30] in said
        assert said.count("Look for: ") == len(plan.look_for)
        assert "Format: " in said


@pytest.mark.parametrize("slug", SLUGS)
def test_a_confusion_is_settled_by_words_of_the_article(slug):
    held = sample()[slug]
    quotes = {plain(item.source.quote) for item in held.whole.items if item.source is not None}
    article = " ".join(plain(paragraph.text) for paragraph in held.article)
    points = " ".join(
        plain(section.body) for section in held.whole.sections if section.kind in ("talking_points", "key_insight")
    )
    found = confusions(held.whole)
    assert 0 < len(found) <= 4
    for confusion in found:
        assert confusion.what
        assert confusion.settles
        assert any(words in quotes or words in article or words.rstrip(".") in points for _, words in confusion.settles)


def test_alignment_names_what_serves_an_objective_and_says_none(made_of):
    body = (
        "\n## Learning objectives\n\n- Tell a dance.\n- Tell a hive.\n\n"
        "## Discussion prompts\n\n1. Why?\n   - Objective: 1\n\n## Talking points\n\n- Bees dance.\n"
    )
    quiz = "format: 1\nitems:\n  - {id: a, kind: short-answer, stem: What?, answers: [x], objective: 1}\n"
    table, gap = under(made_of(body, quiz)["facilitator"], "Objectives, and what serves them")
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert [row[:3] for row in rows] == [["1. Tell a dance.", "1", "1"], ["2. Tell a hive.", "", ""]]
    assert texts(gap) == phrase("en", "guide.gap")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_prompts_sheet_and_the_cards_hold_every_prompt(slug):
    held = sample()[slug]
    sheets = sample_sheets(slug)
    asked = [plain(prompt.text) for prompt in discussed(held)]
    assert [words_of(block.stem) for block in sheets["prompts"].blocks if isinstance(block, Question)] == asked
    fronts = [words_of(card.front) for card in sheets["cards"].blocks[0].cards]
    assert fronts[: len(asked)] == asked
    assert fronts[len(asked) :] == [plain(entry.term) for entry in held.whole.definitions]
    for term, card in zip(held.whole.definitions, sheets["cards"].blocks[0].cards[len(asked) :], strict=True):
        assert plain(term.definition) in words_of(card.back)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_reading_is_the_article_with_its_numbers(slug):
    held = sample()[slug]
    numbered = {
        b.number: words_of(b.text) for b in flat(sample_sheets(slug)["reading"].blocks) if getattr(b, "number", 0)
    }
    assert list(numbered) == [paragraph.number for paragraph in held.article]
    for paragraph in held.article:
        own = plain(paragraph.text).split()
        assert set(own[:5]) <= set(numbered[paragraph.number].split())
