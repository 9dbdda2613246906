"""Figures about a bank: known values on small ones, and a solver that finds flaws planted in a large one."""

import math
import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.drafting.cues import Asked, convergence, likeness
from builder.drafting.metrics import ENOUGH, longest_run, metrics
from builder.drafting.solver import cue_score, fitted, solved_by

WORDS = """amber birch cedar delta ember flint grove heron inlet jetty knoll larch maple nettle otter poplar quartz
raven spruce thistle umber violet willow yarrow zephyr basin cliff dune fjord gorge harbour island lagoon meadow""".split()


def item(number, options, key, stem="Which of these grows by the river in early spring?"):
    return Asked(module=f"m{number // 6}", id=f"i{number}", stem=stem, options=tuple(options), key=key)


def clean_bank(number=300):
    """Return items whose options are words drawn by a seed: nothing about them tells the key."""
    draw = random.Random(7)
    return [
        item(n, [" ".join(draw.sample(WORDS, draw.choice([2, 2, 3]))) for _ in range(3)], draw.randrange(3))
        for n in range(number)
    ]


def with_keys(bank, change, part):
    """Return the bank with the keys of a part of its items changed."""
    draw, changed = random.Random(11), []
    for one in bank:
        options = list(one.options)
        if draw.random() < part:
            options[one.key] = change(options[one.key])
        changed.append(msgspec.structs.replace(one, options=tuple(options)))
    return changed


def longer(key):
    words = key.split()
    return " ".join((words * 2)[: math.ceil(1.5 * len(words))])


def with_a_word_of_the_stem(key):
    return f"{key} river"


def named(found):
    return {metric.name: metric for metric in found}


def test_a_clean_bank_gives_itself_away_to_nobody():
    found = named(metrics(clean_bank()))
    assert all(metric.judged for metric in found.values())
    assert found["solver: all cues"].holds
    assert found["length, area under the curve"].holds
    assert found["key positions, p"].holds
    assert abs(found["solver: all cues"].value - 1 / 3) < 0.08


@pytest.mark.parametrize(
    ("change", "tells"), [(longer, "key is longest"), (with_a_word_of_the_stem, "solver: words of the stem")]
)
def test_the_solver_finds_what_was_planted_in_three_of_ten_items(change, tells):
    """Were it too weak to find a planted cue, its silence about a bank would say nothing."""
    before, after = named(metrics(clean_bank())), named(metrics(with_keys(clean_bank(), change, 0.3)))
    assert after["solver: all cues"].value >= before["solver: all cues"].value + 0.10
    assert not after["solver: all cues"].holds
    assert after[tells].value > before[tells].value + 0.10


def test_keys_in_one_position_are_found():
    bank = [msgspec.structs.replace(one, key=0) for one in clean_bank(ENOUGH)]
    found = named(metrics(bank))
    assert not found["key positions, p"].holds
    assert not found["longest run of one position"].holds


def test_a_small_bank_is_told_and_not_judged_and_a_tiny_one_is_not_told():
    assert metrics(clean_bank(9)) == ()
    found = metrics([msgspec.structs.replace(one, key=0) for one in clean_bank(10)])
    assert found
    assert all(metric.holds and not metric.judged for metric in found)


def test_the_figures_of_a_bank_that_can_be_worked_out_by_hand():
    # Keys: the longest in six items, the shortest in four; always first. Lengths 1, 2, 3.
    bank = [item(n, ["aaa", "b", "cc"] if n < 6 else ["a", "bb", "ccc"], 0) for n in range(10)]
    found = named(metrics(bank))
    assert found["key is longest"].value == 0.6
    assert found["key is shortest"].value == 0.4
    assert found["length, area under the curve"].value == pytest.approx((6 * 2 + 4 * 0) / 20)
    assert found["chance"].value == pytest.approx(1 / 3)
    assert found["chance"].error == pytest.approx(math.sqrt(2 / 9 / 10))
    # chi-square of (10, 0, 0) against 10/3 each is 20, with two degrees of freedom
    assert found["key positions, p"].value == pytest.approx(math.exp(-10))
    assert longest_run(bank) == 6  # a module has six of these items, and a run does not go on into the next


def test_likeness_is_the_dice_coefficient_of_trigrams():
    # "  ab ": "  a", " ab", "ab "; "  ac ": "  a", " ac", "ac ": one of three and three in common.
    assert likeness("ab", "ac") == pytest.approx(2 * 1 / 6)
    assert likeness("same", "SAME") == 1.0
    assert convergence(item(0, ["ab", "ab", "ac"], 0), 0) == pytest.approx((1 + 1 / 3) / 2)


def test_who_always_takes_the_highest_gets_a_part_for_a_tie():
    assert solved_by([[1, 0, 0], [1, 1, 0], [0, 1, 0]], [0, 0, 0]) == pytest.approx((1 + 0.5 + 0) / 3)
    assert solved_by([], []) == 0.0


def test_a_cue_that_always_tells_the_key_gets_a_positive_weight():
    rows = [tuple((float(place == 1),) + (0.0,) * 11 for place in range(3))] * 20
    weights = fitted(rows, [1] * 20)
    assert weights[0] > 1
    assert set(weights[1:]) == {0.0}


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_order_of_the_bank_does_not_matter_to_the_score(order):
    bank = clean_bank(12)
    assert cue_score([bank[n] for n in order]) == pytest.approx(cue_score(bank))


@pytest.mark.parametrize(("keys", "share"), [([0, 0, 0, 0, 0], 0.0), ([0, 1, 1, 2, 2], 1.0), ([1, 2, 1, 2, 1], 0.0)])
def test_a_term_that_is_always_or_never_the_key_is_found(keys, share):
    """“Frame” is offered five times: always right, never right, or once in five, which is 20 % (rule X03)."""
    bank = [item(n, ["Frame", f"term {n}", f"other {n}"], key) for n, key in enumerate(keys)] + clean_bank(10)
    found = named(metrics(bank))["terms offered often that are key in 20 to 60 %"]
    assert found.value == share
