"""`builder move SLUG...`: modules stand elsewhere in the table of contents."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="+", help="the modules' folder names, in the order they get")
    parser.add_argument("--part", metavar="CAPTION", help="the part they go to; a new one is put after the others")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--before", metavar="SLUG", help="put them before this module")
    place.add_argument("--after", metavar="SLUG", help="put them after this module")
    place.add_argument("--first", action="store_true", help="put them at the beginning of the part (else at its end)")
    parser.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Move the entries, and show the parts that have changed."""
    from builder import pipeline
    from builder.cli import care_tables
    from builder.cli.sources import slug_in

    target = pipeline.Target(
        part=arguments.part,
        first=arguments.first,
        before=slug_in(arguments.before) if arguments.before else None,
        after=slug_in(arguments.after) if arguments.after else None,
    )
    slugs = tuple(map(slug_in, arguments.slugs))
    moved = pipeline.move(arguments.course, slugs, target, write=not arguments.dry_run)
    print("\n".join(care_tables.moved(moved, written=not arguments.dry_run)))
    return 0
