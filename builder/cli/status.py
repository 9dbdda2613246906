"""`builder status`: how far each module is, worst first."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.dates import day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument(
        "--date", type=day, metavar="YYYY-MM-DD", help="the day by which research is old or new (default: today)"
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Print the table; it fails on nothing but a folder that is no course."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.dates import today
    from builder.cli.progress import Progress

    with Progress() as progress:
        progress.show("looking", 0, 0)
        rows = pipeline.status(arguments.course, today=arguments.date or today())
    print(report.rows_as_json(rows) if arguments.json else "\n".join(report.table(rows)))
    return 0
