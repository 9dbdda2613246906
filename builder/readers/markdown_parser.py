"""CommonMark parsed into tokens, with the guards that text from anywhere needs.

Where the parser would drop text (what is nested too deep, cells beyond a table's head, an unfinished
comment) or take time that grows with the square of its input, a rule of ours stands before its own.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, reference, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

#: Lists and quotations inside one another; a list counts twice.
_DEEPEST = 20

#: Marks in one paragraph, and the work that a text makes, up to which they are looked at.  The
#: work grows with the square of the marks of a paragraph, and by something for each.
_MARKS, _WORK, _EACH = 2000, 20_000_000, 50
#: Characters at which the parser stops to look for a mark, and what that costs.
_STOPS, _STOP = re.compile(r"[\n$%+\-:=@{}#]"), 80
#: Cells in all tables of a text.
_CELLS = 50_000
#: In the `meta` of a paragraph whose marks are not looked at.
LITERAL = "literal"
_MARK = re.compile(r"[\\`*_\[\]<&!^~]")

_CONTAINER_MARKS = re.compile(r"(?:[>\s]|[-*+](?=\s)|\d{1,9}[.)](?=\s))+")
#: HTML that goes on to its end, over blank lines too.
_ENDS = (
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), "?>"),
    (re.compile(r"<!\[CDATA\["), "]]>"),
    (re.compile(r"<![A-Za-z]"), ">"),
    (re.compile(r"<(?:script|style|textarea|pre)\b", re.IGNORECASE), "</"),
)
_NUMBERED = re.compile(r"\[(\d{1,3})\]:")
_CODE = re.compile(r"[{}();=<>\\|$]|^\s*(?:#|//)|\w_\w|\w\.\w+\(|::|->")
_NUMBER_USED = re.compile(r"\]\[(\d{1,3})\]")
_LINES_OF_A_REFERENCE = 5
_ADDRESS = re.compile(r"\S*[./#:]\S*")


class Parsed(NamedTuple):
    """The tokens of a text, the labels and words of its footnotes, and the lines where guards stepped in."""

    tokens: list[Token]
    notes: dict[int, dict[str, Any]]
    too_deep: int | None
    too_many_marks: int | None


class _References(dict[str, Any]):
    """The addresses defined in a text, which knows the ones that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.used.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the address, if there is one."""
        self.used.add(key)
        return super().get(key, default)


class _Parser(MarkdownIt):
    """A parser to which every address is one: which links are kept is decided where they are read."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - markdown-it's name and arguments
        return True


def parsed(text: str) -> Parsed:
    """Return the tokens of a Markdown text."""
    references = _References()
    env: dict[str, Any] = {"references": references}
    tokens = [token for token in _parser().parse(text, env) if not _is_spent(token, references)]
    notes: dict[int, dict[str, Any]] = env.get("footnotes", {}).get("list", {})
    return Parsed(tokens, notes, env.get("too_deep"), env.get("too_many_marks"))


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": 4 * _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False).use(deflist_plugin)
    block = parser.block.ruler
    block.at("table", _table, {"alt": ["paragraph", "reference"]})
    block.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    block.at("reference", _reference)
    block.before("table", "too_deep", _too_deep)
    parser.core.ruler.after("block", "indented_prose", _indented_prose)
    parser.core.ruler.at("inline", _inline)
    return parser


