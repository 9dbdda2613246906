r"""Citations of a LaTeX text: `\cite` and its kin, shown as LaTeX prints them where the file has the references.

A file whose references stand in another (BibTeX) shows the keys: "[smith2014]".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_CITE = re.compile(
    r"(?:[Nn]o|[Pp]aren|[Tt]ext|[Aa]uto|[Ff]oot|[Ss]mart|super|Super|full|online)?[Cc]ite"
    r"(?:t|p|alt|alp|author|year|yearpar|num|title|date|url|s|n|A|NP)?"
)
_ENTRY = re.compile(r"\\bibitem\s*(?:\[((?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,400})\])?\s*\{([^{}]{1,200})\}")
#: natbib's label: "Smith et al.(2014)Smith, Jones, and Weaver".
_NATBIB = re.compile(r"(.{1,150}?)\(((?:\d{4}|n\.d\.|in press|forthcoming)[a-z]?)\)", re.DOTALL)


@dataclass
class Cited:
    """The references that stand in the file: for each key its number or its "Author (year)".

    numbered: whether they have numbers.
    """

    labels: dict[str, str] = field(default_factory=dict)
    years: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def numbered(self) -> bool:
        return bool(self.labels) and not self.years


def entries(text: str) -> Cited:
    """Return the references of a file."""
    found = Cited()
    for number, match in enumerate(_ENTRY.finditer(text), 1):
        label = re.sub(r"\\protect\s*|\\citeauthoryear\s*|[{}]|~", " ", match[1] or "")
        named = _NATBIB.match(" ".join(label.split()))
        if named is not None:
            found.years[match[2].strip()] = (named[1].strip(), named[2])
        found.labels[match[2].strip()] = str(number)
    return found if not found.years else Cited(labels=dict.fromkeys(found.labels, ""), years=found.years)


def is_cite(name: str) -> bool:
    """Return whether a command cites."""
    return _CITE.fullmatch(name) is not None


def cited(known: Cited, name: str, keys: str, options: list[str]) -> str:
    """Return what a citation shows: "[1, 2]", "Smith (2014)", "(Smith, 2014, p. 3)", or its keys in brackets."""
    wanted = [key for each in keys.split(",") if (key := " ".join(each.split()))]
    if name.lower().startswith("nocite") or not wanted:
        return ""
    before = f"{options[0].strip()} " if len(options) == 2 and options[0].strip() else ""
    behind = f", {options[-1].strip()}" if options and options[-1].strip() else ""
    if known.years and all(key in known.years for key in wanted):
        return _by_year(name.lower(), [known.years[key] for key in wanted], before, behind)
    shown = ", ".join(known.labels.get(key) or key for key in wanted)
    return f"[{before}{shown}{behind}]"


def _by_year(name: str, pairs: list[tuple[str, str]], before: str, behind: str) -> str:
    if name.startswith("citeauthor"):
        return "; ".join(author for author, _ in pairs)
    if name.startswith("citeyear"):
        years = ", ".join(year for _, year in pairs)
        return f"({years})" if "par" in name else years
    if name.startswith(("citet", "textcite", "citealt")) or name == "cite":
        return "; ".join(f"{author} ({before}{year}{behind})" for author, year in pairs)
    inside = "; ".join(f"{author}, {year}" for author, year in pairs)
    return f"{before}{inside}{behind}" if name.startswith("citealp") else f"({before}{inside}{behind})"
