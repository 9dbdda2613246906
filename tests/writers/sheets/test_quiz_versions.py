"""Versions of a quiz: the same items in another order, and one key that is right for every one of them."""

import re
from math import factorial
from pathlib import Path

import msgspec
import pytest
from paper_course import all_sheets, materials_in, sample, write_course

from builder.model.item import (
    Cloze,
    Essay,
    Matching,
    MultipleChoice,
    MultipleResponse,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from builder.model.sheet import Blanks, Heading, Question, Sheet, Table
from builder.pipeline.handout_sheets import Choices
from builder.text.inline import plain
from builder.writers.sheets.inline import words_of
from builder.writers.sheets.quiz import versions_named

HERE = Path(__file__).parent
SLUGS = tuple(sorted(sample()))
MANY = 5
#: Items whose options have letters.
LETTERED = MultipleChoice | MultipleResponse | Matching


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory):
    """A module with an item of each kind."""
    texts = tuple((HERE / f"canaries.{suffix}").read_text("utf-8") for suffix in ("md", "yml"))
    return materials_in(write_course(tmp_path_factory.mktemp("kinds") / "course", {"canaries": texts}))["canaries"]


@pytest.fixture(params=["every kind", *SLUGS])
def module(request, every_kind):
    return every_kind if request.param == "every kind" else sample()[request.param]


def quizzes(module, number=MANY) -> dict[str, Sheet]:
    sheets = all_sheets(module, Choices(versions=number))
    return {name.removeprefix("quiz-"): sheet for name, sheet in sheets.items() if sheet.kind == "quiz"}


def asked(sheet: Sheet) -> list[Question]:
    return [block for block in sheet.blocks if isinstance(block, Question)]


def key_of(sheets: dict[str, Sheet]) -> Sheet:
    """Return the one key of all versions."""
    (found,) = [sheet for sheet in sheets.values() if sheet.kind == "key"]
    return found


def squeezed(text: str) -> str:
    return re.sub(r"[\s_\u2060]", "", text)


def stem(question: Question) -> str:
    return squeezed(words_of(question.stem))


def test_versions_ask_the_same_and_are_numbered_from_one(module):
    first, *others = quizzes(module).values()
    for sheet in (first, *others):
        assert [question.number for question in asked(sheet)] == list(range(1, len(module.shown.items) + 1))
        assert sorted(map(stem, asked(sheet))) == sorted(squeezed(plain(item.stem)) for item in module.shown.items)
        for question in asked(sheet):
            same = next(other for other in asked(first) if stem(other) == stem(question))
            assert sorted(words_of(option.text) for option in question.options) == sorted(
                words_of(option.text) for option in same.options
            )
            assert sorted(map(words_of, question.rows)) == sorted(map(words_of, same.rows))
            assert [option.letter for option in question.options] == [option.letter for option in same.options]
            assert (question.points, question.lines) == (same.points, same.lines)


def test_the_first_version_has_the_order_of_the_page_and_another_another(module):
    found = quizzes(module)
    alone = all_sheets(module)["quiz"]
    assert [stem(question) for question in asked(found["A"])] == [stem(question) for question in asked(alone)]
    assert asked(found["A"]) == asked(alone)
    orders = {tuple(stem(question) for question in asked(sheet)) for sheet in found.values()}
    assert len(orders) >= min(MANY - 1, factorial(len(module.shown.items)))  # of a few items two may fall together
    assert asked(found["A"]) != asked(found["B"])


def test_options_do_not_stand_in_one_order_in_all_versions(every_kind):
    sheets = quizzes(every_kind)
    for kind in (MultipleChoice, MultipleResponse, Matching):
        item = next(item for item in every_kind.shown.items if isinstance(item, kind))
        orders = {
            tuple(words_of(option.text) for option in question.options)
            for sheet in sheets.values()
            for question in asked(sheet)
            if stem(question) == squeezed(plain(item.stem))
        }
        assert len(orders) > 1


def test_a_version_says_which_it_is_only_among_others(module):
    for version, sheet in quizzes(module).items():
        assert sheet.version == version
        heading = next(block for block in sheet.blocks if isinstance(block, Heading))
        assert f"Version {version}" in words_of(heading.text) or module.language != "en"
    assert all_sheets(module)["quiz"].version == ""


