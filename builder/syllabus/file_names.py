"""What the calendars of a syllabus are called: the same for the command that makes them and for who links them."""

from __future__ import annotations

import itertools

from builder.files.slug import slug_of
from builder.model.schedule import Schedule


def calendar_names(schedule: Schedule) -> tuple[str, ...]:
    """Return the file name of each group's calendar, which every file system can hold and tells from the others."""
    names: list[str] = []
    for agenda in schedule.agendas:
        stem = schedule.name
        if agenda.group is not None:
            stem = f"{stem}-{slug_of(agenda.group, 'group', agenda.group.encode())}"
        number = next(n for n in itertools.count(1) if _numbered(stem, n) not in names)
        names.append(_numbered(stem, number))
    return tuple(names)


def _numbered(stem: str, number: int) -> str:
    return f"{stem}{f'-{number}' if number > 1 else ''}.ics"
