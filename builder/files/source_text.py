"""The text of a file of the course, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from builder.files.lines import decoded
from builder.files.merge.marks import conflicts_in
from builder.findings import Finding, Where, error

_READ = "check that it is a file, and that you may read it"


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
    damage = _damage(text, name) if text is not None else ()
    return (None, damage) if damage else (text, findings)


def _damage(text: str, name: str) -> tuple[Finding, ...]:
    """Return what a crash or a merge left in a file, which no reader should take for a person's words."""
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        help_ = "restore it from a backup or from Git; `.import/` holds the copy of the last import"
        zeros = "the file holds zero bytes, as after a power cut"
        return (error("file-zeros", zeros, Where(file=name, line=line), help_),)
    return conflicts_told(text, name)


def conflicts_told(text: str, name: str) -> tuple[Finding, ...]:
    """Return an error for each conflict that a merge of ours or Git has marked, and for each mark left over."""
    found = []
    for conflict in conflicts_in(text):
        help_ = "keep the words you want and delete the lines of <<<<<<<, ======= and >>>>>>>"
        message = "Git left two versions here"
        if conflict.ours:
            message = f"your words and {conflict.other}'s clash in “{conflict.section}”"
        if not conflict.whole:
            message, help_ = "a mark of a conflict is left here", "delete this line"
        found.append(error("merge-conflict", message, Where(file=name, line=conflict.line), help_))
    return tuple(found)
