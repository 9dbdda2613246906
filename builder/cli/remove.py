"""`builder remove SLUG...`: modules go to a trash folder."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="+", help="the modules' folder names")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Put the modules into the trash, and say where they are and what still points at them."""
    from builder import pipeline
    from builder.cli import care_tables, report
    from builder.cli.sources import slug_in

    slugs = tuple(map(slug_in, arguments.slugs))
    removed = pipeline.remove(arguments.course, slugs, write=not arguments.dry_run)
    report.tell(removed.findings)
    print("\n".join(care_tables.removed(removed, written=not arguments.dry_run)))
    return 0
