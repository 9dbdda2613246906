"""Markdown -> Document: CommonMark with tables, footnotes, definition lists and front matter.

People paste text into Markdown files: bullets that are no Markdown, labels under one another.  A line
inside a paragraph stays there, as CommonMark has it, unless it begins with a typographic bullet or a
label, or stands behind a forced break.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from builder.findings import Finding, Where, error, warning
from builder.model.document import BlockKind, Document, Metadata, Source
from builder.readers import decode, front_matter
from builder.readers.blocks import Draft, image, numbered, table
from builder.readers.lists import sign
from builder.text.inline import escape, plain
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, link, markdown, runs_of, sliced

_BREAK, _SOFT = Run("\n"), Run("\r")
_LABEL = re.compile(r"[^\W\d_][^:.?!]{1,40}[:：]\s+\S")
_BULLETS = "•◦▪‣·●○■□➢✓"
_PROSE = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){3}")
_CODE = re.compile(r"[{}=;<>|\\$#]|\w\(|::")

#: More marks than this in one paragraph are not prose; the parser's time grows with their square.
_MANY_MARKS = 20_000


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 60}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin).use(footnote_plugin)
    parser.core.ruler.disable("footnote_tail")  # it drops the notes that nothing refers to
    return parser


def read(source: Source, data: bytes) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the blocks of a Markdown file, or None with a finding that says why there are none."""
    where = Where(file=source.name)
    text, findings = decode.decode(data, where)
    if text is None:
        return None, findings
    yaml, body = front_matter.split("\n".join(decode.lines(text)))
    metadata = front_matter.metadata_of(yaml) if yaml else Metadata()
    if metadata is None:
        help_ = "correct it, or leave it out; the article is read without it"
        findings += (
            warning("front-matter-unread", "the front matter cannot be read", Where(file=source.name, line=1), help_),
        )
    blocks = numbered(_drafts(body))
    if not blocks:
        return None, (error("source-empty", "there is no text in the file", where, "save the article's text into it"),)
    return Document(source=source, metadata=metadata or Metadata(), blocks=blocks), findings


def _drafts(body: str) -> Iterator[Draft]:
    marks = len(re.findall(r"[*_\[`<>]", body))
    deepest = max((len(line) - len(line.lstrip(" >-*+")) for line in body.split("\n")), default=0)
    if marks > _MANY_MARKS or deepest > 200:  # no person's Markdown: its marks are read as text
        yield from (Draft("paragraph", escape(line.strip())) for line in body.split("\n"))
        return
    env: dict[str, object] = {}
    walk = _Walk()
    for token in _parser().parse(body, env):
        walk.take(token)
    yield from walk.drafts
    yield from walk.endnotes(env)


@dataclass
class _Item:
    level: int
    mark: str
    at: int | None = None


