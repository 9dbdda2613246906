"""What outputs show of a syllabus: keys that stay, weeks that add up, what serves what."""

import datetime as dt
import re

import msgspec
import pytest

from builder.model.entry import Entry
from builder.model.schedule import counted
from builder.model.syllabus import Assessment, Outcome, Pattern, Session, Syllabus, Term
from builder.syllabus.flow import timetables
from builder.syllabus.happenings import happenings
from builder.syllabus.schedule import event_id, schedule_of, session_keys
from builder.text.course_id import course_id


def entry(slug, *keywords, reading=4):
    return Entry(slug=slug, title=slug.title(), language="en", keywords=keywords, reading_minutes=reading)


ENTRIES = {one.slug: one for one in (entry("war", "Conflict"), entry("peace", "Conflict", "norms", reading=6))}
TERM = Term(start=dt.date(2027, 1, 11), end=dt.date(2027, 1, 31))


def syllabus(*sessions, **more):
    meetings = (Pattern(days=("Mon", "Wed"), start="10:00", minutes=75),)
    return Syllabus(format=1, title="T", term=TERM, meetings=meetings, sessions=sessions, **more)


def schedule(made):
    return schedule_of("course", made, timetables(made, {}), ENTRIES, "a course")


def test_a_session_is_known_by_its_id_its_modules_or_its_title_and_once():
    made = syllabus(
        Session(id="exam", title="Exam"),
        Session(modules=("war", "peace")),
        Session(title="Review"),
        Session(title="Review"),
        Session(modules=("war", "peace"), title="Again"),
    )
    keys = session_keys(made)
    assert len(set(keys)) == len(keys) == 5
    assert keys[0] == "id exam"
    assert session_keys(syllabus(*reversed(made.sessions)))[-1] == "id exam"


def test_an_id_is_never_taken_for_a_module_or_a_title():
    one = syllabus(Session(id="war", title="A"), Session(modules=("war",)), Session(title="modules war"))
    assert session_keys(one) == ("id war", "modules war", "title modules war")
    without = syllabus(Session(modules=("war",)), Session(id="war", title="A"))
    assert session_keys(without) == ("modules war", "id war")


def test_sessions_on_one_module_are_told_apart_by_their_titles():
    first, second = Session(modules=("war",), title="Causes"), Session(modules=("war",), title="Cures")
    keys = session_keys(syllabus(first, second))
    assert len(set(keys)) == 2
    assert session_keys(syllabus(second, first)) == keys[::-1]
    assert session_keys(syllabus(first, Session(modules=("war",)))) == (keys[0], "modules war")
    assert session_keys(syllabus(first)) == ("modules war",)  # alone it may be called otherwise
    assert session_keys(syllabus(first, first)) == (keys[0], f"{keys[0]} #2")


@pytest.mark.parametrize(
    "names",
    [("Essay", "Essay", "Essay #2"), ("Essay #2", "Essay", "Essay"), ("a", "a", "a #2", "a #2", "a #2 #2", "a", "a")],
)
def test_numbered_names_are_never_those_of_others(names):
    keys = counted(names)
    assert len(set(keys)) == len(names)
    assert set(names) <= set(keys)  # what is there once under a name keeps it
    assert all(key.startswith(name) for key, name in zip(keys, names, strict=True))


def starting(day, *sessions):
    first = dt.date.fromisoformat(day)
    made = syllabus(*sessions)
    return msgspec.structs.replace(made, term=Term(start=first, end=first + dt.timedelta(days=20)))


def known(made, *, course="a course", name="course", group=None, kind="session"):
    return event_id(course, name, made, group, kind, "modules war")


def test_an_event_is_known_by_course_syllabus_group_and_kind():
    made = syllabus(Session(modules=("war",)))
    assert re.fullmatch(r"[0-9a-f]{32}@teaching-module-builder", known(made))
    told = [{}, {"course": "another"}, {"name": "other"}, {"group": "A"}, {"kind": "due"}]
    assert len({known(made, **one) for one in told}) == 5


