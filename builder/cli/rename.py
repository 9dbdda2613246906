"""`builder rename SLUG NEW`: another folder name for a module; all that names it follows."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slug", metavar="SLUG", help="the module's folder name")
    parser.add_argument("new", metavar="NEW", help="the name it gets: small letters, digits and hyphens")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Rename the module, and say what followed."""
    from builder import pipeline
    from builder.cli import care_tables, report
    from builder.cli.sources import slug_in

    renamed = pipeline.rename(arguments.course, slug_in(arguments.slug), arguments.new, write=not arguments.dry_run)
    report.tell(renamed.findings)
    print("\n".join(care_tables.renamed(renamed, written=not arguments.dry_run)))
    return 0
