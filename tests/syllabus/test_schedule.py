"""What outputs show of a syllabus: keys that stay, weeks that add up, what serves what."""

import datetime as dt
import re

import msgspec

from builder.model.entry import Entry
from builder.model.syllabus import Assessment, Outcome, Pattern, Session, Syllabus, Term
from builder.syllabus.flow import timetables
from builder.syllabus.schedule import event_id, schedule_of, session_keys


def entry(slug, *keywords, reading=4):
    return Entry(slug=slug, title=slug.title(), language="en", keywords=keywords, reading_minutes=reading)


ENTRIES = {one.slug: one for one in (entry("war", "Conflict"), entry("peace", "Conflict", "norms", reading=6))}
TERM = Term(start=dt.date(2027, 1, 11), end=dt.date(2027, 1, 31))


def syllabus(*sessions, **more):
    meetings = (Pattern(days=("Mon", "Wed"), start="10:00", minutes=75),)
    return Syllabus(format=1, title="T", term=TERM, meetings=meetings, sessions=sessions, **more)


def schedule(made):
    return schedule_of("course", made, timetables(made, {}), ENTRIES)


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
    assert keys[0] == "exam"
    assert session_keys(syllabus(*reversed(made.sessions)))[-1] == "exam"


def test_an_event_keeps_its_id_when_it_moves_and_has_another_in_another_year():
    made = syllabus(Session(modules=("war",)))
    own = event_id("course", made, None, "session", "war")
    moved = msgspec.structs.replace(made, term=Term(start=dt.date(2027, 2, 1), end=dt.date(2027, 2, 28)))
    later = msgspec.structs.replace(made, term=Term(start=dt.date(2028, 1, 10), end=dt.date(2028, 1, 30)))
    assert event_id("course", moved, None, "session", "war") == own
    assert re.fullmatch(r"[0-9a-f]{32}@teaching-module-builder", own)
    others = {
        event_id("course", later, None, "session", "war"),
        event_id("other", made, None, "session", "war"),
        event_id("course", made, "A", "session", "war"),
        event_id("course", made, None, "due", "war"),
    }
    assert own not in others
    assert len(others) == 4


def test_a_weeks_work_is_the_sum_of_what_is_read_and_met():
    made = syllabus(
        Session(modules=("war", "peace")),
        Session(title="Talk", minutes=30),
        Session(modules=("war", "nowhere")),
        assessments=(Assessment(name="Essay", due=dt.date(2027, 1, 17)), Assessment(name="Quiz", session="gone")),
    )
    (agenda,) = schedule(made).agendas
    assert [(week.number, week.start.isoformat(), week.reading, week.class_minutes) for week in agenda.weeks] == [
        (1, "2027-01-11", 10, 105),
        (2, "2027-01-18", 4, 75),
        (3, "2027-01-25", 0, 0),
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
