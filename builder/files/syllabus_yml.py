"""`syllabi/NAME.yml`: a syllabus with the lines of what it holds, and what its shape alone does not forbid."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from builder.files.decode import decode, places_of
from builder.files.lines import lines_of
from builder.files.source_text import read_text
from builder.files.yaml_read import read_yaml
from builder.findings import Finding, Where, error, has_errors
from builder.model.course import CourseSyllabus
from builder.model.syllabus import FIRST_YEAR, LAST_YEAR, MIDNIGHT, Group, Pattern, Syllabus, WorkshopDay
from builder.model.timetable import minutes_of

FOLDER = "syllabi"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")

#: A term is at most so many days long: an end in a wrong year is told, not computed.
LONGEST_TERM = 400


def file_of(name: str) -> str:
    """Return the file of a syllabus as a person names it."""
    return f"{FOLDER}/{name}.yml"


def is_name(name: str) -> bool:
    """Return whether a syllabus may have this name: it becomes the name of files on every system."""
    return _NAME.fullmatch(name) is not None


def syllabus_names(folder: Path) -> tuple[str, ...]:
    """Return the names of the syllabi of a course, also of those that cannot be read; `_NAME.yml` is put aside."""
    return tuple(path.stem for path in _files(folder) if _is_file_of_one(path))


def _files(folder: Path) -> list[Path]:
    """Return what may be meant as a syllabus, by name; links are not followed."""
    place = folder / FOLDER
    found = sorted(place.glob("*.y*ml")) if place.is_dir() and not place.is_symlink() else []
    return [path for path in found if not path.name.startswith((".", "_"))]


def _is_file_of_one(path: Path) -> bool:
    return path.suffix == ".yml" and is_name(path.stem)


def read_syllabi(folder: Path) -> tuple[tuple[CourseSyllabus, ...], tuple[Finding, ...]]:
    """Return the syllabi of a course by name, with findings; one that cannot be read is told and left out."""
    found: list[CourseSyllabus] = []
    findings: list[Finding] = []
    for path in _files(folder):
        name = f"{FOLDER}/{path.name}"
        if not _is_file_of_one(path):
            message = "a syllabus is named with letters, digits, `-` and `_`, and ends in .yml"
            findings.append(error("syllabus-name", message, Where(file=name), "rename the file"))
            continue
        text, problems = read_text(path, name)
        findings += problems
        if text is not None:
            syllabus, problems = read_syllabus(text, name)
            findings += problems
            if syllabus is not None:
                found.append(syllabus)
    return tuple(found), tuple(findings)


def read_syllabus(text: str, file: str) -> tuple[CourseSyllabus | None, tuple[Finding, ...]]:
    """Return the syllabus that a text holds, with findings; None where dates could not be computed from it."""
    root, findings = read_yaml(text, file)
    if root is None:
        return None, findings
    lines = lines_of(text)
    if root.kind != "mapping":
        help_ = "begin with `format: 1` and `title:`; `builder syllabus plan` writes one"
        return None, (error("bad-value", "a syllabus is lines of `key: value`", Where(file=file, line=1), help_),)
    syllabus, findings = decode(root, Syllabus, lines, file)
    if syllabus is None:
        return None, findings
    places = {path.removeprefix("."): lines.number(offset) for path, offset in places_of(root)}
    read = CourseSyllabus(name=Path(file).stem, syllabus=syllabus, file=file, places=places)
    problems = tuple(_beyond_the_schema(read))
    return (None if has_errors(problems) else read), (*findings, *problems)


def _beyond_the_schema(read: CourseSyllabus) -> Iterator[Finding]:
    yield from _kind_of_time(read)
    yield from _years(read)
    yield from _term(read)
    for path, patterns, days in _times(read.syllabus):
        yield from _patterns(read, path, patterns)
        for number, day in enumerate(days):
            yield from _day(read, f"{path}days[{number}]", day)
        yield from _days_overlap(read, path, days)
    yield from _breaks(read)
    yield from _doubled(read, "groups", "name", tuple(group.name for group in read.syllabus.groups))
    yield from _doubled(read, "sessions", "id", tuple(session.id for session in read.syllabus.sessions))
    yield from _sessions(read)


def _wrong(read: CourseSyllabus, path: str, message: str, help_: str) -> Finding:
    where = Where(file=read.file, line=read.line(path), path=f"$.{path}" if path else None)
    return error("syllabus-time", message, where, help_)


def _times(syllabus: Syllabus) -> Iterator[tuple[str, tuple[Pattern, ...], tuple[WorkshopDay, ...]]]:
    """Yield (path, patterns, days) of the syllabus and of its groups."""
    yield "", syllabus.meetings, syllabus.days
    for number, group in enumerate(syllabus.groups):
        yield f"groups[{number}].", group.meetings, group.days


def _kind_of_time(read: CourseSyllabus) -> Iterator[Finding]:
    """Yield what is wrong with a syllabus that is neither a term with meetings nor a workshop with days, or both."""
    syllabus = read.syllabus
    parties: tuple[Syllabus | Group, ...] = (syllabus, *syllabus.groups)
    meets, has_days = any(one.meetings for one in parties), any(one.days for one in parties)
    if meets and has_days:
        help_ = "keep `meetings:` (and `term:`) for a term, or `days:` for a workshop; two syllabi may be two files"
        yield _wrong(read, "days", "a syllabus has weekly meetings or the days of a workshop, not both", help_)
    elif meets and syllabus.term is None:
        yield _wrong(read, "meetings", "weekly meetings need a term", "add `term:` with `start:` and `end:`")
    elif has_days and syllabus.term is not None:
        yield _wrong(read, "term", "a workshop has its days and no term", "remove `term:`, or give `meetings:`")
    elif not meets and not has_days:
        help_ = "add `meetings:` with days, start and minutes, or the `days:` of a workshop"
        yield _wrong(read, "", "it does not say when the course meets", help_)
    for number, group in enumerate(syllabus.groups):
        if not ((group.meetings or syllabus.meetings) if syllabus.term is not None else (group.days or syllabus.days)):
            help_ = "add its `meetings:` (of a workshop, its `days:`)"
            yield _wrong(read, f"groups[{number}]", f"group “{group.name}” does not say when it meets", help_)


def _years(read: CourseSyllabus) -> Iterator[Finding]:
    for path, day in _dates(read.syllabus):
        if not _is_near(day):
            message = f"the year {day.year} is far from any course"
            yield _wrong(read, path, message, f"correct it: from {FIRST_YEAR} to {LAST_YEAR}")


def _is_near(day: dt.date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _dates(syllabus: Syllabus) -> Iterator[tuple[str, dt.date]]:
    """Yield every day that a syllabus names, with its path."""
    if syllabus.term is not None:
        yield from (("term.start", syllabus.term.start), ("term.end", syllabus.term.end))
    for path, _, days in _times(syllabus):
        yield from ((f"{path}days[{number}].date", day.date) for number, day in enumerate(days))
    for number, recess in enumerate(syllabus.breaks):
        yield from ((f"breaks[{number}].start", recess.start), (f"breaks[{number}].end", recess.end))
    for number, holiday in enumerate(syllabus.holidays.dates):
        yield f"holidays.dates[{number}].date", holiday.date
    yield from ((f"holidays.held[{number}]", day) for number, day in enumerate(syllabus.holidays.held))
    for number, session in enumerate(syllabus.sessions):
        if session.date is not None:
            yield f"sessions[{number}].date", session.date
    for number, assessment in enumerate(syllabus.assessments):
        if assessment.due is not None:
            yield f"assessments[{number}].due", assessment.due


def _term(read: CourseSyllabus) -> Iterator[Finding]:
    term = read.syllabus.term
    if term is None or not (_is_near(term.start) and _is_near(term.end)):
        return
    if term.end < term.start:
        message = f"the term ends on {term.end}, before it starts on {term.start}"
        yield _wrong(read, "term.end", message, "correct one of the two days")
    elif (term.end - term.start).days > LONGEST_TERM:
        message = f"the term is {(term.end - term.start).days} days long"
        yield _wrong(read, "term.end", message, f"a term has at most {LONGEST_TERM} days; correct the year")


def _patterns(read: CourseSyllabus, path: str, patterns: tuple[Pattern, ...]) -> Iterator[Finding]:
    names = [pattern.name for pattern in patterns]
    for number, pattern in enumerate(patterns):
        here = f"{path}meetings[{number}]"
        if len(set(pattern.days)) != len(pattern.days):
            yield _wrong(read, f"{here}.days", "a day stands twice", "keep it once")
        if len(patterns) > 1 and names.count(pattern.name) > 1:
            label = f"the name “{pattern.name}” stands twice" if pattern.name else "of several meetings each has a name"
            yield _wrong(read, here, label, "give each a `name:` of its own, as in Lecture and Seminar")
        if minutes_of(pattern.start) + pattern.minutes > MIDNIGHT:
            message = f"it starts at {pattern.start} and goes past midnight"
            yield _wrong(read, f"{here}.minutes", message, "a meeting ends by midnight: begin earlier, or shorten it")
        for other in patterns[:number]:
            if set(pattern.days) & set(other.days) and _overlap(pattern, other):
                message = f"it begins while “{other.name}” is still on"
                yield _wrong(read, here, message, "change the days, the start or the minutes of one of them")


def _overlap(one: Pattern, other: Pattern) -> bool:
    first, second = sorted((minutes_of(each.start), each.minutes) for each in (one, other))
    return first[0] + first[1] > second[0]


def _day(read: CourseSyllabus, path: str, day: WorkshopDay) -> Iterator[Finding]:
    start, end = minutes_of(day.start), minutes_of(day.end)
    if end <= start:
        help_ = "correct one of the two; a day that goes past midnight is two days"
        yield _wrong(read, f"{path}.end", f"the day ends at {day.end}, not after its start at {day.start}", help_)
        return
    last = start
    for number, pause in sorted(enumerate(day.breaks), key=lambda pair: minutes_of(pair[1].at)):
        at = minutes_of(pause.at)
        if at < last or at + pause.minutes > end:
            where = "overlaps another or begins before the day" if at < last else "ends after the day"
            yield _wrong(read, f"{path}.breaks[{number}]", f"the break at {pause.at} {where}", "correct its time")
        last = max(last, at + pause.minutes)


def _days_overlap(read: CourseSyllabus, path: str, days: tuple[WorkshopDay, ...]) -> Iterator[Finding]:
    for number, day in enumerate(days):
        for other in days[:number]:
            latest, earliest = max(day.start, other.start, key=minutes_of), min(day.end, other.end, key=minutes_of)
            if day.date == other.date and minutes_of(latest) < minutes_of(earliest):
                message = f"on {day.date} another part of the workshop is on from {other.start} to {other.end}"
                yield _wrong(read, f"{path}days[{number}]", message, "correct its date or its times")
                break


def _breaks(read: CourseSyllabus) -> Iterator[Finding]:
    for number, recess in enumerate(read.syllabus.breaks):
        if not (_is_near(recess.start) and _is_near(recess.end)):
            continue
        if recess.end < recess.start:
            message = f"the break ends on {recess.end}, before it starts on {recess.start}"
            yield _wrong(read, f"breaks[{number}].end", message, "correct one of the two days")
        elif (recess.end - recess.start).days > LONGEST_TERM:
            yield _wrong(read, f"breaks[{number}].end", "the break is longer than any term", "correct the year")


def _doubled(read: CourseSyllabus, part: str, key: str, names: tuple[str | None, ...]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if name is not None and first.setdefault(name, number) != number:
            before = read.line(f"{part}[{first[name]}].{key}")
            message = f"the {key} “{name}” stands twice, first on line {before}"
            yield _wrong(read, f"{part}[{number}].{key}", message, "give one of them another")


def _sessions(read: CourseSyllabus) -> Iterator[Finding]:
    syllabus = read.syllabus
    kinds = {pattern.name for _, patterns, _ in _times(syllabus) for pattern in patterns}
    for number, session in enumerate(syllabus.sessions):
        path = f"sessions[{number}]"
        if not session.title and not session.modules:
            yield _wrong(read, path, "a session has a title or modules", "add `title:` or `modules:`")
        if syllabus.term is None and session.minutes is None and (syllabus.days or syllabus.groups):
            yield _wrong(read, path, "a session of a workshop says how long it is", "add `minutes:`")
        if session.meeting is not None and session.meeting not in kinds:
            known = ", ".join(sorted(str(kind) for kind in kinds if kind)) or "none has a name"
            message = f"there is no meeting of the name “{session.meeting}”"
            yield _wrong(read, f"{path}.meeting", message, f"names of meetings here: {known}")


def schema_comment(schema: str) -> str:
    """Return the first line of a syllabus, by which editors complete it (YAML language server, inlined schema)."""
    return f"# yaml-language-server: $schema={schema}\n"
