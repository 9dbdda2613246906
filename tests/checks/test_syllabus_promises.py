"""For any term and workshop: every session without a place is told, and cutting what is named makes room."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syllabi_drawn import terms, workshops

from builder.checks.looking import Looking
from builder.checks.syllabus.cutting import sessions_to_cut
from builder.checks.syllabus.table import syllabus_rules
from builder.model.course import Course, CourseSyllabus
from builder.model.syllabus import Session, Syllabus
from builder.model.syllabus_facts import SyllabusFacts
from builder.syllabus.days import days_off
from builder.syllabus.flow import timetables


def looking_at(syllabus, public):
    read = CourseSyllabus(
        name="a",
        syllabus=syllabus,
        file="syllabi/a.yml",
        places={},
        timetables=timetables(syllabus, public),
        facts=SyllabusFacts(public=public, off=tuple(days_off(syllabus, public).values())),
    )
    return Looking(course=Course(title="T", syllabi=(read,)), year=2027)


def told(syllabus, public):
    looking = looking_at(syllabus, public)
    return looking.course.syllabi[0], tuple(syllabus_rules(looking))


@settings(max_examples=100, deadline=None)
@given(st.one_of(terms(), workshops().map(lambda syllabus: (syllabus, {}))))
def test_every_session_without_a_place_is_told_once_and_no_other(case):
    syllabus, public = case
    read, findings = told(syllabus, public)
    pinned = {f.where.path.split("]")[0] for f in findings if f.code == "syllabus-no-place"}
    full = [f for f in findings if f.code == "syllabus-full"]
    meeting = [table for table in read.timetables if table.meetings]
    homeless = {entry.number for table in meeting for entry in table.unplaced}
    named = {number for number in homeless if f"$.sessions[{number - 1}" in pinned}
    assert {f"$.sessions[{number - 1}" for number in named} == pinned
    assert bool(homeless - named) <= bool(full)
    assert bool(full) <= bool(homeless)
    assert [f.code for f in findings].count("syllabus-never-meets") == len(read.timetables) - len(meeting)


@settings(max_examples=100, deadline=None)
@given(terms())
def test_cutting_what_is_named_gives_all_others_a_meeting(case):
    """Nothing is bound to these sessions, so there is always enough to cut."""
    syllabus, public = case
    bare = tuple(Session(title="s", date=each.date) for each in syllabus.sessions)
    plan = msgspec.structs.replace(syllabus, sessions=bare, groups=())
    looking = looking_at(plan, public)
    (table,) = looking.course.syllabi[0].timetables
    homeless = tuple(entry.number for entry in table.unplaced if entry.reason == "no-meeting-left")
    if not homeless:
        return
    cut = sessions_to_cut(looking.course.syllabi[0], looking, homeless)
    assert len(cut) == len(homeless)
    left = tuple(session for number, session in enumerate(bare, 1) if number not in cut)
    (after,) = timetables(msgspec.structs.replace(plan, sessions=left), public)
    assert not [entry for entry in after.unplaced if entry.reason == "no-meeting-left"]
    assert len(after.held) == len(table.held)


@pytest.mark.parametrize("title", ["ورشة عمل", "*Open* `day`", "<b>x</b>", "a" * 400])
def test_titles_of_any_kind_are_told_as_plain_text(title):
    syllabus = Syllabus(format=1, title="T", days=(), sessions=(Session(title=title),) * 2)
    _, findings = told(syllabus, {})
    (doubled,) = [finding for finding in findings if finding.code == "syllabus-title-twice"]
    assert title.replace("*", "").replace("`", "") in doubled.message
