"""`builder import SOURCE...`: bring articles into the course, each as a module."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="an article file, or - for standard input")
    parser.add_argument("--part", metavar="CAPTION", help="the part of the table of contents to add it to")
    parser.add_argument("--slug", help="the module's folder name; default: made from the title")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Import each source in turn, go on after a bad one; 1 if any failed."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.sources import read_source
    from builder.findings import BuilderError, has_errors

    failed = False
    for source in arguments.sources:
        try:
            name, data = read_source(source)
            outcome = pipeline.import_article(
                arguments.course, name, data, slug=arguments.slug, part=arguments.part, write=not arguments.dry_run
            )
        except BuilderError as problem:
            report.tell((problem.finding,))
            failed = True
            continue
        print("\n".join(report.imported(outcome)))
        report.tell(outcome.findings)
        failed = failed or has_errors(outcome.findings)
    return 1 if failed else 0
