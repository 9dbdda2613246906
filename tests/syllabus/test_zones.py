"""Moments in their zones: nights on which clocks change, names that are not quite right."""

import datetime as dt

import pytest

from builder.model.timetable import Meeting
from builder.syllabus.zones import begins, ends, is_doubled, is_skipped, near_zones, zone, zone_names


def moment(name, day, start):
    return begins(Meeting(date=dt.date.fromisoformat(day), start=start, minutes=60, week=1), start, zone(name))


@pytest.mark.parametrize(
    ("name", "day", "utc"),
    [
        # New York: summer time begins on 14 March 2027 (UTC-5, then UTC-4) and ends on 7 November.
        ("America/New_York", "2027-03-12", "15:00"),
        ("America/New_York", "2027-03-15", "14:00"),
        ("America/New_York", "2027-11-08", "15:00"),
        # Berlin: begins on 28 March (UTC+1, then UTC+2).
        ("Europe/Berlin", "2027-03-26", "09:00"),
        ("Europe/Berlin", "2027-03-29", "08:00"),
        # Sydney: summer time ends on 4 April (UTC+11, then UTC+10).
        ("Australia/Sydney", "2027-04-02", "23:00"),
        ("Australia/Sydney", "2027-04-05", "00:00"),
        # Kolkata has none (UTC+5:30).
        ("Asia/Kolkata", "2027-07-01", "04:30"),
    ],
)
def test_ten_in_the_morning_is_an_hour_of_its_own_in_each_zone(name, day, utc):
    assert moment(name, day, 600).astimezone(dt.UTC).strftime("%H:%M") == utc


def test_a_night_in_spring_has_an_hour_that_nobody_has():
    assert is_skipped(moment("America/New_York", "2027-03-14", 150))
    assert not is_skipped(moment("America/New_York", "2027-03-14", 119))
    assert not is_skipped(moment("America/New_York", "2027-03-14", 180))
    assert not is_doubled(moment("America/New_York", "2027-03-14", 150))


def test_a_night_in_autumn_has_an_hour_twice():
    assert is_doubled(moment("America/New_York", "2027-11-07", 90))
    assert not is_doubled(moment("America/New_York", "2027-11-07", 120))
    assert not is_skipped(moment("America/New_York", "2027-11-07", 90))


@pytest.mark.parametrize(("day", "end"), [("2027-03-14", "04:00"), ("2027-11-07", "02:00"), ("2027-06-01", "03:00")])
def test_a_session_over_such_a_night_lasts_as_long_as_it_says(day, end):
    """From one o'clock for two hours: to four by the clock in spring, to two in autumn, to three on any other night."""
    begin = moment("America/New_York", day, 60)
    assert ends(begin, 120).strftime("%H:%M") == end
    assert ends(begin, 120).astimezone(dt.UTC) - begin.astimezone(dt.UTC) == dt.timedelta(hours=2)


def test_a_start_after_midnight_is_on_the_next_day():
    assert moment("Europe/Berlin", "2027-03-01", 24 * 60 + 30).isoformat() == "2027-03-02T00:30:00+01:00"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("New York", "America/New_York"), ("Europe/Berln", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin")],
)
def test_a_name_that_is_not_quite_right_has_a_near_one(written, meant):
    assert meant in near_zones(written)


def test_an_unknown_zone_is_no_zone_and_no_file():
    assert "../../etc/passwd" not in zone_names()
    with pytest.raises(KeyError):
        zone("../../etc/passwd")
