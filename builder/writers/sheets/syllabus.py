"""A syllabus on paper: who, when and where, the plan with its dates, what is asked and how it counts, what is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.model.schedule import Agenda, Schedule, Week, counted
from builder.model.sheet import Block, Bullets, Heading, Paragraph, Sheet, Table, Text
from builder.model.syllabus import Pattern, Person, WorkshopDay
from builder.model.timetable import minutes_of
from builder.text.dates import long_date, weekday_names
from builder.writers.sheets.inline import said, text_of
from builder.writers.sheets.markdown import content_of
from builder.writers.sheets.syllabus_plan import MOST_BESIDE, Words, in_plan, plan
from builder.writers.syllabus_words import reading_cell, reading_words, why

#: What has no value in a table.
_NONE = "–"


def syllabus_sheet(schedule: Schedule) -> Sheet:
    """Return the sheet of a syllabus."""
    syllabus, words = schedule.syllabus, Words(schedule.syllabus.language)
    name = words.say("name")
    title = " ".join(syllabus.title.split())
    heading = f"{syllabus.code}{words.colon} {title}" if syllabus.code else title
    blocks: tuple[Block, ...] = (
        *_head(schedule, words),
        *_markdown(syllabus.description),
        *_outcomes(schedule, words),
        Heading(text=said(words.say("plan"))),
        *plan(schedule, words),
        *_to_be_settled(schedule, words),
        *_workload(schedule, words),
        *_assessments(schedule, words),
        *_under(words.say("grading"), _markdown(syllabus.grading)),
        *_under(words.say("policies"), _markdown(syllabus.policies)),
        *_readings(schedule, words),
        *_coverage(schedule, words),
    )
    return Sheet(
        kind="syllabus",
        slug="",
        language=syllabus.language,
        title=f"{title} – {name}",
        name=name,
        heading=said(heading),
        blocks=blocks,
    )


def _markdown(text: str | None) -> tuple[Block, ...]:
    return content_of(text).blocks if text else ()


def _under(heading: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks under a heading; nothing for none."""
    held = tuple(blocks)
    return (Heading(text=said(heading)), *held) if held else ()


def _labelled(label: str, text: str, words: Words) -> tuple[Block, ...]:
    return (Paragraph(text=(*said(f"{label}{words.colon} ", strong=True), *said(text))),)


def _list(entries: Iterable[Text]) -> Block:
    return Bullets(entries=tuple((Paragraph(text=entry),) for entry in entries))


def _head(schedule: Schedule, words: Words) -> Iterator[Block]:
    syllabus, say = schedule.syllabus, words.say
    rows = [(say("instructors"), _person(person, words)) for person in syllabus.instructors]
    if syllabus.term is not None:
        start, end = (long_date(day, syllabus.language) for day in (syllabus.term.start, syllabus.term.end))
        rows.append((say("term"), say("term_line", start=start, end=end)))
    rows += [(group or say("meets"), when) for group, when in _times(schedule, words)]
    if syllabus.timezone:
        rows.append((say("time_zone"), syllabus.timezone.replace("_", " ")))
    yield Bullets(entries=tuple(_labelled(label, text, words) for label, text in rows))


def _person(person: Person, words: Words) -> str:
    more = [person.contact, f"{words.say('hours')}{words.colon} {person.hours}" if person.hours else None]
    return words.semicolon.join(filter(None, (person.name, *more)))


def _times(schedule: Schedule, words: Words) -> Iterator[tuple[str, str]]:
    """Yield when and where each group meets; a group that says nothing itself meets with all."""
    syllabus = schedule.syllabus
    for group in syllabus.groups or (None,):
        patterns = (group.meetings if group is not None else ()) or syllabus.meetings
        days = (group.days if group is not None else ()) or syllabus.days
        when = [_pattern(each, words) for each in patterns if syllabus.term is not None] or [
            _day(each, words) for each in days
        ]
        yield (group.name if group is not None else ""), words.semicolon.join(when)


def _pattern(pattern: Pattern, words: Words) -> str:
    days = words.comma.join(weekday_names(pattern.days, words.language))
    span = words.span(minutes_of(pattern.start), pattern.minutes)
    when = words.comma.join(filter(None, (days, span, pattern.place)))
    return f"{pattern.name} ({when})" if pattern.name else when


def _day(day: WorkshopDay, words: Words) -> str:
    start = minutes_of(day.start)
    span = words.span(start, minutes_of(day.end) - start)
    return words.comma.join(filter(None, (words.day(day.date), span, day.place)))


