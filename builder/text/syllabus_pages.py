"""Which syllabus a page of the course shows: it names one, or means the only one, or the course's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

#: The syllabus of a page that names none, where a course has several.
OWN = "course"
_SHOWS = re.compile(r"^[ \t]*(?:`{3,}|~{3,}|:{3,})\{builder-syllabus\}[ \t]*(?P<name>[^\s`]*)", re.MULTILINE)


def syllabus_meant(name: str, there: Collection[str]) -> str | None:
    """Return the syllabus that a directive shows, None where it names none and it is not clear which is meant.

    name: as it stands in the directive, empty where it names none.  there: the syllabi of the course.

    >>> syllabus_meant("", ["spring"]), syllabus_meant("", ["course", "spring"]), syllabus_meant("autumn", ["spring"])
    ('spring', 'course', 'autumn')
    >>> syllabus_meant("", ["autumn", "spring"])
    """
    if name:
        return name
    if len(there) == 1:
        return next(iter(there))
    return OWN if OWN in there else None


def shown_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name in each directive of a Markdown page that shows a syllabus, empty for none, and its line.

    >>> list(shown_in(":::{builder-syllabus} spring"))
    [('spring', 1)]
    """
    for shows in _SHOWS.finditer(text):
        yield shows["name"], text.count("\n", 0, shows.start()) + 1
