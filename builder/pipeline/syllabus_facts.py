"""What the rules are told of a syllabus: zone and holidays looked up, odd nights of the clock, plans of classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.book.materials import materials_of, numbered
from builder.class_plan import USUAL_MINUTES, Part, class_plan, divided
from builder.files.course import CourseFolder
from builder.model.course import CourseSyllabus
from builder.model.syllabus import Syllabus
from builder.model.syllabus_facts import OddClock, Squeezed, SyllabusFacts
from builder.model.timetable import Timetable
from builder.syllabus.days import days_off
from builder.syllabus.holidays import public_holidays, unknown_place
from builder.syllabus.zones import begins, is_doubled, is_skipped, near_zones, zone, zone_names
from builder.writers.reading_time import reading_minutes
from builder.writers.sheets.materials import Materials
from builder.writers.sheets.timetable import hour_of

#: What the parts of a class are called in a finding.
_PARTS = {
    "open": "the welcome",
    "recall": "recall of earlier modules",
    "read": "reading",
    "terms": "key terms",
    "quiz": "the quiz",
    "exit": "the exit line",
    "break": "the break",
}


def facts_of(read: CourseSyllabus, tables: tuple[Timetable, ...], course: CourseFolder) -> SyllabusFacts:
    """Return what there is to know of a syllabus with these timetables."""
    syllabus = read.syllabus
    public = public_holidays(syllabus)
    every = days_off(syllabus, public)
    is_known = not syllabus.timezone or syllabus.timezone in zone_names()
    return SyllabusFacts(
        near_zones=None if is_known else near_zones(syllabus.timezone or ""),
        unknown_place=unknown_place(syllabus),
        public=public,
        off=tuple(every[day] for day in sorted(every)),
        odd_clocks=tuple(dict.fromkeys(_odd(syllabus.timezone, tables))) if is_known and syllabus.timezone else (),
        reading=_reading(syllabus, course),
        squeezed=tuple(_squeezed(syllabus, tables[0], course)) if syllabus.term is None and tables else (),
    )


def order_of(syllabus: Syllabus) -> tuple[str, ...]:
    """Return the modules of a syllabus in the order of teaching, each once."""
    return tuple(dict.fromkeys(slug for session in syllabus.sessions for slug in session.modules))


def _odd(name: str, tables: tuple[Timetable, ...]) -> Iterator[OddClock]:
    time_zone = zone(name)
    for table in tables:
        for held in table.held:
            for time in (held.start, held.start + held.minutes):
                moment = begins(held.meeting, time, time_zone)
                if is_skipped(moment):
                    yield OddClock(number=held.number, date=moment.date(), time=time, kind="skipped")
                elif is_doubled(moment):
                    yield OddClock(number=held.number, date=moment.date(), time=time, kind="doubled")


def _reading(syllabus: Syllabus, course: CourseFolder) -> Mapping[str, int]:
    wanted = set(order_of(syllabus))
    return {
        folder.slug: reading_minutes(tuple(each.text for each in numbered(folder)), folder.module.front.language)[0]
        for folder in course.folders
        if folder.slug in wanted and folder.module is not None
    }


def _squeezed(syllabus: Syllabus, table: Timetable, course: CourseFolder) -> Iterator[Squeezed]:
    """Yield the modules that get less time in their session than they take, with what their guides leave out."""
    every = materials_of(course, order_of(syllabus))
    for held in table.held:
        own = [every[slug] for slug in syllabus.sessions[held.number - 1].modules if slug in every]
        shares = divided(held.minutes, tuple(each.whole.front.minutes for each in own))
        for materials, share in zip(own, shares, strict=True):
            wanted = materials.whole.front.minutes or USUAL_MINUTES
            if share < wanted:
                yield _cut(held.number, materials, share, wanted)


def _cut(number: int, materials: Materials, share: int, wanted: int) -> Squeezed:
    hour = hour_of(materials, "inside")
    full, short = class_plan(hour, wanted), class_plan(hour, share)
    kept = [(part, short.of(part.kind, part.number)) for part in full.parts if part.kind != "spare"]
    return Squeezed(
        number=number,
        slug=materials.shown.slug,
        minutes=share,
        wanted=wanted,
        left_out=tuple(_name(part) for part, there in kept if there is None),
        shortened=tuple(_name(part) for part, there in kept if there is not None and there.minutes < part.minutes),
    )


def _name(part: Part) -> str:
    return f"prompt {part.number}" if part.kind == "prompt" else _PARTS[part.kind]
