"""What Sphinx writes into its log of warnings, as findings."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from builder.findings import Finding, Where, error, warning

_RECORD = re.compile(r"(?:(?P<place>.+?): )?(?P<level>WARNING|ERROR|CRITICAL|SEVERE): (?P<message>.*)", flags=re.DOTALL)
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")

#: myst-nb numbers the lines of a notebook's n-th cell from n * 10,000 + 1.
_CELL = 10_000

#: Sphinx goes on when it cannot write; a book with holes is not built.
_NOT_WRITTEN = ("error writing file", "cannot copy", "Failed to copy", "Failed to write")


def finding_of(record: str, folder: Path) -> Finding | None:
    """Return the finding for one record of the log, None for an empty one; files are named from `folder`."""
    text = _ANSI.sub("", record).strip()
    if not text:
        return None
    match = _RECORD.fullmatch(text)
    place, message = (match["place"], match["message"]) if match else (None, text)
    message = " ".join(_named_from(message, folder).split())
    if message.startswith(_NOT_WRITTEN):
        return error("book-not-written", message, help="free some space or change the folder's rights")
    return warning("sphinx-warning", message, _where(place, folder))


def _named_from(text: str, folder: Path) -> str:
    return text.replace(f"{folder}/", "").replace(f"{folder}\\", "")


def _where(place: str | None, folder: Path) -> Where:
    if place is None:
        return Where()
    file, _, number = place.rpartition(":")
    if not (file and number.isdigit()):
        file, number = place, ""
    file = PurePath(_named_from(file, folder)).as_posix()
    line = int(number) if number else None
    if line is not None and line > _CELL and file.endswith(".ipynb"):
        return Where(file=file, path=f"cell {line // _CELL}, line {line % _CELL}")
    return Where(file=file, line=line)
