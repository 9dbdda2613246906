"""The dated plan of a syllabus on paper.

Of a term it is one table: groups share their sessions, so that each group has a column of dates beside them and
nobody reads the plan twice; where there are more groups than columns fit, a table each.  Of a workshop it is a table
a day by the clock, with its breaks.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

import msgspec

from builder.model.schedule import Agenda, Due, Lesson, Schedule, Week
from builder.model.sheet import Block, Heading, Paragraph, Table, Text
from builder.model.syllabus import Pause
from builder.model.timetable import DayOff, Meeting, minutes_of
from builder.text.dates import short_date, time_span
from builder.text.locales import decimal
from builder.wording import phrase
from builder.writers.sheets.inline import said
from builder.writers.sheets.plain_words import plain_lines
from builder.writers.syllabus_words import reading_cell

#: So many groups have their dates side by side.
MOST_BESIDE = 3
#: Longer notes of a session stand with its readings, since a row of a table is never parted.
_MOST_NOTES = 240
_DAY = dt.timedelta(days=1)


class Words:
    """The words of a language, and the marks that stand between them."""

    def __init__(self, language: str) -> None:
        self.language = language
        marks = partial(phrase, language)
        self.colon, self.comma, self.semicolon = (marks(f"marks.{name}") for name in ("colon", "comma", "semicolon"))

    def say(self, name: str, /, **fields: object) -> str:
        """Return a phrase of syllabi."""
        return phrase(self.language, f"schedule.{name}", **fields)

    def minutes(self) -> str:
        """Return the head of a narrow column with minutes of reading: its unit stands below."""
        return self.say("reading_head").replace(" (", "\n(")

    def percent(self, weight: float | None) -> str:
        """Return how much something counts; nothing where that is not said."""
        return unbroken(self.say("percent", weight=decimal(weight, self.language))) if weight is not None else ""

    def day(self, day: dt.date) -> str:
        """Return a day that stays on one line."""
        return unbroken(short_date(day, self.language))

    def span(self, start: int, minutes: int) -> str:
        """Return from when to when, each time on one line."""
        return unbroken(time_span(start, minutes, self.language))


def unbroken(text: str) -> str:
    """Return a short text at whose blanks no line breaks."""
    return text.replace(" ", "\u00a0")


class _Row(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the plan.

    key: what it tells, the same for all groups.  after: the number of the last session before it, its own if it is
    one.  days: when and where, as words, by the place of the group; weeks: their numbers, for a day in the term.
    kind: of meeting.  under: lines below `what`.
    """

    key: tuple[str, ...]
    after: int
    first: dt.date
    days: dict[int, str]
    what: Text
    kind: str = ""
    under: tuple[str, ...] = ()
    reading: str = ""
    weeks: dict[int, str] = {}

    @property
    def order(self) -> tuple[int, bool, dt.date, tuple[str, ...]]:
        """Sessions keep their order; what lies between two of them is in the order of time."""
        return self.after, self.key[0] != "session", self.first, self.key

    @property
    def week(self) -> str:
        """The number of the week, or of each group's in the order of the groups where they differ."""
        numbers = [self.weeks[place] for place in sorted(self.weeks)]
        return unbroken(" / ".join(numbers if len(set(numbers)) > 1 else numbers[:1]))

    @property
    def cell(self) -> Text:
        """What the row says."""
        kind = f" ({self.kind})" if self.kind else ""
        return (*self.what, *said("\n".join((kind, *self.under))))

    def joined(self, other: _Row) -> _Row:
        """Return the row with another group's days."""
        kind = self.kind if self.kind == other.kind else ""
        days, weeks = {**self.days, **other.days}, {**self.weeks, **other.weeks}
        return msgspec.structs.replace(self, days=days, weeks=weeks, kind=kind)


def plan(schedule: Schedule, words: Words) -> Iterator[Block]:
    """Yield the plan under its heading."""
    agendas = schedule.agendas
    if schedule.is_workshop:
        for agenda in agendas:
            yield from _workshop(schedule, agenda, words)
    elif len(agendas) <= MOST_BESIDE:
        yield _or_nothing(_term(schedule, agendas, words), words)
    else:
        for agenda in agendas:
            yield Heading(text=said(agenda.group or ""), level=3)
            yield _or_nothing(_term(schedule, (agenda,), words), words)