def _outcomes(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    entries = tuple((Paragraph(text=text_of(outcome.text)),) for outcome in schedule.syllabus.outcomes)
    return _under(words.say("outcomes"), (Bullets(entries=entries, start=1),) if entries else ())


def _to_be_settled(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    """Return the sessions without a day and why they have none, a list for all groups that lack the same."""
    shared: dict[tuple[Text, ...], list[str]] = {}
    for agenda in schedule.agendas:
        lines = tuple(
            said(f"{each.number}. {schedule.titles[each.number - 1]}{words.colon} {why(each.reason, words.language)}")
            for each in agenda.unplaced
        )
        shared.setdefault(lines, []).append(agenda.group or "")
    blocks: list[Block] = []
    for lines, groups in shared.items():
        if lines:
            blocks += [Paragraph(text=said(words.comma.join(groups)), look="label")] if len(shared) > 1 else []
            blocks.append(_list(lines))
    return _under(words.say("to_be_settled"), blocks)


def _workload(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    """Return what each week asks: a table for all groups of which it asks the same."""
    shared: dict[Table, list[str]] = {}
    for agenda in schedule.agendas:
        shared.setdefault(_weeks(schedule, agenda, words), []).append(agenda.group or "")
    blocks: list[Block] = []
    for table, groups in shared.items():
        blocks += [Heading(text=said(words.comma.join(groups)), level=3)] if len(shared) > 1 else []
        blocks.append(table)
    return _under(words.say("workload"), blocks)


def _weeks(schedule: Schedule, agenda: Agenda, words: Words) -> Table:
    """Return the weeks of a group, or its days, with their sum; those in a row that ask for nothing are one row."""
    say, weeks = words.say, agenda.weeks
    tasks = any(week.due for week in weeks)
    order = counted(one.name for one in schedule.syllabus.assessments)  # of the file, whatever their days in the week
    first = say("day_head" if schedule.is_workshop else "week_head")
    head = (first, words.minutes(), say("class_head").replace(" (", "\n("), *[say("tasks")] * tasks)
    rows = []
    for is_empty, run in groupby(weeks, key=_is_empty):
        for part in [tuple(run)] if is_empty else [(week,) for week in run]:
            week = part[0]
            number = "–".join(dict.fromkeys((str(week.number), str(part[-1].number))))
            due = words.comma.join(each.name for each in sorted(week.due, key=lambda each: order.index(each.key)))
            reading = reading_cell(week.reading, week.texts, words.language)
            rows.append(tuple(map(said, (number, reading, str(week.class_minutes), *[due] * tasks))))
    reading = reading_cell(sum(week.reading for week in weeks), sum(week.texts for week in weeks), words.language)
    sums = (reading, str(sum(week.class_minutes for week in weeks)), *[""] * tasks)
    total = tuple(said(text, strong=True) for text in (say("total"), *sums))
    widths = (0, 0, 0, *[1] * tasks)
    return Table(head=tuple(map(said, head)), rows=(*rows, total), widths=widths)


def _is_empty(week: Week) -> bool:
    return not (week.reading or week.texts or week.class_minutes or week.due)


def _assessments(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    syllabus, say = schedule.syllabus, words.say
    if not syllabus.assessments:
        return ()
    by_group = [{due.key: due.date for due in agenda.due} for agenda in schedule.agendas]
    alike = all(dates == by_group[0] for dates in by_group) or len(by_group) > MOST_BESIDE
    shown = by_group[:1] if alike else by_group
    names = [say("due")] if alike else [f"{say('due')} ({agenda.group})" for agenda in schedule.agendas]
    rows = []
    for each, key in zip(syllabus.assessments, counted(one.name for one in syllabus.assessments), strict=True):
        dates = [words.day(days[key]) if key in days else say("undated") for days in shown]
        rows.append(tuple(map(said, (each.name, words.percent(each.weight) or _NONE, *dates))))
    weights = [each.weight for each in syllabus.assessments if each.weight is not None]
    if weights:
        total = (say("total"), words.percent(sum(weights)), *("" for _ in shown))
        rows.append(tuple(said(text, strong=True) for text in total))
    head = tuple(map(said, (say("assessment"), say("weight"), *names)))
    table = Table(head=head, rows=tuple(rows), widths=(1, 0, *(0 for _ in shown)))
    return _under(say("assessments"), (table, *_notes(schedule)))


def _notes(schedule: Schedule) -> Iterator[Block]:
    for each in schedule.syllabus.assessments:
        if each.notes:
            yield Paragraph(text=said(each.name), look="label")
            yield from _markdown(each.notes)


def _readings(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    """Return what is read for each session, with its notes where they are too long for the plan."""
    blocks: list[Block] = []
    for reading, session in zip(schedule.readings, schedule.syllabus.sessions, strict=True):
        entries = [text_of(module.citation) if module.citation else said(module.title) for module in reading.modules]
        entries += [text_of(text) for text in reading.readings]
        notes = () if session.notes is None or in_plan(session.notes) else _markdown(session.notes)
        minutes = sum(module.reading_minutes for module in reading.modules)
        if entries or notes:
            much = reading_words(minutes, len(reading.readings), words.language) if minutes else ""
            time = f" ({much})" if much else ""
            title = (*said(f"{reading.number}. {reading.title}", strong=True), *said(time))
            blocks.append(Paragraph(text=title, look="label"))
            blocks += [_list(entries)] if entries else []
            blocks += notes
    return _under(words.say("reading_list"), blocks)


def _coverage(schedule: Schedule, words: Words) -> tuple[Block, ...]:
    """Return which sessions serve each outcome, and which keywords each session has.

    Most keywords belong to one session, so that a row for each would be pages of single numbers.
    """
    return _under(words.say("coverage"), (*_outcomes_served(schedule, words), *_keywords(schedule, words)))


def _outcomes_served(schedule: Schedule, words: Words) -> Iterator[Block]:
    served = [one for one in schedule.coverage if one.kind == "outcome"]
    rows = [
        (text_of(one.label), said(words.comma.join(map(str, one.sessions)) or words.say("served_by_none")))
        for one in served
    ]
    if rows:
        head = (said(words.say("outcome")), said(words.say("sessions")))
        yield Table(head=head, rows=tuple(rows), widths=(3, 1))


def _keywords(schedule: Schedule, words: Words) -> Iterator[Block]:
    served = [one for one in schedule.coverage if one.kind == "keyword"]
    rows = [
        (said(f"{number}. {title}"), said(words.comma.join(one.label for one in served if number in one.sessions)))
        for number, title in enumerate(schedule.titles, 1)
    ]
    if served:
        head = (said(words.say("session")), said(words.say("keywords")))
        yield Table(head=head, rows=tuple(row for row in rows if row[1]), widths=(2, 3))
