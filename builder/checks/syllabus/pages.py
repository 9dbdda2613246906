"""A rule for the pages of a course that show a syllabus."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, warning
from builder.text.syllabus_pages import shown_in, syllabus_meant


def syllabus_not_there(looking: Looking) -> Iterator[Finding]:
    """Every syllabus that a page shows is there, and it is clear which one is meant."""
    there = looking.course.syllabus_names
    for page in looking.course.pages:
        for named, line in shown_in(page.text):
            name = syllabus_meant(named, there)
            if name is None or name not in there:
                yield warning("syllabus-unknown", *_told(name, there, Where(file=page.file, line=line)))


def _told(name: str | None, there: tuple[str, ...], where: Where) -> tuple[str, Where, str]:
    """Return (what is wrong, where, what to do) of a page that shows no syllabus; name: the one it means."""
    help_ = f"name one behind the directive; the syllabi here: {', '.join(there) or 'none'}"
    if name is None:
        return f"the page names no syllabus, and the course has {'several' if there else 'none'}", where, help_
    near = difflib.get_close_matches(name, there, n=1, cutoff=0.6)
    message = f"the page shows syllabi/{name}.yml, and there is none"
    return message, where, f"did you mean {near[0]}?" if near else help_
