"""What the commands of an article do: titles, headings, notes, citations, figures, tables, and macros of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from builder.readers import latex_names as names
from builder.readers.blocks import Draft
from builder.readers.latex_blocks import CODE, HEADINGS, Blocks
from builder.readers.latex_cites import cited, is_cite
from builder.readers.latex_walk import written
from builder.readers.part_names import Part
from builder.text.runs import Run, link

_DRAWN = frozenset(
    "comment filecontents filecontents* tikzpicture pgfpicture picture CCSXML axis forest tikzcd asy".split()
)
_MATHS = frozenset("equation align gather multline eqnarray displaymath math flalign alignat dmath split".split())
_TABLES = frozenset("tabular tabular* tabularx tabulary longtable supertabular tblr".split())
_QUOTED = frozenset({"quote", "quotation", "verse", "displayquote", "quoting"})
_LISTS = {"itemize": "itemize", "enumerate": "enumerate", "description": "description", "compactitem": "itemize",
          "compactenum": "enumerate", "inparaenum": "enumerate", "compactdesc": "description"}  # fmt: skip
_PARTS: dict[str, Part] = {"abstract": "abstract", "acknowledgments": "thanks", "acknowledgements": "thanks",
                           "acks": "thanks", "acknowledgment": "thanks", "ack": "thanks"}  # fmt: skip
_KEYWORDS = frozenset({"keyword", "keywords", "IEEEkeywords"})
#: Commands that take in another file, with how many of their arguments stand before its name.
_FILES = {"input": "", "include": "", "subfile": "", "import": "{", "subimport": "{", "verbatiminput": "",
          "lstinputlisting": "[", "bibliography": "", "addbibresource": "[", "InputIfFileExists": ""}  # fmt: skip
_REFERS = frozenset("ref eqref autoref cref Cref pageref nameref vref subref labelcref".split())
_NOTES = frozenset({"footnote", "endnote", "sidenote", "marginpar"})


@dataclass
class Article(Blocks):
    r"""The walk through an article, with what it says of itself.

    known: what `\ref` shows for a label.  files: what the article would take in.
    """

    known: dict[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    doi: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Read the text to its end."""
        while not self.ended and (piece := self.scanner.next()) is not None:
            if piece.kind == "word":
                self.command(piece.text)
            elif piece.kind == "sign":
                self.sign(piece.text)
            elif piece.kind == "math":
                self.maths(piece.text, piece.text, paragraph=piece.text == "$")
            elif piece.kind == "tab" and self.rows:
                self.next_cell()
            else:
                self.piece(piece)
        while self.frames:
            self.close()
        self.paragraph()

    def sign(self, sign: str) -> None:
        """Do what a backslash and a sign do."""
        if sign in "([":
            self.maths(*(("$", "\\)") if sign == "(" else ("$$", "\\]")))
        elif sign == "\\":
            self.scanner.take("*")
            self.scanner.optional()
            self.line_end()
        elif names.is_accent(sign):
            self.say(names.accented(sign, self.scanner.argument()))
        else:
            self.say(shown if (shown := names.sign(sign)) is not None else "")

    def line_end(self) -> None:
        if self.rows:
            self.next_cell()
            self.rows[-1].append([])
        elif any(frame.name == "verse" for frame in self.frames):
            self.paragraph()
        else:
            self.say("\n" if self.shelved else " ")

    def command(self, name: str) -> None:
        """Do what a command does."""
        if name in self.macros:
            self.expand(self.macros[name])
        elif not (self.structure(name) or self.reference(name) or self.definition(name) or self.style(name)):
            if name in names.WITH_DIMENSION:
                self.scanner.match(names.DIMENSION)
            elif name in _FILES:
                self.pass_over(_FILES[name])
                self.files.append(" ".join(self.scanner.argument().split()))
            elif name == "iffalse":
                self.scanner.until("\\fi")
            elif name in ("verb", "lstinline"):
                self.verbatim()
            else:
                self.pass_over(names.arguments(name))

    def structure(self, name: str) -> bool:
        """Do what a command does that makes a block; return whether it was one."""
        if name in HEADINGS:
            self.heading(name)
        elif name in ("begin", "end"):
            environment = " ".join(self.scanner.argument().split())
            (self.begin if name == "begin" else self.end)(environment)
        elif name in ("caption", "captionof"):
            self.pass_over("{" if name == "captionof" else "*[")
            self.captured(lambda runs: self.put(Draft("caption", written(runs))))
        elif name in _PARTS:
            self.part(_PARTS[name])
            self.braced(self.paragraph)
        elif (done := _DONE.get(name)) is not None:
            done(self)
        else:
            return self.front(name)
        return True

    def front(self, name: str) -> bool:
        """Keep what a command says of the article; return whether it did."""
        if name in ("title", "subtitle"):
            self.scanner.optional()
            self.captured(lambda runs: self.titles.append(written(runs)))
        elif name == "author":
            self.scanner.optional()
            self.captured(lambda runs: self.authors.extend(_people("".join(run.text for run in runs))))
        elif name in ("and", "AND", "And"):
            self.say("\n\n")
        elif name == "date":
            self.captured(lambda runs: self.dates.append(" ".join("".join(run.text for run in runs).split())))
        elif name in ("keywords", "kwd") and self.scanner.take("{"):
            self.open("", self.shelve(self.put_keywords))
        elif name in ("sep", "PACS"):
            self.say("; ")
        elif name in ("doi", "acmDOI"):
            self.doi.append(self.scanner.argument().strip())
        elif name == "thanks":
            self.captured(lambda runs: self.notes.append(Draft("note", written(runs))))
        else:
            return False
        return True

    def reference(self, name: str) -> bool:
        """Show a link, a note's mark, a citation or a number; return whether the command was one."""
        if name in ("url", "nolinkurl", "path"):
            address = _address(self.scanner.argument(remarks=False))
            self.runs.append(Run(address, (link(address),) if _is_web(address) else (), name == "path"))
        elif name == "href":
            self.scanner.optional()
            address = _address(self.scanner.argument(remarks=False))
            self.braced(mark=link(address) if _is_web(address) else None)
        elif name in _NOTES:
            self.scanner.optional()
            self.say(self.note_mark())
            self.captured(self.put_note)
        elif name == "footnotemark":
            self.scanner.optional()
            self.say(self.note_mark())
        elif name == "footnotetext":
            self.scanner.optional()
            self.captured(self.put_note)
        elif name == "label":
            self.labels[self.scanner.argument()] = self.here
        elif name in _REFERS:
            self.scanner.take("*")
            key = self.scanner.argument()
            number = self.known.get(key) or f"[{key}]"
            self.say(f"({number})" if name == "eqref" and key in self.known else number)
        elif is_cite(name):
            self.scanner.take("*")
            options = [text for _ in range(2) if (text := self.scanner.optional()) is not None]
            self.scanner.put_in(cited(self.cites, name, self.scanner.argument(), options))
        else:
            return False
        return True

    def begin(self, name: str) -> None:
        """Open an environment."""
        bare = name.removesuffix("*")
        if name == "document":
            self.preamble, self.runs = False, []
        elif name in CODE or name in _DRAWN:
            self.as_written(name)
        elif bare in _MATHS:
            self.here = self.count("equation")
            self.maths("$$", f"\\end{{{name}}}")
        elif name in self.environments:
            macro, _ = self.environments[name]
            self.expand(macro)
        else:
            options = self.scanner.optional() if bare in _LISTS else None
            self.pass_over(names.environment_arguments(name).removeprefix("[" if bare in _LISTS else ""))
            self.begin_known(name, bare, options or "")

    def begin_known(self, name: str, bare: str, options: str) -> None:
        if bare in _LISTS:
            self.begin_list(_LISTS[bare], options)
            self.frames[-1].name = name
        elif name in _QUOTED:
            self.begin_quotation(name)
        elif name in _TABLES:
            self.paragraph()
            self.rows.append([[]])
            self.open(name, self.shelve(self.end_table))
        elif name in _KEYWORDS:
            self.paragraph()
            self.open(name, self.shelve(self.put_keywords))
        elif name == "thebibliography":
            self.part("references")
            self.open(name, self.paragraph)
        else:
            if name in _PARTS:
                self.part(_PARTS[name])
            if name in self.theorems:
                given = self.scanner.optional()
                named = f" ({given})" if given else ""
                self.scanner.put_in(f"\\textbf{{{self.theorems[name]}{named}.}} ")
            if bare in ("figure", "table", "wrapfigure", "wraptable", "longtable"):
                self.here = self.count(bare.removeprefix("wrap"))
            self.paragraph()
            self.open(name, self.paragraph)

    def end(self, name: str) -> None:
        """Close an environment."""
        if name == "document":
            self.ended = True
        elif name in self.environments:
            self.scanner.put_in(self.environments[name][1])
        else:
            self.close_environment(name)


#: What is done at commands that need no more than themselves.
_DONE: dict[str, Callable[[Article], None]] = {
    **dict.fromkeys(("par", "newpage", "clearpage", "pagebreak"), Article.paragraph),
    **dict.fromkeys(("newline", "linebreak", "endhead", "endfirsthead", "endfoot"), Article.line_end),
    "newblock": lambda article: article.say(" "),
    "item": Article.item,
    "bibitem": Article.entry,
    "includegraphics": Article.picture,
}


def _people(text: str) -> list[str]:
    r"""Return the names in what an \author says: of each entry the first line, without numbers of their places."""
    people = []
    for entry in re.split(r"\n\n", text):
        first = next((line for line in entry.split("\n") if line.strip()), "")
        for name in re.split(r",\s*(?:and|y|et|und)\s+|\s+(?:and|&)\s+|,\s+(?=\S+\s)", first):
            clean = " ".join(re.sub(r"\$[^$]*\$|[\d*†‡§]+(?:,\d+)*", "", name).split()).strip(" ,;")
            if clean and len(clean) <= 100:
                people.append(clean)
    return people


def _address(written: str) -> str:
    return re.sub(r"\\([%#&_~{}$])", r"\1", "".join(written.split()))


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://", "mailto:"))