@dataclass
class _Walk:
    """The walk over the tokens as far as it has come."""

    drafts: list[Draft] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    items: list[_Item | None] = field(default_factory=list)
    quotations: int = 0
    kind: BlockKind = "paragraph"
    level: int = 0
    note: str | None = None
    notes: dict[str, list[str]] = field(default_factory=dict)
    rows: list[list[str]] | None = None

    def take(self, token: Token) -> None:
        """Take one token."""
        if token.type == "inline":
            self.inline(token)
        elif (change := _CHANGES.get(token.type)) is not None:
            change(self, token)

    def open_list(self, token: Token) -> None:
        self.lists.append(int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None)

    def open_quotation(self, _token: Token) -> None:
        self.quotations += 1
        self.items.append(None)

    def close_quotation(self, _token: Token) -> None:
        self.quotations -= 1
        self.items.pop()

    def open_note(self, token: Token) -> None:
        self.note = str((token.meta or {}).get("label", ""))
        self.notes.setdefault(self.note, [])

    def close_note(self, _token: Token) -> None:
        self.note = None

    def open_block(self, token: Token) -> None:
        kinds: dict[str, BlockKind] = {"dt": "term", "dd": "definition"}
        self.kind, self.level = kinds.get(token.tag, "heading"), int(token.tag[1]) if token.tag[0] == "h" else 0

    def close_block(self, _token: Token) -> None:
        self.kind, self.level = "paragraph", 0

    def open_table(self, _token: Token) -> None:
        self.rows = []

    def open_row(self, _token: Token) -> None:
        if self.rows is not None:
            self.rows.append([])

    def close_table(self, _token: Token) -> None:
        self.drafts.append(Draft("table", table(self.rows or [])))
        self.rows = None

    def indented(self, token: Token) -> None:
        """Take an indented block: code, or prose that came with four blanks before it."""
        if _PROSE.search(token.content) and not _CODE.search(token.content):
            self.put(escape(" ".join(token.content.split())))
        else:
            self.code(token)

    def html(self, token: Token) -> None:
        for line in _without_tags(token.content):
            self.put(escape(line))

    def item(self) -> _Item:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return _Item(max(1, len(self.lists)), "•")
        self.lists[-1] = number + 1
        return _Item(len(self.lists), f"{number}.")

    def code(self, token: Token) -> None:
        lines = token.content.rstrip("\n").split("\n")
        self.drafts.append(Draft("code", "\n".join(escape(line) for line in lines)))

    def inline(self, token: Token) -> None:
        """Take the words of a block: a heading, a cell, or lines of running text."""
        children = token.children or []
        runs = list(_runs(children))
        if self.rows is not None:
            self.rows[-1].append(markdown(_on_one_line(runs)))
        elif self.kind == "heading":
            bare = [run._replace(marks=tuple(m for m in run.marks if m[0] == "[")) for run in _on_one_line(runs)]
            self.drafts.append(Draft("heading", markdown(bare), self.level))
        elif len(children) == 1 and children[0].type == "image":
            address = str(children[0].attrs.get("src", ""))
            self.drafts.append(Draft("image", image(escape(" ".join(children[0].content.split())), address)))
        else:
            for line in _lines(runs):
                self.put(markdown(line))

    def put(self, text: str) -> None:
        """Put a line of running text where it stands: a note, an item, a quotation, a paragraph."""
        if not text:
            return
        item = self.items[-1] if self.items else None
        if self.note is not None:
            self.notes[self.note].append(text)
        elif item is not None and item.at is None:
            item.at = len(self.drafts)
            self.drafts.append(Draft("item", text, item.level, item.mark))
        elif item is not None and item.at == len(self.drafts) - 1:
            first = self.drafts[-1]
            self.drafts[-1] = first._replace(text=f"{first.text} {text}")
        elif self.kind != "paragraph":
            self.drafts.append(Draft(self.kind, text))
        else:
            self.paragraph(text)

    def paragraph(self, text: str) -> None:
        words = plain(text)
        typed = sign(words)
        if (
            typed is not None
            and (typed.mark in _BULLETS or typed.mark[0].isdigit())
            and words[typed.text_column :].strip()
        ):
            rest = markdown(sliced(runs_of(text), typed.text_column, len(words)))
            self.drafts.append(Draft("item", rest, 1, typed.mark))
        else:
            self.drafts.append(Draft("quotation" if self.quotations else "paragraph", text))

    def endnotes(self, env: dict[str, object]) -> Iterator[Draft]:
        """Yield the notes in the order of their first references, then those that nothing refers to."""
        known = env.get("footnotes")
        listed = known.get("list", {}) if isinstance(known, dict) else {}
        marked = {str(entry.get("label")): number for number, entry in sorted(listed.items())}
        for number, entry in sorted(listed.items()):
            texts = self.notes.get(str(entry.get("label")), [])
            if entry.get("tokens"):  # a note written inside the text
                texts = [markdown(_on_one_line(list(_runs(entry["tokens"]))))]
            if texts:
                yield Draft("note", " ".join(texts), mark=f"[{number + 1}]")
        unmarked = [texts for label, texts in self.notes.items() if label not in marked and texts]
        for number, texts in enumerate(unmarked, len(listed) + 1):
            yield Draft("note", " ".join(texts), mark=f"[{number}]")


