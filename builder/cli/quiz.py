"""`builder quiz`: the item bank, and a person in the loop."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_EXAMPLES = """examples:
  builder quiz list my-module
  builder quiz accept my-module dt-1a2b3c4d
  builder quiz report --json > report.json"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the sub-commands and their flags."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="list|accept|reject|redraft|report")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", formatter_class=_RAW, epilog=_EXAMPLES
        )
        sub.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")
        return sub

    listing = command("list", "show every item with its id, kind and state")
    listing.add_argument("slugs", metavar="SLUG", nargs="*", help="the modules' folder names (default: all)")
    listing.add_argument("--json", action="store_true", help="print the items as JSON, keys and feedback too")
    accepting = command("accept", "take drafted items as they are: nothing drafts them again")
    accepting.add_argument("slug", metavar="SLUG", help="the module's folder name")
    accepting.add_argument("ids", metavar="ID", nargs="*", help="items (see `builder quiz list`)")
    accepting.add_argument("--all", action="store_true", help="every drafted item of the module")
    rejecting = command("reject", "throw drafted items away for good")
    rejecting.add_argument("slug", metavar="SLUG", help="the module's folder name")
    rejecting.add_argument("ids", metavar="ID", nargs="+", help="items (see `builder quiz list`)")
    again = command("redraft", "draft items again, beside what you wrote, changed or accepted")
    again.add_argument("slugs", metavar="SLUG", nargs="+", help="the modules' folder names")
    again.add_argument("--dry-run", action="store_true", help="show what would change and write nothing")
    telling = command("report", "figures about all items: balance, cues, coverage, gaps, refusals by rule")
    telling.add_argument("slugs", metavar="SLUG", nargs="*", help="the modules' folder names (default: all)")
    telling.add_argument("--json", action="store_true", help="print the figures as JSON")


_RAW = argparse.RawDescriptionHelpFormatter


def run(arguments: argparse.Namespace) -> int:
    """Run the sub-command."""
    actions: dict[str, Callable[[argparse.Namespace], int]] = {
        "list": _list,
        "accept": _accept,
        "reject": _reject,
        "redraft": _redraft,
        "report": _report,
    }
    return actions[arguments.action](arguments)


def _slugs(arguments: argparse.Namespace) -> tuple[str, ...]:
    from builder.cli.sources import slug_in

    return tuple(map(slug_in, arguments.slugs))


def _list(arguments: argparse.Namespace) -> int:
    from builder import pipeline
    from builder.cli import quiz_tables, report

    rows, findings = pipeline.bank(arguments.course, _slugs(arguments))
    report.tell(tuple(f for f in findings if f.severity == "error"))
    print(quiz_tables.bank_as_json(rows) if arguments.json else "\n".join(quiz_tables.bank_table(rows)))
    return 0


def _accept(arguments: argparse.Namespace) -> int:
    from builder import pipeline
    from builder.cli.sources import slug_in
    from builder.findings import BuilderError, error

    if bool(arguments.ids) == arguments.all:
        help_ = f"`builder quiz list {arguments.slug}` shows the ids"
        raise BuilderError(error("items-not-named", "name the items to accept, or all of them with --all", help=help_))
    slug = slug_in(arguments.slug)
    new = pipeline.accept_items(arguments.course, slug, tuple(arguments.ids))
    print(f"{slug}: accepted {', '.join(new)}" if new else f"{slug}: accepted already, or yours; nothing changes")
    return 0


def _reject(arguments: argparse.Namespace) -> int:
    from builder import pipeline
    from builder.cli.sources import slug_in

    slug = slug_in(arguments.slug)
    gone = pipeline.reject_items(arguments.course, slug, tuple(arguments.ids))
    if not gone:
        print(f"{slug}: rejected already; nothing changes")
        return 0
    print(f"{slug}: rejected {', '.join(gone)}; `builder quiz redraft {slug}` looks for others")
    return 0


def _redraft(arguments: argparse.Namespace) -> int:
    from builder import pipeline
    from builder.cli import quiz_tables

    for slug in _slugs(arguments):
        result = pipeline.redraft(arguments.course, slug, write=not arguments.dry_run)
        print("\n".join(quiz_tables.redrafted(slug, result, written=not arguments.dry_run)))
    return 0


def _report(arguments: argparse.Namespace) -> int:
    from builder import pipeline
    from builder.cli import quiz_tables
    from builder.cli.progress import Progress

    with Progress() as progress:
        progress.show("looking", 0, 0)
        told = pipeline.report(arguments.course, _slugs(arguments))
    print(quiz_tables.report_as_json(told) if arguments.json else "\n".join(quiz_tables.report_table(told)))
    return 0
