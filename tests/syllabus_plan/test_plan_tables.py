"""Tables of cases: which topics a module meets, in which order modules stand, and whole plans."""

from pathlib import Path

import pytest
from entries_by_hand import cases_of, entries_of
from plans_by_hand import plan_of, request_of, rows_of, supply_of

from builder.model.syllabus_plan import Need
from builder.syllabus.plan.fit import topics_met
from builder.syllabus.plan.order import may_stand, met_needs, ordered

HERE = Path(__file__).parent


def by_name(case):
    return case["name"]


@pytest.mark.parametrize("case", cases_of(HERE / "topics.toml"), ids=by_name)
def test_topics_are_met_by_words(case):
    found = topics_met(entries_of([case["module"]])[0], case["topics"])
    assert [[met.topic, hit.field, hit.words] for met in found for hit in met.hits] == case["met"]


@pytest.mark.parametrize("case", cases_of(HERE / "orders.toml"), ids=by_name)
def test_modules_stand_behind_what_they_need(case):
    needs = [
        Need(user=user, definer=definer, terms=tuple(f"term {n}" for n in range(count)))
        for user, definer, count in case["needs"]
    ]
    met = met_needs(case["modules"], needs)
    order = ordered(case["modules"], met)
    assert list(order) == case["order"]
    assert may_stand(order, met)
    inside = [need for need in needs if {need.user, need.definer} <= set(case["modules"])]
    assert [[need.user, need.definer] for need in inside if need not in met] == case["unmet"]


@pytest.mark.parametrize("case", cases_of(HERE / "plans.toml"), ids=by_name)
def test_a_plan_holds_what_was_asked_for(case):
    plan = plan_of(request_of(case["asked"]), supply_of(case["modules"]))
    assert rows_of(plan) == case["sessions"]
    assert [session.meeting.week for session in plan.sessions] == case["weeks"]
    assert [meeting.date.isoformat() for meeting in plan.free] == case["free"]
    assert {left.slug: left.cause for left in plan.left_out} == case["left_out"]
    moved = [one.entry.slug for session in plan.sessions for one in session.chosen if one.moved]
    assert sorted(moved) == case.get("moved", [])
