"""For any term, pattern, holiday and pin: every session on a meeting day of the term, never on a holiday, in order, none lost."""

import datetime as dt
import itertools

from hypothesis import given, settings
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
from builder.model.timetable import clock, minutes_of
from builder.syllabus.days import days_off, monday
from builder.syllabus.flow import timetables

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


@settings(max_examples=400, deadline=None)
@given(terms())
def test_every_session_is_on_a_meeting_day_in_order_or_is_named(case):
    syllabus, public = case
    closed = {holiday.date for holiday in syllabus.holidays.dates}
    closed |= set(public) - set(syllabus.holidays.held)
    for recess in syllabus.breaks:
        closed |= {recess.start + dt.timedelta(days=n) for n in range((recess.end - recess.start).days + 1)}
    for timetable, group in zip(timetables(syllabus, public), syllabus.groups or (None,), strict=True):
        met = (group.meetings if group else ()) or syllabus.meetings
        for held in timetable.held:
            day, session = held.meeting.date, syllabus.sessions[held.number - 1]
            assert syllabus.term.start <= day <= syllabus.term.end
            assert day not in closed
            assert any(
                WEEKDAYS[day.weekday()] in pattern.days
                and minutes_of(pattern.start) == held.start
                and session.meeting in (None, pattern.name)
                for pattern in met
            )
            if session.date is not None and group is None:
                assert day == session.date
            if session.date is not None:
                assert monday(day) == monday(session.date)
        numbers = [held.number for held in timetable.held]
        assert numbers == sorted(numbers)
        moments = [(held.meeting.date, held.start) for held in timetable.held]
        assert all(one < other for one, other in itertools.pairwise(moments))
        left = [one.number for one in timetable.unplaced]
        assert sorted(numbers + left) == list(range(1, len(syllabus.sessions) + 1))
        assert len(timetable.held) + len(timetable.free) == len(timetable.meetings)
        assert {off.date for off in timetable.off} <= set(days_off(syllabus, public)) & closed


@settings(max_examples=300, deadline=None)
@given(terms())
def test_no_session_is_left_out_while_a_meeting_could_hold_it(case):
    """What flows and finds no place has none between its neighbours: no free meeting of its kind lies there."""
    syllabus, public = case
    for timetable in timetables(syllabus, public):
        for left in timetable.unplaced:
            session = syllabus.sessions[left.number - 1]
            if session.date is not None:
                continue
            before = [held for held in timetable.held if held.number < left.number]
            after = [held for held in timetable.held if held.number > left.number]
            earliest = (before[-1].meeting.date, before[-1].start) if before else (dt.date.min, 0)
            latest = (after[0].meeting.date, after[0].start) if after else (dt.date.max, 0)
            assert not [
                meeting
                for meeting in timetable.free
                if earliest < (meeting.date, meeting.start) < latest and session.meeting in (None, meeting.name)
            ]


@settings(max_examples=150, deadline=None)
@given(terms(), st.data())
def test_moving_a_session_keeps_the_days_of_those_above_it(case, data):
    """Who takes a session out moves the ones below it only, as long as nothing is pinned."""
    syllabus, public = case
    free = tuple(Session(title="s", meeting=each.meeting) for each in syllabus.sessions)
    if not free:
        return
    gone = data.draw(st.integers(0, len(free) - 1))
    whole = Syllabus(**{**fields(syllabus), "sessions": free})
    less = Syllabus(**{**fields(syllabus), "sessions": free[:gone] + free[gone + 1 :]})
    for one, other in zip(timetables(whole, public), timetables(less, public), strict=True):
        assert [h for h in one.held if h.number <= gone] == [h for h in other.held if h.number <= gone]


def fields(syllabus):
    return {name: getattr(syllabus, name) for name in syllabus.__struct_fields__}


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


@settings(max_examples=400, deadline=None)
@given(workshops())
def test_a_workshops_sessions_keep_their_minutes_clear_of_breaks_and_of_each_other(syllabus):
    (timetable,) = timetables(syllabus, {})
    spans = []
    for held in timetable.held:
        session = syllabus.sessions[held.number - 1]
        (day,) = [day for day in syllabus.days if day.date == held.meeting.date]
        begin, end = held.start, held.start + held.minutes
        assert held.minutes == session.minutes
        assert session.date in (None, day.date)
        assert minutes_of(day.start) <= begin
        assert end <= minutes_of(day.end)
        for pause in day.breaks:
            assert end <= minutes_of(pause.at) or begin >= minutes_of(pause.at) + pause.minutes
        spans.append((day.date, begin, end))
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in itertools.pairwise(spans))
    numbers = [held.number for held in timetable.held]
    assert numbers == sorted(numbers)
    assert sorted(numbers + [one.number for one in timetable.unplaced]) == list(range(1, len(syllabus.sessions) + 1))


@settings(max_examples=200, deadline=None)
@given(workshops())
def test_a_pinned_session_of_a_workshop_stays_whatever_flows(syllabus):
    """The sessions that flow never take the place of a pinned one that could be held without them."""
    pinned = tuple(session for session in syllabus.sessions if session.date is not None)
    (alone,) = timetables(Syllabus(format=1, title="T", days=syllabus.days, sessions=pinned), {})
    (among,) = timetables(syllabus, {})
    held = {one.number for one in among.held}
    numbers = [number for number, session in enumerate(syllabus.sessions, 1) if session.date is not None]
    assert len(alone.held) == len([number for number in numbers if number in held])
