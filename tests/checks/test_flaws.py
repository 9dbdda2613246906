"""Every rule finds the flaws that were planted for it, and what is clean is left in peace (`flaws/README.md`)."""

import pytest
from planted import CLEAN, FLAWS, OTHERS, article_of, cases, context, item_of, prompt_of, whole

from builder.checks.items import RULES, lint_item, lint_quiz
from builder.checks.objectives import lint_objectives
from builder.checks.prompts import lint_prompts
from builder.quiz_order import key_place

CODES = sorted(path.stem for path in FLAWS.glob("*.yml") if path.stem != "clean")
OVER_QUIZZES = {"P05", "X01", "X02", "B01", "V02"}
RECALL, FALSE_ALARMS, FEWEST = 0.91, 0.05, 12


def found_in(case):
    """Return the codes that the rules find in a case."""
    language = case.get("language", "en")
    if "objectives" in case:
        return [f.code for f in lint_objectives(tuple(case["objectives"]), language)]
    if "prompts" in case:
        return [f.code for f in lint_prompts(tuple(map(prompt_of, case["prompts"])), language)]
    if "places" in case:
        items = tuple(item_of({"base": "c1", "id": f"i{n}"}) for n in range(len(case["places"])))
        return [f.code for f in lint_quiz(items, article_of("why-civil"), case["places"])]
    if "items" in case:
        items = tuple(item_of(entry if "base" in entry else {"item": entry}) for entry in case["items"])
        article = article_of(case["article"] if "article" in case else whole(case["items"][0])["article"])
        return [f.code for f in lint_quiz(items, article, [key_place(item) for item in items])]
    return [f.code for f in lint_item(item_of(case), context(whole(case)["article"]))]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_the_flaws_that_were_planted_for_it(code):
    flawed = cases(code)
    assert len(flawed) >= FEWEST
    missed = [case["what"] for case in flawed if code not in found_in(case)]
    assert 1 - len(missed) / len(flawed) >= RECALL, missed


def test_every_rule_has_planted_flaws():
    assert {rule.code for rule in RULES} <= set(CODES)
    assert set(CODES) >= OVER_QUIZZES | {f"OBJ0{n}" for n in range(1, 5)} | {f"D0{n}" for n in range(1, 7)}


@pytest.mark.parametrize("entries", [CLEAN["items"], OTHERS["items"]], ids=["ours", "others"])
def test_clean_items_are_left_in_peace(entries):
    flagged = {
        (entry.get("item") or entry)["id"]: [f"{f.code}: {f.message}" for f in found]
        for entry in entries
        if (found := lint_item(item_of(entry), context(entry["article"])))
    }
    assert len(entries) >= 60
    assert len({(entry.get("item") or entry)["kind"] for entry in entries}) == 8
    assert len(flagged) <= FALSE_ALARMS * len(entries), flagged


def language_of(text):
    return "es" if text.startswith("Definir") or "¿" in text else "en"


def test_clean_objectives_are_left_in_peace():
    lists = [*CLEAN["objectives"], *OTHERS["objectives"]]
    flagged = [(o, found) for o in lists if (found := lint_objectives(tuple(o), language_of(o[0])))]
    assert len(lists) >= 16
    assert not flagged


def test_clean_prompts_are_left_in_peace():
    lists = [*CLEAN["prompts"], *OTHERS["prompts"]]
    flagged = [
        [prompt["question"] for prompt in prompts]
        for prompts in lists
        if lint_prompts(tuple(map(prompt_of, prompts)), language_of(prompts[0]["question"]))
    ]
    assert sum(map(len, lists)) >= 30
    assert len(flagged) <= FALSE_ALARMS * sum(map(len, lists)), flagged
