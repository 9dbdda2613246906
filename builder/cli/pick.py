"""`builder pick SLUG... --from COLLECTION`: take modules from another course, and update them later."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slugs", metavar="SLUG", nargs="+", help="the modules' folder names in the collection")
    parser.add_argument(
        "--from", metavar="COLLECTION", dest="collection", required=True, help="the folder of the other course"
    )
    parser.add_argument("--part", metavar="CAPTION", help="the part of the table of contents to add them to")
    parser.add_argument("--as", metavar="NAME", dest="name", help="another folder name for the one module here")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and write nothing")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Take each module in turn, go on after one that cannot be taken; 1 if any failed or holds a conflict now."""
    from builder import pipeline
    from builder.cli import changes, report
    from builder.cli.sources import slug_in
    from builder.findings import has_errors

    slugs = tuple(dict.fromkeys(map(slug_in, arguments.slugs)))
    if arguments.name is not None and len(slugs) > 1:
        print(f"builder pick: --as names one module, and there are {len(slugs)}", file=sys.stderr)
        return 2
    failed = False
    picked = pipeline.pick(
        arguments.course,
        slugs,
        arguments.collection,
        part=arguments.part,
        name=arguments.name,
        write=not arguments.dry_run,
    )
    for one in picked:
        print("\n".join(changes.picked(one)))
        report.tell(one.findings)
        failed |= has_errors(one.findings)
    return 1 if failed else 0
