"""A page's elements -> blocks, in the order of the page, in one pass and without recursion.

A page may be nested ten thousand deep, so the walk follows the parser's events with stacks of its own:
what an element changes while it is open is a `_Frame`, undone when it closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from builder.model.document import BlockKind
from builder.readers import html_furniture as furniture
from builder.readers.blocks import Draft, image
from builder.readers.decode import cleaned
from builder.readers.html_lists import Item, OpenList, is_words_bullet, item_of, list_of, word_item
from builder.readers.html_notes import Notes, notes_of
from builder.readers.html_table import is_table_of_data, table_text
from builder.readers.lists import sign
from builder.text.inline import escape, plain
from builder.text.runs import EMPHASIS, STRONG, Mark, Run, link, markdown, runs_of, sliced

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_MARKS: dict[str, Mark] = {
    "em": EMPHASIS, "i": EMPHASIS, "cite": EMPHASIS, "dfn": EMPHASIS, "strong": STRONG, "b": STRONG,
}  # fmt: skip
_KINDS: dict[str, BlockKind] = {"dt": "term", "dd": "definition", "figcaption": "caption", "caption": "caption"}
_CODE = frozenset({"code", "kbd", "samp", "tt"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr img br nobr".split()
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})

#: An article has some hundreds of blocks; the walk stops behind this many.
MOST_BLOCKS = 10_000
#: So many stretches of emphasis, links, or words with Markdown's marks in them are no article either.
MOST_MARKED = 25_000


class TooLargeError(Exception):
    """The page holds more than an article does."""


class Book(NamedTuple):
    """What is known of pages that come from a book, where no site stands around the article.

    furniture: why an element is no part of the text; pictures: addresses of pictures that the book holds.
    """

    furniture: Mapping[HtmlElement, str] = {}
    pictures: frozenset[str] = frozenset()


#: A line behind a break goes on the sentence of the line before.
_ACTIVE = re.compile(r"[\\`*_\[<&!]")
_OPEN_END = re.compile(r"[\w,;–—-]$")

_BREAK = Run("\n")


@dataclass
class _Frame:
    """What an open element changes: the names of the stacks it has pushed on, whether it ends a block."""

    block: bool = False
    pushed: tuple[str, ...] = ()
    says: str = ""
    skipped: bool = False


@dataclass
class _Walk:
    """The walk as far as it has come.

    runs: the open block; loose: whether any of its words stand outside a link.
    frames: the open elements; the lists below it: what each of them has pushed.
    """

    notes: Notes
    whole: int
    base: str
    article: HtmlElement | None
    book: Book = field(default_factory=Book)
    zone: str = "before"
    placed: list[furniture.Placed] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    loose: bool = False
    marked: int = 0
    images: list[Draft] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    pre: list[str] = field(default_factory=list)
    lists: list[OpenList] = field(default_factory=list)
    items: list[Item | None] = field(default_factory=list)
    quotations: list[str] = field(default_factory=list)
    kinds: list[tuple[BlockKind, int]] = field(default_factory=list)
    site: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    note_text: list[str] = field(default_factory=list)
    endnotes: list[Draft] = field(default_factory=list)

    def enter(self, element: HtmlElement) -> bool:
        """Open an element; return whether its contents are looked at."""
        tag = str(element.tag)
        if tag in furniture.UNSEEN or furniture.is_hidden(element):
            self.frames.append(_Frame(skipped=True))
            return False
        if element in self.notes.marks:
            self.say(self.notes.marks[element])
            self.frames.append(_Frame(skipped=True))
            return False
        if is_words_bullet(element):
            self.frames.append(_Frame(skipped=True))
            return False
        frame = _Frame(block=tag not in _INLINE or element in self.notes.notes)
        if frame.block:
            self.flush()
        self.frames.append(frame)
        if element is self.article:
            self.zone = "in"
        if tag == "table" and is_table_of_data(element):
            self.put(Draft("table", table_text(element, self.inline)))
            frame.skipped = True
            return False
        self.open_block(element, tag, frame)
        self.open_inline(element, tag, frame)
        return True

    def open_block(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        """Push what a block element changes."""
        reason = self.furniture(element) if frame.block and not self.site else None
        if reason is not None:
            self.push(frame, "site", reason)
        if element in self.notes.notes and not self.note:
            self.push(frame, "note", self.notes.notes[element])
            self.note_text = []
        if tag in _HEADINGS or "MsoTitle" in (element.get("class") or ""):  # what Word calls a title
            self.push(frame, "kinds", ("heading", _HEADINGS.get(tag, 1)))
        elif tag in _KINDS:
            self.push(frame, "kinds", (_KINDS[tag], 0))
        elif tag in _LISTS:
            self.push(frame, "lists", list_of(element))
        elif tag == "p" and (drawn := word_item(element)) is not None:
            self.push(frame, "items", drawn)
        elif tag == "li":
            self.push(frame, "items", item_of(element, self.lists))
        elif tag == "blockquote":
            self.push(frame, "quotations", tag)
            self.push(frame, "items", None)
        elif tag == "pre":
            self.push(frame, "pre", tag)

    def furniture(self, element: HtmlElement) -> str | None:
        return self.book.furniture.get(element) or furniture.furniture_of(element, self.whole)

    def open_inline(self, element: HtmlElement, tag: str, frame: _Frame) -> None:
        """Push what an inline element changes."""
        if tag in _MARKS:
            self.push(frame, "marks", _MARKS[tag])
        elif tag == "a" and element.get("href"):
            self.push(frame, "links", "a")
            if address := self.address(element.get("href") or ""):
                self.push(frame, "marks", link(address))
        elif tag in _CODE and not self.pre:
            self.push(frame, "code", tag)
        elif tag == "br":
            self.runs.append(_BREAK)
        elif tag == "q":
            self.say("“")
            frame.says = "”"
        elif tag == "img":
            self.picture(element)

    def push(self, frame: _Frame, stack: str, value: object) -> None:
        getattr(self, stack).append(value)
        frame.pushed = (*frame.pushed, stack)

    def leave(self, element: HtmlElement) -> None:
        """Close an element."""
        frame = self.frames.pop()
        if frame.skipped:
            return
        self.say(frame.says)
        if frame.block:
            self.flush()
        if "note" in frame.pushed:
            self.put_note()
        for stack in frame.pushed:
            getattr(self, stack).pop()
        if element is self.article:
            self.zone = "after"

    def say(self, text: str) -> None:
        """Add text to the open block."""
        if not text:
            return
        clean = cleaned(text)
        self.marked += bool(self.marks or self.code or _ACTIVE.search(clean))
        self.loose = self.loose or bool(clean.strip() and not self.links)
        if not self.pre:
            self.runs.append(Run(re.sub(r"\s+", " ", clean), tuple(self.marks), bool(self.code)))
            return
        for number, line in enumerate(clean.split("\n")):
            if number:
                self.runs.append(_BREAK)
            self.runs.append(Run(line, tuple(self.marks)))

    def flush(self) -> None:
        """Close the open block: its text becomes one draft, or one for each line between breaks."""
        runs, self.runs = self.runs, []
        images, self.images = self.images, []
        linked, self.loose = not self.loose, False
        kind, level = self.kinds[-1] if self.kinds else ("paragraph", 0)
        if kind == "heading":
            bare = [Run(" " if run == _BREAK else run.text, _not_bold(run.marks)) for run in runs]
            self.put(Draft("heading", markdown(bare), level), linked=linked)
        else:
            for line in _lines(runs):
                self.put_line(markdown(line), kind, linked=linked)
        for picture in images:
            self.put(picture)

    def put_line(self, text: str, kind: BlockKind, *, linked: bool) -> None:
        if not text:
            return
        if self.note:
            self.note_text.append(text)
            return
        item = self.items[-1] if self.items else None
        if item is not None and kind == "paragraph":
            self.put_in_item(item, text, linked=linked)
            return
        if kind == "paragraph" and self.quotations:
            kind = "quotation"
        words = plain(text)
        typed = sign(words) if kind == "paragraph" else None
        if typed is not None and words[typed.text_column :].strip():
            rest = markdown(sliced(runs_of(text), typed.text_column, len(words)))
            self.put(Draft("item", rest, 1, typed.mark), linked=linked)
        else:
            self.put(Draft(kind, text), linked=linked)

    def put_in_item(self, item: Item, text: str, *, linked: bool) -> None:
        """Put text of a list item: its first makes the item, what follows directly goes on in it."""
        if item.at is None:
            item.at = len(self.placed)
            self.put(Draft("item", text, item.level, item.mark), linked=linked)
        elif item.at == len(self.placed) - 1:
            draft, zone, all_linked = self.placed[-1]
            longer = draft._replace(text=f"{draft.text} {text}")
            self.placed[-1] = furniture.Placed(longer, zone, all_linked and linked)
        else:
            self.put(Draft("paragraph", text), linked=linked)

    def put(self, draft: Draft, *, linked: bool = False) -> None:
        if draft.text:
            reason = self.site[-1] if self.site else None
            self.placed.append(furniture.Placed(draft._replace(furniture=reason), self.zone, linked))

    def put_note(self) -> None:
        mark, text = self.note[-1], " ".join(self.note_text)
        words = plain(text)
        if words.startswith(mark):  # written before the note as well as in the text
            text = markdown(sliced(runs_of(text), len(mark), len(words)))
        if text:
            self.endnotes.append(Draft("note", text, mark=mark))

    def picture(self, element: HtmlElement) -> None:
        """Keep a picture that says what it shows; one that says nothing is decoration, unless a book holds it."""
        alternative = " ".join(cleaned(element.get("alt") or "").split())
        sources = [(element.get(name) or "").strip() for name in ("src", "data-src", "data-lazy-src")]
        address = next((source for source in sources if source and not source.startswith("data:")), "")
        tiny = any((element.get(name) or "").strip() in ("0", "1", "2") for name in ("width", "height"))
        if address in self.book.pictures or (alternative and address and not tiny):
            self.images.append(Draft("image", image(escape(alternative), address.replace("\n", ""))))

    def inline(self, element: HtmlElement) -> str:
        """Return the words of a table's cell as inline Markdown."""
        return markdown([Run(" ".join(cleaned("".join(element.itertext())).split()))])

    def address(self, href: str) -> str | None:
        """Return where a link leads, whole; None for a place on the page and for what is no address of the web."""
        try:
            whole = urljoin(self.base, href.strip())
            scheme = urlsplit(whole).scheme.lower()
        except ValueError:
            return None
        if href.strip().startswith("#") or scheme not in ("http", "https", "mailto"):
            return None
        return re.sub(r"\s", "%20", whole)


