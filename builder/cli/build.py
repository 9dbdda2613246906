"""`builder build`: compile the modules and build the book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument(
        "--edition",
        choices=("student", "instructor"),
        default="student",
        help="student (default): into _build/html; instructor, with answers and notes: into _build/instructor/html",
    )
    parser.add_argument(
        "--to",
        choices=("html", "page", "epub"),
        default="html",
        help="html (default): the book; page: also each module as one file, into _build/page; "
        "epub: also the course as one EPUB, into _build/epub. Both are of the student edition, and then linked from it",
    )
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes to use (default: 1)")
    parser.add_argument("--clean", action="store_true", help="forget what earlier builds left, then build")
    parser.add_argument("--check", action="store_true", help="build nothing; fail if a committed notebook is stale")
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Build, or check; 1 if anything stood in the way, 2 for flags that do not go together."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.progress import Progress
    from builder.findings import has_errors

    if arguments.to != "html" and arguments.edition == "instructor":
        message = f"--to {arguments.to} is made of the student edition: it is passed on, and holds no answers"
        print(f"builder build: error: {message}", file=sys.stderr)
        return 2
    if arguments.check:
        findings = pipeline.check_notebooks(arguments.course)
        report.tell(findings)
        if not has_errors(findings):
            print("every committed notebook is up to date")
        return 1 if has_errors(findings) else 0
    with Progress() as progress:
        outcome = pipeline.build(
            arguments.course,
            edition=arguments.edition,
            to=arguments.to,
            jobs=arguments.jobs,
            clean=arguments.clean,
            on_progress=progress.show,
        )
    report.tell(outcome.findings)
    if outcome.index is not None:
        _tell_errors(arguments.course)
        for path in (*outcome.files, outcome.index):
            print(path)
    return 1 if has_errors(outcome.findings) else 0


def _tell_errors(course: Path) -> None:
    """Say what `builder check` calls an error and the build does not stop for: a quotation that is none, say."""
    from builder import pipeline
    from builder.cli import report
    from builder.cli.dates import today

    errors = tuple(finding for finding in pipeline.check(course, today=today()) if finding.severity == "error")
    report.tell(errors)
