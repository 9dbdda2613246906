"""Macros and environments that a LaTeX file makes for itself, and its formulas, in which macros stand too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.readers.latex_source import EndlessError, without_remarks
from builder.readers.latex_walk import Walk

_NAMING = frozenset({"newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "newcommandx"})
#: What no macro of the file takes the place of: a class's own look of it is no text.
_OURS = frozenset(
    "begin end item title author date footnote caption emph textbf textit maketitle part chapter section subsection "
    "subsubsection paragraph subparagraph abstract keywords cite label ref document thebibliography itemize enumerate "
    "description quote quotation tabular".split()
)

#: What the text of a macro may grow to with its arguments, and the longest formula that macros are put into.
_LONGEST, _LONGEST_FORMULA = 200_000, 5_000


class Macro(NamedTuple):
    """A command of the file's own: how many arguments it takes, what stands for a missing first, its text."""

    takes: int
    default: str | None
    text: str


@dataclass
class Macros(Walk):
    """The walk with what the file has defined.

    environments: what an environment begins and ends with.  theorems: the word over one.
    labels: the number of what each label stands on; here: the number that a label would get.
    """

    macros: dict[str, Macro] = field(default_factory=dict)
    environments: dict[str, tuple[Macro, str]] = field(default_factory=dict)
    theorems: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    here: str = ""

    def definition(self, name: str) -> bool:
        """Keep what a command defines; return whether it defines one."""
        scanner = self.scanner
        if name in _NAMING:
            scanner.take("*")
            defined = scanner.argument().strip().removeprefix("\\")
            takes, default = scanner.optional(), scanner.optional()
            self.define(defined, Macro(_count(takes), default, scanner.argument()))
        elif name in ("def", "gdef", "edef", "xdef"):
            found = scanner.match(re.compile(r"\s*\\([A-Za-z@]+|[^A-Za-z])([^{}\n]*)"))
            if found is not None:
                self.define(found[1], Macro(found[2].count("#"), None, scanner.argument()))
        elif name == "let":
            found = scanner.match(re.compile(r"\s*\\([A-Za-z@]+)\s*=?\s*(\\[A-Za-z@]+|\S)"))
            if found is not None and found[2] != f"\\{found[1]}":
                self.define(found[1], Macro(0, None, found[2]))
        elif name in ("newenvironment", "renewenvironment"):
            defined = scanner.argument().strip()
            takes, default = scanner.optional(), scanner.optional()
            begin = Macro(_count(takes), default, scanner.argument())
            end = scanner.argument()
            if defined not in _OURS:
                self.environments[defined] = (begin, end)
        elif name == "newtheorem":
            scanner.take("*")
            defined = scanner.argument().strip()
            scanner.optional()
            shown = scanner.argument()
            scanner.optional()
            self.theorems[defined] = shown
        else:
            return False
        return True

    def define(self, name: str, macro: Macro) -> None:
        """Keep a macro, unless it is LaTeX's own in another look, or calls itself."""
        calls_itself = f"\\{name}" in re.findall(r"\\[A-Za-z@]+", macro.text)
        if name and name not in _OURS and not calls_itself and len(macro.text) <= 20_000:
            self.macros[name] = macro

    def expand(self, macro: Macro) -> None:
        """Put the text of a macro in the place of its name, its arguments in their places."""
        text = macro.text
        if macro.takes:
            given: list[str] = []
            if macro.default is not None:
                written = self.scanner.optional()
                given.append(macro.default if written is None else written)
            given += [self.scanner.argument() for _ in range(macro.takes - len(given))]
            if len(text) + sum(text.count(f"#{at}") * len(each) for at, each in enumerate(given, 1)) > _LONGEST:
                raise EndlessError
            text = re.sub(r"#(\d)", lambda match: _at(given, int(match[1])), text)
        if text.endswith("\\xspace"):
            text = text.removesuffix("\\xspace") + " " * self.scanner.ate_blank
        self.scanner.put_in(text)

    def maths(self, shown: str, end: str, *, paragraph: bool = False) -> None:
        """Show a formula as it is written, between dollar signs; a dollar sign that nothing closes is one."""
        self.mark()
        written = self.scanner.until(end, paragraph=paragraph)
        if written is None:
            self.say(shown if end.startswith("$") else "")
            return
        body = re.sub(r"\\label\s*\{[^{}]*\}", self.equation_label, without_remarks(written))
        for _ in range(4):
            if len(body) > _LONGEST_FORMULA:
                break
            body = re.sub(r"\\([A-Za-z]+)", self.in_maths, body)
        text = " ".join(body.split())
        if text:
            self.say(f" {shown}{text}{shown} " if shown == "$$" else f"{shown}{text}{shown}")

    def in_maths(self, match: re.Match[str]) -> str:
        macro = self.macros.get(match[1])
        simple = macro is not None and not macro.takes and len(macro.text) <= 200
        return f"{{{macro.text}}}" if macro is not None and simple else match.group()

    def equation_label(self, match: re.Match[str]) -> str:
        key = match.group().partition("{")[2].rstrip("}")
        self.labels[key] = self.here
        return ""


def _count(takes: str | None) -> int:
    return int(takes) if takes and re.fullmatch(r"[1-9]", takes.strip()) else 0


def _at(given: list[str], number: int) -> str:
    return given[number - 1] if 0 < number <= len(given) else ""
