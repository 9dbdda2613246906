"""What the rules of a syllabus have in common: places, names of sessions, days, and the modules of a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where
from builder.model.course import CourseSyllabus
from builder.model.module import Module
from builder.model.syllabus import WEEKDAYS
from builder.text.inline import plain

SyllabusRule = Callable[[CourseSyllabus, Looking], Iterator[Finding]]

#: So many names stand in one line; of more it is said how many there are.
_NAMED = 4


def at(read: CourseSyllabus, path: str) -> Where:
    """Return the place of a value in the file of a syllabus."""
    return Where(file=read.file, line=read.line(path), path=f"$.{path}" if path else None)


def named(read: CourseSyllabus, number: int) -> str:
    """Return a session, by its number from 1, as a message calls it: by its title, its id or its modules."""
    session = read.syllabus.sessions[number - 1]
    title = plain(session.title) if session.title else session.id or ", ".join(session.modules)
    return f"“{title}”"


def joined(names: list[str]) -> str:
    """Return names as a list in a sentence.

    >>> joined(["a", "b", "c"]), joined(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def listed(names: list[str]) -> str:
    """Return names as a list in a sentence, cut where it is long.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e", "f"])
    ('a, b and c', 'a, b, c and 3 more')
    """
    return joined(names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"])


def dated(day: dt.date) -> str:
    """Return a day as messages write it.

    >>> dated(dt.date(2027, 1, 11))
    'Mon 2027-01-11'
    """
    return f"{WEEKDAYS[day.weekday()]} {day}"


def counted(number: int, one: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one}{'s' * (number != 1)}"


def known_modules(looking: Looking) -> dict[str, Module]:
    """Return the modules that could be read, by slug."""
    return {entry.module.slug: entry.module for entry in looking.course.modules}


def taught(read: CourseSyllabus, looking: Looking) -> list[tuple[int, Module]]:
    """Return (number of the session, module) in the order of teaching; what could not be read is left out."""
    modules = known_modules(looking)
    return [
        (number, modules[slug])
        for number, session in enumerate(read.syllabus.sessions, 1)
        for slug in dict.fromkeys(session.modules)
        if slug in modules
    ]
