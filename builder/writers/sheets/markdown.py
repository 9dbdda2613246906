"""A section's Markdown as blocks that paper can hold, with a readable substitute for what it cannot.

A video, a frame or a picture from elsewhere becomes its words and its address, a table too wide for the page a list
of its rows, a directive its content; what that leaves out is told (`Substitute`), so that nothing vanishes silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

import msgspec
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from builder.model.sheet import (
    Block,
    Bullets,
    Code,
    Group,
    Heading,
    Paragraph,
    Picture,
    Run,
    Table,
    Term,
    Terms,
    Text,
)
from builder.text.inline import plain
from builder.writers.sheets.inline import runs_of, said, text_of, words_of
from builder.writers.sheets.parsed import defined_in, options_of, tree_of

#: A table with more columns than this, or longer words in a row, is set as a list of its rows.
MOST_COLUMNS = 5
_MOST_ROW = 240

_DIRECTIVE = re.compile(r"\{(?P<name>[\w:.-]+)\}\s*(?P<argument>.*)")
_ALT = re.compile(r"\s*:?alt:\s*(.*)")
#: Addresses in the attributes of HTML: what a video or a frame would have shown.
_SOURCE = re.compile(r"""(?:src|href)\s*=\s*["']?(https?://[^"'\s>]+)""", re.IGNORECASE)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)[^>]*>", re.IGNORECASE)
_SHOWN_ONLY_ON_SCREEN = frozenset("video audio iframe embed object script style canvas form input button".split())
#: Directives whose body is prose, by the class of their names in MyST and sphinx-design.
_PROSE = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning card dropdown tab-item grid "
    "grid-item grid-item-card tab-set margin sidebar epigraph pull-quote topic div exercise".split()
)
_PICTURES = frozenset(("image", "figure"))
_LOCAL_PICTURE = re.compile(r"(?![a-z][a-z0-9+.-]*:|//|/)[^?#]+\.(?:png|jpe?g|gif|svg|webp)\Z", re.IGNORECASE)
_WITHOUT_WORDS = frozenset(("hr", "myst_target", "myst_line_comment", "myst_block_break"))
_SOURCE_MARK = re.compile(r"\A—\s+")


class Substitute(NamedTuple):
    """What paper could not hold: the line of the text it stands on (from 1), what it is, what stands instead."""

    line: int
    what: str
    instead: str


class Content(NamedTuple):
    """The blocks of a text, and what was put in the place of something else."""

    blocks: tuple[Block, ...]
    substitutes: tuple[Substitute, ...] = ()


def content_of(markdown: str, folder: str = "", numbers: Mapping[int, int] | None = None) -> Content:
    """Return the blocks of a section.

    folder: of the module, from the course folder: pictures are named from there.
    numbers: the article's paragraph numbers by the line (from 0) on which a paragraph begins.
    """
    walk = _Walk(folder=folder, numbers=numbers or {})
    return Content(tuple(walk.blocks(tree_of(markdown))), tuple(walk.substitutes))


def running_text(markdown: str) -> tuple[Text, ...]:
    """Return the paragraphs of a section that stand on their own, without pictures and the marks of notes."""
    inline = [node.children[0].token for node in tree_of(markdown).children if node.type == "paragraph"]
    shown = ([child for child in (held and held.children) or () if child.type != "image"] for held in inline)
    texts = (tuple(run for run in runs_of(children) if not run.raised) for children in shown)
    return tuple(text for text in texts if words_of(text).strip())


