"""The blocks of a section's Markdown: where paragraphs, terms and comments stand, by line.

Pages are made from the Markdown as a person left it.  What a page adds to it (paragraph numbers) or
takes away (comments) is put in or cut out by line, and every other line stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

#: A MyST comment: a line that begins with %, in a list or a quotation too.
_COMMENT_LINE = re.compile(r"^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)%.*")
#: A relative address behind the words of a link or picture, or behind a MyST picture's name.
_RELATIVE = r"(?P<address>(?![a-z][a-z0-9+.-]*:|/|#)[^\s()<>]+)"
_ADDRESS = re.compile(
    rf"(?P<code>(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`))|(?P<before>\]\(<?|\{{(?:figure|image)\}}[ \t]+){_RELATIVE}",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(rf"(?P<before>^\s*(?:`{{3,}}|~{{3,}})\{{(?:figure|image)\}}[ \t]+){_RELATIVE}", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").use(deflist_plugin)


@lru_cache(maxsize=64)  # each step of a page looks at the same sections
def _blocks(markdown: str) -> list[Token]:
    return _parser().parse(markdown)


def blocks_of(markdown: str) -> list[Token]:
    """Return the tokens of a section, tables too; they are shared: change none."""
    return _with_tables().parse(markdown)


@lru_cache(maxsize=1)
def _with_tables() -> MarkdownIt:
    return MarkdownIt("commonmark").use(deflist_plugin).enable("table")


def _lines(markdown: str) -> list[str]:
    return re.sub(r"\r\n?", "\n", markdown).split("\n")


def _literal_lines(markdown: str) -> set[int]:
    """Return the lines that stand in code, where `%` and `<!--` are words like any other."""
    return {
        line
        for token in _blocks(markdown)
        if token.type in ("fence", "code_block") and token.map
        for line in range(token.map[0], token.map[1])
    }


def without_comments(markdown: str) -> str:
    """Return the Markdown without HTML comments and MyST comment lines (`% ...`), those in code apart.

    A comment is a person's note to self: a browser's page source would show it to students.
    """
    text = "\n".join(_lines(markdown)).strip("\n")
    while (shorter := _cut_comments(text)) != text:  # what is left may close up into a new comment
        text = shorter
    return text


def _cut_comments(text: str) -> str:
    literal = _literal_lines(text)
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    code = [(starts[line], starts[line + 1]) for line in sorted(literal)]

    def kept(match: re.Match[str]) -> str:
        return match.group() if any(start <= match.start() < end for start, end in code) else ""

    text = _COMMENT.sub(kept, text)
    literal = _literal_lines(text)
    rows = [row if n in literal else _COMMENT_LINE.sub(r"\1", row) for n, row in enumerate(text.split("\n"))]
    return "\n".join(rows).strip("\n")


def paragraphs(markdown: str) -> tuple[tuple[int, str], ...]:
    """Return (first line, inline Markdown) of each paragraph that stands on its own, not in a list."""
    tokens = _blocks(markdown)
    return tuple(
        (token.map[0], tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "paragraph_open" and token.level == 0 and token.map
    )


def list_items(markdown: str) -> tuple[tuple[int, str], ...]:
    """Return (last line, inline Markdown) of the first paragraph of each list item, nested ones too."""
    tokens = _blocks(markdown)
    return tuple(
        (token.map[1] - 1, tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "paragraph_open" and token.map and index and tokens[index - 1].type == "list_item_open"
    )


def terms(markdown: str) -> tuple[int, ...]:
    """Return the lines that hold the terms of definition lists."""
    return tuple(token.map[0] for token in _blocks(markdown) if token.type == "dt_open" and token.map)


def with_line_heads(markdown: str, heads: dict[int, str]) -> str:
    """Return the Markdown with a text put before each line that `heads` names."""
    return "\n".join(heads.get(number, "") + line for number, line in enumerate(_lines(markdown)))


def with_line_tails(markdown: str, tails: dict[int, str]) -> str:
    """Return the Markdown with a text put behind each line that `tails` names."""
    return "\n".join(line.rstrip() + tails[n] if n in tails else line for n, line in enumerate(_lines(markdown)))


def outside_code(markdown: str, pattern: re.Pattern[str], put: Callable[[re.Match[str]], str]) -> str:
    """Return the Markdown with every match of a pattern replaced, but for those in code."""
    literal = _literal_lines(markdown)
    code = r"(?P<builder_code>(?P<builder_tick>`+)(?!`).+?(?<!`)(?P=builder_tick)(?!`))"
    either = re.compile(f"{code}|{pattern.pattern}")
    return "\n".join(
        line if number in literal else either.sub(lambda m: m.group() if m["builder_code"] else put(m), line)
        for number, line in enumerate(_lines(markdown))
    )


def with_terms(markdown: str, marked: Callable[[str], str]) -> str:
    """Return the Markdown with the terms of definition lists in bold, each with what `marked` puts before it.

    Where definition lists are not read (JupyterLab, code hosts) the term still stands out.
    """
    at = set(terms(markdown))
    return "\n".join(
        marked(line.strip()) + _bold(line.strip()) if number in at and line.strip() else line
        for number, line in enumerate(_lines(markdown))
    )


def _bold(term: str) -> str:
    return term if term.startswith("**") else f"**{term}**"


def quoted(markdown: str) -> str:
    """Return the Markdown as a block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in _lines(markdown))


def with_addresses(markdown: str, moved: Callable[[str], str]) -> str:
    """Return the Markdown with every relative address of a link or picture changed; code stays as it is."""
    literal = _literal_lines(markdown)
    lines = _lines(markdown)
    return "\n".join(
        _DIRECTIVE.sub(lambda m: m["before"] + moved(m["address"]), line)
        if number in literal
        else _ADDRESS.sub(lambda m: m.group() if m["code"] else m["before"] + moved(m["address"]), line)
        for number, line in enumerate(lines)
    )
