"""Where a picture that a module names lies, if it is a file of the course."""

from __future__ import annotations

from pathlib import Path


def picture_file(course: Path, path: str) -> Path | None:
    """Return a picture's file; None where it leaves the course, is no file, or no file can have such a name.

    path: from the course folder, as a module names it: anything may stand there.
    """
    try:
        file = (course / path).resolve()
        return file if file.is_relative_to(course.resolve()) and file.is_file() else None
    except (OSError, RuntimeError, ValueError):  # too long a name, a link that leads to itself, a null in the name
        return None
