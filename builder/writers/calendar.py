"""A group's calendar as iCalendar (RFC 5545), written by the library `icalendar`.

What a calendar program does when the file is imported again rests on three properties: UID stays when a session is
moved, so that the event moves; SEQUENCE is the syllabus's `revision`; DTSTAMP, which the standard asks for, is a fixed
day and so many days later as `revision` says, and not the time at which the file was made, since the same syllabus is
to give the same bytes.  So neither ever runs backwards, wherever the term moves.

The rules of the time zone are our own (`builder.syllabus.clocks`): `Timezone.from_tzinfo` of icalendar 7.3 gives
the time after a change for its DTSTART, where the standard asks for the time before it, so that the hours after a
spring change would be read wrongly.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vRecur, vText

from builder.model.happening import ClockChange, Happening
from builder.model.maker import MADE_BY
from builder.model.schedule import Agenda, Due, Lesson, Schedule
from builder.model.syllabus import Syllabus
from builder.text.locales import decimal
from builder.text.xml_chars import without_non_xml
from builder.wording import phrase
from builder.writers.sheets.plain_words import plain_line, plain_lines

Say = Callable[..., str]

_EVENT = re.compile(rb"^BEGIN:VEVENT\r\n(.*?)^END:VEVENT", re.MULTILINE | re.DOTALL)
#: DTSTAMP of revision 0; the planner page has the same.
_FIRST_STAMP = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
#: As far as years have four digits; a `revision` may be a date (20270301).
_MOST_DAYS = (dt.datetime(9999, 12, 31, tzinfo=dt.UTC) - _FIRST_STAMP).days


def calendar_of(
    schedule: Schedule,
    agenda: Agenda,
    happenings: tuple[Happening, ...],
    changes: tuple[ClockChange, ...],
    addresses: Mapping[str, str],
) -> bytes:
    """Return a group's calendar.

    changes: those of the time zone's clocks around its events.  addresses: of modules' pages on the web, by slug.
    """
    syllabus = schedule.syllabus
    calendar = Calendar()
    calendar.add("prodid", f"-//{MADE_BY}//syllabus//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    title = " – ".join(_clean(part) for part in (_course(schedule), agenda.group) if part)
    for name in ("name", "x-wr-calname"):  # RFC 7986, and what calendar programs read
        calendar.add(name, vText(title))
    if syllabus.timezone and any(_has_zone(event.begin) for event in happenings):
        calendar.add_component(_time_zone(syllabus.timezone, changes))
    stamp = _stamp(schedule.syllabus)
    for happening in happenings:
        calendar.add_component(_event(happening, schedule, stamp, addresses))
    written: bytes = calendar.to_ical()
    return written


def is_silent_change(before: bytes, after: bytes) -> bool:
    """Return whether a calendar changes an event that it had before without a higher SEQUENCE."""
    old, new = _events(before), _events(after)
    return any(
        new[id_] != event and _sequence(new[id_]) <= _sequence(event) for id_, event in old.items() if id_ in new
    )


def _events(calendar: bytes) -> dict[bytes, bytes]:
    """Return the lines of each event, unfolded, by its UID."""
    found = _EVENT.findall(calendar.replace(b"\r\n ", b""))
    return {id_[1]: event for event in found if (id_ := re.search(rb"^UID:(.*)$", event, re.MULTILINE)) is not None}


def _sequence(event: bytes) -> int:
    found = re.search(rb"^SEQUENCE:(\d+)", event, re.MULTILINE)
    return int(found[1]) if found is not None else 0


def _course(schedule: Schedule) -> str:
    """Return how the course is called in a list of calendars."""
    return " ".join(filter(None, (schedule.syllabus.code, schedule.syllabus.title)))


def _stamp(syllabus: Syllabus) -> dt.datetime:
    """Return the moment that stands for when events were last changed: a day later for each revision."""
    return _FIRST_STAMP + dt.timedelta(days=min(syllabus.revision, _MOST_DAYS))


def _has_zone(moment: dt.date) -> bool:
    return isinstance(moment, dt.datetime) and moment.tzinfo not in (None, dt.UTC)


def _time_zone(name: str, changes: tuple[ClockChange, ...]) -> Timezone:
    zone = Timezone()
    zone.add("tzid", name)
    for change in changes:
        rule = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        rule.add("dtstart", change.at)
        if change.rule:
            rule.add("rrule", vRecur.from_ical(change.rule))
        rule.add("tzoffsetfrom", change.before)
        rule.add("tzoffsetto", change.after)
        if change.name:
            rule.add("tzname", change.name)
        zone.add_component(rule)
    return zone


def _event(happening: Happening, schedule: Schedule, stamp: dt.datetime, addresses: Mapping[str, str]) -> Event:
    say = partial(phrase, schedule.syllabus.language)
    event = Event()
    event.add("uid", happening.id)
    event.add("dtstamp", stamp)
    event.add("sequence", schedule.syllabus.revision)
    event.add("dtstart", _moment(happening.begin))
    event.add("dtend", _moment(happening.end))
    match happening.what:
        case Lesson() as lesson:
            title, notes, category = lesson.title, "\n".join(_about(lesson, say, addresses)), lesson.kind
            if lesson.place:
                event.add("location", _clean(lesson.place))
        case Due() as due:
            title, notes = say("schedule.due_line", name=due.name), "\n".join(_asked(due, schedule.syllabus.language))
            category = say("schedule.assessment")
            event.add("transp", "TRANSPARENT")  # it takes nobody's time on that day
    code = schedule.syllabus.code
    event.add("summary", _clean(f"{code}: {title}" if code else title))
    if notes:
        event.add("description", _clean(notes))
    event.add("categories", [_clean(part) for part in (code or schedule.syllabus.title, category) if part])
    return event


def _moment(moment: dt.date) -> vDDDTypes:
    """Return a moment as it is written: with the name of its zone as the syllabus has it, in UTC, or without a zone."""
    if isinstance(moment, dt.datetime) and moment.tzinfo not in (None, dt.UTC):
        written = vDDDTypes(moment.replace(tzinfo=None))
        written.params["TZID"] = str(moment.tzinfo)
        return written
    return vDDDTypes(moment)


def _about(lesson: Lesson, say: Say, addresses: Mapping[str, str]) -> Iterator[str]:
    for module in lesson.modules:
        minutes = say("schedule.reading_minutes", minutes=module.reading_minutes)
        address = addresses.get(module.slug, "")
        yield f"{module.title} ({minutes})" + (f"\n{address}" if address else "")
    yield from (say("schedule.unknown_module", slug=slug) for slug in lesson.unknown)
    if lesson.readings:
        yield f"{say('schedule.read')}{say('marks.colon')}"
        yield from (f"- {plain_line(reading)}" for reading in lesson.readings)
    if lesson.notes:
        yield plain_lines(lesson.notes)


def _asked(due: Due, language: str) -> Iterator[str]:
    say = partial(phrase, language)
    if due.weight is not None:
        weight = say("schedule.percent", weight=decimal(due.weight, language))
        yield f"{say('schedule.weight')}{say('marks.colon')} {weight}"
    if due.notes:
        yield plain_lines(due.notes)


def _clean(text: str) -> str:
    """Return text without control signs, which a calendar file cannot hold."""
    return without_non_xml(text.replace("\r\n", "\n").replace("\r", "\n")).replace("\t", " ")