def _or_nothing(table: Table, words: Words) -> Block:
    """Return a plan, or that nothing is planned."""
    return table if table.rows else Paragraph(text=said(words.say("free")))


def in_plan(notes: str) -> bool:
    """Return whether a session's notes are short enough to stand in the plan."""
    return len(notes) <= _MOST_NOTES


def _term(schedule: Schedule, agendas: tuple[Agenda, ...], words: Words) -> Table:
    """Return the plan of groups that have their dates side by side.

    What lies between sessions is one row for all groups for which it lies between the same two, so that every column
    of dates is in the order of time.
    """
    rows: dict[tuple[int, tuple[str, ...]], _Row] = {}
    for place, agenda in enumerate(agendas):
        for row in _rows(schedule, agenda, place, words):
            held = rows.get((row.after, row.key))
            rows[row.after, row.key] = held.joined(row) if held is not None else row
    dates = [(agenda.group if len(agendas) > 1 else "") or words.say("date") for agenda in agendas]
    head = [words.say("week_head"), *dates, words.say("session"), words.minutes()]
    lines = []
    week = ""
    for row in sorted(rows.values(), key=lambda row: row.order):
        shown, week = (row.week if row.week != week else ""), row.week or week
        cells = [row.days.get(place, "") for place in range(len(agendas))]
        lines.append((said(shown), *map(said, cells), row.cell, said(row.reading)))
    return Table(head=tuple(map(said, head)), rows=tuple(lines), widths=(*[0] * (len(head) - 2), 1, 0))


def _rows(schedule: Schedule, agenda: Agenda, place: int, words: Words) -> Iterator[_Row]:
    """Yield the rows of one group; times and places stand in them where they are not always the same."""
    varied = len({(lesson.start, lesson.minutes, lesson.place) for lesson in agenda.lessons}) > 1
    for lesson in agenda.lessons:
        when = [words.day(lesson.date)]
        when += [words.span(lesson.start, lesson.minutes)] if varied else []
        when += [lesson.place] if varied and lesson.place else []
        yield _Row(
            key=("session", f"{lesson.number:04}"),
            after=lesson.number,
            first=lesson.date,
            days={place: "\n".join(when)},
            what=_title(lesson),
            kind=lesson.kind or "",
            under=_under(schedule, lesson, words),
            reading=_reading(lesson, words),
            weeks={place: str(lesson.week)},
        )
    for event in _events(agenda, words):
        yield _between(event, agenda, place, words)


class _Event(NamedTuple):
    """What lies between sessions: its key, its first and its last day, its words."""

    key: tuple[str, ...]
    first: dt.date
    last: dt.date
    what: Text


def _events(agenda: Agenda, words: Words) -> Iterator[_Event]:
    """Yield what lies between the sessions of a group; free meetings with no session between them are one."""
    for due in agenda.due:
        yield _Event(("due", due.key), due.date, due.date, _due(due, words))
    for days in _runs(agenda.off):
        yield _Event(
            ("off", days[0].kind, days[0].name or "", _monday(days[0].date)), *_ends(days), _off(days[0], words)
        )
    taken = [*(lesson.date for lesson in agenda.lessons), *(day.date for day in agenda.off)]
    free = [meeting for week in agenda.weeks for meeting in week.free]
    for _, meetings in groupby(free, key=lambda meeting: sum(day <= meeting.date for day in taken)):
        run = tuple(meetings)
        yield _Event(("free", _monday(run[0].date)), *_ends(run), said(words.say("free"), emphasis=True))


def _ends(days: tuple[DayOff, ...] | tuple[Meeting, ...]) -> tuple[dt.date, dt.date]:
    return days[0].date, days[-1].date


def _between(event: _Event, agenda: Agenda, place: int, words: Words) -> _Row:
    """Return a row that is no session: after those held before its day, and what is due after those of that day."""
    last = event.first if event.key[0] == "due" else event.first - _DAY
    span = [words.day(day) for day in dict.fromkeys((event.first, event.last))]
    weeks = [week.number for week in agenda.weeks if week.start <= event.first < week.start + 7 * _DAY]
    return _Row(
        key=event.key,
        after=max((one.number for one in agenda.lessons if one.date <= last), default=0),
        first=event.first,
        days={place: "\u00a0–\n".join(span)},
        what=event.what,
        weeks={place: str(weeks[0])} if weeks else {},
    )


