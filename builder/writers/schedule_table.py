"""A schedule as tables for spreadsheets (RFC 4180): what happens when, and what serves what.

Names of columns, kinds of rows and weekdays are the same in every language, as in the syllabus file, so that a script
can read them; titles and notes are the course's own, and why a session has no day is said in the syllabus's language.
UTF-8 begins with the mark by which Excel knows it.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from builder.model.schedule import Agenda, Due, Lesson, Schedule, Week
from builder.model.syllabus import WEEKDAYS
from builder.model.timetable import DayOff, Meeting, clock
from builder.writers.sheets.plain_words import plain_line, plain_lines
from builder.writers.syllabus_words import why

COLUMNS = (
    "week", "date", "weekday", "start", "end", "group", "kind", "meeting", "number", "title", "modules", "readings",
    "reading minutes", "class minutes", "weight", "place", "notes",
)  # fmt: skip
#: Signs with which a spreadsheet begins a formula, also in the width of Chinese letters (OWASP, "CSV Injection").
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
#: Spreadsheets of many languages part cells at a semicolon, and do not heed quotes that stand before a comma of ours:
#: what follows a semicolon may become a cell.
_PARTED = re.compile(r';(?="*[=+\-@\t＝＋－＠])')
_QUOTED = re.compile(r'[",;\r\n]')
_SERVED = "x"

Row = dict[str, object]


def schedule_table(schedule: Schedule) -> bytes:
    """Return every session, due date, day without class and free meeting of every group, in the order of time.

    A session without a day, and an assessment whose day is not known, stand at the end of their group.
    """
    rows = (row for agenda in schedule.agendas for row in _rows(schedule, agenda))
    return _table([COLUMNS, *([row.get(column, "") for column in COLUMNS] for row in rows)])


def coverage_table(schedule: Schedule) -> bytes:
    """Return outcomes and keywords by sessions, a mark where a session serves one."""
    head = ["kind", "name", "sessions", *(f"{number}. {title}" for number, title in enumerate(schedule.titles, 1))]
    rows = [
        [served.kind, served.label, len(served.sessions)]
        + [_SERVED if number in served.sessions else "" for number in range(1, len(schedule.titles) + 1)]
        for served in schedule.coverage
    ]
    return _table([head, *rows])


def _rows(schedule: Schedule, agenda: Agenda) -> Iterator[Row]:
    found: list[tuple[dt.date, int, Row]] = []
    for week in agenda.weeks:
        found += _week(week)
    in_weeks = {due.key for week in agenda.weeks for due in week.due}
    found += [(due.date, 0, _due(due)) for due in agenda.due if due.key not in in_weeks]
    group: Row = {"group": agenda.group or ""}
    for day, _, row in sorted(found, key=lambda one: one[:2]):
        yield {"date": day.isoformat(), "weekday": WEEKDAYS[day.weekday()], **group, **row}
    language = schedule.syllabus.language
    for each in agenda.unplaced:
        title = schedule.titles[each.number - 1]
        yield {
            **group,
            "kind": "to be settled",
            "number": each.number,
            "title": title,
            "notes": why(each.reason, language),
        }
    yield from ({**group, "kind": "due", "title": name} for name in agenda.undated)


def _week(week: Week) -> Iterator[tuple[dt.date, int, Row]]:
    """Yield what stands in a week: its day, its minute of the day (0 for what takes the whole day), its row."""
    number: Row = {"week": week.number}
    yield from ((off.date, 0, {**number, **_off(off)}) for off in week.off)
    yield from ((due.date, 0, {**number, **_due(due)}) for due in week.due)
    yield from ((lesson.date, lesson.start + 1, {**number, **_lesson(lesson)}) for lesson in week.lessons)
    yield from ((free.date, free.start + 1, {**number, **_free(free)}) for free in week.free)


def _lesson(lesson: Lesson) -> Row:
    return {
        "start": clock(lesson.start),
        "end": clock(lesson.start + lesson.minutes),
        "kind": "session",
        "meeting": lesson.kind or "",
        "number": lesson.number,
        "title": lesson.title,
        "modules": "; ".join((*(module.slug for module in lesson.modules), *lesson.unknown)),
        "readings": "\n".join(
            (
                *(plain_line(module.citation) for module in lesson.modules if module.citation),
                *map(plain_line, lesson.readings),
            )
        ),
        "reading minutes": sum(module.reading_minutes for module in lesson.modules),
        "class minutes": lesson.minutes,
        "place": lesson.place or "",
        "notes": plain_lines(lesson.notes or ""),
    }


def _due(due: Due) -> Row:
    weight = f"{due.weight:g}" if due.weight is not None else ""
    number = due.session or ""
    return {
        "kind": "due",
        "number": number,
        "title": due.name,
        "weight": weight,
        "notes": plain_lines(due.notes or ""),
    }


def _off(off: DayOff) -> Row:
    return {"kind": off.kind, "title": off.name or ""}


def _free(meeting: Meeting) -> Row:
    return {
        "start": clock(meeting.start),
        "end": clock(meeting.start + meeting.minutes),
        "kind": "free",
        "meeting": meeting.name or "",
        "place": meeting.place or "",
    }


def _table(rows: Iterable[Iterable[object]]) -> bytes:
    lines = (",".join(_quoted(_harmless(cell)) for cell in row) for row in rows)
    return codecs.BOM_UTF8 + "".join(f"{line}\r\n" for line in lines).encode()


def _harmless(cell: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return str(cell)
    parted = _PARTED.sub(";'", cell)
    return f"'{parted}" if parted.startswith(_FORMULA) else parted


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(cell) else cell
