"""The entry point: finds the command, parses its arguments, runs it and returns its exit code.

Exit 0: done, perhaps with warnings.  1: missing or bad input, or findings that are errors.  2: wrong
flags.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from builder import __version__
from builder.findings import BuilderError


class Command(NamedTuple):
    """A row of the table of commands: the module that holds it, what it does, examples."""

    module: str
    summary: str
    examples: tuple[str, ...]


COMMANDS: dict[str, Command] = {
    "new": Command(
        "builder.cli.new",
        "make a course folder that builds at once",
        ("builder new my-course", 'builder new my-course --title "Peace and conflict" --author "Your name"'),
    ),
    "inspect": Command(
        "builder.cli.inspect",
        "what the importer sees in an article",
        ("builder inspect article.txt", "builder inspect article.txt --json > article.json"),
    ),
    "import": Command(
        "builder.cli.import_article",
        "bring article files into the course, each as a module",
        (
            "builder import article.txt",
            'builder import article.txt --part "Week 1"',
            "builder import articles/ more/page.html --dry-run",
            "builder import - --slug my-article < article.txt",
        ),
    ),
    "diff": Command(
        "builder.cli.diff",
        "what you changed in a module, or what importing its article again would change",
        ("builder diff my-module", "builder diff my-module article.txt"),
    ),
    "pick": Command(
        "builder.cli.pick",
        "take modules from another course, and update them from it later",
        (
            "builder pick my-module --from ../collection",
            'builder pick my-module --from ../collection --as our-module --part "Week 2"',
            "builder pick my-module --from ../collection --dry-run",
        ),
    ),
    "build": Command(
        "builder.cli.build",
        "compile the modules and build the book",
        ("builder build", "builder build --check", "builder build --edition instructor"),
    ),
    "handout": Command(
        "builder.cli.handout",
        "paper and slides: handouts, quizzes, the facilitator guide",
        (
            "builder handout my-module",
            "builder handout my-module --kind facilitator --minutes 90 --reading before",
            "builder handout my-module --kind quiz,key --versions 3 --paper letter",
            "builder handout my-module --kind prompts --format pptx",
            "builder handout first-module second-module --kind pack --copies 20",
            "builder handout --syllabus spring --week 3 --kind pack",
            "builder handout my-module --format docx --template school.docx",
            "builder handout --kind all --format pdf,docx,pptx --large-print",
        ),
    ),
    "adopt": Command(
        "builder.cli.adopt",
        "carry edits of a notebook or a Word handout back into module.md and quiz.yml",
        (
            "builder adopt my-module",
            "builder adopt my-module --dry-run",
            "builder adopt my-module ~/Downloads/my-module.ipynb",
            "builder adopt my-module student-a4.docx",
        ),
    ),
    "check": Command(
        "builder.cli.check",
        "look the course over: every rule, with file and line",
        (
            "builder check",
            "builder check my-module",
            "builder check --strict --json > findings.json",
            "builder check --built --public",
            "builder check --accessibility",
        ),
    ),
    "explain": Command(
        "builder.cli.explain",
        "the cause and the cure of a finding",
        ("builder explain term-clash", "builder explain P01 S02", "builder explain"),
    ),
    "quiz": Command(
        "builder.cli.quiz",
        "the quiz items: list, accept, reject, redraft, report",
        (
            "builder quiz list my-module",
            "builder quiz accept my-module dt-1a2b3c4d",
            "builder quiz reject my-module vo-5e6f7a8b",
            "builder quiz redraft my-module --dry-run",
            "builder quiz report",
        ),
    ),
    "syllabus": Command(
        "builder.cli.syllabus",
        "a dated syllabus: draft, check and build",
        (
            "builder syllabus plan --weeks 10 --days Mon,Wed --minutes 75 --start 2027-01-11 --topics gender",
            "builder syllabus check",
            "builder syllabus build autumn",
        ),
    ),
    "status": Command(
        "builder.cli.status",
        "how far each module is, the one that needs most work first",
        ("builder status", "builder status --json"),
    ),
    "accept": Command(
        "builder.cli.accept",
        "mark a module as reviewed",
        ('builder accept my-module --reviewer "Your name" --date 2027-01-15',),
    ),
    "rename": Command(
        "builder.cli.rename",
        "give a module another folder name; all that names it follows",
        ("builder rename my-module a-better-name", "builder rename my-module a-better-name --dry-run"),
    ),
    "remove": Command(
        "builder.cli.remove",
        "put modules into a trash folder",
        ("builder remove my-module", "builder remove first-module second-module --dry-run"),
    ),
    "move": Command(
        "builder.cli.move",
        "put modules elsewhere in the table of contents",
        (
            'builder move my-module --part "Week 2"',
            'builder move first-module second-module --part "Week 2" --first',
            "builder move my-module --after first-module",
        ),
    ),
    "source": Command(
        "builder.cli.source",
        "where in the article a sentence or a quiz item comes from",
        ('builder source my-module "words of the module"', "builder source my-module dt-1a2b3c4d --json"),
    ),
}

_EPILOG = "Run 'builder COMMAND --help' for the flags and examples of a command."


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:<{width}}  {command.summary}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="builder",
        usage="builder [--help] [--version] COMMAND ...",
        description=f"Turns articles into classroom modules, and modules into a Jupyter Book.\n\ncommands:\n{table}",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"builder {__version__}")
    parser.add_argument("command", nargs="?", choices=tuple(COMMANDS), help=argparse.SUPPRESS, metavar="COMMAND")
    return parser


def _command_parser(name: str) -> argparse.ArgumentParser:
    command = COMMANDS[name]
    examples = "\n".join(f"  {line}" for line in command.examples)
    parser = argparse.ArgumentParser(
        prog=f"builder {name}",
        description=f"{command.summary[0].upper()}{command.summary[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    import_module(command.module).add_arguments(parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a pipe in the C locale must not fail on a typographic quote
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments:
        _top_parser().print_help()
        return 0
    if arguments[0] not in COMMANDS:
        _top_parser().parse_args(arguments)
        return 0
    name = arguments[0]
    parsed = _command_parser(name).parse_args(arguments[1:])
    try:
        return int(import_module(COMMANDS[name].module).run(parsed))
    except BuilderError as problem:
        print(problem.finding, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("interrupted; nothing is half written, run the command again", file=sys.stderr)
        return 130