def _is_spent(token: Token, references: _References) -> bool:
    """Return whether a token is a definition of an address that the text uses, or of one that nobody sees."""
    return token.type == "unused" and token.meta["label"] in references.used


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what is nested deeper than anybody writes as paragraphs."""
    if silent or state.level < _DEEPEST:
        return False
    state.env.setdefault("too_deep", start + 1)
    line = start
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    line = max(line, start + 1)
    lines = (state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]] for n in range(start, line))
    content = "\n".join(
        _CONTAINER_MARKS.sub("", each, count=1) if _CONTAINER_MARKS.match(each) else each for each in lines
    )
    _push_paragraph(state, content, start, line)
    state.line = line
    return True


def _push_paragraph(state: StateBlock, content: str, start: int, end: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content.strip(), [start, end], []
    state.push("paragraph_close", "p", -1)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table unless it is huge or nearly all empty cells; a row's cells beyond the head go into its last one."""
    if start < state.env.get("no_table_before", 0) or not table(state, start, end, True):
        return False
    if silent:
        return True
    last = start + 2
    while last < end and not state.isEmpty(last):
        last += 1
    pipes = state.src.count("|", state.bMarks[start], state.eMarks[last - 1])
    needed = (state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1) * (last - start)
    made = state.env.get("cells", 0) + needed
    if needed > 4 * pipes + 2000 or made > _CELLS:
        state.env.setdefault("too_many_marks", start + 1)
        state.env["no_table_before"] = last
        return False
    state.env["cells"] = made
    known = len(state.tokens)
    table(state, start, end, False)
    cells = [token for token in state.tokens[known:] if token.type == "inline"]
    rows: dict[int, list[Token]] = {}
    for cell in cells:
        rows.setdefault((cell.map or [start])[0], []).append(cell)
    for line, row in rows.items():
        written = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
        split = escapedSplit(written)
        split = split[1:] if split and not split[0] else split
        row[-1].content = " ".join([row[-1].content, *(cell.strip() for cell in split[len(row) :])]).strip()
    return True


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an HTML block unless it never ends: the rest of the text is not a comment."""
    at = state.bMarks[start] + state.tShift[start]
    for opening, closing in _ENDS:
        if opening.match(state.src, at):
            last = state.env.setdefault(closing, state.src.rfind(closing))
            if last < at:
                return False
    return html_block(state, start, end, silent)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the definition of an address; `[1]: ...` is one only where the text has `[words][1]`, else a note."""
    at = state.bMarks[start] + state.tShift[start]
    number = _NUMBERED.match(state.src, at)
    if number is not None:
        if "numbers" not in state.env:
            state.env["numbers"] = set(_NUMBER_USED.findall(state.src))
        if number[1] not in state.env["numbers"]:
            return False
    references = state.env["references"]
    known, whole = len(references), state.lineMax
    state.lineMax = min(whole, start + _LINES_OF_A_REFERENCE)
    found = reference(state, start, end, silent)
    state.lineMax = whole
    if found and not silent:
        if len(references) > known:
            label, defined = next(reversed(references.items()))
        else:
            defined = state.env["duplicate_refs"][-1]
            label = defined["label"]
        href = defined["href"]
        if href and not _ADDRESS.fullmatch(href):
            token = state.push("unused", "", 0)
            token.content = state.getLines(start, state.line, state.blkIndent, False).strip()
            token.meta = {"label": label}
    return found


def _indented_prose(state: StateCore) -> None:
    """Read indented text that is no program as the text it is: it was pasted with its indentation."""
    tokens: list[Token] = []
    for token in state.tokens:
        if token.type == "code_block" and not _CODE.search(token.content):
            state.env["no_table_before"] = 0
            state.md.block.parse(_flush_left(token.content), state.md, state.env, tokens)
        else:
            tokens.append(token)
    state.tokens = tokens


def _flush_left(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


def _inline(state: StateCore) -> None:
    """Read the marks inside paragraphs, as far as there are no more of them than a text has."""
    work = 0
    for token in state.tokens:
        if token.type == "unused":
            token.children = [_text(token.content)]
        if token.type != "inline":
            continue
        marks = len(_MARK.findall(token.content))
        cost = marks * (marks + _EACH) + _STOP * len(_STOPS.findall(token.content))
        token.children = []
        if marks <= _MARKS and work + cost <= _WORK:
            work += cost
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            state.env.setdefault("too_many_marks", token.map[0] + 1 if token.map else 1)
            token.children = [_text(token.content)]
            token.meta = {LITERAL: True}


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
