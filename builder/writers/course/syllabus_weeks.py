"""The plans of a syllabus's groups laid side by side, so that a page shows one plan with the days of each group.

Groups that hold the sessions in different weeks may have them in one plan as long as no session comes to stand
before one that is above it in the file; otherwise each group has a plan of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from itertools import pairwise
from typing import TypeVar

import msgspec

from builder.model.schedule import Agenda, Due, Lesson, Schedule, Week
from builder.model.syllabus import Pause
from builder.model.timetable import DayOff, Meeting
from builder.writers.course.syllabus_parts import days_of_group, parts_of_day

Item = TypeVar("Item", bound=Hashable)

#: What is asked: minutes of reading, texts of which no minutes are known, minutes in class, how many things are due.
Load = tuple[int, int, int, int]

#: Who is meant: names of groups, or None alone where there is one plan for all.
Groups = tuple[str | None, ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A session of a plan: when each group has it, None where a group has no day for it."""

    number: int
    lesson: Lesson
    held: tuple[tuple[str | None, Lesson | None], ...]


class ShownWeek(msgspec.Struct, frozen=True, kw_only=True):
    """A week of a term, or a day of a workshop, of all groups of a plan.

    starts: the day on which it begins for each group.  off: by name.  due: by what is due, each with its days.
    loads: what is asked of each group.
    """

    number: int
    starts: tuple[tuple[str | None, dt.date], ...]
    sessions: tuple[Shown, ...] = ()
    off: tuple[tuple[str | None, tuple[tuple[DayOff, Groups], ...]], ...] = ()
    due: tuple[tuple[Due, tuple[tuple[dt.date, Groups], ...]], ...] = ()
    free: tuple[tuple[Meeting, Groups], ...] = ()
    loads: tuple[tuple[Load, Groups], ...] = ()
    pauses: tuple[Pause, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan: of all groups, or of the one that it names."""

    group: str | None = None
    weeks: tuple[ShownWeek, ...] = ()


def load_of(week: Week) -> Load:
    """Return what a week asks of a student."""
    return week.reading, week.texts, week.class_minutes, len(week.due)


def plans_of(schedule: Schedule) -> tuple[Plan, ...]:
    """Return one plan where groups may share it, else one a group."""
    if _is_in_order(schedule.agendas) and _has_one_clock(schedule):
        return (Plan(weeks=_weeks(schedule, schedule.agendas)),)
    return tuple(Plan(group=agenda.group, weeks=_weeks(schedule, (agenda,))) for agenda in schedule.agendas)


def _is_in_order(agendas: tuple[Agenda, ...]) -> bool:
    weeks = _first_weeks(agendas)
    return all(weeks[one] <= weeks[other] for one, other in pairwise(sorted(weeks)))


def _first_weeks(agendas: tuple[Agenda, ...]) -> dict[int, int]:
    """Return the week in which each session first stands, by number."""
    weeks: dict[int, int] = {}
    for agenda in agendas:
        for lesson in agenda.lessons:
            weeks[lesson.number] = min(lesson.week, weeks.get(lesson.number, lesson.week))
    return weeks


def _has_one_clock(schedule: Schedule) -> bool:
    """Return whether the days of a workshop have the same times and breaks in all groups."""
    clocks = {
        tuple((day.start, day.end, day.breaks) for day in days_of_group(schedule, agenda.group))
        for agenda in schedule.agendas
    }
    return len(clocks) < 2


def _weeks(schedule: Schedule, agendas: tuple[Agenda, ...]) -> tuple[ShownWeek, ...]:
    by_group = {agenda.group: {week.number: week for week in agenda.weeks} for agenda in agendas}
    numbers = sorted({number for weeks in by_group.values() for number in weeks})
    first = _first_weeks(agendas)
    found = []
    for number in numbers:
        own = {group: weeks[number] for group, weeks in by_group.items() if number in weeks}
        sessions = tuple(_shown(one, agendas) for one in sorted(first) if first[one] == number)
        found.append(_week(number, own, sessions, _pauses(schedule, agendas, number)))
    return tuple(found)


def _week(
    number: int, own: dict[str | None, Week], sessions: tuple[Shown, ...], pauses: tuple[Pause, ...]
) -> ShownWeek:
    off = _shared(own, lambda week: week.off)
    due = _shared(own, lambda week: week.due)
    return ShownWeek(
        number=number,
        starts=tuple((group, week.start) for group, week in own.items()),
        sessions=sessions,
        off=tuple(
            (name, tuple(pair for pair in off if pair[0].name == name))
            for name in dict.fromkeys(one.name for one, _ in off)
        ),
        due=tuple(
            (
                next(one for one, _ in due if one.key == key),
                tuple((one.date, groups) for one, groups in due if one.key == key),
            )
            for key in dict.fromkeys(one.key for one, _ in due)
        ),
        free=_shared(own, lambda week: week.free),
        loads=_shared(own, lambda week: (load_of(week),)),
        pauses=pauses,
    )


def _shown(number: int, agendas: tuple[Agenda, ...]) -> Shown:
    held = tuple(
        (agenda.group, next((lesson for lesson in agenda.lessons if lesson.number == number), None))
        for agenda in agendas
    )
    return Shown(number=number, lesson=next(lesson for _, lesson in held if lesson is not None), held=held)


def _shared(own: dict[str | None, Week], items: Callable[[Week], Iterable[Item]]) -> tuple[tuple[Item, Groups], ...]:
    """Return what the weeks of the groups hold, each once, with the groups whose week holds it."""
    found: dict[Item, list[str | None]] = {}
    for group, week in own.items():
        for item in items(week):
            found.setdefault(item, []).append(group)
    return tuple((item, tuple(groups)) for item, groups in found.items())


def _pauses(schedule: Schedule, agendas: tuple[Agenda, ...], number: int) -> tuple[Pause, ...]:
    """Return the breaks of a day of a workshop, the same for all groups of a plan."""
    days = parts_of_day(schedule, agendas[0].group, number) if schedule.is_workshop else ()
    return tuple(pause for day in days for pause in day.breaks)
