"""The blocks of a LaTeX article that its commands make: headings, code, pictures, tables, notes, keywords."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.readers.blocks import Draft, image, table
from builder.readers.latex_cites import Cited
from builder.readers.latex_macros import Macros
from builder.readers.latex_walk import written
from builder.readers.part_names import Part, part_name
from builder.text.inline import escape
from builder.text.runs import STRONG, Run

HEADINGS = {
    "part": -1, "chapter": 0, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4, "subparagraph": 5,
}  # fmt: skip
CODE = frozenset({"verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "alltt"})


@dataclass
class Blocks(Macros):
    """The walk with its counters, its notes and the rows of open tables.

    shift: 1, or 2 where chapters stand above sections.
    """

    language: str | None = None
    cites: Cited = field(default_factory=Cited)
    shift: int = 1
    notes: list[Draft] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    rows: list[list[list[str]]] = field(default_factory=list)

    def as_written(self, name: str) -> None:
        """Put what stands in an environment as it is written; a drawing and a remark are no text."""
        if name in ("lstlisting", "Verbatim", "minted"):
            self.scanner.optional()
        if name == "minted":
            self.scanner.argument()
        body = self.scanner.until(f"\\end{{{name}}}")
        self.paragraph()
        if name in CODE and body is not None and not self.shelved:
            self.put(Draft("code", body.strip("\n")))

    def heading(self, name: str) -> None:
        starred = self.scanner.take("*")
        self.scanner.optional()
        self.paragraph()
        level = HEADINGS[name]
        if not starred:
            self.here = self.section_number(level)
        self.captured(lambda runs: self.put_heading(runs, level))

    def put_heading(self, runs: list[Run], level: int) -> None:
        bare = [run._replace(marks=tuple(mark for mark in run.marks if mark != STRONG)) for run in runs]
        self.put(Draft("heading", written(bare), min(max(level + self.shift, 2), 6)))

    def section_number(self, level: int) -> str:
        """Return the number of the next section of a level, as LaTeX prints it."""
        self.count(f"section {level}")
        for deeper in range(level + 1, 6):
            self.numbers[f"section {deeper}"] = 0
        first = 1 if self.shift == 1 else 0
        return ".".join(str(self.numbers.get(f"section {each}", 0)) for each in range(first, level + 1))

    def count(self, what: str) -> str:
        self.numbers[what] = self.numbers.get(what, 0) + 1
        return str(self.numbers[what])

    def part(self, part: Part) -> None:
        """Put the word that LaTeX prints over a part."""
        self.paragraph()
        self.put(Draft("heading", escape(part_name(part, self.language)), 2))

    def entry(self) -> None:
        """Begin an entry of the list of references, behind its number."""
        self.scanner.optional()
        label = self.cites.labels.get(self.scanner.argument().strip(), "")
        self.paragraph()
        if label.isdecimal():
            self.say(f"[{label}] ")

    def picture(self) -> None:
        options = self.scanner.optional() or ""
        described = re.search(r"\balt\s*=\s*(?:\{([^{}]*)\}|([^,\]]*))", options)
        alternative = " ".join((described[1] or described[2] or "").split()) if described else ""
        address = " ".join(self.scanner.argument().split())
        if not self.preamble and address:
            self.put(Draft("image", image(escape(alternative), address)))

    def note_mark(self) -> str:
        """Return the mark of the next note; where citations have numbers, notes have a star before theirs."""
        number = self.count("footnote")
        return f"[*{number}]" if self.cites.numbered else f"[{number}]"

    def put_note(self, runs: list[Run]) -> None:
        number = self.numbers.get("footnote", 0)
        mark = f"[*{number}]" if self.cites.numbered else f"[{number}]"
        self.notes.append(Draft("note", written(runs), mark=mark))

    def put_keywords(self, runs: list[Run]) -> None:
        text = "".join(run.text for run in runs)
        words = [" ".join(word.split()).rstrip(".") for word in re.split(r"[;,·•،؛]|\n\n", text)]
        found = [word for word in words if word]
        self.keywords += found
        if found:
            self.put(Draft("paragraph", escape(f"{part_name('keywords', self.language)}: {', '.join(found)}")))

    def next_cell(self) -> None:
        runs, self.runs = self.runs, []
        self.rows[-1][-1].append(written(runs))
        self.marks.clear()

    def end_table(self, runs: list[Run]) -> None:
        rows = self.rows.pop()
        rows[-1].append(written(runs))
        self.put(Draft("table", table([row for row in rows if any(cell.strip() for cell in row)])))

    def verbatim(self) -> None:
        r"""Show `\verb|...|` as code."""
        found = self.scanner.match(re.compile(r"\*?(?:\[[^\]\n]*\])?([^\sA-Za-z*{])([^\n]*?)\1|\{([^{}\n]*)\}"))
        if found is not None:
            self.say(found[2] or found[3] or "", code=True)
