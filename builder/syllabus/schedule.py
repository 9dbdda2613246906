"""A syllabus with its dates and its modules, as every output shows it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from builder.catalog.keywords import keywords
from builder.catalog.outcomes import serves
from builder.catalog.spelling import compared
from builder.model.entry import Entry
from builder.model.schedule import Agenda, Due, Lesson, Reading, Schedule, Served, Week, counted
from builder.model.syllabus import Assessment, Session, Syllabus
from builder.model.timetable import Held, Timetable
from builder.syllabus.days import monday, week_of
from builder.text.inline import plain

_WEEK = dt.timedelta(days=7)
_JUNE, _DECEMBER = 6, 12


def schedule_of(
    name: str, syllabus: Syllabus, timetables: tuple[Timetable, ...], entries: Mapping[str, Entry], course: str
) -> Schedule:
    """Return a syllabus as it is shown; entries: of the course's modules, by slug; course: its `course_id`."""
    titles = tuple(_title(session, number, entries) for number, session in enumerate(syllabus.sessions, 1))
    return Schedule(
        name=name,
        course=course,
        syllabus=syllabus,
        titles=titles,
        agendas=tuple(_agenda(syllabus, timetable, titles, entries) for timetable in timetables),
        coverage=coverage(syllabus, entries),
        readings=tuple(
            Reading(
                number=number, title=titles[number - 1], modules=_modules(session, entries), readings=session.readings
            )
            for number, session in enumerate(syllabus.sessions, 1)
        ),
    )


def coverage(syllabus: Syllabus, entries: Mapping[str, Entry]) -> tuple[Served, ...]:
    """Return which sessions serve which outcome and which keyword: outcomes in their order, then keywords by name."""
    taught = {number: _modules(session, entries) for number, session in enumerate(syllabus.sessions, 1)}
    outcomes = [
        Served(
            kind="outcome",
            label=outcome.text,
            sessions=tuple(
                number
                for number, modules in taught.items()
                if any(serves(module.slug, module.keywords, outcome) for module in modules)
            ),
        )
        for outcome in syllabus.outcomes
    ]
    every = tuple({module.slug: module for modules in taught.values() for module in modules}.values())
    words = [
        Served(
            kind="keyword",
            label=word.keyword,
            sessions=tuple(n for n, modules in taught.items() if any(_has(module, word.keyword) for module in modules)),
        )
        for word in keywords(every)
    ]
    return (*outcomes, *words)


def _has(module: Entry, keyword: str) -> bool:
    return compared(keyword) in {compared(word) for word in module.keywords}


