"""The tables of a syllabus's page: workload, assessments, and which sessions serve what."""

from __future__ import annotations

from collections import Counter
from html import escape

from builder.model.schedule import Agenda, Served
from builder.model.syllabus import Assessment
from builder.model.timetable import Reason
from builder.wording import phrase
from builder.writers.course.syllabus_parts import (
    SyllabusView,
    bullets,
    day_of,
    group_names,
    markdown,
    name_of,
    part,
    said,
    session_link,
    session_name,
    session_places,
)
from builder.writers.course.syllabus_plan import percent
from builder.writers.course.syllabus_weeks import Load, load_of
from builder.writers.syllabus_words import reading_cell, why

#: So many columns fit beside the first on a phone; with more sessions their numbers stand in one cell.
_MOST_COLUMNS = 10


def workload_html(view: SyllabusView) -> str:
    """Return what each week asks of a student: a table for all groups of which it asks the same."""
    shared: dict[tuple[Load, ...], list[Agenda]] = {}
    for agenda in view.schedule.agendas:
        shared.setdefault(tuple(map(load_of, agenda.weeks)), []).append(agenda)
    tables = [
        _workload(view, agendas[0], loads, [one.group for one in agendas if one.group is not None and len(shared) > 1])
        for loads, agendas in shared.items()
        if any(map(any, loads))
    ]
    return part(view, "workload", said(view, "schedule.workload"), "\n".join(tables))


def _workload(view: SyllabusView, agenda: Agenda, loads: tuple[Load, ...], groups: list[str]) -> str:
    """Return the weeks of a group and of those that have the same; groups: their names, none where all have it."""
    kind = "day" if view.schedule.is_workshop else "week"
    heads = [f"schedule.{kind}_head", "schedule.reading_head", "schedule.class_head", "schedule.tasks"]
    rows = [
        _row(view, f'<a href="#{kind}-{week.number}">{week.number}</a> <span>{day_of(view, week.start)}</span>', load)
        for week, load in zip(agenda.weeks, loads, strict=True)
    ]
    reading, texts, in_class, tasks = (sum(numbers) for numbers in zip(*loads, strict=True))
    total = _row(view, said(view, "schedule.total"), (reading, texts, in_class, tasks))
    foot = f"<tfoot>\n{total}\n</tfoot>\n"
    head = "".join(f'<th scope="col">{said(view, name)}</th>' for name in heads)
    comma = phrase(view.language, "marks.comma")
    caption = f"<caption>{escape(comma).join(map(name_of, groups))}</caption>\n" if groups else ""
    body = "\n".join(rows)
    table = f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n{foot if len(rows) > 1 else ''}"
    return _scrolling(view, "workload", table, group=comma.join(groups) or None)


def _row(view: SyllabusView, head: str, load: Load) -> str:
    reading, texts, in_class, tasks = load
    cells = (escape(reading_cell(reading, texts, view.language)), in_class, tasks)
    return f'<tr><th scope="row">{head}</th>' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _scrolling(view: SyllabusView, name: str, table: str, *, look: str = "", group: str | None = None) -> str:
    """Return a table that is scrolled by itself where it is wider than the page, also by keys."""
    comma = phrase(view.language, "marks.comma")
    label = escape(comma.join(filter(None, (phrase(view.language, f"schedule.{name}"), group))))
    return (
        f'<div class="builder-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="builder-syllabus-table builder-syllabus-{name}-table{look}">\n{table}</table></div>'
    )


def assessments_html(view: SyllabusView) -> str:
    """Return what is graded: its weight, its day for each group, and what is said of it."""
    given = view.schedule.syllabus.assessments
    if not given:
        return ""
    columns = _columns(view)
    has_weight = any(one.weight is not None for one in given)
    names = [said(view, "schedule.assessment"), *([said(view, "schedule.weight")] if has_weight else [])]
    names += [name_of(group) if group is not None else said(view, "schedule.due") for group, _ in columns]
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "\n".join(
        f'<tr><th scope="row">{name_of(one.name)}</th>'
        + (f"<td>{percent(view, one.weight)}</td>" if has_weight else "")
        + "".join(f"<td>{days[number]}</td>" for _, days in columns)
        + "</tr>"
        for number, one in enumerate(given)
    )
    table = _scrolling(
        view, "assessments", f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n{_weights(view, columns)}"
    )
    return part(view, "assessments", said(view, "schedule.assessments"), table + _notes(view, given))


def _columns(view: SyllabusView) -> list[tuple[str | None, list[str]]]:
    """Return the days of all assessments for each group, once where they are the same for all."""
    columns = [(agenda.group, _days(view, agenda)) for agenda in view.schedule.agendas]
    if all(days == columns[0][1] for _, days in columns):
        return [(None, columns[0][1])]
    return columns


