"""The table of codes: what each finding means, and what to do."""

from __future__ import annotations

from builder.checks.explanations import Explanation, explanations, nearest_code
from builder.findings import Finding, error

__all__ = ["Explanation", "explain", "explanations"]


def explain(code: str) -> tuple[Explanation | None, Finding | None]:
    """Return what a code means, or a finding where it is none."""
    known = {entry.code.casefold(): entry for entry in explanations()}
    found = known.get(code.strip("[]").casefold())
    if found is not None:
        return found, None
    near = nearest_code(code)
    help_ = f"did you mean {near}?" if near else "`builder explain` lists all codes"
    return None, error("code-unknown", f"no finding has the code {code}", help=help_)
