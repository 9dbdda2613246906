"""LaTeX -> blocks, in one pass over the pieces of the text; nothing calls itself for a brace.

What a brace or an environment changes is a `Frame`, undone when it closes.  What is no text on the page (labels,
lengths, colours) is read over; a command that nobody knows shows its arguments.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby

from builder.model.document import BlockKind
from builder.readers import latex_names as names
from builder.readers.blocks import Draft
from builder.readers.latex_source import Piece, Scanner
from builder.readers.lists import DEEPEST
from builder.text.inline import plain
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, markdown

#: An article has some hundreds of blocks, and braces some five deep.
MOST_BLOCKS = 10_000
DEEPEST_FRAME = 1_000
#: So many braces and formulas are no article either (as in `html_walk`).
MOST_MARKED = 25_000

Done = Callable[[list[Run]], None]

_MARKED: dict[str, Mark] = {"emph": EMPHASIS, "textit": EMPHASIS, "textsl": EMPHASIS, "textbf": STRONG}
_SWITCHES: dict[str, Mark] = {
    "em": EMPHASIS, "it": EMPHASIS, "itshape": EMPHASIS, "sl": EMPHASIS, "slshape": EMPHASIS,
    "bf": STRONG, "bfseries": STRONG,
}  # fmt: skip


class TooLargeError(Exception):
    """The file holds more than an article does."""


class TooDeepError(Exception):
    """Braces or environments are nested deeper than a person writes."""


@dataclass
class Frame:
    """An open brace ("") or environment: how many marks stood before it, and what is done when it closes."""

    name: str
    marks: int
    done: Callable[[], None] | None = None


@dataclass
class Listed:
    """An open list: its kind, the number of its last item, how its numbers are written, the place of the item."""

    kind: str
    number: int = 0
    style: str = "1."
    at: int | None = None
    mark: str = "•"


@dataclass
class Walk:
    """The walk as far as it has come."""

    scanner: Scanner
    preamble: bool = False
    drafts: list[Draft] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    shelved: list[list[Run]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    code: int = 0
    frames: list[Frame] = field(default_factory=list)
    around: list[BlockKind | Listed] = field(default_factory=list)
    ended: bool = False
    marked: int = 0
    paragraphs: int = 0

    # What is shown

    def say(self, text: str, *, code: bool = False) -> None:
        """Add text to the open block; before the document begins only titles and the like are read."""
        if not self.preamble or self.shelved:
            self.runs.append(Run(text, tuple(self.marks), code or bool(self.code)))

    def paragraph(self) -> None:
        """End the paragraph; inside a title, a note or a cell that is a blank."""
        if self.shelved:
            self.say(" ")
            return
        runs, self.runs = self.runs, []
        if text := written(runs):
            self.put_text(text)

    def put_text(self, text: str) -> None:
        """Put a paragraph of whatever is open; what goes on in an item counts as one too."""
        self.paragraphs += 1
        if self.paragraphs > MOST_BLOCKS:
            raise TooLargeError
        top = self.around[-1] if self.around else "paragraph"
        if isinstance(top, str):
            self.put(Draft(top, text))
        elif top.kind == "description":
            self.put(Draft("definition" if top.at is not None else "paragraph", text))
        elif top.at is not None and top.at < 0:
            top.at = len(self.drafts)
            self.put(Draft("item", text, self.level(), top.mark))
        elif top.at == len(self.drafts) - 1:
            self.drafts[-1] = self.drafts[-1]._replace(text=f"{self.drafts[-1].text} {text}".strip())
        else:
            self.put(Draft("paragraph", text))

    def put(self, draft: Draft) -> None:
        if len(self.drafts) >= MOST_BLOCKS:
            raise TooLargeError
        if draft.text.strip():
            self.drafts.append(draft)

    def level(self) -> int:
        """Return the depth of the innermost list."""
        return min(sum(isinstance(each, Listed) for each in self.around) or 1, DEEPEST)

    # Frames

    def open(self, name: str, done: Callable[[], None] | None = None) -> None:
        if len(self.frames) >= DEEPEST_FRAME:
            raise TooDeepError
        self.mark()
        self.frames.append(Frame(name, len(self.marks), done))

    def mark(self) -> None:
        """Count a brace or a formula."""
        self.marked += 1
        if self.marked > MOST_MARKED:
            raise TooLargeError

    def close(self) -> None:
        frame = self.frames.pop()
        if frame.done is not None:
            frame.done()
        del self.marks[frame.marks :]

    def close_brace(self) -> None:
        """Close the innermost brace; one too many is passed over."""
        if self.frames and not self.frames[-1].name:
            self.close()

    def close_environment(self, name: str) -> None:
        """Close an environment, and what is still open in it; an end without a beginning is passed over."""
        if any(frame.name == name for frame in self.frames):
            while self.frames[-1].name != name:
                self.close()
            self.close()

    def braced(self, done: Callable[[], None] | None = None, mark: Mark | None = None) -> None:
        """Open the argument that follows, under a mark; an argument without braces is put into some."""
        if not self.scanner.take("{"):
            argument = self.scanner.argument()
            self.scanner.put_in(f"{argument}}}")
        self.open("", done)
        if mark is not None:
            self.marks.append(mark)

    def captured(self, done: Done) -> None:
        """Keep the runs of the argument that follows apart from the open block, and do something with them."""
        self.braced(self.shelve(done))

    def shelve(self, done: Done) -> Callable[[], None]:
        """Put the open block aside; return what brings it back and does something with what came in between."""
        around, marks, code = self.around, self.marks, self.code
        self.shelved.append(self.runs)
        self.runs, self.around, self.marks, self.code = [], [], [], 0

        def back() -> None:
            runs, self.runs = self.runs, self.shelved.pop()
            self.around, self.marks, self.code = around, marks, code
            done(runs)

        return back

    # Pieces

    def piece(self, piece: Piece) -> None:
        """Go on by one piece that is no command."""
        match piece.kind:
            case "text":
                self.say(re.sub(r"\s+", " ", piece.text))
            case "mark":
                self.say(piece.text if self.code else names.mark(piece.text))
            case "par":
                self.paragraph()
            case "open":
                self.open("")
            case "close":
                self.close_brace()
            case "tab":
                self.say(" ")

    def style(self, name: str) -> bool:
        """Do what a command does that only changes how words look, or is a sign; return whether it was one."""
        if name in _MARKED:
            self.braced(mark=_MARKED[name])
        elif name in _SWITCHES:
            self.marks.append(_SWITCHES[name])
        elif name in ("texttt", "code"):
            self.code += 1
            self.braced(self.no_code)
        elif names.is_accent(name):
            self.say(names.accented(name, self.scanner.argument()))
        elif (shown := names.word(name)) is not None:
            self.say(shown)
            self.scanner.take("{}")
        else:
            return False
        return True

    def no_code(self) -> None:
        self.code -= 1

    def pass_over(self, spec: str) -> None:
        """Read over arguments that are no text."""
        for kind in spec:
            if kind == "*":
                self.scanner.take("*")
            elif kind == "[":
                self.scanner.optional()
            else:
                self.scanner.argument()

    # Lists

    def begin_list(self, kind: str, options: str) -> None:
        self.paragraph()
        listed = Listed(kind, style=_style(options, self.level() if self.around else 0))
        self.around = [*self.around, listed]
        self.open(kind, self.end_list)

    def end_list(self) -> None:
        self.paragraph()
        self.around = self.around[:-1]

    def item(self) -> None:
        """Begin an item, under the sign that it has or the list gives it."""
        label = self.scanner.optional()
        top = next((each for each in reversed(self.around) if isinstance(each, Listed)), None)
        if top is None or self.shelved:
            self.say(" ")
            return
        self.paragraph()
        top.at, top.mark = -1, "•"
        if top.kind == "description":
            self.scanner.put_in(f"{{{label or ''}}}")
            self.captured(self.put_term)
            return
        if top.kind == "enumerate":
            top.number += label is None
            top.mark = _numbered(top.style, top.number)
        if label is not None:
            shown = plain(re.sub(r"[{}$]|\\(?:text)?[a-z]{2,8}\s*", "", label)).strip()
            if shown and len(shown) <= 5:
                top.mark = names.mark(shown)
            else:
                self.scanner.put_in(f"\\textbf{{{label}}} ")

    def put_term(self, runs: list[Run]) -> None:
        self.put(Draft("term", written(runs).rstrip(": ")))

    def begin_quotation(self, name: str, kind: BlockKind = "quotation") -> None:
        self.paragraph()
        self.around = [*self.around, kind]
        self.open(name, self.end_list)


def written(runs: list[Run]) -> str:
    """Return runs as inline Markdown, those under the same marks as one: a comma alone would lose its marks."""
    alike = groupby(runs, key=lambda run: (run.marks, run.code))
    return markdown(Run("".join(run.text for run in same), marks, code) for (marks, code), same in alike)


_LABEL = re.compile(r"label\s*=\s*\{?([^\\{}\[\]]*)\\(alph|Alph|roman|Roman|arabic)\*([^,\]{}]*)")
_SHORT = re.compile(r"\s*\{?([^\w]*)([aAiI1])\}?([^\w]*)\s*")
#: LaTeX's own, by depth: 1. (a) i. A.
_BY_DEPTH = ("1.", "(a)", "i.", "A.")


def _style(options: str, depth: int) -> str:
    """Return how the numbers of a list are written, as enumitem and enumerate say it, or LaTeX by depth."""
    if match := _LABEL.search(options):
        letter = {"alph": "a", "Alph": "A", "roman": "i", "Roman": "I", "arabic": "1"}[match[2]]
        return f"{match[1].strip()}{letter}{match[3].strip()}"
    if match := _SHORT.fullmatch(options):
        return f"{match[1]}{match[2]}{match[3]}".strip()
    return _BY_DEPTH[min(depth, 3)]


def _numbered(style: str, number: int) -> str:
    letter = next((letter for letter in "1aAiI" if letter in style), "1")
    if letter in "aA":
        shown = chr(ord(letter) + (number - 1) % 26)
    elif letter in "iI":
        shown = _roman(number) if letter == "I" else _roman(number).lower()
    else:
        shown = str(number)
    return style.replace(letter, shown, 1)


def _roman(number: int) -> str:
    shown = ""
    for value, letters in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            shown, number = shown + letters, number - value
    return shown
