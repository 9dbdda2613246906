"""`builder adopt SLUG [FILE]`: carry edits of a notebook or a Word handout back into module.md and quiz.yml."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.pipeline.adopting import Adopted


#: More bytes than this are not read at all.
_MOST = 200_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("slug", metavar="SLUG", help="the module's folder name")
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        type=Path,
        help="the edited notebook or Word handout (default: the module's notebook, modules/SLUG.ipynb)",
    )
    parser.add_argument("--dry-run", action="store_true", help="show the changes as a diff; write nothing")
    parser.add_argument(
        "--drop-rest",
        action="store_true",
        help="make the module's notebook anew also where something is not carried; keep the edited one in .trash",
    )
    parser.add_argument("--course", type=Path, default=Path(), metavar="DIR", help="the course (default: this folder)")


def run(arguments: argparse.Namespace) -> int:
    """Carry the edits; 1 if the file cannot be read as one of this module's, 0 with warnings for what has no place."""
    from builder.cli import report
    from builder.cli.sources import read_source, slug_in
    from builder.findings import BuilderError, Where, error
    from builder.pipeline.adopting import adopt

    slug = slug_in(arguments.slug)
    file = arguments.file or arguments.course / "modules" / f"{slug}.ipynb"
    name = str(arguments.file) if arguments.file else f"modules/{slug}.ipynb"
    if file.is_file() and file.stat().st_size > _MOST:
        help_ = "name the module's notebook or handout; pictures and outputs may have made it large"
        raise BuilderError(error("adopt-unread", "it is far larger than any page", Where(file=name), help_))
    _, data = read_source(str(file))
    adopted = adopt(arguments.course, slug, name, data, dry_run=arguments.dry_run, drop_rest=arguments.drop_rest)
    if arguments.dry_run:
        print(adopted.diff, end="")
    report.tell(adopted.findings)
    is_page = file.suffix == ".ipynb" and file.resolve() == (arguments.course / "modules" / f"{slug}.ipynb").resolve()
    for line in _told(adopted, slug if is_page else "", written=not arguments.dry_run):
        print(line)
    return 0


def _told(adopted: Adopted, slug: str, *, written: bool) -> list[str]:
    """Return what is told of the edits that were carried, and how to go on; slug: empty for a file beside the course.

    The edits that were not carried are findings, and told there.
    """
    lines = [
        f"{name}: {count} edit{'s' * (count != 1)} {'carried' if written else 'to carry (nothing written)'}"
        for name, count in sorted(adopted.counts.items())
    ]
    counted = " ".join(adopted.counts)
    lines += [f"{name}: what follows from them" for name in sorted(adopted.texts) if name not in counted]
    left = len(adopted.unplaced)
    if not lines and not left:
        return ["nothing to carry: the file says what the module says"]
    if adopted.kept:
        lines.append(f"{adopted.kept}: the edited notebook, with {left} edit{'s' * (left != 1)} not carried")
    if adopted.page:
        lines.append(f"{adopted.page}: made anew")
    elif written and left:
        lines.append("the file is left as it is; what was not carried is in it alone")
        if slug:
            lines.append(
                "write it where you want it; then `builder adopt "
                f"{slug} --drop-rest` makes the notebook anew and keeps this one in .trash"
            )
    return lines
