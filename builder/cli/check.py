"""`builder check`: every rule over the course; or a look at what was built, and at what a repository shows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.dates import day

if TYPE_CHECKING:
    from builder.findings import Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="*", help="modules to look at; default: the whole course")
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object, for editors and CI")
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument(
        "--built",
        action="store_true",
        help="look, instead of at the course's files, at the built student edition and the notebooks: "
        "no answer, feedback or instructor's note may stand in them",
    )
    parser.add_argument(
        "--public",
        action="store_true",
        help="look at what a public Git repository of the course would show, and the buttons that lead there",
    )
    parser.add_argument(
        "--accessibility",
        action="store_true",
        help="look at the built student edition by WCAG 2.2, levels A and AA, and write a report for an accessibility "
        "officer to _build/accessibility/report.html",
    )
    parser.add_argument(
        "--date",
        type=day,
        metavar="YYYY-MM-DD",
        help="the day by which research is old or new (default: today); with --accessibility the day that the report "
        "names (default: none)",
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 if there are errors, or with --strict warnings."""
    from builder.cli import report
    from builder.cli.progress import Progress
    from builder.findings import BuilderError

    with Progress() as progress:
        progress.show("checking", 0, 0)
        try:
            findings = _findings(arguments)
        except BuilderError as problem:
            if not arguments.json:
                raise
            findings = (problem.finding,)
    return report.checked(findings, as_json=arguments.json, strict=arguments.strict)


def _findings(arguments: argparse.Namespace) -> tuple[Finding, ...]:
    """Return what the rules that are asked for find."""
    from builder import pipeline
    from builder.cli.dates import today
    from builder.cli.sources import slug_in
    from builder.findings import in_order

    slugs = tuple(map(slug_in, arguments.slugs))
    if not arguments.built and not arguments.public and not arguments.accessibility:
        return pipeline.check(arguments.course, today=arguments.date or today(), slugs=slugs)
    found = pipeline.check_built(arguments.course, slugs) if arguments.built else ()
    found += pipeline.check_published(arguments.course, slugs) if arguments.public else ()
    found += _accessibility(arguments, slugs) if arguments.accessibility else ()
    return in_order(tuple(dict.fromkeys(found)))


def _accessibility(arguments: argparse.Namespace, slugs: tuple[str, ...]) -> tuple[Finding, ...]:
    """Have the report written, say where it is, and return what was found."""
    from builder import pipeline

    looked = pipeline.check_accessibility(
        arguments.course, slugs, date=arguments.date.isoformat() if arguments.date is not None else ""
    )
    print(looked.report, file=sys.stderr if arguments.json else sys.stdout)
    return looked.findings
