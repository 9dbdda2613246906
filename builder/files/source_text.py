"""The text of a file of the course, or what is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

from builder.files.lines import decoded
from builder.findings import Finding, Where, error

_READ = "check that it is a file, and that you may read it"
_CONFLICT = re.compile(r"^<{7} .*^={7}\r?$.*^>{7} ", re.MULTILINE | re.DOTALL)


def read_text(path: Path, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return a file's text; None without a finding where there is no such file.

    Links are not followed: they may lead out of the course.
    """
    if path.is_symlink():
        help_ = "put the file itself there: links are not followed, they may lead out of the course"
        return None, (error("link-not-followed", "this is a link", Where(file=name), help_),)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would be waited for without end
            return None, (error("unreadable", "it is no file", Where(file=name), _READ),)
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None, ()
    except OSError as problem:
        return None, (error("unreadable", f"it cannot be read: {problem.strerror}", Where(file=name), _READ),)
    text, findings = decoded(data, name)
    damage = _damage(text, name) if text is not None else None
    return (None, (damage,)) if damage is not None else (text, findings)


def _damage(text: str, name: str) -> Finding | None:
    """Return what a crash or a merge left in a file, which no reader should take for a person's words."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        help_ = "restore it from a backup or from Git; `.import/` holds the copy of the last import"
        return error(
            "file-zeros", "the file holds zero bytes, as after a power cut", Where(file=name, line=line), help_
        )
    conflict = _CONFLICT.search(text)
    if conflict is not None:
        line = text.count("\n", 0, conflict.start()) + 1
        help_ = "keep the words you want and delete the lines of <<<<<<<, ======= and >>>>>>>"
        return error("merge-conflict", "Git left two versions here", Where(file=name, line=line), help_)
    return None