def _modules(session: Session, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    return tuple(entries[slug] for slug in dict.fromkeys(session.modules) if slug in entries)


def _title(session: Session, number: int, entries: Mapping[str, Entry]) -> str:
    """Return what a session is called, as plain text: its own title, else those of its modules, else its number."""
    own = plain(session.title or "")
    if own:
        return own
    named = [entries[slug].title if slug in entries else slug for slug in session.modules]
    return " / ".join(named) or str(number)


def session_keys(syllabus: Syllabus, lasting: Mapping[str, str] = MappingProxyType({})) -> tuple[str, ...]:
    """Return a key for each session that stays when it is moved: its id, else its modules, else its title.

    Sessions on the same modules are told apart by their titles.  Those that are alike in all this are counted, so
    that every key is there once.  lasting: the first names of modules that have another one today, by these.
    """
    modules = ["+".join(lasting.get(slug, slug) for slug in session.modules) for session in syllabus.sessions]
    named = [joined for joined, session in zip(modules, syllabus.sessions, strict=True) if not session.id]
    return counted(
        _key(session, joined, named.count(joined) > 1)
        for session, joined in zip(syllabus.sessions, modules, strict=True)
    )


def _key(session: Session, modules: str, is_shared: bool) -> str:
    """Return a session's key; its kind stands before it, so that an id never equals the name of a module."""
    if session.id:
        return f"id {session.id}"
    title = f"title {session.title or ''}"
    if not session.modules:
        return title
    return f"modules {modules} {title}" if is_shared and session.title else f"modules {modules}"


def assessment_keys(syllabus: Syllabus) -> tuple[str, ...]:
    """Return a key for each assessment: its name, counted where two share it."""
    return counted([assessment.name for assessment in syllabus.assessments])


def event_id(course: str, name: str, syllabus: Syllabus, group: str | None, kind: str, key: str) -> str:
    """Return by which id a calendar knows an event: it stays when sessions move, and differs in another term.

    course: so that two courses with a `spring.yml` do not take one another's events.  The term is told by the half of
    the year in which it (or the workshop) begins, so that the events of an earlier one are left alone when the file
    is used again.
    """
    days = [syllabus.term.start] if syllabus.term is not None else [day.date for day in syllabus.days]
    days += [day.date for one in syllabus.groups for day in one.days]
    told = "\n".join((course, name, _half(min(days)) if days else "", group or "", kind, key))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@teaching-module-builder"


def _half(day: dt.date) -> str:
    """Return the half-year of a day, from December or from June, so that a start may move over the New Year."""
    if _JUNE <= day.month < _DECEMBER:
        return f"{day.year:04}-06"
    return f"{day.year if day.month == _DECEMBER else day.year - 1:04}-12"


def _agenda(syllabus: Syllabus, timetable: Timetable, titles: tuple[str, ...], entries: Mapping[str, Entry]) -> Agenda:
    keys = session_keys(syllabus, {entry.slug: entry.lasting_name for entry in entries.values()})
    lessons = tuple(
        _lesson(held, syllabus.sessions[held.number - 1], titles[held.number - 1], keys[held.number - 1], entries)
        for held in timetable.held
    )
    dated = [_due(each, key, syllabus, timetable) for each, key in _keyed(syllabus)]
    due = tuple(sorted((one for one in dated if one is not None), key=lambda one: (one.date, one.key)))
    undated = tuple(each.name for each, one in zip(syllabus.assessments, dated, strict=True) if one is None)
    return Agenda(
        group=timetable.group,
        lessons=lessons,
        due=due,
        undated=undated,
        weeks=_weeks(syllabus, timetable, lessons, due),
        off=timetable.off,
        unplaced=timetable.unplaced,
    )


def _keyed(syllabus: Syllabus) -> list[tuple[Assessment, str]]:
    return list(zip(syllabus.assessments, assessment_keys(syllabus), strict=True))


def _lesson(held: Held, session: Session, title: str, key: str, entries: Mapping[str, Entry]) -> Lesson:
    return Lesson(
        number=held.number,
        key=key,
        title=title,
        date=held.meeting.date,
        week=held.meeting.week,
        start=held.start,
        minutes=held.minutes,
        kind=held.meeting.name,
        place=held.meeting.place,
        modules=_modules(session, entries),
        unknown=tuple(slug for slug in dict.fromkeys(session.modules) if slug not in entries),
        notes=session.notes,
        readings=session.readings,
    )


def _due(assessment: Assessment, key: str, syllabus: Syllabus, timetable: Timetable) -> Due | None:
    """Return an assessment on its day, None where that is not known."""
    number, day = 0, assessment.due
    if day is None and assessment.session is not None:
        ids = [session.id for session in syllabus.sessions]
        number = ids.index(assessment.session) + 1 if assessment.session in ids else 0
        held = timetable.place_of(number)
        day = held.meeting.date if held is not None else None
    if day is None:
        return None
    return Due(
        name=assessment.name,
        key=key,
        date=day,
        weight=assessment.weight,
        notes=assessment.notes,
        session=number,
    )


def _weeks(
    syllabus: Syllabus, timetable: Timetable, lessons: tuple[Lesson, ...], due: tuple[Due, ...]
) -> tuple[Week, ...]:
    """Return the weeks of a term, or the days of a workshop; what is due outside them stands in none."""
    starts = _starts(syllabus, timetable)
    weeks = []
    for number, start in starts.items():
        own = tuple(lesson for lesson in lessons if lesson.week == number)
        weeks.append(
            Week(
                number=number,
                start=start,
                reading=sum(module.reading_minutes for lesson in own for module in lesson.modules),
                texts=sum(len(lesson.readings) for lesson in own),
                class_minutes=sum(lesson.minutes for lesson in own),
                lessons=own,
                due=tuple(one for one in due if _number(one.date, syllabus, starts) == number),
                off=tuple(off for off in timetable.off if _number(off.date, syllabus, starts) == number),
                free=tuple(meeting for meeting in timetable.free if meeting.week == number),
            )
        )
    return tuple(weeks)


def _starts(syllabus: Syllabus, timetable: Timetable) -> dict[int, dt.date]:
    term = syllabus.term
    if term is None:
        return {meeting.week: meeting.date for meeting in timetable.meetings}
    return {n: monday(term.start) + (n - 1) * _WEEK for n in range(1, week_of(term.end, term.start) + 1)}


def _number(day: dt.date, syllabus: Syllabus, starts: Mapping[int, dt.date]) -> int:
    """Return the number of a day's week, 0 where it is in none."""
    if syllabus.term is not None:
        return week_of(day, syllabus.term.start)
    return next((number for number, start in starts.items() if start == day), 0)
