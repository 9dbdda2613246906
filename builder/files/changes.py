"""A change of a course as a value: files to write and places to move, in an order that may break off anywhere.

What makes a plan sees to the order: references first, then what stands beside a module, its folder last, so that
a module whose folder has its old name is one whose change has not ended, and the same command ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from builder.files.atomic import move, write_if_changed


class Put(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Write a file; lines: those that change, for who wants to see the plan."""

    file: str
    data: bytes
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        places = f":{','.join(map(str, self.lines))}" if self.lines else ""
        return f"write {self.file}{places}"


class Move(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Move a file or a folder to a place where nothing is."""

    source: str
    target: str

    def __str__(self) -> str:
        return f"move {self.source} -> {self.target}"


Step = Put | Move


def carry_out(folder: Path, steps: Iterable[Step]) -> None:
    """Take the steps one after the other, each whole or not at all; raises BuilderError where one cannot be taken."""
    for step in steps:
        if isinstance(step, Put):
            write_if_changed(folder / step.file, step.data)
        else:
            move(folder / step.source, folder / step.target)
