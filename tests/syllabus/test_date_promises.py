"""For any term, pattern, holiday and pin: every session on a meeting day of the term, never on a holiday, in order, none lost."""

import datetime as dt
import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from syllabi_drawn import terms, workshops

from builder.model.syllabus import WEEKDAYS, Session, Syllabus
from builder.model.timetable import minutes_of
from builder.syllabus.days import days_off, monday
from builder.syllabus.flow import timetables


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
