"""The tables of a syllabus's page: workload, assessments, and which sessions serve what."""

from __future__ import annotations

from collections import Counter
from html import escape

from builder.model.schedule import Agenda, Served
from builder.model.syllabus import Assessment
from builder.wording import phrase
from builder.writers.course.syllabus_parts import (
    SyllabusView,
    day_of,
    markdown,
    name_of,
    part,
    said,
    session_link,
    session_name,
    session_places,
)
from builder.writers.course.syllabus_plan import percent

#: So many columns fit beside the first on a phone; with more sessions their numbers stand in one cell.
_MOST_COLUMNS = 10


def workload_html(view: SyllabusView) -> str:
    """Return what each week asks of a student: one table, or one a group where they differ."""
    agendas = view.schedule.agendas
    loads = {tuple(_load(agenda)) for agenda in agendas}
    shown = agendas[:1] if len(loads) == 1 else agendas
    tables = [
        _workload(view, agenda, agenda.group if len(shown) > 1 else None) for agenda in shown if any(_load(agenda))
    ]
    return part(view, "workload", said(view, "schedule.workload"), "\n".join(tables))


def _load(agenda: Agenda) -> list[tuple[int, int, int]]:
    return [(week.reading, week.class_minutes, len(week.due)) for week in agenda.weeks]


def _workload(view: SyllabusView, agenda: Agenda, group: str | None) -> str:
    kind = "day" if view.schedule.is_workshop else "week"
    heads = [f"schedule.{kind}_head", "schedule.reading_head", "schedule.class_head", "schedule.tasks"]
    rows = [
        _row(f'<a href="#{kind}-{week.number}">{week.number}</a> <span>{day_of(view, week.start)}</span>', load)
        for week, load in zip(agenda.weeks, _load(agenda), strict=True)
    ]
    total = (sum(numbers) for numbers in zip(*_load(agenda), strict=True))
    foot = f"<tfoot>\n{_row(said(view, 'schedule.total'), tuple(total))}\n</tfoot>\n"
    head = "".join(f'<th scope="col">{said(view, name)}</th>' for name in heads)
    caption = f"<caption>{name_of(group)}</caption>\n" if group is not None else ""
    body = "\n".join(rows)
    table = f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n{foot if len(rows) > 1 else ''}"
    return _scrolling(view, "workload", table, group=group)


def _row(head: str, numbers: tuple[int, ...]) -> str:
    return f'<tr><th scope="row">{head}</th>' + "".join(f"<td>{number}</td>" for number in numbers) + "</tr>"


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
    """Return the sessions that have no day, and for which groups."""
    lacking: dict[int, list[str | None]] = {}
    for agenda in view.schedule.agendas:
        for one in agenda.unplaced:
            lacking.setdefault(one.number, []).append(agenda.group)
    places = session_places(view.schedule)
    rows = []
    for number, groups in sorted(lacking.items()):
        names = ", ".join(name_of(group) for group in groups if group is not None)
        whose = f" ({names})" if names and len(groups) < len(view.schedule.agendas) else ""
        rows.append(f"<li>{session_link(view, number, places)}{whose}</li>")
    html = "<ul>\n" + "\n".join(rows) + "\n</ul>" if rows else ""
    return part(view, "unplaced", said(view, "schedule.to_be_settled"), html)