def _not_bold(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the marks of a heading's words: that it is bold goes without saying."""
    return tuple(mark for mark in marks if mark != STRONG)


def _lines(runs: list[Run]) -> Iterator[list[Run]]:
    """Yield the lines between breaks; a line in which the sentence before goes on belongs to it."""
    line: list[Run] = []
    breaks = 0
    for run in runs:
        if run == _BREAK:
            breaks += 1
            continue
        words = run.text.strip()
        if breaks and line and words:
            goes_on = words[0].islower() and _OPEN_END.search(_last_words(line)) is not None
            if breaks == 1 and goes_on:
                line.append(Run(" "))
            else:
                yield line
                line = []
        line.append(run)
        breaks = 0 if words else breaks
    if line:
        yield line


def _last_words(line: list[Run]) -> str:
    return next((words for run in reversed(line) if (words := run.text.rstrip())), "")


def walk(root: HtmlElement, base: str, book: Book | None = None) -> Iterator[Draft]:
    """Yield the blocks of a page, or of the pages of a book; notes last; `base` is the address of relative links.

    Raises TooLargeError for a page that holds more than an article does.
    """
    body = root.find("body") if root.tag == "html" else root
    if body is None:
        return
    page = _Walk(
        notes=notes_of(body),
        whole=furniture.prose_length(body),
        base=base,
        article=furniture.article_of(body) if book is None else None,
        book=book or Book(),
    )
    events = etree.iterwalk(body, events=("start", "end"))
    for event, element in events:
        if len(page.placed) > MOST_BLOCKS or page.marked > MOST_MARKED:
            raise TooLargeError
        if event == "start":
            if not page.enter(element):
                events.skip_subtree()
            elif element.text:
                page.say(element.text)
        else:
            page.leave(element)
            if element is not body and element.tail:
                page.say(element.tail)
    page.flush()
    if book is None:
        yield from furniture.framed(page.placed, known=page.article is not None)
    else:
        yield from (placed.draft for placed in page.placed)
    yield from page.endnotes
