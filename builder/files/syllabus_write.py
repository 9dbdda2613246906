"""A drafted syllabus as the text of `syllabi/NAME.yml`: what a person decides as keys, reasons as comments.

The file says nothing that the modules do not: keys that only a person can fill in stand at the end as comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.files.plan_words import listed, quoted, reasons, sharing, why_left_out, words
from builder.files.syllabus_yml import schema_comment
from builder.files.yaml_write import scalar
from builder.model.syllabus import Holidays, Syllabus
from builder.model.syllabus_plan import PlannedSession, SyllabusPlan
from builder.model.timetable import DayOff, Meeting

#: A module's folder name that stands in a row without quotes.
_SIMPLE = re.compile(r"[\w-]+")
#: What a draft leaves to a person; nothing is filled in.
_TO_FILL_IN = """code:
description:
instructors:
  - name:
    contact:
    hours:
breaks:
  - start:
    end:
    name:
assessments:
  - name:
    weight:
    due:
grading:
policies:
outcomes:
  - text:
    modules: []
    keywords: []"""


def syllabus_text(plan: SyllabusPlan, *, command: str, schema: str | None, heavy: frozenset[int], timed: bool) -> str:
    """Return the YAML of a plan.

    command: with which it was drafted.  schema: the schema's place as seen from the file, None where the course has
    none.  heavy: weeks with far too much to read.  timed: whether the time of day was asked for, not assumed.
    """
    language = plan.syllabus.language
    head = [words(language, "drafted"), command, words(language, "order_topics" if plan.topics else "order")]
    head.append(words(language, "flow"))
    lines = [
        *_remarks(head),
        *_settings(plan, timed=timed),
        *_sessions(plan, heavy),
        *_end(plan),
    ]
    return (schema_comment(schema) if schema else "") + "".join(f"{line}\n" for line in lines)


def _remarks(texts: Iterable[str], indent: str = "", inner: str = "") -> list[str]:
    return [f"{indent}# {inner}{_one_line(text)}" for text in texts]


def _one_line(text: str) -> str:
    """Return a text that ends no comment early: what does not print is a blank (YAML 1.2, 5.4 and 6.6)."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _settings(plan: SyllabusPlan, *, timed: bool) -> Iterator[str]:
    syllabus, language = plan.syllabus, plan.syllabus.language
    yield "format: 1"
    yield f"title: {scalar(syllabus.title)}"
    yield f"language: {scalar(language)}"
    yield f"timezone: {scalar(syllabus.timezone)}" if syllabus.timezone is not None else "# timezone:"
    if syllabus.term is not None:
        yield "term:"
        yield f"  start: {syllabus.term.start.isoformat()}"
        end = words(language, "term_end", number=plan.weeks)
        yield f"  end: {syllabus.term.end.isoformat()}  # {end}"
    yield "meetings:"
    for pattern in syllabus.meetings:
        yield f"  - days: [{', '.join(pattern.days)}]"
        remark = "" if timed else f"  # {words(language, 'time')}"
        yield f"    start: {scalar(pattern.start)}{remark}"
        yield f"    minutes: {pattern.minutes}"
    yield from _holidays(syllabus.holidays, plan.off, syllabus)


def _holidays(named: Holidays, off: tuple[DayOff, ...], syllabus: Syllabus) -> Iterator[str]:
    if named.country is None:
        yield from ("# holidays:", "#   country:", "#   region:")
        return
    yield "holidays:"
    yield f"  country: {scalar(named.country)}"
    if named.region is not None:
        yield f"  region: {scalar(named.region)}"
    days = (f"{day.date.isoformat()} ({day.name})" if day.name else day.date.isoformat() for day in off)
    said = listed(syllabus.language, days)
    yield from _remarks([words(syllabus.language, "off", days=said)] if off else [], "  ")


def _sessions(plan: SyllabusPlan, heavy: frozenset[int]) -> Iterator[str]:
    language, week = plan.syllabus.language, 0
    reading = plan.reading()
    average = round(sum(reading.values()) / len(reading)) if reading else 0
    yield ""
    yield "sessions:"
    for session in plan.sessions:
        if session.meeting.week != week:
            week = session.meeting.week
            name = "heavy" if week in heavy else "week"
            said = words(language, name, number=week, minutes=reading[week], average=average)
            yield from _remarks([said], "  ")
            yield ""
        yield from _session(session, plan)
        yield ""


def _session(session: PlannedSession, plan: SyllabusPlan) -> Iterator[str]:
    language = plan.syllabus.language
    day = session.meeting.date.isoformat()
    shared = len(session.chosen) > 1
    if shared:
        yield from _remarks([listed(language, (day, sharing(session, plan, language)))], "  ")
    for one in session.chosen:
        title = quoted(language, one.entry.title)
        yield from _remarks([title if shared else listed(language, (day, title))], "  ")
        yield from _remarks(reasons(one, plan, language), "  ", "  " if shared else "")
    slugs = [one.entry.slug for one in session.chosen]
    if all(_SIMPLE.fullmatch(slug) and scalar(slug) == slug for slug in slugs):
        yield f"  - modules: [{', '.join(slugs)}]"
    else:  # a folder that a person named: a comma would part it
        yield "  - modules:"
        yield from (f"      - {scalar(slug)}" for slug in slugs)


def _end(plan: SyllabusPlan) -> Iterator[str]:
    language = plan.syllabus.language
    if plan.free:
        yield from _remarks([words(language, "free", days=listed(language, map(_day, plan.free)))])
        yield ""
    if plan.left_out:
        yield from _remarks([words(language, "left_out")])
        for left in plan.left_out:
            yield from _remarks([f"- {left.slug}: {why_left_out(left, plan, language)}"])
        yield ""
    yield from _remarks([words(language, "to_fill_in")])
    yield from (f"# {line}" for line in _TO_FILL_IN.split("\n"))


def _day(meeting: Meeting) -> str:
    return meeting.date.isoformat()