def test_two_courses_with_a_spring_do_not_take_one_anothers_events():
    made = syllabus(Session(modules=("war",)), assessments=(Assessment(name="Essay", due=dt.date(2027, 1, 17)),))
    ids = []
    for course in (course_id("Peace", "One"), course_id("War", "One"), course_id("Peace", "Another")):
        own = schedule_of("spring", made, timetables(made, {}), ENTRIES, course)
        ids += [each.id for each in happenings(own, own.agendas[0])]
    assert len(set(ids)) == 6


@pytest.mark.parametrize(
    ("starts", "others"),
    [
        (("2027-01-04", "2026-12-28", "2027-02-01", "2026-12-01", "2027-05-31"), ("2027-08-30", "2026-09-07")),
        (("2027-08-30", "2027-09-06", "2027-06-01", "2027-11-30"), ("2027-01-11", "2027-12-01", "2026-09-07")),
    ],
)
def test_an_event_keeps_its_id_when_the_start_moves_and_has_another_in_another_half_year(starts, others):
    ids = {known(starting(day, Session(modules=("war",)))) for day in starts}
    assert len(ids) == 1
    assert not ids & {known(starting(day, Session(modules=("war",)))) for day in others}


def test_a_title_is_shown_without_its_marks():
    made = syllabus(Session(title="*War* \\& `peace` <b>"), Session(title="![](a.png)", modules=("war",)))
    shown = schedule(made)
    assert shown.titles == ("War & peace <b>", "War")
    assert tuple(lesson.title for lesson in shown.agendas[0].lessons) == shown.titles
    assert tuple(reading.title for reading in shown.readings) == shown.titles


def test_a_weeks_work_is_the_sum_of_what_is_read_and_met():
    made = syllabus(
        Session(modules=("war", "peace")),
        Session(title="Talk", minutes=30, readings=("A text.", "Another.")),
        Session(modules=("war", "nowhere"), readings=("A text.",)),
        assessments=(Assessment(name="Essay", due=dt.date(2027, 1, 17)), Assessment(name="Quiz", session="gone")),
    )
    (agenda,) = schedule(made).agendas
    weeks = agenda.weeks
    assert [(week.number, week.start.isoformat(), week.reading, week.texts, week.class_minutes) for week in weeks] == [
        (1, "2027-01-11", 10, 2, 105),
        (2, "2027-01-18", 4, 1, 75),
        (3, "2027-01-25", 0, 0, 0),
    ]
    assert [due.name for due in agenda.weeks[0].due] == ["Essay"]  # a Sunday is in the week that it ends
    assert agenda.undated == ("Quiz",)
    assert agenda.lessons[2].unknown == ("nowhere",)
    assert agenda.lessons[2].title == "War / nowhere"


def test_what_is_due_at_a_session_is_due_on_its_day():
    made = syllabus(
        Session(title="a"),
        Session(title="b", id="second"),
        assessments=(Assessment(name="Essay", session="second", weight=12.5),),
    )
    (due,) = schedule(made).agendas[0].due
    assert (due.date.isoformat(), due.session, due.weight) == ("2027-01-13", 2, 12.5)


def test_outcomes_are_served_by_name_or_keyword_and_keywords_by_the_modules_that_have_them():
    made = syllabus(
        Session(modules=("war",)),
        Session(modules=("peace",)),
        outcomes=(
            Outcome(text="one", modules=("peace",)),
            Outcome(text="two", keywords=("CONFLICT",)),
            Outcome(text="three"),
        ),
    )
    assert [(row.kind, row.label, row.sessions) for row in schedule(made).coverage] == [
        ("outcome", "one", (2,)),
        ("outcome", "two", (1, 2)),
        ("outcome", "three", ()),
        ("keyword", "Conflict", (1, 2)),
        ("keyword", "norms", (2,)),
    ]
