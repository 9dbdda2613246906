"""Progress of long work: one line on a terminal that rewrites itself, nothing in a pipe."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self


class Progress:
    """Shows "step done/total" on standard error while it is a terminal, and wipes it at the end."""

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, step: str, done: int, total: int) -> None:
        """Show how far a step has come; `total` 0 means that nobody knows."""
        if self._live:
            count = f" {done}/{total}" if total else ""
            sys.stderr.write(f"\r\x1b[K{step}{count}")
            sys.stderr.flush()
