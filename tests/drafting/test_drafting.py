"""What is drafted: fixed wording and the article's own words, nothing else, and the same every time."""

import re
from functools import partial

import msgspec
import pytest
from articles_by_hand import BEES

from builder.checks.items import context_of, lint_item
from builder.checks.quotations import holding, holds
from builder.drafting import draft_items, draft_module
from builder.drafting.modules import title_of
from builder.model.article import Article, Definition, every_point
from builder.model.document import Metadata
from builder.text.inline import plain
from builder.text.words import are_cognates, content_words
from builder.wording import group

VERBS = {"define", "explain", "distinguish", "evaluate", "apply"}
HIGHER = {"distinguish", "evaluate", "apply"}
VAGUE = {"understand", "know", "learn", "appreciate"}


def drafted(article=BEES):
    return draft_items(article, partial(lint_item, context=context_of(article)))


def test_objectives_begin_with_a_verb_that_can_be_observed():
    objectives = draft_module("bees", BEES, Metadata()).objectives
    verbs = [objective.split()[0].lower() for objective in objectives]
    assert 3 <= len(objectives) <= 5
    assert set(verbs) <= VERBS
    assert HIGHER.intersection(verbs)
    assert not VAGUE.intersection(word for objective in objectives for word in objective.lower().split())
    assert len(set(verbs)) == len(verbs)


def test_an_article_without_points_and_terms_gets_no_objectives():
    assert draft_module("x", Article(kind="article", summary=("Text.",)), Metadata()).objectives == ()


def test_questions_keep_their_words_and_get_plans_that_differ():
    prompts = draft_module("bees", BEES, Metadata()).prompts
    assert tuple(prompt.text for prompt in prompts) == BEES.questions
    plans = [prompt.plan for prompt in prompts]
    assert all(plan.minutes and plan.format and plan.purpose and plan.push and plan.step_down for plan in plans)
    assert len({plan.format for plan in plans}) == len(plans)
    assert len({plan.purpose for plan in plans}) == len(plans)
    assert plans[0].look_for[0].startswith("Talking point 2, “A search ends when enough scouts")


def test_pointers_in_plans_quote_the_article():
    points = every_point(BEES.talking_points)
    for prompt in draft_module("bees", BEES, Metadata()).prompts:
        for pointer in prompt.plan.look_for:
            number, words = re.fullmatch(r"(?:Talking point |¶)(\d+), “(.*?)…?”", pointer).groups()
            texts = points if pointer.startswith("Talking") else (*BEES.summary, *BEES.informing_practice)
            assert texts[int(number) - 1].startswith(words)


def test_every_word_of_a_plan_is_fixed_wording_or_the_article():
    """Take the article's quoted words and numbers out of a plan; what is left is a phrase of the wording table."""
    phrases = {**group("en", "prompt"), **group("en", "protocol")}.values()
    frames = {re.sub(r"\{\w+\}", "#", text) for text in phrases}
    for prompt in draft_module("bees", BEES, Metadata()).prompts:
        plan = prompt.plan
        for text in (plan.format, plan.purpose, *plan.look_for, plan.push, plan.step_down):
            frame = text if text in frames else re.sub(r"\d+", "#", re.sub(r"“.*”", "“#”", text))
            assert frame in frames, text


def test_front_matter_comes_from_the_article_and_its_page():
    front = draft_module("bees", BEES, Metadata(authors=("T. Meadow",), licence="CC BY 4.0")).front
    assert (front.title, front.doi, front.authors, front.licence) == (
        BEES.title, "10.1000/jsa.42", ("T. Meadow",), "CC BY 4.0",
    )  # fmt: skip
    assert front.status == "draft"
    # 46 words of running text are under a minute, 8 for terms and quiz, 14 + 15 + 10 for the prompts: 48, so 50.
    assert front.minutes == 50


def test_an_untitled_article_takes_the_title_of_the_study_it_cites():
    untitled = msgspec.structs.replace(BEES, title=None)
    assert title_of(untitled, "slug") == "How a swarm chooses"
    assert title_of(Article(kind="article"), "notes-of-may-1a2b3c4d") == "Notes of may 1a2b3c4d"


def test_definitions_become_items_that_the_rules_let_pass():
    items, refused = drafted()
    # "Swarm" has no third option: a quorum's definition names scouts, "bees" and "scouts" are plural,
    # "Meadow Hill" is a name. Each of the other two has the two remaining terms.
    stems = {next(o.text for o in item.options if o.key): plain(item.stem) for item in items}
    assert stems["Quorum"] == (
        "Which term does this module define as “the number of scouts in a cavity that is enough to end the search "
        "for a home”?"
    )
    assert "Forager" not in stems
    assert any("Forager" in finding.message and "S05: " in finding.message for finding in refused)
    assert all(item.origin == "drafted" and len(item.options) == 3 for item in items)


def test_items_quote_the_article_and_never_show_their_key():
    held = holding(BEES)
    items, _ = drafted()
    assert items
    for item in items:
        key = next(option.text for option in item.options if option.key)
        stem = content_words(plain(item.stem))
        assert not [w for w in content_words(key) if any(are_cognates(w, s) for s in stem)]
        assert holds(held, item.source.quote)
        assert all(holds(held, option.text) for option in item.options)


def test_a_term_in_its_own_definition_is_masked_with_its_cognates():
    article = msgspec.structs.replace(
        BEES,
        definitions=(
            *BEES.definitions[:2],
            Definition(
                term="Absconding",
                definition="“what a colony does that absconds: an absconding colony gives up its comb and its whole brood.”",
            ),
        ),
    )
    items, _ = drafted(article)
    stem = next(plain(i.stem) for i in items if i.options[0].text == "Absconding")
    assert "abscond" not in stem.lower()
    assert stem.count("[…]") == 2


def test_drafting_twice_gives_the_same():
    assert drafted() == drafted()
    assert draft_module("bees", BEES, Metadata()) == draft_module("bees", BEES, Metadata())


def test_an_id_depends_on_the_quoted_words_alone():
    first, _ = drafted()
    renamed = msgspec.structs.replace(BEES, title="Another title", keywords=())
    second, _ = drafted(renamed)
    assert {item.source.quote: item.id for item in first}.items() >= {i.source.quote: i.id for i in second}.items()


@pytest.mark.parametrize("terms", [0, 1, 2])
def test_too_few_terms_make_no_item_and_say_so(terms):
    article = msgspec.structs.replace(BEES, definitions=BEES.definitions[:terms], keywords=())
    items, refused = drafted(article)
    assert items == ()
    assert [finding.code for finding in refused] == ["item-refused"] * terms
    assert all(" O02: " in finding.message for finding in refused)
