"""Reading what the command line names: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from builder.findings import BuilderError, Where, error


def read_source(source: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a source; raises BuilderError if it cannot be read."""
    if source == "-":
        return "article.txt", sys.stdin.buffer.read()
    path = Path(source)
    try:
        return path.name, path.read_bytes()
    except FileNotFoundError:
        raise BuilderError(
            error("source-missing", "there is no such file", Where(file=source), "check the name and the folder")
        ) from None
    except IsADirectoryError:
        raise BuilderError(
            error("source-folder", "this is a folder", Where(file=source), "name the article files in it")
        ) from None
    except OSError as problem:
        raise BuilderError(
            error(
                "source-unreadable",
                f"it cannot be read: {problem.strerror}",
                Where(file=source),
                "check that you may read it",
            )
        ) from problem
