"""`builder accept SLUG`: mark a module as reviewed."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.dates import day
from builder.cli.words import words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="+", help="the modules' folder names")
    parser.add_argument("--reviewer", metavar="NAME", required=True, help="who has read it", type=_name)
    parser.add_argument("--date", type=day, metavar="YYYY-MM-DD", required=True, help="when")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a reviewer has a name")
    return words(" ".join(text.split()))


def run(arguments: argparse.Namespace) -> int:
    """Accept each module that has no errors; 1 if one has."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.sources import slug_in
    from builder.findings import has_errors

    failed = accepted = False
    for slug in map(slug_in, arguments.slugs):
        changed, findings = pipeline.accept(
            arguments.course, slug, reviewer=arguments.reviewer, day=arguments.date.isoformat(), today=arguments.date
        )
        report.tell(findings)
        if has_errors(findings):
            failed = True
            print(f"{slug}: not accepted; mend the errors first")
        else:
            accepted |= changed
            said = f"reviewed by {arguments.reviewer} on {arguments.date.isoformat()}"
            print(f"{slug}: {said}" if changed else f"{slug}: {said} already; nothing changes")
    if accepted:
        print("`builder build` puts it on the page")
    return 1 if failed else 0