def test_points_sum_to_what_the_head_says(module):
    for sheet in quizzes(module, 2).values():
        blanks = next(block for block in sheet.blocks if isinstance(block, Blanks))
        total = int(re.findall(r"\d+", blanks.labels[-1])[-1])
        assert total == sum(question.points for question in asked(sheet))
        assert all(question.points > 0 for question in asked(sheet))


def right_letters(item, question: Question) -> str:
    """Return what is right in a printed question, found by the words of its options alone."""
    letters = {squeezed(words_of(option.text)): option.letter for option in question.options}
    match item:
        case MultipleChoice() | MultipleResponse():
            right = [letters[squeezed(plain(option.text))] for option in item.options if option.key]
            return ", ".join(sorted(right))
        case Matching():
            matches = {squeezed(plain(pair.left)): pair.match for pair in item.pairs}
            return " ".join(letters[squeezed(plain(matches[squeezed(words_of(row))]))] for row in question.rows)
        case _:
            return ""


def test_the_key_is_right_for_every_version(module):
    sheets = all_sheets(module, Choices(versions=MANY))
    table = next(block for block in key_of(sheets).blocks if isinstance(block, Table))
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    assert len(rows) == len(module.shown.items)
    found = quizzes(module)
    for number, (item, row) in enumerate(zip(module.shown.items, rows, strict=True), 1):
        assert row[0] == str(number)
        for place, version in enumerate(versions_named(MANY), 2):
            question = next(q for q in asked(found[version]) if stem(q) == squeezed(plain(item.stem)))
            said, _, right = row[place].partition(": ")
            assert int(said) == question.number
            assert int(row[1]) == question.points
            if isinstance(item, LETTERED):
                assert squeezed(right.replace(",", "")) == squeezed(right_letters(item, question).replace(",", ""))
            elif isinstance(item, TrueFalse):
                assert right in {words_of(option.text) for option in question.options}
            else:
                assert right == ""


def test_the_key_says_what_is_true(every_kind):
    truth = next(item for item in every_kind.shown.items if isinstance(item, TrueFalse))
    row = [words_of(cell) for cell in table_of(every_kind).rows[every_kind.shown.items.index(truth)]]
    assert [cell.partition(": ")[2] for cell in row[2:]] == ["True", "True"]


def table_of(module) -> Table:
    sheets = all_sheets(module, Choices(versions=2))
    return next(block for block in key_of(sheets).blocks if isinstance(block, Table))


def test_the_guide_and_the_key_hold_the_same_key(module):
    sheets = all_sheets(module, Choices(versions=2))
    key = [msgspec.json.encode(block) for block in key_of(sheets).blocks]
    guide = [msgspec.json.encode(block) for block in sheets["facilitator"].blocks]
    start = guide.index(key[0])
    assert guide[start : start + len(key)] == key


def test_the_key_says_why_and_where(every_kind):
    told = msgspec.json.encode(all_sheets(every_kind)["key"]).decode()
    for item in every_kind.shown.items:
        assert item.feedback is None or item.feedback in told
    assert "¶1" in told
    assert "canary-quote" in told


def test_kinds_that_are_written_have_room_and_others_a_place(every_kind):
    by_stem = {stem(question): question for question in asked(all_sheets(every_kind)["quiz"])}
    for item in every_kind.shown.items:
        question = by_stem[squeezed(plain(item.stem))]
        match item:
            case Essay():
                assert question.lines >= 3
            case ShortAnswer():
                assert question.lines >= 1
            case Cloze():
                gaps = re.findall(r"_+", words_of(question.stem).replace("\u2060", ""))
                assert [len(gap) for gap in gaps] == [14] * len(item.answers)
                assert not any(run.emphasis for run in question.stem)
            case Matching():
                assert len(question.rows) == len(item.pairs)
                assert not question.tick
            case Ordering():
                assert sorted(map(words_of, question.rows)) == sorted(item.answers)
            case TrueFalse():
                assert [words_of(option.text) for option in question.options] == ["True", "False"]
            case _:
                assert question.tick
                assert [option.letter for option in question.options] == ["A", "B", "C"]
