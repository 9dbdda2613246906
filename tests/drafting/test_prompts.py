"""Prompts: the article's questions word for word, plans in fixed wording, and what the stock of protocols adds."""

import re
from pathlib import Path

import msgspec
import pytest
from articles_by_hand import BEES

from builder.drafting import draft_module
from builder.drafting.protocols import EXIT, PURPOSES, STOCK, offers
from builder.model.article import Article, ArticleSection, Point, PointGroup, every_point, paragraphs
from builder.model.document import Metadata
from builder.text.inline import plain
from builder.text.words import count
from builder.wording import group, languages, phrase


def prompts_of(article):
    return draft_module("x", article, Metadata()).prompts


def without_questions(**changes):
    return msgspec.structs.replace(BEES, questions=(), **changes)


def points(number):
    return (
        PointGroup(lead=None, points=tuple(Point(text=f"Point {n} says something about bees.") for n in range(number))),
    )


def purposes_of(prompts, language="en"):
    known = {phrase(language, f"prompt.purpose_{name}"): name for name in PURPOSES}
    return [known[prompt.plan.purpose] for prompt in prompts]


def test_questions_keep_their_words_and_get_plans_that_differ():
    prompts = prompts_of(BEES)[: len(BEES.questions)]
    assert tuple(prompt.text for prompt in prompts) == BEES.questions
    plans = [prompt.plan for prompt in prompts]
    assert all(plan.minutes and plan.format and plan.purpose and plan.push and plan.step_down for plan in plans)
    assert len({plan.format for plan in plans}) == len(plans)
    assert len({plan.purpose for plan in plans}) == len(plans)
    assert plans[0].look_for[0].startswith("Talking point 2, “A search ends when enough scouts")


@pytest.mark.parametrize("article", [BEES, without_questions(), without_questions(talking_points=points(5))])
def test_pointers_in_plans_quote_the_article(article):
    found = 0
    for prompt in prompts_of(article):
        for pointer in prompt.plan.look_for:
            for name, number, words in re.findall(r"(Talking point |¶)(\d+), “(.*?)…?”", pointer):
                texts = (
                    every_point(article.talking_points)
                    if name.startswith("Talking")
                    else [p.text for p in paragraphs(article)]
                )
                assert texts[int(number) - 1].startswith(words)
                found += 1
    assert found


@pytest.mark.parametrize("article", [BEES, without_questions(), without_questions(talking_points=())])
def test_every_word_of_a_plan_and_of_the_stock_is_fixed_wording_or_the_article(article):
    """Take the article's quoted words and numbers out of a plan; what is left is a phrase of the wording table."""
    fixed = [*group("en", "prompt").values(), *group("en", "protocol").values(), *group("en", "offer").values()]
    fixed += [phrase("en", "protocol.offered", format=form, version=1) for form in group("en", "protocol").values()]
    frames = {bare(text) for text in fixed}
    for prompt in prompts_of(article):
        plan = prompt.plan
        asked = () if prompt.text in article.questions else (plain(prompt.text),)
        for text in (*asked, plan.format, plan.purpose, plan.push, plan.step_down):
            assert text is None or bare(text) in frames, text
        for text in plan.look_for:
            for part in text.removesuffix(")").split(" ("):
                assert bare(part) in frames, text


def bare(text):
    return re.sub(r"\d+", "#", re.sub(r"“[^“”]*”", "“#”", re.sub(r"\{(?!format)\w+\}", "#", text)))


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_every_module_asks_for_evidence_for_another_case_and_for_disagreement(number):
    article = msgspec.structs.replace(BEES, questions=BEES.questions[:number])
    assert set(purposes_of(prompts_of(article))) == set(PURPOSES)


#: What the stock offers, by what the article has: the names of the protocols in order.
STRUCTURES = {
    "two points, an insight of one sentence, advice": (without_questions(), ["plenary", "stakeholders", "spectrum", "exit"]),
    "three points: claim or evidence": (
        without_questions(talking_points=points(3)), ["claim", "stakeholders", "spectrum", "exit"],
    ),
    "four points: a group for each": (
        without_questions(talking_points=points(4)), ["jigsaw", "stakeholders", "spectrum", "exit"],
    ),
    "seven points are too many for groups": (
        without_questions(talking_points=points(7)), ["claim", "stakeholders", "spectrum", "exit"],
    ),
    "an insight of two sentences cannot be a line": (
        without_questions(key_insight=("Wait for a number. Do not wait for agreement.",)),
        ["plenary", "stakeholders", "dilemma", "exit"],
    ),
    "no advice, no insight": (
        without_questions(key_insight=(), informing_practice=()), ["plenary", "groups", "pairs", "exit"],
    ),
    "an essay without points": (
        Article(kind="article", sections=(ArticleSection(heading=None, level=1, paragraphs=("One.", "Two.", "Three.")),)),
        ["plenary", "groups", "pairs", "exit"],
    ),
    "two paragraphs are too little to discuss": (Article(kind="article", summary=("One.", "Two.")), []),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_a_protocol_is_offered_where_the_structure_fits(name):
    article, expected = STRUCTURES[name]
    assert [offer.protocol.name for offer in offers(article, frozenset())] == expected


def test_what_the_questions_ask_for_already_is_not_offered():
    assert [offer.protocol.name for offer in offers(BEES, frozenset(PURPOSES))] == ["exit"]
    assert [offer.purpose for offer in offers(BEES, frozenset({"evidence"}))] == ["case", "disagreement", "evidence"]


@pytest.mark.parametrize("language", languages())
def test_questions_of_the_stock_are_short_open_and_one(language):
    """Rules D01, D02: at most thirty words, one question, with a question mark."""
    for text in group(language, "offer").values():
        assert 3 <= count(text) <= 30
        assert len(re.findall("[?؟]", text)) == 1
        assert text.rstrip()[-1] in "?؟"


@pytest.mark.parametrize("language", languages())
def test_minutes_in_a_format_add_up(language):
    for protocol in STOCK:
        steps = re.findall(r"(\d+)", phrase(language, f"protocol.{protocol.name}"))
        assert sum(map(int, steps)) == protocol.minutes, (protocol.name, language)


def test_the_exit_line_is_last_and_short():
    for article in (BEES, without_questions()):
        last = prompts_of(article)[-1].plan
        assert last.minutes == EXIT.minutes == 3
        assert last.format.startswith("exit line")


def test_the_page_on_protocols_tells_name_minutes_and_version_of_each():
    page = (Path(__file__).parents[2] / "docs" / "protocols.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in page.splitlines() if line.startswith("| ")
    ]
    told = {row[0]: (int(row[1]), int(row[-1])) for row in rows[1:]}
    names = {re.split(r"[:(]", phrase("en", f"protocol.{p.name}"))[0].split(",")[0].strip(): p for p in STOCK}
    assert told == {name: (protocol.minutes, protocol.version) for name, protocol in names.items()}
