"""Which modules a syllabus teaches when, as handouts follow it: their order, the minutes of each class, its days."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.class_plan import divided
from builder.files.course import CourseFolder
from builder.findings import BuilderError, Finding, Where, error, has_errors
from builder.model.course import CourseSyllabus
from builder.model.timetable import Held, Timetable
from builder.pipeline.syllabi import named_syllabi, with_timetables
from builder.pipeline.syllabus_facts import order_of
from builder.text.dates import long_date, time_span
from builder.text.inline import plain
from builder.wording import phrase
from builder.writers.sheets.cover import Occasion


class Lessons(msgspec.Struct, frozen=True, kw_only=True):
    """The part of a syllabus for which handouts are made: a whole one, a week (of a workshop: a day), or sessions.

    name: of the syllabus.  week: from 1, 0 for none.  sessions: their numbers in the file, from 1; none for all.
    """

    name: str
    week: int = 0
    sessions: tuple[int, ...] = ()


class Taught(msgspec.Struct, frozen=True, kw_only=True):
    """What is taught in it.

    order: all modules of the syllabus in the order of teaching, from which look-backs come.
    slugs: the modules of the part, each once.  minutes: of the class on each, in pairs with its slug.
    pack: the name of the folder of a pack.  occasion: what a pack's cover says of it.
    """

    order: tuple[str, ...]
    slugs: tuple[str, ...]
    minutes: tuple[tuple[str, int], ...]
    pack: str
    occasion: Occasion
    findings: tuple[Finding, ...] = ()


def taught_in(lessons: Lessons, course: CourseFolder, wanted: tuple[str, ...] = ()) -> Taught:
    """Return what a part of a syllabus teaches; wanted: modules, where it is asked for these alone.

    Raises BuilderError where there is no such syllabus, week or session, or where it teaches no module.
    """
    read = _read(lessons.name, course.folder)
    numbers = _numbers(lessons, read)
    if wanted:
        numbers = tuple(n for n in numbers if set(wanted) & set(read.syllabus.sessions[n - 1].modules))
    there = {folder.slug for folder in course.folders if folder.module is not None}
    sessions = read.syllabus.sessions
    named = dict.fromkeys(slug for number in numbers for slug in sessions[number - 1].modules if slug in there)
    slugs = tuple(slug for slug in named if not wanted or slug in wanted)
    missing = [slug for slug in wanted if slug not in slugs]
    if missing or not slugs:
        message = f"{_part(lessons, read)} teaches {f'no {missing[0]}' if missing else 'no module of the course'}"
        raise BuilderError(_no_session(message, read, "name another week or session, or leave it out for all"))
    minutes: dict[str, int] = {}
    for number in numbers:
        for slug, share in _shares(read, number, course):
            minutes.setdefault(slug, share)
    return Taught(
        order=order_of(read.syllabus),
        slugs=slugs,
        minutes=tuple(minutes.items()),
        pack=_pack(lessons, read),
        occasion=_occasion(lessons, read, _lines(read, numbers, course)),
        findings=tuple(_unknown(read, numbers, course)),
    )


def _read(name: str, folder: Path) -> CourseSyllabus:
    found, findings = named_syllabi(folder, (name,))
    if not found:
        raise BuilderError(next(finding for finding in findings if has_errors((finding,))))
    return with_timetables(found[0])


def _no_session(message: str, read: CourseSyllabus, help_: str) -> Finding:
    return error("handout-no-session", message, Where(file=read.file), help_)


def _numbers(lessons: Lessons, read: CourseSyllabus) -> tuple[int, ...]:
    """Return the numbers of the sessions of a part; of a week those that any of the groups has in it."""
    count = len(read.syllabus.sessions)
    if lessons.sessions:
        wrong = [number for number in lessons.sessions if not 1 <= number <= count]
        if wrong:
            message = f"there is no session {wrong[0]}"
            raise BuilderError(_no_session(message, read, f"the sessions are 1 to {count}, in the order of the file"))
        return tuple(sorted(set(lessons.sessions)))
    if not lessons.week:
        return tuple(range(1, count + 1))
    found = {held.number for table in read.timetables for held in table.held if held.meeting.week == lessons.week}
    if not found:
        weeks = sorted({held.meeting.week for table in read.timetables for held in table.held})
        known = f"there are some in {', '.join(map(str, weeks))}" if weeks else "no session has a day"
        raise BuilderError(_no_session(f"{_part(lessons, read)} has no session", read, known))
    return tuple(sorted(found))


def _part(lessons: Lessons, read: CourseSyllabus) -> str:
    """Return a part as a finding calls it."""
    if lessons.sessions:
        return f"session {', '.join(map(str, lessons.sessions))}"
    if lessons.week:
        return f"{'week' if read.syllabus.term is not None else 'day'} {lessons.week}"
    return "the syllabus"


def _pack(lessons: Lessons, read: CourseSyllabus) -> str:
    if lessons.sessions:
        return f"pack-session-{'-'.join(map(str, sorted(set(lessons.sessions))))}"
    if lessons.week:
        return f"pack-{'week' if read.syllabus.term is not None else 'day'}-{lessons.week}"
    return "pack"


def _shares(read: CourseSyllabus, number: int, course: CourseFolder) -> list[tuple[str, int]]:
    """Return how many minutes of a session each of its modules has; of several groups the one that meets shortest."""
    session = read.syllabus.sessions[number - 1]
    held = [place.minutes for table in read.timetables if (place := table.place_of(number)) is not None]
    known = {folder.slug: folder.module for folder in course.folders}
    modules = [module for slug in dict.fromkeys(session.modules) if (module := known.get(slug)) is not None]
    total = min(held) if held else session.minutes
    if total is None:
        return []
    shares = divided(total, tuple(module.front.minutes for module in modules))
    return [(module.slug, share) for module, share in zip(modules, shares, strict=True)]


def _unknown(read: CourseSyllabus, numbers: tuple[int, ...], course: CourseFolder) -> list[Finding]:
    there = {folder.slug for folder in course.folders}
    return [
        error(
            "syllabus-module",
            f"there is no module {slug}",
            Where(file=read.file, line=read.line(f"sessions[{number - 1}].modules[{index}]")),
            "`builder syllabus check` says which may be meant",
        )
        for number in numbers
        for index, slug in enumerate(read.syllabus.sessions[number - 1].modules)
        if slug not in there
    ]


def _occasion(lessons: Lessons, read: CourseSyllabus, lines: tuple[str, ...]) -> Occasion:
    """Return the head of a pack's cover: the course, the week, and when each session is held."""
    syllabus = read.syllabus
    kind = "schedule.week" if syllabus.term is not None else "schedule.day"
    week = f" – {phrase(syllabus.language, kind, number=lessons.week)}" if lessons.week else ""
    return Occasion(language=syllabus.language, title=f"{plain(syllabus.title)}{week}", lines=lines)


def _lines(read: CourseSyllabus, numbers: tuple[int, ...], course: CourseFolder) -> tuple[str, ...]:
    """Return a line for each session of each group, in the order of time."""
    titles = {folder.slug: plain(folder.module.front.title) for folder in course.folders if folder.module is not None}
    held = [(held, table) for table in read.timetables for held in table.held if held.number in numbers]
    ordered = sorted(held, key=lambda pair: (pair[0].meeting.date, pair[0].start))
    return tuple(_line(read, table, place, titles) for place, table in ordered)


def _line(read: CourseSyllabus, table: Timetable, held: Held, titles: Mapping[str, str]) -> str:
    """Return when and where a session is held, of which group, and what it is."""
    language, session = read.syllabus.language, read.syllabus.sessions[held.number - 1]
    comma = phrase(language, "marks.comma")
    when = [long_date(held.meeting.date, language), time_span(held.start, held.minutes, language)]
    where = [plain(text) for text in (held.meeting.place, table.group) if text]
    what = plain(session.title) if session.title else " / ".join(titles.get(slug, slug) for slug in session.modules)
    return f"{comma.join([*when, *where])}{phrase(language, 'marks.colon')} {what}"
