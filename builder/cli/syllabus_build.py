"""`builder syllabus build`."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("name", metavar="NAME", nargs="?", help="the syllabus, as in syllabi/NAME.yml")


def run(arguments: argparse.Namespace) -> int:
    """Not written yet."""
    raise NotImplementedError(arguments.action)
