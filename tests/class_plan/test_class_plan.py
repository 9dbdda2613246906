"""What fits into a class: the parts sum to its minutes, and what there is no time for is said."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_course import sample

from builder.class_plan import (
    BREAK_FROM,
    EXIT_MINUTES,
    FEEDBACK_MINUTES,
    FEWEST_ITEMS,
    LEAST_PROMPT,
    ORDER,
    ClassPlan,
    Hour,
    Part,
    class_plan,
)
from builder.model.item import Essay, TrueFalse
from builder.model.module import Plan, Prompt
from builder.writers.sheets.timetable import hour_of, timetable

SLUGS = sorted(path.parent.name for path in (Path(__file__).parents[2] / "modules").glob("*/module.md"))

_prompts = st.lists(st.one_of(st.none(), st.integers(1, 45)), max_size=8).map(
    lambda minutes: tuple(Prompt(text=f"Why {n}?", plan=Plan(minutes=each)) for n, each in enumerate(minutes))
)
_items = st.lists(st.booleans(), max_size=14).map(
    lambda long: tuple(
        Essay(id=f"i{n}", stem="Why?") if each else TrueFalse(id=f"i{n}", stem="So.", answer=True)
        for n, each in enumerate(long)
    )
)
_reading = st.one_of(
    st.none(), st.tuples(st.integers(1, 40), st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair)))
)
hours = st.builds(
    Hour, prompts=_prompts, items=_items, terms=st.integers(0, 12), recalls=st.integers(0, 3), reading=_reading
)
totals = st.integers(EXIT_MINUTES, 200)


def named(parts: tuple[Part, ...]) -> list[tuple[str, int]]:
    return [(part.kind, part.number) for part in parts]


@given(hours, totals)
def test_parts_sum_to_the_minutes_of_the_class(hour, total):
    plan = class_plan(hour, total)
    assert plan.total == total
    assert sum(part.minutes for part in plan.parts) == total


@given(hours, totals)
def test_no_part_has_less_than_a_minute_nor_more_than_it_should(hour, total):
    for part in class_plan(hour, total).parts:
        assert 1 <= part.minutes <= part.wanted


@given(hours, totals)
def test_whatever_a_class_could_do_is_given_time_or_named_as_left_out(hour, total):
    plan = class_plan(hour, total)
    found = sorted(named(plan.parts) + named(plan.left_out))
    wanted = [("prompt", number) for number in range(1, len(hour.prompts) + 1)]
    wanted += (
        [("quiz", 0)] * bool(hour.items) + [("terms", 0)] * bool(hour.terms) + [("recall", 0)] * bool(hour.recalls)
    )
    wanted += [("read", 0)] * (hour.reading is not None) + [("break", 0)] * (total >= BREAK_FROM)
    wanted += [("exit", 0), ("open", 0)]
    assert [name for name in found if name[0] != "spare"] == sorted(wanted)
    assert named(plan.parts).count(("spare", 0)) <= 1
    assert all(part.minutes == 0 < part.wanted for part in plan.left_out)


@given(hours, totals)
def test_parts_stand_in_the_order_of_a_class(hour, total):
    places = [(ORDER.index(part.kind), part.number) for part in class_plan(hour, total).parts]
    assert places == sorted(places)


@given(hours, totals)
def test_a_quiz_has_its_first_items_and_time_to_go_over_the_answers(hour, total):
    quiz = class_plan(hour, total).of("quiz")
    if quiz is None:
        return
    costs = [2 if isinstance(item, Essay) else 1 for item in hour.items]
    assert min(FEWEST_ITEMS, len(costs)) <= quiz.items <= len(costs)
    assert quiz.minutes == sum(costs[: quiz.items]) + FEEDBACK_MINUTES
    assert quiz.is_cut == (quiz.items < len(costs))


@given(hours, totals)
def test_only_the_first_prompt_is_cut_and_never_to_less_than_talking_takes(hour, total):
    plan = class_plan(hour, total)
    for number, prompt in enumerate(hour.prompts, 1):
        part = plan.of("prompt", number)
        if part is not None and part.is_cut:
            assert number == 1
            assert part.minutes >= min(LEAST_PROMPT, prompt.plan.minutes or LEAST_PROMPT)


#: What is named first is left out last; the break comes with the length of the class.
_RANK = [
    ("exit", 0), ("open", 0), ("break", 0), ("read", 0), ("quiz", 0), ("prompt", 1), ("terms", 0), ("recall", 0), ("prompt", 2),
]  # fmt: skip
_GROWING = [("read", 0), ("quiz", 0), ("terms", 0), ("recall", 0)]


def importance(plan: ClassPlan, hour: Hour) -> list[int]:
    """Return what a plan gives, by rank: first that a part is there, then that it has all it should have."""
    later = [("prompt", number) for number in range(3, len(hour.prompts) + 1)]
    minutes = {name: part.minutes for name, part in zip(named(plan.parts), plan.parts, strict=True)}
    begun = [minutes.get(name, 0) if name == ("prompt", 1) else name in minutes for name in _RANK]
    grown = [minutes.get(name, 0) for name in _GROWING]
    return [*begun, *(name in minutes for name in later), *grown]


@given(hours, totals, st.integers(1, 40))
def test_more_minutes_give_up_nothing_but_for_something_more_important(hour, total, more):
    """A longer class may lose a part if that makes room for one declared before it."""
    assert importance(class_plan(hour, total + more), hour) >= importance(class_plan(hour, total), hour)


@given(hours, totals)
def test_what_is_left_out_would_not_fit_into_what_is_spare(hour, total):
    plan = class_plan(hour, total)
    spare = plan.of("spare")
    left = spare.minutes if spare is not None else 0
    costs = {"quiz": FEEDBACK_MINUTES + FEWEST_ITEMS * 2, "terms": 2, "recall": 5}
    for part in plan.left_out:
        least = LEAST_PROMPT if (part.kind, part.number) == ("prompt", 1) else costs.get(part.kind, part.wanted)
        assert left < max(least, part.wanted if part.kind == "prompt" and part.number > 1 else least)


@pytest.mark.parametrize("minutes", [-1, 0, EXIT_MINUTES - 1])
def test_a_class_without_time_for_an_exit_line_is_none(minutes):
    with pytest.raises(ValueError, match="at least"):
        class_plan(Hour(), minutes)


def test_a_class_on_an_empty_module_is_a_welcome_an_exit_line_and_time_to_spare():
    assert named(class_plan(Hour(), 30).parts) == [("open", 0), ("exit", 0), ("spare", 0)]


def test_a_break_comes_at_ninety_minutes():
    assert class_plan(Hour(), BREAK_FROM - 1).of("break") is None
    assert class_plan(Hour(), BREAK_FROM).of("break") is not None


@pytest.mark.parametrize("reading", ["before", "inside"])
@pytest.mark.parametrize("slug", SLUGS)
def test_classes_of_the_sample_course_hold_what_shorter_ones_hold(slug, reading):
    hour = hour_of(sample()[slug], reading)
    plans = [class_plan(hour, minutes) for minutes in (30, 50, 90)]
    for plan in plans:
        assert sum(part.minutes for part in plan.parts) == plan.total
        for kind in ("prompt", "quiz", "exit"):
            assert plan.of(kind, 1 if kind == "prompt" else 0) is not None
    for short, long in pairwise(plans):
        given = {name for name in named(short.parts) if name[0] != "spare"}
        assert given <= set(named(long.parts))


def _table(slug: str, hour: Hour, minutes: int):
    materials = sample()[slug]
    plan, short = class_plan(hour, minutes), class_plan(hour, 30)
    table, *_ = timetable(materials, plan, short)
    return [["".join(run.text for run in cell) for cell in row] for row in table.rows]


@pytest.mark.parametrize("minutes", [30, 50, 90])
@pytest.mark.parametrize("reading", ["before", "inside"])
@pytest.mark.parametrize("slug", SLUGS)
def test_the_printed_plan_adds_up_by_the_clock_and_in_each_column(slug, reading, minutes):
    *rows, total = _table(slug, hour_of(sample()[slug], reading), minutes)
    planned = [row for row in rows if row[0] != "–"]  # others are on the short path only
    assert sum(int(row[1]) for row in planned) == int(total[1]) == minutes
    clock = 0
    for row in planned:
        assert row[0] == f"{clock}–{clock + int(row[1])}"
        clock += int(row[1])
    assert clock == minutes
    if minutes > 30:
        assert sum(int(row[3]) for row in rows if row[3] != "–") == int(total[3]) == 30
