"""`builder syllabus`: plan, check and build a dated syllabus."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_RAW = argparse.RawDescriptionHelpFormatter

_EXAMPLES = {
    "plan": """examples:
  builder syllabus plan --weeks 10 --days Mon,Wed --minutes 75 --start 2027-01-11
  builder syllabus plan --weeks 6 --days Tue --minutes 50 --start 2027-09-07 --topics peacekeeping,gender \\
      --level introductory --country US --name autumn""",
    "check": """examples:
  builder syllabus check
  builder syllabus check autumn --strict""",
    "build": """examples:
  builder syllabus build
  builder syllabus build autumn --paper letter""",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands and their flags."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="plan|check|build")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=help_,
            description=f"{help_[0].upper()}{help_[1:]}.",
            formatter_class=_RAW,
            epilog=_EXAMPLES[name],
        )
        sub.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")
        return sub

    from builder.cli import syllabus_build, syllabus_check, syllabus_plan

    syllabus_plan.add_arguments(command("plan", "draft a syllabus from the modules of the course"))
    syllabus_check.add_arguments(command("check", "every rule over the syllabi, with file and line"))
    syllabus_build.add_arguments(
        command("build", "make a syllabus: its page of the book, PDF, Word, calendar and tables")
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the sub-command."""
    from builder.cli import syllabus_build, syllabus_check, syllabus_plan

    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "plan": syllabus_plan.run,
        "check": syllabus_check.run,
        "build": syllabus_build.run,
    }
    return actions[arguments.action](arguments)
