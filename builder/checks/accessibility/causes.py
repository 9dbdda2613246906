"""Where a person can mend a fault: the file and line of the course, or else the built page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from builder.checks.accessibility.page import Fault
from builder.findings import Finding, Where
from builder.model.accessibility import BuiltPage

_BLANKS = re.compile(r"\s+")
_MARKS = re.compile(r"(?<=\w)[*_`]+|[*_`]+(?=\w)")


def findings(found: Iterable[tuple[BuiltPage, Fault]]) -> tuple[Finding, ...]:
    """Return a finding for each fault with its cause; what is the same on many pages is said once."""
    said: dict[Finding, list[str]] = {}
    for page, fault in found:
        where = _cause(page, fault)
        key = _finding(fault, where or Where(), fault.message)
        said.setdefault(key, []).append("" if where else f"{page.name}:{fault.line or 1}")
    return tuple(finding for key, places in said.items() for finding in _placed(key, places))


def _placed(finding: Finding, places: list[str]) -> Iterator[Finding]:
    """Yield the finding at its place in the course, or at the first of the pages that have it."""
    pages = sorted({place.rpartition(":")[0] for place in places if place})
    if not pages:
        yield finding
        return
    line = min(int(place.rpartition(":")[2]) for place in places if place.startswith(f"{pages[0]}:"))
    others = len(pages) - 1
    message = finding.message
    if others:
        message += f"; the same on {others} more page{'s' * (others > 1)}"
    yield Finding(
        code=finding.code,
        severity=finding.severity,
        message=message,
        where=Where(file=pages[0], line=line),
        help=finding.help,
    )


def _finding(fault: Fault, where: Where, message: str) -> Finding:
    return Finding(code=fault.code, severity=fault.severity, message=message, where=where, help=fault.help)


def _cause(page: BuiltPage, fault: Fault) -> Where | None:
    """Return the first line of the page's sources that holds the surest of the hints."""
    for hint in fault.hints:
        sought = tuple(filter(None, map(_bare, (hint,) if isinstance(hint, str) else hint)))
        for source in page.sources if sought else ():
            for number, line in enumerate(source.text.split("\n"), start=1):
                bare = _bare(line)
                if all(part in bare for part in sought):
                    return Where(file=source.name, line=number)
    return None


def _bare(text: str) -> str:
    """Return a text without marks of emphasis and superfluous blanks, as Markdown and page have it in common."""
    return _BLANKS.sub(" ", _MARKS.sub("", text)).strip().casefold()
