"""Files of a syllabus that its page links: those that `builder syllabus build` made of what the page shows.

A file that was made of something else, or that a person has changed since, is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from builder.book.paper import is_instructor_edition
from builder.files.atomic import write_if_changed
from builder.files.print_folder import SYLLABUS, fresh, recorded
from builder.model.schedule import Schedule
from builder.syllabus.file_names import calendar_names
from builder.wording import phrase

_FOLDER = "downloads/syllabus"

#: What kinds of files there are, in the order in which they are offered.
_KINDS = ("ics", "pdf", "docx", "csv")
_PAPER = re.compile(r"-(?P<paper>a4|letter)(?P<large>-large)?\Z")
_PAPERS = {"a4": "A4", "letter": "Letter"}


class SyllabusFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to take along: its path in the book, its name, its size in bytes."""

    path: str
    name: str
    size: int

    def words(self, schedule: Schedule) -> str:
        """Return what the link says: what it is, for whom, on which paper, and how large."""
        language = schedule.syllabus.language
        stem, _, kind = self.name.rpartition(".")
        paper = _PAPER.search(stem)
        groups = dict(zip(calendar_names(schedule), (agenda.group for agenda in schedule.agendas), strict=True))
        said = [
            _kind(stem, kind, language),
            groups.get(self.name) or "",
            _PAPERS[paper["paper"]] if paper is not None else "",
            phrase(language, "book.large_print") if paper is not None and paper["large"] else "",
        ]
        size = f"({kind.upper()}, {-(-self.size // 1000)} KB)"
        return f"{phrase(language, 'marks.comma').join(filter(None, said))} {size}"


def _kind(stem: str, kind: str, language: str) -> str:
    if kind == "csv":
        name = "schedule.coverage" if stem.endswith("-coverage") else "schedule.csv"
        return phrase(language, name).removesuffix(" (CSV)")
    return phrase(language, "schedule.calendar" if kind == "ics" else "schedule.name")


def fresh_files(course: Path, name: str, digest: str) -> dict[str, bytes]:
    """Return the files of a syllabus that show what its page shows (digest).

    Beside the sources of the instructor edition its build has put those that are fresh.
    """
    folder = course / SYLLABUS / name
    if is_instructor_edition(course):
        files = {file: (folder / file).read_bytes() for file in recorded(folder)}
    else:
        files = fresh(folder, digest)
    return {file: data for file, data in files.items() if "/" not in file and file.rpartition(".")[2] in _KINDS}


def offer(out: Path, name: str, files: Mapping[str, bytes]) -> tuple[SyllabusFile, ...]:
    """Put files beside the pages, and return them in the order in which they are offered."""
    offered = []
    for file in sorted(files, key=lambda file: (_KINDS.index(file.rpartition(".")[2]), file)):
        path = f"{_FOLDER}/{name}/{file}"
        write_if_changed(out / path, files[file])
        offered.append(SyllabusFile(path=path, name=file, size=len(files[file])))
    return tuple(offered)


def remove_others(out: Path, kept: set[str]) -> None:
    """Take away what an earlier build put and no page links any more."""
    folder = out / _FOLDER
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else ():
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(out).as_posix() not in kept:
            path.unlink()
