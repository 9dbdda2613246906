"""`builder syllabus check`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="syllabi, as in syllabi/NAME.yml; default: all")
    parser.add_argument("--json", action="store_true", help="print the findings as one JSON object, for editors and CI")
    parser.add_argument("--strict", action="store_true", help="fail on warnings too")


def run(arguments: argparse.Namespace) -> int:
    """Check; 1 if there are errors, or with --strict warnings."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.dates import today
    from builder.cli.sources import syllabus_in
    from builder.findings import BuilderError

    names = tuple(dict.fromkeys(map(syllabus_in, arguments.names)))
    try:
        findings = pipeline.check_syllabi(arguments.course, today=today(), names=names)
    except BuilderError as problem:
        if not arguments.json:
            raise
        findings = (problem.finding,)
    return report.checked(findings, as_json=arguments.json, strict=arguments.strict)