_CHANGES: dict[str, Callable[[_Walk, Token], object]] = {
    "bullet_list_open": _Walk.open_list,
    "ordered_list_open": _Walk.open_list,
    "bullet_list_close": lambda walk, _: walk.lists.pop(),
    "ordered_list_close": lambda walk, _: walk.lists.pop(),
    "list_item_open": lambda walk, _: walk.items.append(walk.item()),
    "list_item_close": lambda walk, _: walk.items.pop(),
    "blockquote_open": _Walk.open_quotation,
    "blockquote_close": _Walk.close_quotation,
    "footnote_reference_open": _Walk.open_note,
    "footnote_reference_close": _Walk.close_note,
    **dict.fromkeys(("heading_open", "dt_open", "dd_open"), _Walk.open_block),
    **dict.fromkeys(("heading_close", "dt_close", "dd_close"), _Walk.close_block),
    "table_open": _Walk.open_table,
    "tr_open": _Walk.open_row,
    "table_close": _Walk.close_table,
    "fence": _Walk.code,
    "code_block": _Walk.indented,
    "html_block": _Walk.html,
}

_MARKS = {"em_open": EMPHASIS, "strong_open": STRONG}
_SILENT = ("s_open", "s_close", "footnote_anchor")


def _runs(children: list[Token]) -> Iterator[Run]:
    """Yield the runs of inline tokens; breaks are runs of their own."""
    marks: list[Mark] = []
    for token in children:
        if token.type in _MARKS:
            marks.append(_MARKS[token.type])
        elif token.type == "link_open":
            marks.append(link(str(token.attrs.get("href", ""))))
        elif token.type in ("em_close", "strong_close", "link_close"):
            marks.pop()
        elif token.type not in _SILENT:
            run = _said(token, tuple(marks))
            if run is not None:
                yield run


def _said(token: Token, marks: tuple[Mark, ...]) -> Run | None:
    """Return what a token says: words, a break, a note's mark; None for a tag."""
    if token.type == "softbreak":
        return _SOFT
    if token.type == "hardbreak":
        return _BREAK
    if token.type == "html_inline":
        return _BREAK if re.match(r"<br\b", token.content, re.IGNORECASE) else None
    if token.type == "footnote_ref":
        return Run(f"[{int((token.meta or {}).get('id', 0)) + 1}]", marks)
    return Run(token.content, marks, token.type == "code_inline")


def _on_one_line(runs: list[Run]) -> list[Run]:
    return [Run(" ") if run in (_BREAK, _SOFT) else run for run in runs]


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the lines of a paragraph that stand for themselves."""
    line: list[Run] = []
    for number, run in enumerate(runs):
        if run not in (_BREAK, _SOFT):
            line.append(run)
            continue
        after = "".join(r.text for r in runs[number + 1 : number + 6])
        before = "".join(r.text for r in line[-5:]).rstrip()
        if run == _BREAK or _begins_a_line(before, after):
            yield line
            line = []
        else:
            line.append(Run(" "))
    yield line


def _begins_a_line(before: str, after: str) -> bool:
    """Return whether a line inside a paragraph is one of its own: it has a bullet, or a label behind a closed line."""
    words = after.lstrip()
    if words[:1] in _BULLETS and words:
        return True
    closed = before.endswith((".", "!", "?", "”", ")")) or len(before) < 60
    return closed and _LABEL.match(words.split("\r")[0]) is not None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in ("script", "style")
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in ("script", "style")))
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag not in ("a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "u"):
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.lines[-1] += data


def _without_tags(html: str) -> list[str]:
    """Return the lines of text in a block of HTML."""
    words = _Words()
    words.feed(html)
    words.close()
    return [" ".join(line.split()) for line in words.lines if line.strip()]
