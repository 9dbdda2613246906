"""The report for an accessibility officer: one HTML file without scripts, to read on screen and to print on A4.

It is in English, whatever the language of the course: it is a document for an officer, not a page for students,
and the names of the criteria are those of WCAG 2.2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from itertools import groupby

from builder.findings import Finding
from builder.model.accessibility import AccessibilityReport, Result, Row

_RESULTS: dict[Result, tuple[str, str]] = {
    "fault": ("Fault found", "The look at this book's pages found at least one error; it is listed below."),
    "clear": ("No fault found", "The look at this book's pages found no error of the kinds it looks for."),
    "absent": ("Nothing to apply it to", "The look at this book's pages found nothing of what the criterion is about."),
    "tested": (
        "Tested with the builder",
        "Nothing in this book was judged. The builder's own tests hold what stands under evidence, on sample pages.",
    ),
    "person": ("For a person", "Neither a look at the pages nor a test of the builder can judge it."),
}
_PRINCIPLES = {"1": "Perceivable", "2": "Operable", "3": "Understandable", "4": "Robust"}
_WCAG = "https://www.w3.org/TR/WCAG22/"


def write_report(report: AccessibilityReport) -> bytes:
    """Return the report as an HTML file."""
    style = files("builder.writers").joinpath("accessibility_report.css").read_text(encoding="utf-8")
    title = f"Accessibility of “{report.course}”" if report.course else "Accessibility of the book"
    sections = (
        _about(report),
        _summary(report),
        _findings(report.findings),
        *(_criteria(number, list(rows)) for number, rows in groupby(report.rows, key=_principle)),
        _obsolete(),
        _pages(report),
    )
    return (
        '<!DOCTYPE html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n" + "\n".join(sections) + "\n</main>\n</body>\n</html>\n"
    ).encode()


def _principle(row: Row) -> str:
    return row.criterion.number[0]


def _about(report: AccessibilityReport) -> str:
    of = f" of {_listed(report.limited)} only" if report.limited else ""
    dated = f"<p>Date: {escape(report.date)}</p>\n" if report.date else ""
    return f"""{dated}<p>Standard: <a href="{_WCAG}">WCAG 2.2</a>, levels A and AA, {len(report.rows)} success criteria.
Written by <code>builder check --accessibility</code>, version {escape(report.version)}.</p>
<h2>What this report is</h2>
<p>It is no claim that the book conforms. It brings together three kinds of evidence and keeps them apart:</p>
<ul>
<li><strong>This book</strong>: figures from the HTML of {_count(len(report.pages), "built page")}{of}, as it stands on
disk, before any script runs. Colours, sizes and behaviour are not in it.</li>
<li><strong>The builder</strong>: what its own tests hold, in a browser, on sample pages made with the same program and
theme. They were not run on this book.</li>
<li><strong>A person</strong>: what neither can judge. Each criterion says what remains to be looked at.</li>
</ul>
{_added(report)}"""


def _added(report: AccessibilityReport) -> str:
    """Say what on the pages is neither the builder's nor its theme's, so that no test of the builder speaks for it."""
    names = (*report.styles, *report.scripts)
    if not names:
        return "<p>The course adds no style sheets and no scripts of its own.</p>"
    return (
        "<p>The course adds style sheets or scripts that no test of the builder has seen. "
        "Where they reach, colours, sizes, focus and behaviour remain for a person:</p>\n"
        "<ul>\n" + "\n".join(f"<li><code>{escape(name)}</code></li>" for name in names) + "\n</ul>"
    )


def _summary(report: AccessibilityReport) -> str:
    counts = Counter(row.result for row in report.rows)
    rows = [(said, str(counts[result]), means) for result, (said, means) in _RESULTS.items()]
    caption = f"Results over {len(report.rows)} success criteria"
    return "<h2>Summary</h2>\n" + _table("summary", caption, ("Result", "Criteria", "What it means"), rows)


def _findings(found: tuple[Finding, ...]) -> str:
    if not found:
        return "<h2>Findings</h2>\n<p>None.</p>"
    errors = [finding for finding in found if finding.severity == "error"]
    others = [finding for finding in found if finding.severity != "error"]
    rows = [
        (escape(str(one.where)), one.severity, escape(one.message), _with_code(one.help)) for one in (*errors, *others)
    ]
    caption = f"{_count(len(errors), 'error')} and {_count(len(others), 'warning')} in this book"
    return "<h2>Findings</h2>\n" + _table("findings", caption, ("Where", "Kind", "What", "What to do"), rows)


def _criteria(number: str, rows: list[Row]) -> str:
    heads = ("Number", "Name", "Level", "Result", "Evidence", "For a person")
    caption = f"{_PRINCIPLES[number]}: {_count(len(rows), 'success criterion', 'success criteria')}"
    return f"<h2>{number} {_PRINCIPLES[number]}</h2>\n" + _table("criteria", caption, heads, map(_cells, rows))


def _cells(row: Row) -> tuple[str, ...]:
    criterion = row.criterion
    evidence = [f"<p><strong>This book:</strong> {escape('; '.join(row.figures))}.</p>"] * bool(row.figures)
    evidence += [f"<p><strong>The builder:</strong> {escape(said)}</p>" for said in row.tested]
    said = _RESULTS[row.result][0]
    return (
        criterion.number,
        escape(criterion.name),
        criterion.level,
        f'<strong class="fault">{said}</strong>' if row.result == "fault" else said,
        "".join(evidence) or "<p>None.</p>",
        _with_code(criterion.person),
    )


def _table(kind: str, caption: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table whose first column names its rows.

    The roles say again what the elements are: a narrow screen lays cells out as blocks, and some browsers then
    forget that they are cells.
    """
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in heads)
    body = "\n".join(
        f'<tr role="row"><th role="rowheader" scope="row">{first}</th>'
        + "".join(f'<td role="cell">{cell}</td>' for cell in others)
        + "</tr>"
        for first, *others in rows
    )
    return (
        f'<table role="table" class="{kind}">\n<caption>{caption}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{body}\n</tbody>\n'
        "</table>"
    )


def _obsolete() -> str:
    return (
        "<h2>4.1.1 Parsing</h2>\n<p>Not in the table: WCAG 2.2 removed it as obsolete. "
        "Doubled ids, which it was about among other things, are counted under 4.1.2.</p>"
    )


def _pages(report: AccessibilityReport) -> str:
    pages = "\n".join(f"<li><code>{escape(name)}</code></li>" for name in report.pages)
    forwarding = (
        f"<p>Not looked at, since they only lead on to another page at once: {_listed(report.forwarding)}.</p>\n"
        if report.forwarding
        else ""
    )
    return f"<h2>Pages</h2>\n{forwarding}<ul>\n{pages}\n</ul>"


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"<code>{escape(name)}</code>" for name in names)


def _with_code(text: str) -> str:
    """Return a sentence with what stands between backquotes as code."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
