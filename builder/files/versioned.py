"""What Git knows of a course folder, asked of the program `git`; it only reads."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from builder.files.quiz_place import QUIZ
from builder.model.versioned import Versioned

_SECONDS = 60


def read_versioned(folder: Path) -> Versioned:
    """Return what Git tracks, would track and once tracked of a course."""
    if shutil.which("git") is None:
        return Versioned(state="no-git")
    inside, reason = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside is None:
        state = "none" if "not a git repository" in reason else "unread"
        return Versioned(state=state, reason=reason)  # type: ignore[arg-type]  # one of the two above
    tracked, reason = _names(folder, "ls-files", "--cached")
    loose, other = _names(folder, "ls-files", "--others", "--exclude-standard")
    if tracked is None or loose is None:
        return Versioned(state="unread", reason=reason or other)
    ever, _ = _names(folder, "log", "--all", "--format=", "--name-only", "--relative", "--", f":(glob)**/{QUIZ}")
    past = frozenset() if ever is None else frozenset(name.strip("\n") for name in ever) - tracked - loose - {""}
    return Versioned(state="repository", tracked=tracked, loose=loose, past=past)


def _names(folder: Path, command: str, *arguments: str) -> tuple[frozenset[str] | None, str]:
    said, reason = _git(folder, command, "-z", *arguments)
    return (None, reason) if said is None else (frozenset(filter(None, said.split("\0"))), "")


def _git(folder: Path, *arguments: str) -> tuple[str | None, str]:
    """Return what git says, or None and the first line of why not; its words are English, and nothing is locked."""
    surroundings = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, check=False, timeout=_SECONDS, env=surroundings
        )
    except (OSError, subprocess.SubprocessError) as problem:
        return None, str(problem)
    if done.returncode != 0:
        return None, done.stderr.decode(errors="replace").strip().partition("\n")[0]
    return done.stdout.decode(errors="surrogateescape"), ""
