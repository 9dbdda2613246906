"""`builder import SOURCE...`: bring articles into the course, each as a module."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    help_ = "an article file, a folder of them, an address (https://...), or - for standard input"
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help=help_)
    parser.add_argument("--part", metavar="CAPTION", help="the part of the table of contents to add it to")
    parser.add_argument("--slug", help="the module's folder name; default: made from the title; for one SOURCE only")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Import each source in turn, go on after a bad one; 1 if any failed."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.progress import Progress
    from builder.cli.sources import paths_of, read_all
    from builder.findings import has_errors
    from builder.readers.formats import suffixes

    paths = paths_of(arguments.sources, suffixes())
    if arguments.slug is not None and len(paths) > 1:
        print(f"builder import: --slug names one module, and there are {len(paths)} articles", file=sys.stderr)
        return 2
    outcomes = []
    with Progress() as progress:
        imported = pipeline.import_articles(
            arguments.course, read_all(paths), slug=arguments.slug, part=arguments.part, write=not arguments.dry_run
        )
        for number, outcome in enumerate(imported, 1):
            progress.show("importing", number, len(paths))
            outcomes.append(outcome)
    one = len(outcomes) == 1
    print("\n".join(report.imported(outcomes[0]) if one else report.all_imported(tuple(outcomes))))
    report.tell(tuple(finding for outcome in outcomes for finding in outcome.findings))
    return 1 if any(has_errors(outcome.findings) for outcome in outcomes) else 0
