"""docs/findings.md: every code with its cause and cure, made from the table of explanations."""

from __future__ import annotations

import sys
from pathlib import Path

from builder.checks.explanations import groups


def findings_page() -> str:
    """Return the page as it stands in the repository."""
    lines = [
        "# Findings",
        "",
        "What the builder says ends in a code in brackets. `builder explain CODE` prints the entry of this page.",
    ]
    for name, entries in groups().items():
        lines += ["", f"## {name}", ""]
        for entry in entries:
            lines += [f"**{entry.code}**", f": {entry.cause}", f": {entry.cure}", ""]
        lines.pop()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(findings_page(), encoding="utf-8", newline="")
