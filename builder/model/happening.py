"""Sessions and due dates as moments, and the clock changes around them: what a calendar file needs of a syllabus.

`builder.syllabus.happenings` computes them; `builder.writers.calendar` only writes.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from builder.model.schedule import Due, Lesson


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """An event of a calendar: a session from a moment to a moment, or something due on a day.

    id: by which a calendar knows it again.  begin, end: with a time zone, or without one where the syllabus has none;
    for what is due, the day and the day after.
    """

    id: str
    begin: dt.datetime | dt.date
    end: dt.datetime | dt.date
    what: Lesson | Due


class ClockChange(msgspec.Struct, frozen=True, kw_only=True):
    """A moment at which a zone's clocks change.

    at: by the clock before the change (RFC 5545, 3.6.5).  before, after: how far local time is ahead of UTC.
    name: what the new time is called, as in EST.  is_summer: whether it is daylight saving time.
    rule: by which it comes again every year (RFC 5545, 3.3.10), "" where it is this one change.
    """

    at: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool
    rule: str = ""
