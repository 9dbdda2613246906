"""`builder source SLUG TEXT`: where in the article a sentence comes from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slug", metavar="SLUG", help="the module's folder name")
    parser.add_argument("text", metavar="TEXT", help="words, the id of a quiz item, or - to read from standard input")
    parser.add_argument("--json", action="store_true", help="print the places as JSON")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Print the places; 1 where the article says nothing like it."""
    from builder import pipeline
    from builder.cli import care_tables
    from builder.cli.sources import slug_in

    text = sys.stdin.buffer.read().decode("utf-8", errors="replace") if arguments.text == "-" else arguments.text
    found = pipeline.source(arguments.course, slug_in(arguments.slug), text)
    print(care_tables.source_as_json(found) if arguments.json else "\n".join(care_tables.source(found)))
    return 0 if found.traced.places else 1
