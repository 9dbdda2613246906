"""`builder diff SLUG [FILE]`: what you changed in a module, or what importing a file again would change."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slug", metavar="SLUG", help="the module's folder name")
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="the article as it is now, or - for standard input; default: no import"
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Print the differences; 1 for what cannot be read, and where the import would leave a conflict."""
    from builder import pipeline
    from builder.cli import changes, report
    from builder.cli.sources import read_all, slug_in
    from builder.findings import has_errors

    slug = slug_in(arguments.slug)
    if arguments.file is None:
        print("\n".join(changes.edited(pipeline.edited(arguments.course, slug))))
        return 0
    (source,) = read_all((arguments.file,))
    outcome = pipeline.would_import(arguments.course, slug, source)
    if outcome.again is not None:
        print("\n".join(report.imported(outcome)))
    report.tell(outcome.findings)
    return 1 if has_errors(outcome.findings) else 0
