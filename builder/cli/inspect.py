"""`builder inspect SOURCE`: what the importer sees in an article."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument(
        "source", metavar="SOURCE", help="an article file, an address (https://...), or - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def run(arguments: argparse.Namespace) -> int:
    """Print what was recognised; 1 if the source could not be read or is not an article."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.sources import read_article
    from builder.findings import has_errors

    name, data, address = read_article(arguments.source)
    inspection, findings = pipeline.inspect(name, data, address)
    if inspection is not None and arguments.json:
        sys.stdout.write(pipeline.as_json(inspection))
    elif inspection is not None:
        print("\n".join(report.seen(inspection)))
    report.tell(findings)
    return 1 if has_errors(findings) else 0