class _Walk:
    """One walk over a text: what it has put in the place of something else is kept beside the blocks."""

    def __init__(self, folder: str, numbers: Mapping[int, int], first_line: int = 0) -> None:
        self.folder, self.numbers, self.first = folder, numbers, first_line
        self.substitutes: list[Substitute] = []

    def blocks(self, parent: SyntaxTreeNode) -> Iterator[Block]:
        for node in parent.children:
            yield from self._block(node)

    def _block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield Heading(text=self._words(node), level=min(max(int(node.tag[1]), 3), 4))
            case "paragraph":
                yield from self._paragraph(node)
            case "bullet_list" | "ordered_list":
                yield from self._list(node)
            case "dl":
                yield from self._terms(node)
            case "footnote_reference":
                yield from _as_note(str(node.meta.get("label", "")), tuple(self.blocks(node)))
            case "blockquote":
                yield from (_as_quote(block) for block in self.blocks(node))
            case "table":
                yield from self._table(node)
            case "fence" | "colon_fence" | "code_block":
                yield from self._fence(node)
            case "html_block":
                yield from self._html(node)
            case _:
                yield from self._other(node)

    def _other(self, node: SyntaxTreeNode) -> Iterator[Block]:
        if node.type not in _WITHOUT_WORDS:
            self._told(node, f"a block of the kind {node.type}", "its words")
            yield from self.blocks(node)

    def _list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Yield a list; one that counts from 0, which is the sign of bullets, has its first entry before it."""
        entries = tuple(tuple(self.blocks(entry)) for entry in node.children)
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        if start == 0 and node.type == "ordered_list":
            yield from _after(said("0. "), entries[0])
            start, entries = 1, entries[1:]
        if entries:
            yield Bullets(entries=entries, start=start)

    def _told(self, node: SyntaxTreeNode, what: str, instead: str) -> None:
        line = node.map[0] if node.map else 0
        self.substitutes.append(Substitute(self.first + line + 1, what, instead))

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        children = node.children[0].children if node.children else []
        shown = [child for child in children if child.type == "image" or (child.type != "softbreak" and child.content)]
        if shown and all(child.type == "image" for child in shown):
            for child in shown:
                yield from self._picture(node, str(child.attrs.get("src", "")), child.content)
            return
        line = node.map[0] if node.map else -1
        number = self.numbers.get(self.first + line, 0) if node.level == 0 else 0
        text = self._words(node)
        if text:
            yield Paragraph(text=text, number=number)

    def _words(self, node: SyntaxTreeNode, row: SyntaxTreeNode | None = None) -> Text:
        """Return the words of a node that holds inline content; the row of a cell knows its line."""
        inside = [part for child in node.children if child.type == "inline" for part in child.children]
        if any(part.type == "image" or (part.type == "link" and _has_picture(part)) for part in inside):
            self._told(row or node, "a picture inside a line", "its description")
        return (*_text(node), *self._shown_on_screen(row or node, inside))

    def _shown_on_screen(self, node: SyntaxTreeNode, children: list[SyntaxTreeNode]) -> Text:
        """Return the addresses of videos and frames inside a paragraph, which are told."""
        html = " ".join(child.content for child in children if child.type == "html_inline")
        names = self._screen_only(node, html)
        return tuple(run for a in _SOURCE.findall(html) for run in (Run(text=" "), *_address(a))) if names else ()

    def _screen_only(self, node: SyntaxTreeNode, html: str) -> bool:
        """Tell that HTML holds what only a screen shows, if it does."""
        names = sorted({match["name"].lower() for match in _TAG.finditer(html)} & _SHOWN_ONLY_ON_SCREEN)
        if names:
            self._told(node, f"<{names[0]}>", "its words and its address")
        return bool(names)

    def _picture(self, node: SyntaxTreeNode, source: str, description: str) -> Iterator[Block]:
        if _LOCAL_PICTURE.match(source):
            path = "/".join(filter(None, [self.folder, unquote(source.removeprefix("./"))]))
            yield Picture(path=path, description=plain(description) or path.rpartition("/")[2])
            return
        self._told(node, "a picture that is not in the course", "its description and its address")
        yield Paragraph(text=(*said(plain(description) + " ", emphasis=True), *_address(source)), look="small")

    def _table(self, node: SyntaxTreeNode) -> Iterator[Block]:
        rows = [[self._words(cell, row) for cell in row.children] for part in node.children for row in part.children]
        head, body = tuple(rows[0]), tuple(map(tuple, rows[1:]))
        if len(head) <= MOST_COLUMNS and all(sum(len(words_of(c)) for c in row) <= _MOST_ROW for row in rows):
            yield Table(head=head, rows=body)
            return
        self._told(node, "a table too wide for the page", "a list of its rows")
        for row in body:
            cells = [(*said(f"{words_of(name)}: ", strong=True), *cell) for name, cell in zip(head, row, strict=True)]
            first, *others = (Paragraph(text=cell) for cell in cells)
            under = (Bullets(entries=tuple((cell,) for cell in others)),) if others else ()
            yield Bullets(entries=((first, *under),))

    def _fence(self, node: SyntaxTreeNode) -> Iterator[Block]:
        directive = _DIRECTIVE.match(node.info.strip())
        first = self.first + (node.map[0] if node.map else 0) + 1
        if directive is None and node.type != "colon_fence":
            yield Code(text=node.content.rstrip("\n"))
            return
        if directive is None:
            self._told(node, "a block between colons", "its words")
            yield from self._inner(node.content, first)
            return
        name, argument = directive["name"].lower(), directive["argument"].strip()
        options, inside = options_of(node.content.split("\n"))
        first += len(options)
        if name in _PICTURES:
            described = next((alt[1] for line in options if (alt := _ALT.match(line))), "").strip("\"' ")
            yield from self._picture(node, argument, described or plain(inside.strip()))
            yield from self._inner(inside, first)
        elif name in _PROSE:
            title = (Paragraph(text=text_of(argument), look="label"),) if argument else ()
            yield Group(blocks=(*title, *self._inner(inside, first)), framed=True)
        else:
            self._told(node, f"the directive {{{name}}}", "its words")
            yield from (Paragraph(text=_address_or_words(argument)),) if argument else ()
            yield from self._inner(inside, first)

    def _inner(self, markdown: str, first_line: int) -> tuple[Block, ...]:
        walk = _Walk(self.folder, {}, first_line)
        blocks = tuple(walk.blocks(tree_of(markdown)))
        self.substitutes += walk.substitutes
        return blocks

    def _terms(self, node: SyntaxTreeNode) -> Iterator[Block]:
        """Yield key terms; what a definition holds beside paragraphs (a list, code) stands under its term."""
        entries: list[Term] = []
        for named, definitions in defined_in(node):
            term = self._words(named)
            parts = [part for definition in definitions for part in definition.children]
            texts = [self._words(part) for part in parts if part.type == "paragraph"]
            entries.append(_term(term, [text for text in texts if text]))
            others = [block for part in parts if part.type != "paragraph" for block in self._block(part)]
            if others:
                yield Terms(entries=tuple(entries))
                yield from others
                entries = []
        if entries:
            yield Terms(entries=tuple(entries))

    def _html(self, node: SyntaxTreeNode) -> Iterator[Block]:
        self._screen_only(node, node.content)
        words = " ".join(_without_tags(node.content).split())
        addresses = [address for address in _SOURCE.findall(node.content) if address not in words]
        text = (*said(words + " " * bool(words and addresses)), *(run for a in addresses for run in _address(a)))
        if text:
            yield Paragraph(text=text)


def _without_tags(html: str) -> str:
    bare = re.sub(r"<(script|style)\b.*?(</\1\s*>|\Z)", " ", html, flags=re.IGNORECASE | re.DOTALL)
    return re.sub(r"<!--.*?(?:-->|\Z)", " ", _TAG.sub(" ", bare), flags=re.DOTALL)


def _text(node: SyntaxTreeNode) -> Text:
    """Return the text of a node that holds inline content."""
    children: list[Token] = []
    for child in node.children:
        if child.type == "inline" and child.token is not None:
            children += child.token.children or []
    return runs_of(children)


def _has_picture(node: SyntaxTreeNode) -> bool:
    return any(child.type == "image" for child in node.children)


def _after(mark: Text, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with a mark before the first words."""
    if blocks and isinstance(blocks[0], Paragraph):
        return (msgspec.structs.replace(blocks[0], text=(*mark, *blocks[0].text)), *blocks[1:])
    return (Paragraph(text=mark), *blocks)


def _as_note(label: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a footnote as small print after its mark."""
    small = (msgspec.structs.replace(b, look="small") if isinstance(b, Paragraph) else b for b in blocks)
    return _after((Run(text=label, raised=True), Run(text=" ")), tuple(small))


def _term(term: Text, texts: list[Text]) -> Term:
    """Return an entry; what begins with a dash is its source."""
    sources = [text for text in texts if _SOURCE_MARK.match(words_of(text))]
    own = [text for text in texts if text not in sources]
    definition = tuple(run for place, text in enumerate(own) for run in ((Run(text=" "),) * bool(place) + text))
    source = tuple(run for text in sources for run in text)
    return Term(term=term, definition=definition, source=source)


def _as_quote(block: Block) -> Block:
    return Paragraph(text=block.text, look="quote") if isinstance(block, Paragraph) else block


def _address(address: str) -> Text:
    return (Run(text=address, address=address if address.startswith("http") else ""),) if address else ()


def _address_or_words(argument: str) -> Text:
    return _address(argument) if re.match(r"https?://", argument) else text_of(argument)
