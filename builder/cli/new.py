"""`builder new DIR`: a course folder that builds at once."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path

from builder.cli.words import words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument(
        "folder", metavar="DIR", type=_folder, help="the folder to make; it may be there if it is empty"
    )
    parser.add_argument("--title", type=_title, default="My course", help="the course's title (default: My course)")
    parser.add_argument("--author", type=words, default="", help="your name, as the pages show it")


def _title(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a course has a title")
    return words(text)


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("name a folder; `.` is the one you are in")
    return Path(text)


def run(arguments: argparse.Namespace) -> int:
    """Make the course and say what to do next."""
    from builder import pipeline

    for name in pipeline.new_course(arguments.folder, title=arguments.title, author=arguments.author):
        print(f"  {name}")
    print(f"\n{arguments.folder} is a course. Next:\n")
    if arguments.folder.resolve() != Path.cwd():
        print(f"  cd {shlex.quote(str(arguments.folder))}")
    print("  builder build                  # then open _build/html/index.html")
    print("  builder import your-article    # a text, PDF, Word, web page ... or an address")
    return 0
