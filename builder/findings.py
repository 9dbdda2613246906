"""Findings: what the builder has to say about content, as values.

A problem with *content* is a `Finding`: it is collected, sorted and printed, and the command line
decides the exit code.  A problem with *use* that stops a step (a file that is not there, a folder that
cannot be written) is a `BuilderError`, which carries the one finding that says so.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "note"]

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "note": 2}


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """A place: a file as the user would name it, a line and column from 1, a path inside the document."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str | None = None

    def __str__(self) -> str:
        parts = [self.file] if self.file else []
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        place = ":".join(parts)
        if self.path:
            place = f"{place} @ {self.path}" if place else self.path
        return place


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to say: a stable code, how grave it is, what is wrong, where, and what to do."""

    code: str
    severity: Severity
    message: str
    where: Where = Where()
    help: str = ""

    def __str__(self) -> str:
        place = str(self.where)
        head = f"{place}: " if place else ""
        tail = f" ({self.help})" if self.help else ""
        return f"{head}{self.severity}: {self.message}{tail} [{self.code}]"


class BuilderError(Exception):
    """A step cannot go on; `finding` says what, where and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def error(code: str, message: str, where: Where | None = None, help: str = "") -> Finding:  # noqa: A002
    """Return a finding that fails the command."""
    return Finding(code=code, severity="error", message=message, where=where or Where(), help=help)


def warning(code: str, message: str, where: Where | None = None, help: str = "") -> Finding:  # noqa: A002
    """Return a finding that a person should look at."""
    return Finding(code=code, severity="warning", message=message, where=where or Where(), help=help)


def note(code: str, message: str, where: Where | None = None, help: str = "") -> Finding:  # noqa: A002
    """Return a finding that only informs."""
    return Finding(code=code, severity="note", message=message, where=where or Where(), help=help)


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings sorted by file, line, severity and code, so that output is stable."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (f.where.file or "", f.where.line or 0, _RANK[f.severity], f.code, f.message),
        )
    )


def has_errors(findings: tuple[Finding, ...]) -> bool:
    """Return whether any finding fails the command."""
    return any(f.severity == "error" for f in findings)
