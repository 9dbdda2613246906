"""`builder check`: every rule over the course."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.dates import day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="*", help="modules to look at; default: the whole course")
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object, for editors and CI")
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")
    parser.add_argument(
        "--date", type=day, metavar="YYYY-MM-DD", help="the day by which research is old or new (default: today)"
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 if there are errors, or with --strict warnings."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.dates import today
    from builder.cli.progress import Progress
    from builder.cli.sources import slug_in
    from builder.findings import BuilderError

    date = arguments.date or today()
    with Progress() as progress:
        progress.show("checking", 0, 0)
        try:
            findings = pipeline.check(arguments.course, today=date, slugs=tuple(map(slug_in, arguments.slugs)))
        except BuilderError as problem:
            if not arguments.json:
                raise
            findings = (problem.finding,)
    if arguments.json:
        print(report.findings_as_json(findings))
    else:
        for finding in findings:
            print(finding)
        print(report.counted(findings))
    failing = ("error", "warning") if arguments.strict else ("error",)
    return 1 if any(finding.severity in failing for finding in findings) else 0
