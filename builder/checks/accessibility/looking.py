"""All looks over all pages of a book, and what they say of each criterion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from builder.checks.accessibility.added import added_scripts, added_styles
from builder.checks.accessibility.causes import findings
from builder.checks.accessibility.criteria import criteria, held_by_tests
from builder.checks.accessibility.page import Fault, ParsedPage, parse
from builder.checks.accessibility.table import LOOKS, Look
from builder.checks.accessibility.ways import contents, in_another_order
from builder.findings import in_order
from builder.model.accessibility import AccessibilityReport, BuiltPage, Criterion, Result, Row

#: Looks at the book as a whole, which the table of looks cannot hold.
NAVIGATION = "navigation"
STYLES = "styles"
SCRIPTS = "scripts"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the report is about: the course's title, the day as a person gave it, the version, the modules named."""

    course: str
    version: str
    date: str = ""
    limited: tuple[str, ...] = ()


class _Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a look counted and found: errors fail a criterion, warnings are for a person."""

    figure: str
    things: int
    errors: int = 0


def look_at(built: tuple[BuiltPage, ...], asked: Asked) -> AccessibilityReport:
    """Return the report on the pages of a built book."""
    parsed = [(page, parse(page.path, page.html)) for page in built]
    read = [(page, own) for page, own in parsed if not own.forwards]
    pages = tuple(own for _, own in read)
    disordered = in_another_order(pages)
    styles, scripts = added_styles(pages), added_scripts(pages)
    seen = {
        NAVIGATION: _Seen(
            figure=f"{sum(len(contents(page)) for page in pages)} pages with the list of contents, "
            f"{len(disordered)} with another order than most",
            things=len(pages),
            errors=len(disordered),
        ),
        STYLES: _added("style sheet", styles),
        SCRIPTS: _added("script", scripts),
        **{look.id: _seen(look, pages) for look in LOOKS},
    }
    return AccessibilityReport(
        course=asked.course,
        date=asked.date,
        version=asked.version,
        limited=asked.limited,
        pages=tuple(page.name for page, _ in read),
        forwarding=tuple(page.name for page, own in parsed if own.forwards),
        styles=styles,
        scripts=scripts,
        rows=tuple(_row(criterion, seen) for criterion in criteria()),
        findings=tuple(dict.fromkeys(in_order(findings(_faults(read, disordered))))),
    )


def _faults(read: list[tuple[BuiltPage, ParsedPage]], disordered: tuple[str, ...]) -> Iterator[tuple[BuiltPage, Fault]]:
    for page, own in read:
        yield from ((page, fault) for look in LOOKS if look.rule is not None for fault in look.rule(own))
        if page.path in disordered:
            message = "the list of contents beside the page has another order than on most pages"
            yield page, Fault(code="access-page", message=message, help="build again with --clean")


def _seen(look: Look, pages: tuple[ParsedPage, ...]) -> _Seen:
    things = sum(len(look.things(page)) for page in pages)
    figure = f"{things} {look.one if things == 1 else look.many}"
    if look.rule is None:
        return _Seen(figure=figure, things=things)
    faults = [fault for page in pages for fault in look.rule(page)]
    return _Seen(
        figure=f"{figure}, {len(faults)} {look.wrong}" if things or faults else figure,
        things=things,
        errors=sum(fault.severity == "error" for fault in faults),
    )


def _added(what: str, files: tuple[str, ...]) -> _Seen:
    names = f": {', '.join(files)}" if files else ""
    return _Seen(figure=f"{len(files)} {what}{'s' * (len(files) != 1)} added by the course{names}", things=len(files))


def _row(criterion: Criterion, seen: Mapping[str, _Seen]) -> Row:
    looks = dict.fromkeys((*criterion.looks, *criterion.absent, *criterion.figures))
    return Row(
        criterion=criterion,
        result=_result(criterion, seen),
        figures=tuple(dict.fromkeys(seen[look].figure for look in looks)),
        tested=tuple(held_by_tests()[name].says for name in criterion.tested),
    )


def _result(criterion: Criterion, seen: Mapping[str, _Seen]) -> Result:
    if any(seen[look].errors for look in criterion.looks):
        return "fault"
    if criterion.absent and not any(seen[look].things for look in criterion.absent):
        return "absent"
    if criterion.looks:
        return "clear"
    return "tested" if criterion.tested else "person"