def _runs(off: tuple[DayOff, ...]) -> Iterator[tuple[DayOff, ...]]:
    """Yield days off, those of one break in one run."""
    for _, days in groupby(off, key=lambda day: (day.kind, day.name, "" if day.kind == "break" else str(day.date))):
        yield tuple(days)


def _monday(day: dt.date) -> str:
    """Return the Monday of a day's week: what groups have in the same week is one row."""
    return str(day - day.weekday() * _DAY)


def _title(lesson: Lesson) -> Text:
    return said(f"{lesson.number}. {lesson.title}", strong=True)


def _under(schedule: Schedule, lesson: Lesson, words: Words) -> tuple[str, ...]:
    """Return the lines under a session's title: modules that it does not name, those that are missing, notes."""
    own = schedule.syllabus.sessions[lesson.number - 1].title
    lines = [module.title for module in lesson.modules] if own else []
    lines += [words.say("unknown_module", slug=slug) for slug in lesson.unknown]
    lines += [plain_lines(lesson.notes)] if lesson.notes and in_plan(lesson.notes) else []
    return tuple(lines)


def _reading(lesson: Lesson, words: Words) -> str:
    minutes = sum(module.reading_minutes for module in lesson.modules)
    return reading_cell(minutes, len(lesson.readings), words.language) if minutes or lesson.readings else ""


def _due(due: Due, words: Words) -> Text:
    weight = f" ({words.percent(due.weight)})" if due.weight is not None else ""
    return said(f"{words.say('due_line', name=due.name)}{weight}", emphasis=True)


def _off(off: DayOff, words: Words) -> Text:
    return said(words.say("no_class_named", name=off.name) if off.name else words.say("no_class"), emphasis=True)


def _workshop(schedule: Schedule, agenda: Agenda, words: Words) -> Iterator[Block]:
    head = tuple(map(said, (words.say("time"), words.say("session"), words.minutes())))
    for week in agenda.weeks:
        day = f"{words.say('day', number=week.number)}{words.colon} {words.day(week.start)}"
        yield Heading(text=said(words.comma.join(filter(None, (agenda.group, day)))), level=3)
        places = dict.fromkeys(filter(None, _places(week)))
        if places:
            yield Paragraph(text=said(words.semicolon.join(places)), look="small")
        yield Table(head=head, rows=tuple(_hours(schedule, agenda, week, words)), widths=(0, 1, 0))


def _places(week: Week) -> Iterator[str | None]:
    yield from (lesson.place for lesson in week.lessons)
    yield from (meeting.place for meeting in week.free)


def _hours(schedule: Schedule, agenda: Agenda, week: Week, words: Words) -> Iterator[tuple[Text, Text, Text]]:
    """Yield the rows of a day in the order of time: sessions, breaks, time without a session, what is due."""
    found = []
    for lesson in week.lessons:
        what = (*_title(lesson), *said("\n".join(("", *_under(schedule, lesson, words)))))
        found.append((lesson.start, lesson.minutes, what, _reading(lesson, words)))
    for pause in _pauses(schedule, agenda, week):
        name = pause.name or words.say("pause")
        found.append((minutes_of(pause.at), pause.minutes, said(name, emphasis=True), ""))
    found += [(start, minutes, said(words.say("free"), emphasis=True), "") for start, minutes in _free(week)]
    for start, minutes, what, reading in sorted(found, key=lambda row: row[0]):
        yield said(words.span(start, minutes)), what, said(reading)
    for due in week.due:
        yield (), _due(due, words), ()


def _pauses(schedule: Schedule, agenda: Agenda, week: Week) -> tuple[Pause, ...]:
    syllabus = schedule.syllabus
    own = next((group.days for group in syllabus.groups if group.name == agenda.group), ())
    return tuple(pause for day in own or syllabus.days if day.date == week.start for pause in day.breaks)


def _free(week: Week) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a workshop's day in which nothing is held, from when and how long."""
    for meeting in week.free:
        yield meeting.start, meeting.minutes
