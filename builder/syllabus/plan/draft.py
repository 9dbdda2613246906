"""From what is asked for and the modules of a course to a syllabus with the reason of every choice.

Which modules: those in the languages, of the levels and on the topics that were asked for (`choice`).  Where there are
more than meetings, topics take turns; without topics the order of the course decides.
In which order: topic by topic as they were asked for, within one as in the course, terms before their uses (`order`),
no week with far too much to read (`packing`).  Meetings that are left at the end of the term stay free.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec

from builder.model.entry import Entry
from builder.model.syllabus import Holidays, Pattern, Session, Syllabus, Term, Weekday
from builder.model.syllabus_plan import Chosen, LeftOut, Met, Need, PlannedSession, SyllabusPlan
from builder.model.timetable import Meeting
from builder.syllabus.days import days_of, monday
from builder.syllabus.plan.choice import Sifted, Wanted, block_of, in_turns, sifted
from builder.syllabus.plan.needs import Use, needs_of, uses_of
from builder.syllabus.plan.order import met_needs, ordered
from builder.syllabus.plan.packing import Row, balanced, packed


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody asks for; the first of the wanted languages is the syllabus's."""

    title: str
    weeks: int
    days: tuple[Weekday, ...]
    minutes: int
    start: dt.date
    time: str
    wanted: Wanted
    timezone: str | None = None
    country: str | None = None
    region: str | None = None


class Supply(msgspec.Struct, frozen=True, kw_only=True):
    """What there is: the entries of the modules in the order of the course, and what each says, by slug.

    pages: the slugs of those that have a page in the book.  examples: of those that only show how a module looks.
    """

    entries: tuple[Entry, ...]
    texts: Mapping[str, str]
    pages: frozenset[str]
    examples: frozenset[str] = frozenset()


class _Course(msgspec.Struct, frozen=True, kw_only=True):
    """The modules that may be taken, and what is needed to put any of them into a row."""

    entries: Mapping[str, Entry]
    place: Mapping[str, int]
    blocks: Mapping[str, int]
    uses: tuple[Use, ...]

    def arranged(self, slugs: Sequence[str]) -> tuple[tuple[str, ...], tuple[Need, ...], tuple[Need, ...]]:
        """Return modules in their order, all that they need, and what of it the order meets."""
        base = sorted(slugs, key=lambda slug: (self.blocks[slug], self.place[slug]))
        needs = needs_of(base, self.uses)
        met = met_needs(base, needs)
        return ordered(base, met), needs, met


def frame_of(request: Request) -> Syllabus:
    """Return the syllabus without sessions: its term ends with the Sunday of its last week.

    The week of the start is the first, whatever day it begins on.  Raises OverflowError past the last year there is.
    """
    last = monday(request.start) + dt.timedelta(days=7 * request.weeks - 1)
    return Syllabus(
        format=1,
        title=request.title,
        language=request.wanted.languages[0],
        timezone=request.timezone,
        term=Term(start=request.start, end=last),
        meetings=(Pattern(days=request.days, start=request.time, minutes=request.minutes),),
        holidays=Holidays(country=request.country, region=request.region),
    )


def drafted(request: Request, supply: Supply, public: Mapping[dt.date, str]) -> SyllabusPlan:
    """Return the plan; public: the holidays of the frame's country and region, by date."""
    frame = frame_of(request)
    days = days_of(frame, None, public)
    sifting = sifted(supply.entries, supply.pages, request.wanted, supply.examples)
    course = _course(sifting, supply, request.wanted)
    turns = in_turns(sifting.met, request.wanted.topics)
    row = _fitting(turns, course, len(days.meetings), request.minutes)
    planned = _planned(row, course, sifting.met, days.meetings)
    inside = {one.entry.slug for session in planned for one in session.chosen}
    titles = {entry.slug: entry.title for entry in supply.entries}
    without = tuple(LeftOut(slug=slug, title=titles[slug], cause="meeting") for slug in turns if slug not in inside)
    sessions = tuple(Session(modules=tuple(one.entry.slug for one in each.chosen)) for each in planned)
    return SyllabusPlan(
        syllabus=msgspec.structs.replace(frame, sessions=sessions),
        weeks=request.weeks,
        languages=request.wanted.languages,
        topics=request.wanted.topics,
        levels=request.wanted.levels,
        sessions=planned,
        free=days.meetings[len(planned) :],
        off=days.off,
        left_out=(*without, *sifting.left_out),
        titles=titles,
    )


def _course(sifting: Sifted, supply: Supply, wanted: Wanted) -> _Course:
    return _Course(
        entries={entry.slug: entry for entry in supply.entries if entry.slug in sifting.met},
        place={slug: number for number, slug in enumerate(sifting.met)},
        blocks={slug: block_of(met, wanted.topics) for slug, met in sifting.met.items()},
        uses=uses_of(supply.entries, supply.texts),
    )


def _fitting(turns: Sequence[str], course: _Course, meetings: int, minutes: int) -> Row:
    """Return the sessions of as many modules as find a meeting, in the order of teaching.

    Each meeting gets a module; of the others those come in, by turns, for which some can share a meeting.
    """
    taken = list(turns[:meetings])
    rest = turns[meetings:]
    most = meetings * minutes - sum(_class_minutes(course.entries[slug], minutes) for slug in taken)
    row = packed(course.arranged(taken)[0], course.entries, course.blocks, meetings, minutes) or ()
    for slug in rest:
        own = _class_minutes(course.entries[slug], minutes)
        if own > most:
            continue
        wider = packed(course.arranged([*taken, slug])[0], course.entries, course.blocks, meetings, minutes)
        if wider is not None:
            row = wider
            most -= own
            taken.append(slug)
    return row


def _class_minutes(entry: Entry, meeting: int) -> int:
    """Return how many minutes of a meeting a module takes: the whole where it names none, or more than there are."""
    return min(entry.minutes or meeting, meeting)


def _planned(
    row: Row, course: _Course, met: Mapping[str, tuple[Met, ...]], meetings: tuple[Meeting, ...]
) -> tuple[PlannedSession, ...]:
    """Return the sessions on their meetings, reading evened out, each module with its reasons."""
    _, needs, kept = course.arranged([slug for session in row for slug in session])
    weeks = [meeting.week for meeting in meetings[: len(row)]]
    even, moved = balanced(row, weeks, course.entries, kept, course.blocks)
    place = {slug: number for number, slug in enumerate(slug for session in even for slug in session)}

    def chosen(slug: str) -> Chosen:
        own = [need for need in needs if need.user == slug]
        asked = [need for need in needs if need.definer == slug and place[need.user] > place[slug]]
        return Chosen(
            entry=course.entries[slug],
            met=met[slug],
            before=tuple(sorted(asked, key=lambda need: place[need.user])),
            late=tuple(need for need in own if place.get(need.definer, -1) > place[slug]),
            outside=tuple(need for need in own if need.definer not in place),
            moved=slug in moved,
        )

    return tuple(
        PlannedSession(meeting=meeting, chosen=tuple(map(chosen, session)))
        for session, meeting in zip(even, meetings, strict=False)
    )
