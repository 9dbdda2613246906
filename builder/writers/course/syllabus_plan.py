"""The plan of a syllabus as HTML: week by week, of a workshop day by day with its clock."""

from __future__ import annotations

import datetime as dt
from html import escape

from builder.model.schedule import Due, Lesson
from builder.model.syllabus import Pause
from builder.model.timetable import Meeting, minutes_of
from builder.text.anchors import anchor
from builder.text.dates import long_date
from builder.text.numbers import number_of
from builder.wording import phrase
from builder.writers.course.syllabus_parts import (
    DOT,
    SyllabusView,
    bullets,
    day_of,
    group_names,
    heading,
    labelled,
    line,
    markdown,
    module_link,
    name_of,
    part,
    parts_of_day,
    person_said,
    said,
    session_name,
    session_places,
    span_of,
)
from builder.writers.course.syllabus_weeks import Groups, Plan, Shown, ShownWeek, plans_of
from builder.writers.syllabus_words import reading_words


def plan_html(view: SyllabusView) -> str:
    """Return the plan that all groups share, with the days of each, or the plan of each group."""
    plans = plans_of(view.schedule)
    places = session_places(view.schedule)
    parts = []
    there: set[int] = set()  # sessions that stand in a plan above, under the id that links name
    for number, plan in enumerate(plans):
        end = f"-{anchor(plan.group)}" if plan.group is not None and number else ""
        own = {session: place + (end if session in there else "") for session, place in places.items()}
        there |= {shown.number for week in plan.weeks for shown in week.sessions}
        weeks = "\n".join(_week(view, plan, week, own, end) for week in plan.weeks)
        named = heading(view, 1, name_of(plan.group)) + "\n" if plan.group is not None and len(plans) > 1 else ""
        parts.append(named + weeks)
    return part(view, "plan", said(view, "schedule.plan"), "\n".join(filter(None, parts)))


def _week(view: SyllabusView, plan: Plan, week: ShownWeek, places: dict[int, str], end: str) -> str:
    depth = 2 if plan.group is not None and len(view.schedule.agendas) > 1 else 1
    kind = "day" if view.schedule.is_workshop else "week"
    words = f'{said(view, f"schedule.{kind}", number=week.number)} <span class="builder-syllabus-from">'
    title = heading(view, depth, f"{words}{_begins(view, week)}</span>", f"{kind}-{week.number}{end}")
    inside = [_hours(view, plan, week), *_off(view, week), *_sessions(view, week, places, depth + 1)]
    inside += _due(view, week)
    if not any(inside):
        inside.append(f"<p>{said(view, 'schedule.free')}</p>")
    inside.append(_load(view, week))
    body = "\n".join(filter(None, inside))
    return f'<section class="builder-syllabus-week">\n{title}\n{body}\n</section>'


def _begins(view: SyllabusView, week: ShownWeek) -> str:
    """Return the day of a workshop, or the Monday of a week."""
    days = dict.fromkeys(start for _, start in week.starts)
    if view.schedule.is_workshop:
        return " / ".join(day_of(view, day) for day in days)
    return " / ".join(said(view, "syllabus_page.week_from", date=long_date(day, view.language)) for day in days)


def _hours(view: SyllabusView, plan: Plan, week: ShownWeek) -> str:
    """Return from when to when a day of a workshop lasts, and where."""
    if not view.schedule.is_workshop:
        return ""
    rows = []
    for day in parts_of_day(view.schedule, plan.group or view.schedule.agendas[0].group, week.number):
        start = minutes_of(day.start)
        place = name_of(day.place) if day.place else ""
        said_of_it = line(span_of(view, start, minutes_of(day.end) - start), place)
        rows.append(f'<p class="builder-syllabus-when">{said_of_it}</p>')
    return "\n".join(rows)


def _sessions(view: SyllabusView, week: ShownWeek, places: dict[int, str], depth: int) -> list[str]:
    """Return the sessions of a week and the meetings that are free; of a workshop by the clock, with its breaks."""
    rows = [
        (shown.lesson.start, 1, _session(view, shown, week.number, (places[shown.number], depth)))
        for shown in week.sessions
    ]
    free = [(meeting.start, 2, _free(view, week, meeting, groups)) for meeting, groups in week.free]
    if not view.schedule.is_workshop:
        return [html for _, _, html in (*rows, *free)]
    pauses = [(minutes_of(pause.at), 0, _pause(view, pause)) for pause in week.pauses]
    return [html for _, _, html in sorted((*rows, *free, *pauses), key=lambda row: row[:2])]


def _pause(view: SyllabusView, pause: Pause) -> str:
    span = span_of(view, minutes_of(pause.at), pause.minutes)
    name = name_of(pause.name) if pause.name else said(view, "syllabus_page.pause")
    return f'<p class="builder-syllabus-pause">{line(span, name)}</p>'


def _session(view: SyllabusView, shown: Shown, week: int, title_place: tuple[str, int]) -> str:
    """Return a session; week: under which it stands.  title_place: the id and the depth of its heading."""
    place, depth = title_place
    title = f"{shown.number}. {session_name(view, shown.number)}"
    parts = [
        heading(view, depth, title, place),
        _when(view, shown, week),
        markdown(view, shown.lesson.notes, depth),
        _to_read(view, shown.lesson),
    ]
    return '<section class="builder-syllabus-session">\n' + "\n".join(filter(None, parts)) + "\n</section>"


