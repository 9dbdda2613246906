"""`builder syllabus build`: calendars, tables, PDF and Word of syllabi."""

from __future__ import annotations

import argparse
from pathlib import Path

from builder.cli.choices import several
from builder.model.sheet import PAPERS

_FORMATS = ("pdf", "docx")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("names", metavar="NAME", nargs="*", help="syllabi, as in syllabi/NAME.yml; default: all")
    parser.add_argument(
        "--format",
        type=several(_FORMATS),
        default=_FORMATS,
        metavar="FORMAT[,FORMAT]",
        help="of the paper: pdf, docx (default: both); calendars and tables are always made",
    )
    parser.add_argument(
        "--paper", type=several(PAPERS), default=("a4",), metavar="PAPER[,PAPER]", help="a4 (default), letter"
    )
    parser.add_argument("--large-print", action="store_true", help="18 points, wide lines")
    parser.add_argument(
        "--no-page",
        action="store_true",
        help="add no page to the book (without it, a syllabus that no page shows gets course/syllabus-NAME.md)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where each syllabus has its folder (default: _build/syllabus)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the files; 1 if something asked for could not be made."""
    from builder.cli import report
    from builder.cli.progress import Progress
    from builder.cli.sources import syllabus_in
    from builder.findings import has_errors
    from builder.pipeline.syllabus_build import SyllabusOrder, build_syllabi

    order = SyllabusOrder(
        names=tuple(dict.fromkeys(map(syllabus_in, arguments.names))),
        formats=arguments.format,
        papers=arguments.paper,
        large=arguments.large_print,
        page=not arguments.no_page,
        out=arguments.out,
    )
    with Progress() as progress:
        built = build_syllabi(arguments.course, order, progress.show)
    report.tell(built.findings)
    for path in built.files:
        print(path)
    return 1 if has_errors(built.findings) or not built.files else 0
