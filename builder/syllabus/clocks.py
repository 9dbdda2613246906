"""When the clocks of a time zone change, told so that a calendar program needs no other source (RFC 5545, 3.6.5).

A zone whose clocks change by one rule every year is told by that rule, as calendar programs expect it and some (older
ones of Outlook) ask for it; others by the days around the term.  Both come from looking at the zone itself: nothing
is known here of any country.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from builder.model.happening import ClockChange

_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(days=7)
_YEAR = 366 * _DAY
_SECOND = dt.timedelta(seconds=1)
#: Rules are written as beginning in this year, and a zone that never changes as set on its first day.
_LONG_AGO = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock
#: In so many years a rule has to hold: enough to tell a last Sunday from a fourth.
_YEARS_OF_A_RULE = 12
#: A zone on a yearly rule changes so often in a year.
_TWICE = 2
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def clock_changes(time_zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> tuple[ClockChange, ...]:
    """Return the clock changes by which every local time from `first` to `last` can be told.

    Two yearly rules, where they hold from a year before; else the change before it all, those between, and the next
    after, where it comes within a year.
    """
    rules = _yearly(time_zone, first.year, last.year)
    if rules:
        return rules
    changes = [(moment, _change(moment, time_zone)) for moment in _moments(time_zone, first - _YEAR, last + _YEAR)]
    before = [change for moment, change in changes if moment <= first]
    between = [change for moment, change in changes if first < moment <= last]
    after = [change for moment, change in changes if moment > last]
    return (*(before[-1:] or [_since_long_ago(time_zone, first)]), *between, *after[:1])


def _moments(time_zone: ZoneInfo, first: dt.datetime, last: dt.datetime) -> Iterator[dt.datetime]:
    """Yield the first second after each change, found day by day and then by halves."""
    day, end = first.astimezone(dt.UTC).replace(microsecond=0), last.astimezone(dt.UTC)
    while day < end:
        old, new = day, day + _DAY
        told = _told(day, time_zone)
        if _told(new, time_zone) != told:
            while new - old > _SECOND:
                middle = old + dt.timedelta(seconds=int((new - old).total_seconds()) // 2)
                old, new = (middle, new) if _told(middle, time_zone) == told else (old, middle)
            yield new
        day += _DAY


def _told(moment: dt.datetime, time_zone: ZoneInfo) -> tuple[dt.timedelta, str, dt.timedelta]:
    """Return how far a zone's clocks are ahead of UTC, what their time is called, and how far ahead of usual time."""
    local = moment.astimezone(time_zone)
    return local.utcoffset() or dt.timedelta(), local.tzname() or "", local.dst() or dt.timedelta()


def _change(moment: dt.datetime, time_zone: ZoneInfo) -> ClockChange:
    """Return what changes at a moment; in Ireland winter is the exception by law, but summer is still summer."""
    before, _, usual = _told(moment - _SECOND, time_zone)
    after, name, saved = _told(moment, time_zone)
    at = moment.astimezone(dt.UTC).replace(tzinfo=None) + before
    return ClockChange(at=at, before=before, after=after, name=name, is_summer=saved > usual)


def _since_long_ago(time_zone: ZoneInfo, moment: dt.datetime) -> ClockChange:
    ahead, name, saved = _told(moment, time_zone)
    return ClockChange(at=_LONG_AGO, before=ahead, after=ahead, name=name, is_summer=saved > dt.timedelta())


@cache
def _yearly(time_zone: ZoneInfo, first: int, last: int) -> tuple[ClockChange, ...]:
    """Return the two changes of every year as rules; nothing for a zone that has no such two."""
    years = range(first - 1, last + _YEARS_OF_A_RULE)
    begin, end = (dt.datetime(year, 1, 1, tzinfo=time_zone) for year in (years[0], years[-1] + 1))
    changes = [_change(moment, time_zone) for moment in _moments(time_zone, begin, end)]
    if len(changes) != _TWICE * len(years):
        return ()
    rules = [_rule(changes[place::_TWICE]) for place in range(_TWICE)]
    return tuple(sorted((rule for rule in rules if rule), key=lambda rule: rule.is_summer)) if all(rules) else ()


def _rule(changes: list[ClockChange]) -> ClockChange | None:
    """Return the changes of several years, one a year, as the rule that they follow; None if they follow none."""
    alike = {
        (one.at.month, one.at.weekday(), one.at.time(), one.before, one.after, one.name, one.is_summer)
        for one in changes
    }
    if len(alike) > 1 or len({one.at.year for one in changes}) != len(changes):
        return None
    first = changes[0]
    counted = {(one.at.day - 1) // 7 + 1 for one in changes}
    is_last = all((one.at + _WEEK).month != one.at.month for one in changes)
    if len(counted) > 1 and not is_last:
        return None
    place = -1 if is_last else counted.pop()
    rule = f"FREQ=YEARLY;BYMONTH={first.at.month};BYDAY={place}{_WEEKDAYS[first.at.weekday()]}"
    return msgspec.structs.replace(first, at=_in_first_year(first.at, place), rule=rule)


def _in_first_year(at: dt.datetime, place: int) -> dt.datetime:
    """Return the change of 1970 by a rule: on which of its weekdays (-1: the last) in its month."""
    days = [_LONG_AGO + number * _DAY for number in range(365)]
    own = [day for day in days if day.month == at.month and day.weekday() == at.weekday()]
    return dt.datetime.combine(own[place if place < 0 else place - 1], at.time())
