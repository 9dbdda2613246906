"""A syllabus as a page: who, when and where; the plan with its dates; what is asked, read and graded; what serves what.

HTML from a `Schedule`, which paper and calendar show too.  It needs no script, says nothing by colour or place alone,
and every heading has its level under the page's own.
"""

from __future__ import annotations

from html import escape

from builder.catalog.spelling import compared
from builder.model.entry import Entry
from builder.model.schedule import Reading
from builder.model.syllabus import Pattern, Person
from builder.model.timetable import minutes_of
from builder.text.addresses import ADDRESS
from builder.text.dates import long_date, weekday_names
from builder.text.languages import direction
from builder.wording import phrase
from builder.writers.course.syllabus_parts import (
    SyllabusView,
    bullets,
    days_of_group,
    labelled,
    line,
    markdown,
    module_link,
    name_of,
    part,
    person_said,
    said,
    session_link,
    session_places,
    span_of,
)
from builder.writers.course.syllabus_plan import plan_html
from builder.writers.course.syllabus_tables import assessments_html, coverage_html, unplaced_html, workload_html

#: What has a place in the list of the page's parts.
_PARTS = {
    "outcomes": "schedule.outcomes",
    "plan": "schedule.plan",
    "unplaced": "schedule.to_be_settled",
    "workload": "schedule.workload",
    "assessments": "schedule.assessments",
    "grading": "schedule.grading",
    "policies": "schedule.policies",
    "readings": "schedule.reading_list",
    "coverage": "schedule.coverage",
}


def syllabus_html(view: SyllabusView) -> str:
    """Return a syllabus as HTML, in its own language."""
    syllabus = view.schedule.syllabus
    parts = {
        "outcomes": part(
            view,
            "outcomes",
            said(view, "schedule.outcomes"),
            bullets(name_of(outcome.text) for outcome in syllabus.outcomes),
        ),
        "plan": plan_html(view),
        "unplaced": unplaced_html(view),
        "workload": workload_html(view),
        "assessments": assessments_html(view),
        "grading": part(view, "grading", said(view, "schedule.grading"), markdown(view, syllabus.grading, 0)),
        "policies": part(view, "policies", said(view, "schedule.policies"), markdown(view, syllabus.policies, 0)),
        "readings": _readings(view),
        "coverage": coverage_html(view),
    }
    before = [_head(view), markdown(view, syllabus.description, -1), _files(view)]
    there = {name: html for name, html in parts.items() if html}
    inside = "\n".join(filter(None, [*before, _contents(view, tuple(there)), *there.values()]))
    # the whole is in one language, even where the page around it is in another
    whole = f' lang="{escape(view.language)}" dir="{direction(view.language)}"' if view.language != view.around else ""
    return f'<div class="builder-syllabus"{whole}>\n{inside}\n</div>'


def _contents(view: SyllabusView, there: tuple[str, ...]) -> str:
    if len(there) < 3:
        return ""
    label = said(view, "syllabus_page.contents")
    links = bullets(f'<a href="#{name}">{said(view, _PARTS[name])}</a>' for name in there)
    return f'<nav class="builder-syllabus-contents d-print-none" aria-label="{label}">\n{links}\n</nav>'


def _head(view: SyllabusView) -> str:
    """Return the course's code and title, and who, when and where."""
    syllabus = view.schedule.syllabus
    title = syllabus.title if compared(syllabus.title) != compared(view.title) else ""
    name = line(*(name_of(text) for text in (syllabus.code, title) if text))
    term = syllabus.term
    days = (long_date(day, view.language) for day in (term.start, term.end)) if term is not None else ()
    rows = [
        ("schedule.instructors", [_person(view, person) for person in syllabus.instructors]),
        (
            "schedule.term",
            [said(view, "schedule.term_line", **dict(zip(("start", "end"), days, strict=True)))] if term else [],
        ),
        ("schedule.meets", _meets(view)),
        ("schedule.time_zone", [name_of(syllabus.timezone.replace("_", " "))] if syllabus.timezone else []),
    ]
    facts = "\n".join(
        f"<div><dt>{said(view, label)}</dt>" + "".join(f"<dd>{value}</dd>" for value in values) + "</div>"
        for label, values in rows
        if values
    )
    course = f'<p class="builder-syllabus-course">{name}</p>\n' if name else ""
    return f'{course}<dl class="builder-syllabus-facts">\n{facts}\n</dl>' if facts else course.strip()


