"""A rule for the pages of a course that show a syllabus."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from builder.checks.looking import Looking
from builder.findings import Finding, Where, warning

_SHOWS = re.compile(r"^[ \t]*(?:`{3,}|~{3,}|:{3,})\{builder-syllabus\}[ \t]*(?P<name>[^\s`]*)", re.MULTILINE)
_FILE = re.compile(r"syllabi/(?P<name>[^/]+)\.yml")
#: What a page shows that names none, where a course has several.
_DEFAULT = "course"


def syllabus_not_there(looking: Looking) -> Iterator[Finding]:
    """Every syllabus that a page shows is there."""
    there = sorted(match["name"] for match in map(_FILE.fullmatch, looking.course.files) if match is not None)
    for page in looking.course.pages:
        for shows in _SHOWS.finditer(page.text):
            name = shows["name"] or (there[0] if len(there) == 1 else _DEFAULT)
            if name not in there:
                near = difflib.get_close_matches(name, there, n=1, cutoff=0.6)
                known = f"the syllabi here: {', '.join(there) or 'none'}"
                help_ = f"did you mean {near[0]}?" if near else f"name one behind the directive; {known}"
                where = Where(file=page.file, line=page.text.count("\n", 0, shows.start()) + 1)
                yield warning("syllabus-unknown", f"the page shows syllabi/{name}.yml, and there is none", where, help_)