def _when(view: SyllabusView, shown: Shown, week: int) -> str:
    """Return when and where a session is held: once, or for each group where they differ."""
    told = {group: _held(view, lesson, week) for group, lesson in shown.held}
    if len(set(told.values())) == 1:
        return f'<p class="builder-syllabus-when">{next(iter(told.values()))}</p>'
    colon = escape(phrase(view.language, "marks.colon"))
    rows = [f"<strong>{name_of(group or '')}{colon}</strong> {words}" for group, words in told.items()]
    return bullets(rows, "builder-syllabus-when")


def _held(view: SyllabusView, lesson: Lesson | None, week: int) -> str:
    """Return when and where a group has a session; its week is said where the session stands under another."""
    if lesson is None:
        return said(view, "schedule.unplaced")
    # A day of a workshop stands above its sessions, where all groups have the same.
    has_day = not view.schedule.is_workshop or len(view.schedule.agendas) > 1
    place = name_of(lesson.place) if lesson.place and has_day else ""
    kind = "day" if view.schedule.is_workshop else "week"
    elsewhere = said(view, f"schedule.{kind}", number=lesson.week) if lesson.week != week else ""
    return line(
        day_of(view, lesson.date) if has_day else "",
        f'<a href="#{kind}-{lesson.week}">{elsewhere}</a>' if elsewhere else "",
        span_of(view, lesson.start, lesson.minutes),
        name_of(lesson.kind) if lesson.kind else "",
        place,
    )


def _to_read(view: SyllabusView, lesson: Lesson) -> str:
    rows = [
        f'{module_link(view, module)} <span class="builder-syllabus-hint">'
        f"({said(view, 'schedule.reading_minutes', minutes=module.reading_minutes)})</span>"
        for module in lesson.modules
    ]
    rows += [said(view, "schedule.unknown_module", slug=slug) for slug in lesson.unknown]
    rows += [person_said(reading) for reading in lesson.readings]
    label = f'<p class="builder-syllabus-label">{labelled(view, "schedule.read")}</p>\n'
    return f"{label}{bullets(rows)}" if rows else ""


def _off(view: SyllabusView, week: ShownWeek) -> list[str]:
    lines = []
    for name, days in week.off:
        words = labelled(view, "schedule.no_class") + f" {name_of(name)}" if name else said(view, "schedule.no_class")
        dates = [(off.date, groups) for off, groups in days]
        lines.append(f'<p class="builder-syllabus-off">{words} ({_dates(view, dates)})</p>')
    return lines


def _free(view: SyllabusView, week: ShownWeek, meeting: Meeting, groups: Groups) -> str:
    words = line(
        day_of(view, meeting.date) if not view.schedule.is_workshop or len(week.starts) > 1 else "",
        span_of(view, meeting.start, meeting.minutes),
        name_of(meeting.name) if meeting.name else "",
        group_names(view, groups) if len(week.starts) > 1 else "",
    )
    return f'<p class="builder-syllabus-free">{labelled(view, "schedule.free")} {words}</p>'


def _due(view: SyllabusView, week: ShownWeek) -> list[str]:
    return [
        f'<p class="builder-syllabus-due"><strong>{labelled(view, "schedule.due")}</strong> '
        f"{_due_name(view, due)} ({_dates(view, list(days))})</p>"
        for due, days in week.due
    ]


def _due_name(view: SyllabusView, due: Due) -> str:
    weight = percent(view, due.weight)
    return f"{name_of(due.name)}{DOT}{weight}" if weight else name_of(due.name)


def percent(view: SyllabusView, weight: float | None) -> str:
    """Return a weight in percent, empty where none is given."""
    if weight is None:
        return ""
    return f"<bdi>{said(view, 'schedule.percent', weight=number_of(weight, view.language))}</bdi>"


def _dates(view: SyllabusView, dates: list[tuple[dt.date, Groups]]) -> str:
    """Return days, each with the groups that are meant where not all are."""
    told = []
    for day, groups in sorted(dates, key=lambda pair: pair[0]):
        names = group_names(view, groups) if len(view.schedule.agendas) > 1 else ""
        told.append(line(day_of(view, day), names))
    return escape(phrase(view.language, "marks.semicolon")).join(told)


def _load(view: SyllabusView, week: ShownWeek) -> str:
    """Return what a week asks of a student; for each group where that differs."""
    rows = [(_asked(view, *load), group_names(view, groups)) for load, groups in week.loads if any(load)]
    if len(week.loads) == 1 and rows:
        rows = [(rows[0][0], "")]
    colon = escape(phrase(view.language, "marks.colon"))
    words = [f"{names}{colon} {asked}" if names else asked for asked, names in rows]
    text = escape(phrase(view.language, "marks.semicolon")).join(words)
    label = labelled(view, "schedule.workload")
    return f'<p class="builder-syllabus-load">{label} {text}</p>' if words else ""


def _asked(view: SyllabusView, reading: int, texts: int, in_class: int, tasks: int) -> str:
    return line(
        escape(reading_words(reading, texts, view.language)),
        said(view, "schedule.class_minutes", minutes=in_class) if in_class else "",
        f"{labelled(view, 'schedule.tasks')}&nbsp;{tasks}" if tasks else "",
    )