def _person(view: SyllabusView, person: Person) -> str:
    hours = f"{labelled(view, 'schedule.hours')} {person_said(person.hours)}" if person.hours else ""
    return line(name_of(person.name), _contact(person.contact) if person.contact else "", hours)


def _contact(contact: str) -> str:
    """Return an address as a link where it is one of mail or of the web."""
    text = contact.strip()
    name, _, host = text.removeprefix("mailto:").partition("@")
    if ADDRESS.fullmatch(text):
        return f'<a href="{escape(text)}" rel="noopener">{name_of(text)}</a>'
    if name and "." in host and not set(text) & set(" \t\n<>\"'?&,;@") - {"@"} and text.count("@") == 1:
        address = text.removeprefix("mailto:")
        return f'<a href="mailto:{escape(address)}">{name_of(address)}</a>'
    return name_of(text)


def _meets(view: SyllabusView) -> list[str]:
    """Return when the course meets, for each group where there are groups."""
    syllabus = view.schedule.syllabus
    if view.schedule.is_workshop:
        return _days(view)
    if not syllabus.groups:
        return [_pattern(view, pattern) for pattern in syllabus.meetings]
    colon = escape(phrase(view.language, "marks.colon"))
    return [
        f"<strong>{name_of(group.name)}{colon}</strong> {_pattern(view, pattern)}"
        for group in syllabus.groups
        for pattern in group.meetings or syllabus.meetings
    ]


def _pattern(view: SyllabusView, pattern: Pattern) -> str:
    comma = phrase(view.language, "marks.comma")
    days = escape(comma.join(weekday_names(pattern.days, view.language)))
    span = span_of(view, minutes_of(pattern.start), pattern.minutes)
    return line(*(name_of(text) for text in (pattern.name,) if text), f"{days}{comma}{span}", _place(pattern.place))


def _days(view: SyllabusView) -> list[str]:
    """Return the days of a workshop, for each group where theirs differ."""
    comma = escape(phrase(view.language, "marks.comma"))
    colon = escape(phrase(view.language, "marks.colon"))
    every = {agenda.group: days_of_group(view.schedule, agenda.group) for agenda in view.schedule.agendas}
    same = len(set(every.values())) < 2
    rows = []
    for group, days in list(every.items())[: 1 if same else None]:
        named = f"<strong>{name_of(group)}{colon}</strong> " if group is not None and not same else ""
        for day in days:
            start = minutes_of(day.start)
            date = escape(long_date(day.date, view.language))
            span = span_of(view, start, minutes_of(day.end) - start)
            rows.append(named + line(f"{date}{comma}{span}", _place(day.place)))
    return rows


def _place(place: str | None) -> str:
    return name_of(place) if place else ""


def _files(view: SyllabusView) -> str:
    links = "\n".join(f'<a href="{escape(address)}" download>{escape(name)}</a>' for name, address in view.files)
    return f'<p class="builder-take">{labelled(view, "schedule.downloads")} {links}</p>' if links else ""


def _readings(view: SyllabusView) -> str:
    """Return what is read for each session: the work that a module reports, what it recommends, and what is named."""
    places = session_places(view.schedule)
    rows = "\n".join(
        f"<div><dt>{session_link(view, reading.number, places)}</dt><dd>{works}</dd></div>"
        for reading in view.schedule.readings
        if (works := _works(view, reading))
    )
    html = f'<dl class="builder-syllabus-readings">\n{rows}\n</dl>' if rows else ""
    return part(view, "readings", said(view, "schedule.reading_list"), html)


def _works(view: SyllabusView, reading: Reading) -> str:
    modules = [_module(view, module, is_named=module.title == reading.title) for module in reading.modules]
    return bullets([*filter(None, modules), *(person_said(text) for text in reading.readings)])


def _module(view: SyllabusView, module: Entry, *, is_named: bool) -> str:
    """Return a module with its works; is_named: the session above is called by it alone."""
    cited = f"{labelled(view, 'syllabus_page.reports')} {person_said(module.citation)}" if module.citation else ""
    further = bullets(person_said(text) for text in module.reading)
    more = f"{labelled(view, 'syllabus_page.further')}\n{further}" if further else ""
    works = [f'<div class="builder-syllabus-work">{words}</div>' for words in (cited, more) if words]
    return "\n".join([*([] if is_named else [module_link(view, module)]), *works])
