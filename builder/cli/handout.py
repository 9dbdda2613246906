"""`builder handout`: paper and slides for a class."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from builder.cli.choices import several
from builder.model.sheet import FORMATS, KINDS, PAPERS, SLIDES

if TYPE_CHECKING:
    from builder.pipeline.handouts import Order

_MOST_VERSIONS = 26
_LEAST_MINUTES, _MOST_MINUTES = 5, 720


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags, in the order in which the help shows them."""
    parser.add_argument("slugs", metavar="SLUG", nargs="*", help="modules; default: all of the course")
    _what_is_made(parser)
    _of_class(parser)
    _of_syllabus(parser)
    _of_printing(parser)


def _what_is_made(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind",
        type=several(KINDS),
        default=("student",),
        metavar="KIND[,KIND]",
        help="student (default), reading, facilitator, quiz, key, prompts, cards; pack: one file to copy for each "
        "person and one for the facilitator, with a cover that counts pages; or all",
    )
    parser.add_argument(
        "--format",
        type=several(FORMATS),
        default=("pdf",),
        metavar="FORMAT[,FORMAT]",
        help="pdf (default), docx, pptx (slides: of the kinds prompts and student), or all",
    )
    parser.add_argument(
        "--paper", type=several(PAPERS), default=("a4",), metavar="PAPER[,PAPER]", help="a4 (default), letter"
    )
    parser.add_argument("--large-print", action="store_true", help="18 points, wide lines; the numbers stay the same")


def _of_class(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--versions", type=_number(1, _MOST_VERSIONS), default=1, metavar="N", help="versions of the quiz (default: 1)"
    )
    parser.add_argument(
        "--minutes",
        type=_number(_LEAST_MINUTES, _MOST_MINUTES),
        metavar="N",
        help="length of the class that the guide plans (default: 50; with --syllabus that of the session)",
    )
    parser.add_argument(
        "--reading",
        choices=("before", "inside"),
        default="inside",
        help="whether the article is read before class or inside it (default: inside)",
    )


def _of_syllabus(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--syllabus",
        metavar="NAME",
        help="follow syllabi/NAME.yml instead of the table of contents: its modules, in its order, questions to look "
        "back from its earlier sessions, guides in the minutes of its sessions; "
        "files go to _build/print-by-syllabus/NAME",
    )
    parser.add_argument(
        "--week", type=_number(1, 99), metavar="N", help="with --syllabus: that week only (of a workshop: that day)"
    )
    parser.add_argument(
        "--session",
        type=_numbers,
        default=(),
        metavar="N[,N]",
        help="with --syllabus: these sessions only, counted from 1 in the order of the file",
    )


def _of_printing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--duplex", action="store_true", help="cards with their backs on a page of their own")
    parser.add_argument("--copies", type=_number(1, 9999), default=0, metavar="N", help="how many people a pack is for")
    parser.add_argument(
        "--template", type=Path, metavar="FILE.docx", help="a Word file whose styles and page the handouts take"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="where the files go (default: _build/print in the course)"
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number from {least} to {most}")
        return int(text)

    return read


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(_number(1, 999)(part.strip()) for part in text.split(","))


def run(arguments: argparse.Namespace) -> int:
    """Make the handouts; 1 if something asked for could not be made, 2 for flags that do not go together."""
    wrong = _wrong(arguments)
    if wrong:
        print(f"builder handout: error: {wrong}", file=sys.stderr)
        return 2
    from builder.cli import report
    from builder.cli.progress import Progress
    from builder.findings import has_errors
    from builder.pipeline.handouts import handouts

    with Progress() as progress:
        outcome = handouts(arguments.course, _order(arguments), progress.show)
    report.tell(outcome.findings)
    for path in outcome.files:
        print(path)
    return 1 if has_errors(outcome.findings) or not outcome.files else 0


def _wrong(arguments: argparse.Namespace) -> str:
    """Return what is wrong with flags that are each right by themselves; nothing if they go together."""
    if arguments.format == ("pptx",) and not set(SLIDES) & set(arguments.kind):
        return f"--format pptx makes slides of the kinds prompts and student, not of {', '.join(arguments.kind)}"
    if arguments.template is not None and "docx" not in arguments.format:
        return "--template is for Word files: add --format docx"
    if arguments.syllabus is None and (arguments.week is not None or arguments.session):
        return "--week and --session are of a syllabus: add --syllabus NAME"
    if arguments.week is not None and arguments.session:
        return "--week and --session do not go together: sessions are counted in the whole syllabus"
    return ""


def _order(arguments: argparse.Namespace) -> Order:
    from builder.cli.sources import syllabus_in
    from builder.pipeline.handout_sheets import Choices
    from builder.pipeline.handouts import Order
    from builder.pipeline.taught import Lessons

    lessons = None
    if arguments.syllabus is not None:
        lessons = Lessons(name=syllabus_in(arguments.syllabus), week=arguments.week or 0, sessions=arguments.session)
    choices = Choices(
        versions=arguments.versions, minutes=arguments.minutes, reading=arguments.reading, duplex=arguments.duplex
    )
    return Order(
        slugs=tuple(arguments.slugs),
        lessons=lessons,
        kinds=arguments.kind,
        formats=arguments.format,
        papers=arguments.paper,
        large=arguments.large_print,
        choices=choices,
        copies=arguments.copies,
        out=arguments.out,
        template=arguments.template,
    )