def _days(view: SyllabusView, agenda: Agenda) -> list[str]:
    """Return the day of each assessment, in the order of the file."""
    due = {one.key: one.date for one in agenda.due}
    seen: Counter[str] = Counter()
    days = []
    for one in view.schedule.syllabus.assessments:
        seen[one.name] += 1
        day = due.get(one.name if seen[one.name] == 1 else f"{one.name} #{seen[one.name]}")
        days.append(day_of(view, day) if day is not None else said(view, "schedule.undated"))
    return days


def _weights(view: SyllabusView, columns: list[tuple[str | None, list[str]]]) -> str:
    """Return the row of the sum, where every assessment has a weight and there are several."""
    weights = [one.weight for one in view.schedule.syllabus.assessments]
    known = [weight for weight in weights if weight is not None]
    if len(known) < 2 or len(known) < len(weights):
        return ""
    total = f'<th scope="row">{said(view, "schedule.total")}</th><td>{percent(view, sum(known))}</td>'
    return f"<tfoot>\n<tr>{total}{'<td></td>' * len(columns)}</tr>\n</tfoot>\n"


def _notes(view: SyllabusView, given: tuple[Assessment, ...]) -> str:
    rows = "\n".join(
        f"<div><dt>{name_of(one.name)}</dt><dd>{notes}</dd></div>"
        for one in given
        if (notes := markdown(view, one.notes, 0))
    )
    return f'\n<dl class="builder-syllabus-notes">\n{rows}\n</dl>' if rows else ""


def coverage_html(view: SyllabusView) -> str:
    """Return which sessions serve which outcome and which keyword."""
    schedule = view.schedule
    if not schedule.coverage or not schedule.titles:
        return ""
    as_columns = len(schedule.titles) <= _MOST_COLUMNS
    places = session_places(schedule)
    bodies = []
    for kind, words in (("outcome", "schedule.outcomes"), ("keyword", "syllabus_page.keywords")):
        rows = "\n".join(_served(view, one, places, as_columns) for one in schedule.coverage if one.kind == kind)
        if rows:
            span = len(schedule.titles) + 1 if as_columns else 2
            title = f'<tr><th scope="rowgroup" colspan="{span}">{said(view, words)}</th></tr>'
            bodies.append(f"<tbody>\n{title}\n{rows}\n</tbody>\n")
    look = " builder-syllabus-grid" if as_columns else ""
    table = _scrolling(view, "coverage", _coverage_head(view, places, as_columns) + "".join(bodies), look=look)
    return part(view, "coverage", said(view, "schedule.coverage"), table)


def _coverage_head(view: SyllabusView, places: dict[int, str], as_columns: bool) -> str:
    served = f'<th scope="col">{said(view, "syllabus_page.served")}</th>'
    if not as_columns:
        return f'<thead><tr>{served}<th scope="col">{said(view, "schedule.sessions")}</th></tr></thead>\n'
    columns = "".join(
        f'<th scope="col">{_number(view, number, places)}</th>' for number in range(1, len(view.schedule.titles) + 1)
    )
    return f"<thead><tr>{served}{columns}</tr></thead>\n"


def _number(view: SyllabusView, number: int, places: dict[int, str]) -> str:
    """Return a session's number that says its title to who hears the page."""
    words = f'{number}<span class="builder-unseen">. {session_name(view, number)}</span>'
    return f'<a href="#{places[number]}">{words}</a>' if number in places else words


def _served(view: SyllabusView, one: Served, places: dict[int, str], as_columns: bool) -> str:
    head = f'<th scope="row">{name_of(one.label)}</th>'
    none = said(view, "schedule.served_by_none")
    if not as_columns:
        numbers = ", ".join(f'<a href="#{places[n]}">{n}</a>' if n in places else str(n) for n in one.sessions)
        return f"<tr>{head}<td>{numbers or none}</td></tr>"
    if not one.sessions:
        return f'<tr>{head}<td colspan="{len(view.schedule.titles)}">{none}</td></tr>'
    yes = f'<span class="builder-syllabus-yes" role="img" aria-label="{said(view, "syllabus_page.yes")}">✓</span>'
    cells = "".join(f"<td>{yes if n in one.sessions else ''}</td>" for n in range(1, len(view.schedule.titles) + 1))
    return f"<tr>{head}{cells}</tr>"


def unplaced_html(view: SyllabusView) -> str:
    """Return the sessions that have no day, for which groups, and why."""
    lacking: dict[tuple[int, Reason], list[str]] = {}
    for agenda in view.schedule.agendas:
        for one in agenda.unplaced:
            lacking.setdefault((one.number, one.reason), []).append(agenda.group or "")
    places = session_places(view.schedule)
    colon = escape(phrase(view.language, "marks.colon"))
    rows = []
    for (number, reason), groups in sorted(lacking.items()):
        names = group_names(view, groups)
        whose = f" ({names})" if names and len(view.schedule.agendas) > 1 else ""
        words = f"{session_link(view, number, places)}{whose}{colon} {escape(why(reason, view.language))}"
        rows.append(words)
    return part(view, "unplaced", said(view, "schedule.to_be_settled"), bullets(rows))
