"""Syllabi drawn by chance, for tests of what holds for all of them: terms with groups, holidays and pins; workshops."""

import datetime as dt

from hypothesis import strategies as st

from builder.model.syllabus import (
    WEEKDAYS,
    Group,
    Holiday,
    Holidays,
    Pattern,
    Pause,
    Recess,
    Session,
    Syllabus,
    Term,
    WorkshopDay,
)
from builder.model.timetable import clock

KINDS = ("Lecture", "Seminar", "Lab")
FIRST, LAST = dt.date(2023, 12, 1), dt.date(2029, 3, 15)  # two leap years, six turns of the year
a_day = st.dates(FIRST, LAST)


@st.composite
def patterns(draw):
    """One to three kinds of meeting, at hours that do not overlap."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=3, unique=True))
    return tuple(
        Pattern(
            name=kind,
            days=tuple(draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=4, unique=True))),
            start=clock(8 * 60 + 240 * KINDS.index(kind) + draw(st.integers(0, 60))),
            minutes=draw(st.integers(5, 170)),
        )
        for kind in kinds
    )


@st.composite
def terms(draw):
    """A syllabus of a term, and public holidays; days off and pins lie in the term and around it."""
    start = draw(a_day)
    end = start + dt.timedelta(days=draw(st.integers(0, 130)))
    near = st.dates(start - dt.timedelta(days=9), end + dt.timedelta(days=9))
    common = draw(patterns())
    groups = tuple(
        Group(name=f"group {number}", meetings=draw(patterns()) if draw(st.booleans()) else ())
        for number in range(draw(st.integers(0, 3)))
    )
    named = sorted({pattern.name for each in (common, *(group.meetings for group in groups)) for pattern in each})
    sessions = draw(
        st.lists(
            st.builds(
                Session,
                title=st.just("s"),
                date=st.none() | st.none() | near,
                meeting=st.none() | st.none() | st.sampled_from(named),
                minutes=st.none() | st.integers(5, 200),
            ),
            max_size=25,
        )
    )
    recesses = draw(st.lists(st.tuples(near, st.integers(0, 9)), max_size=3))
    syllabus = Syllabus(
        format=1,
        title="T",
        term=Term(start=start, end=end),
        meetings=common,
        groups=groups,
        sessions=tuple(sessions),
        breaks=tuple(Recess(start=day, end=day + dt.timedelta(days=more)) for day, more in recesses),
        holidays=Holidays(
            dates=tuple(Holiday(date=day) for day in draw(st.lists(near, max_size=4))),
            held=tuple(draw(st.lists(near, max_size=3))),
        ),
    )
    return syllabus, dict.fromkeys(draw(st.lists(near, max_size=6)), "public")


@st.composite
def workshops(draw):
    """A workshop of one to four days, some with breaks."""
    start = draw(a_day)
    days = []
    for number in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(7 * 60, 10 * 60))
        end = begin + draw(st.integers(30, 500))
        at, pauses = begin, []
        for _ in range(draw(st.integers(0, 3))):
            at += draw(st.integers(0, 120))
            length = draw(st.integers(5, 60))
            if at + length > end:
                break
            pauses.append(Pause(at=clock(at), minutes=length))
            at += length
        date = start + dt.timedelta(days=number)
        days.append(WorkshopDay(date=date, start=clock(begin), end=clock(end), breaks=tuple(pauses)))
    near = st.sampled_from([day.date for day in days])
    sessions = draw(
        st.lists(
            st.builds(
                Session,
                title=st.just("s"),
                minutes=st.integers(5, 150),
                date=st.none() | st.none() | st.none() | near,
            ),
            max_size=14,
        )
    )
    order = draw(st.permutations(days))
    return Syllabus(format=1, title="T", days=tuple(order), sessions=tuple(sessions))
