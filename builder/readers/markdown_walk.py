"""Markdown's tokens -> blocks, in the order of the text, its footnotes last."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from lxml import etree
from lxml.html import HTMLParser, document_fromstring
from markdown_it.token import Token

from builder.model.document import BlockKind
from builder.readers import html_walk
from builder.readers.blocks import Draft, image, table
from builder.readers.lists import DEEPEST, Depth, Sign, sign
from builder.readers.markdown_inline import Line, lines_of, literal, on_one_line, runs_of
from builder.readers.markdown_lines import TYPED, parts, wrapped_at
from builder.readers.markdown_parser import LITERAL, Parsed
from builder.readers.markdown_pictures import Pictures
from builder.text.inline import escape, plain
from builder.text.runs import STRONG, Run, markdown, sliced
from builder.text.runs import runs_of as runs_of_inline

#: A line of dashes under so long a paragraph is drawn between two parts; under a short one it makes a heading.
_LONGEST_HEADING = 120

_TAG = re.compile(r"<[^<>]*>")
_HASHES = re.compile(r"(#{2,6})(?=[^\s#])")


@dataclass
class _Item:
    """A list item; `at` is the place of its block once it has one."""

    level: int
    mark: str
    at: int | None = None


@dataclass
class _Walk:
    """The walk as far as it has come.

    around: what stands around the open block, the innermost last.
    lists: of each open list the number of its next item, None where it has bullets.
    shelved: the blocks before the open footnote, and its label.
    """

    marks: dict[int, str]
    wrapped_at: int | None
    gallery: Pictures
    drafts: list[Draft] = field(default_factory=list)
    around: list[_Item | BlockKind] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    shelved: list[tuple[list[Draft], list[int | None], str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    typed: Depth = field(default_factory=Depth)

    def open(self, token: Token) -> None:
        """Go into a block that holds blocks."""
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrs.get("start", 1)))
            case "list_item_open":
                self.around.append(self.item())
            case "blockquote_open":
                self.around.append("quotation")
            case "dd_open":
                self.around.append("definition")
            case "footnote_reference_open":
                self.around.append("note")
                self.shelved.append((self.drafts, self.lists, str(token.meta["label"])))
                self.drafts, self.lists = [], []
            case "table_open":
                self.rows = []
            case "tr_open":
                self.rows.append([])

    def close(self, token: Token) -> None:
        """Leave a block that holds blocks."""
        match token.type:
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_close" | "blockquote_close" | "dd_close":
                self.around.pop()
            case "footnote_reference_close":
                self.around.pop()
                text = " ".join(_as_words(draft) for draft in self.drafts)
                self.drafts, self.lists, label = self.shelved.pop()
                self.notes.append((label, text))
            case "table_close":
                self.put(Draft("table", table(self.rows)))

    def item(self) -> _Item:
        number = self.lists[-1]
        if number is not None:
            self.lists[-1] = number + 1
        return _Item(min(len(self.lists), DEEPEST), "•" if number is None else f"{number}.")

    def heading(self, token: Token, opened: Token) -> None:
        """Put a heading: that it is bold goes without saying."""
        if LITERAL in token.meta or (opened.markup == "-" and len(token.content) > _LONGEST_HEADING):
            self.paragraph(token)
        else:
            self.put_heading(on_one_line(self.runs(token)), int(opened.tag[1]))

    def put_heading(self, runs: Sequence[Run], level: int) -> None:
        bare = [run._replace(marks=tuple(mark for mark in run.marks if mark != STRONG)) for run in runs]
        self.put(Draft("heading", markdown(bare), level))

    def runs(self, token: Token) -> list[Run]:
        return runs_of(token.children or [], self.marks)

    def paragraph(self, token: Token) -> None:
        """Put a paragraph: pictures, a heading whose blank is missing, an item, or the parts that it has."""
        if LITERAL in token.meta:
            self.literal(literal(token.content))
            return
        pictures = list(self.pictures(token))
        for picture in pictures:
            self.put(picture)
        if pictures:
            return
        lines = lines_of(self.runs(token))
        hashes = _HASHES.match(lines[0].text)
        top = self.around[-1] if self.around else None
        if hashes and len(lines) == 1 and top is None:
            self.put_heading(_from(lines[0].runs, hashes.end()), len(hashes[1]))
        elif isinstance(top, _Item):
            self.in_item(top, lines)
        elif top is not None:
            for part in parts(lines, self.wrapped_at, labels=False):
                self.put(Draft(top, markdown(part)))
        else:
            for part in parts(lines, self.wrapped_at, labels=True):
                self.part(part)

    def literal(self, text: str) -> None:
        """Put a paragraph that is not looked at."""
        top = self.around[-1] if self.around else "paragraph"
        if isinstance(top, str):
            self.put(Draft(top, text))
        elif top.at is None:
            top.at = len(self.drafts)
            self.put(Draft("item", text, top.level, top.mark))
        else:
            self.put(Draft("paragraph", text))

    def words(self, token: Token) -> str:
        """Return the inside of a cell or a term as inline Markdown."""
        return literal(token.content) if LITERAL in token.meta else markdown(on_one_line(self.runs(token)))

    def pictures(self, token: Token) -> Iterator[Draft]:
        """Yield the pictures of a paragraph that holds nothing else; one that is nowhere is its alternative text."""
        children = token.children or []
        images = [child for child in children if child.type == "image"]
        others = (child for child in children if child.type not in ("image", "link_open", "link_close", "softbreak"))
        if all(child.type == "text" and not child.content.strip() for child in others):
            for child in images:
                alternative = markdown(on_one_line(runs_of(child.children or [], self.marks)))
                address = self.gallery.address(str(child.attrs.get("src", "")))
                yield (
                    Draft("paragraph", alternative) if address is None else Draft("image", image(alternative, address))
                )

    def part(self, runs: list[Run]) -> None:
        text = markdown(runs)
        typed = _sign(text)
        if typed is None:
            self.put(Draft("paragraph", text))
            return
        rest = markdown(_from(runs, typed.text_column))
        self.put(Draft("item", rest, self.typed.of(typed), typed.mark))

    def in_item(self, item: _Item, lines: Sequence[Line]) -> None:
        """Put text of a list item: its first makes the item, what follows directly goes on in it."""
        for part in parts(lines, self.wrapped_at, labels=False):
            text = markdown(part)
            typed = _sign(text) if item.at is not None else None
            if typed is not None and typed.mark in TYPED:
                rest = markdown(_from(part, typed.text_column))
                self.put(Draft("item", rest, min(item.level + 1, DEEPEST), typed.mark))
            elif not text:
                continue
            elif item.at is None:
                item.at = len(self.drafts)
                self.put(Draft("item", text, item.level, item.mark))
            elif item.at == len(self.drafts) - 1:
                self.drafts[-1] = self.drafts[-1]._replace(text=f"{self.drafts[-1].text} {text}")
            else:
                self.put(Draft("paragraph", text))

    def put(self, draft: Draft) -> None:
        if not draft.text.strip():
            return
        if draft.kind != "item":
            self.typed.close()
        self.drafts.append(draft)

    def html(self, token: Token) -> None:
        """Put what a browser shows of a piece of HTML."""
        for draft in _html(token.content):
            top = self.around[-1] if self.around else None
            if draft.kind == "paragraph" and isinstance(top, _Item):
                self.in_item(top, [Line(tuple(runs_of_inline(draft.text)))])
            elif draft.kind == "paragraph" and isinstance(top, str):
                self.put(draft._replace(kind=top))
            else:
                self.put(draft)

    def token(self, token: Token, before: Token | None) -> None:
        """Go on by one token."""
        match token.type:
            case "inline" if before is not None and before.type == "heading_open":
                self.heading(token, before)
            case "inline" if before is not None and before.type in ("th_open", "td_open"):
                self.rows[-1].append(self.words(token))
            case "inline" if before is not None and before.type == "dt_open":
                self.put(Draft("term", self.words(token)))
            case "inline" | "unused":
                self.paragraph(token)
            case "fence" | "code_block":
                self.put(Draft("code", token.content.rstrip("\n")))
            case "html_block":
                self.html(token)
            case _ if token.nesting > 0:
                self.open(token)
            case _ if token.nesting < 0:
                self.close(token)


def drafts_of(parsed: Parsed, gallery: Pictures) -> list[Draft]:
    """Return the blocks of a text, its notes last: those that are referred to, in that order, then the others."""
    marks = {id_: f"[{id_ + 1}]" for id_ in parsed.notes}
    walk = _Walk(marks, wrapped_at(parsed.tokens), gallery)
    before: Token | None = None
    for token in parsed.tokens:
        walk.token(token, before)
        before = token
    left = list(walk.notes)
    notes: list[str] = []
    for _, note in sorted(parsed.notes.items()):
        if "tokens" in note:
            notes.append(markdown(on_one_line(runs_of(note["tokens"], marks))))
            continue
        found = next((each for each in left if each[0] == note["label"]), ("", ""))
        notes.append(found[1])
        if found in left:
            left.remove(found)
    notes += [text for _, text in left]
    return [*walk.drafts, *(Draft("note", text, mark=f"[{number}]") for number, text in enumerate(notes, 1))]


def _sign(text: str) -> Sign | None:
    """Return the sign that a paragraph begins with, where words follow."""
    words = plain(text)
    typed = sign(words)
    return typed if typed is not None and words[typed.text_column :].strip() else None


def _from(runs: Sequence[Run], start: int) -> list[Run]:
    """Return runs from a character of their text on, blanks at its start not counted."""
    whole = "".join(run.text for run in runs)
    start += len(whole) - len(whole.lstrip())
    return sliced(runs, start, len(whole))


def _as_words(draft: Draft) -> str:
    """Return a block as a stretch of a note."""
    text = escape(draft.text.replace("\n", " ")) if draft.kind == "code" else draft.text.replace("\n", " ")
    return f"{escape(draft.mark)} {text}" if draft.kind == "item" and draft.mark != "•" else text


def _html(text: str) -> list[Draft]:
    """Return the blocks of a piece of HTML, as of a page that holds nothing else."""
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return []
    if not any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):  # nested too deep to be a page
        with contextlib.suppress(html_walk.TooLargeError):
            return list(html_walk.walk(root, ""))
    return [Draft("paragraph", literal(unescape(_TAG.sub(" ", text))))]
