"""`_toc.yml`: its pages with their lines, and one entry more, spliced in.

The shapes are those of sphinx-external-toc (jb-book: parts with chapters, or chapters; jb-article:
sections).  A person's order, comments and spacing stay: an entry is put in after the last one of its
part, and no other byte changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

import msgspec

from builder.files.lines import Lines, Splice, line_end, lines_of, newline_of, spliced
from builder.files.yaml_read import Node, read_yaml
from builder.files.yaml_write import scalar
from builder.findings import Finding, Where, error
from builder.model.course import TocEntry

FILE = "_toc.yml"

#: The lists that may stand at the top of each format (sphinx-external-toc, "Using different key-mappings").
_LISTS = {"jb-book": ("parts", "chapters"), "jb-article": ("sections",)}

#: Where modules stand.
_MODULES = "modules/"

_CHILDREN = ("parts", "subtrees", "chapters", "sections", "entries", "items")


class Toc(msgspec.Struct, frozen=True, kw_only=True):
    """A table of contents: its text, its root page, the pages it names in order, its patterns (`glob:`)."""

    text: str
    front: TocEntry
    entries: tuple[TocEntry, ...]
    globs: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The front page."""
        return self.front.file

    def names(self, page: str) -> bool:
        """Return whether the table names a page, by itself or by a pattern."""
        return any(entry.file == page for entry in self.entries) or any(fnmatchcase(page, glob) for glob in self.globs)


def read_toc(text: str) -> tuple[Toc | None, tuple[Finding, ...]]:
    """Return the pages of a table of contents, with findings for what is missing or doubled."""
    node, findings = read_yaml(text, FILE)
    if node is None:
        return None, findings
    lines = lines_of(text)
    root = node.get("root")
    if root is None or root.scalar is None:
        message = "the table of contents names no front page"
        return None, (error("toc-root", message, Where(file=FILE, line=1), "add a line `root: index`"),)
    front = TocEntry(file=page_name(root.scalar), caption=None, line=lines.number(root.start))
    entries = tuple(_entries(node, None, lines))
    toc = Toc(text=text, front=front, entries=entries, globs=tuple(_named(node, "glob")))
    return toc, (*_doubled((front, *entries)), *_empty(node, lines))


def page_name(name: str) -> str:
    """Return the page that an entry names, without the suffix of its file."""
    for suffix in (".md", ".ipynb", ".rst"):
        name = name.removesuffix(suffix)
    return name


def _entries(node: Node, caption: str | None, lines: Lines) -> Iterator[TocEntry]:
    """Yield the pages under a mapping, in order, the mapping's own first."""
    for name, child in node.entries:
        if name == "caption":
            caption = child.scalar
    for name, child in node.entries:
        if name == "file" and child.scalar is not None:
            yield TocEntry(file=page_name(child.scalar), caption=caption, line=lines.number(child.start))
        elif name in _CHILDREN:
            for item in child.items:
                yield from _entries(item, caption, lines)


def _named(node: Node, key: str) -> Iterator[str]:
    """Yield what stands under a key ("file", "glob") anywhere in a mapping."""
    for name, child in node.entries:
        if name == key and child.scalar is not None:
            yield child.scalar
        elif name in _CHILDREN:
            for item in child.items:
                yield from _named(item, key)


def _empty(node: Node, lines: Lines) -> Iterator[Finding]:
    """Yield a finding for each list that names nothing, which Jupyter Book refuses without a line."""
    for name, child in node.entries:
        if name in _CHILDREN and not child.items:
            where = Where(file=FILE, line=lines.number(child.start))
            help_ = "name a page, or remove the line, with the `- caption:` above it"
            yield error("toc-empty", f"`{name}` names no page", where, help_)
        elif name in _CHILDREN:
            for item in child.items:
                yield from _empty(item, lines)


def _doubled(entries: tuple[TocEntry, ...]) -> tuple[Finding, ...]:
    first: dict[str, TocEntry] = {}
    findings = []
    for entry in entries:
        if entry.file in first:
            message = f"{entry.file} stands here and on line {first[entry.file].line}"
            findings.append(error("toc-doubled", message, Where(file=FILE, line=entry.line), "remove one of the two"))
        first.setdefault(entry.file, entry)
    return tuple(findings)


def with_entry(toc: Toc, page: str, caption: str | None) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text with an entry for `page` at the end of the part `caption`, else of the last part.

    A part that is not there yet is added at the end.  Parts without a module (a glossary, a reading list)
    count as what stands at the back of the book: a module, or a part for it, is put before them.
    A page that is named already changes nothing.
    Where a caption is asked for and the chapters stand outside parts, nothing is guessed: a finding.
    Tables can be written in more ways than an editor of lines foresees: one that does not read back as
    before with one page more is not returned.
    """
    if toc.names(page):
        return toc.text, ()
    text, findings = _proposed(toc, page, caption)
    if text is None or _is_one_page_more(toc, text, page):
        return text, findings
    message = "there is no sure place for a new page in this table of contents"
    help_ = f"write the entry `- file: {page}` where you want it, then import again"
    return None, (error("toc-no-place", message, Where(file=FILE, line=1), help_),)


def _is_one_page_more(toc: Toc, text: str, page: str) -> bool:
    after, findings = read_toc(text)
    node, _ = read_yaml(text, FILE)
    if after is None or node is None or any(finding not in read_toc(toc.text)[1] for finding in findings):
        return False
    form = node.get("format")
    lists = _LISTS["jb-article" if form is not None and form.scalar == "jb-article" else "jb-book"]
    at_top = [name for name, _ in node.entries if name in _CHILDREN]
    others = [(entry.file, entry.caption) for entry in after.entries if entry.file != page]
    return (
        len(after.entries) == len(toc.entries) + 1
        and others == [(entry.file, entry.caption) for entry in toc.entries]
        and after.root == toc.root
        and len(at_top) == 1
        and at_top[0] in lists
    )


def _proposed(toc: Toc, page: str, caption: str | None) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text with the entry where it seems to belong."""
    node, findings = read_yaml(toc.text, FILE)
    if node is None:
        return None, findings
    entry = f"file: {scalar(page)}"
    parts = node.get("parts")
    if parts is not None and parts.items:
        found = _part(parts, caption)
        if found is not None:
            return _appended_to(toc.text, found, "chapters", entry), ()
        lines = (f"caption: {scalar(caption or '')}", "chapters:", f"{_indent(toc.text, parts)}- {entry}")
        return _appended(toc.text, parts, lines, after=_last_with_modules(parts)), ()
    flat = next((name for name in ("chapters", "sections") if node.get(name) is not None), None)
    if caption is None:
        if parts is not None:
            text = _without_empty(toc.text, node, None)
            return _proposed(msgspec.structs.replace(toc, text=text), page, None)
        form = node.get("format")
        name = flat or ("sections" if form is not None and form.scalar == "jb-article" else "chapters")
        return _appended_to(toc.text, node, name, entry), ()
    if flat is not None and (node.get(flat) or node).items:
        line = lines_of(toc.text).number((node.get(flat) or node).start)
        finding = error(
            "toc-without-parts",
            f"the chapters stand in no part, so there is no place for one named {caption!r}",
            Where(file=FILE, line=line),
            "leave --part out, or group the chapters under `parts:` first",
        )
        return None, (finding,)
    text = _without_empty(toc.text, node, flat)
    return _new_key(text, "parts", [f"- caption: {scalar(caption)}", "  chapters:", f"  - {entry}"]), ()


def _indent(text: str, parts: Node) -> str:
    """Return how far a person indents the chapters under `chapters:`, as blanks; none where no part shows it."""
    for part in parts.items:
        chapters = part.get("chapters")
        if chapters is not None and chapters.items and not chapters.flow:
            return " " * max(0, lines_of(text).column(chapters.start) - 1 - _column(text, part, "chapters"))
    return ""


def _part(parts: Node, caption: str | None) -> Node | None:
    """Return the part of that caption, read case-blind; the last part with modules where none is asked for."""
    if caption is None:
        return _last_with_modules(parts)
    for part in parts.items:
        name = part.get("caption")
        if name is not None and (name.scalar or "").casefold() == caption.casefold():
            return part
    return None


def _last_with_modules(parts: Node) -> Node:
    """Return the last part that names a module, the last of all where none does."""
    holding = [part for part in parts.items if any(page.startswith(_MODULES) for page in _named(part, "file"))]
    return (holding or list(parts.items))[-1]


def _appended_to(text: str, parent: Node, key: str, entry: str) -> str:
    """Return the text with `- entry` at the end of the list under `key` of a mapping."""
    child = parent.get(key)
    if child is None:
        indent = " " * (lines_of(text).column(parent.start) - 1) if parent.entries else ""
        lines = [f"{indent}{key}:", f"{indent}- {entry}"]
        if not parent.entries or parent.flow:
            return _new_key(text, key, [f"- {entry}"])
        return _after(text, parent.end, lines)
    if child.items or child.kind == "sequence":
        return _appended(text, child, (entry,), _column(text, parent, key))
    return _after(text, child.end, [f"{' ' * (_column(text, parent, key) + 2)}- {entry}"])


def _column(text: str, parent: Node, key: str) -> int:
    names = [name for name, _ in parent.entries]
    return lines_of(text).column(parent.keys[names.index(key)]) - 1


def _appended(
    text: str, sequence: Node, entry: tuple[str, ...], key_column: int = 0, *, after: Node | None = None
) -> str:
    """Return the text with one entry (its lines) at the end of a list, or after one of its items."""
    if sequence.flow and sequence.items:
        flow = "{" + ", ".join(entry) + "}" if len(entry) == 1 else ""
        return spliced(text, [Splice(start=sequence.items[-1].end, end=sequence.items[-1].end, text=f", {flow}")])
    if sequence.flow:
        indent = " " * (key_column + 2)
        block = "".join(f"{newline_of(text)}{indent}{line}" for line in _dashed(entry))
        rest = text[sequence.end : line_end(text, sequence.end)]
        cut = Splice(start=_before_blank(text, sequence.start), end=sequence.end, text="")
        put = Splice(start=sequence.end + len(rest), end=sequence.end + len(rest), text=block)
        return spliced(text, [cut, put])
    indent = " " * (lines_of(text).column(sequence.start) - 1)
    return _after(text, (after or sequence).end, [indent + line for line in _dashed(entry)])


def _dashed(entry: tuple[str, ...]) -> list[str]:
    first, *rest = entry
    return [f"- {first}", *(f"  {line}" for line in rest)]


def _before_blank(text: str, offset: int) -> int:
    while offset and text[offset - 1] in " \t":
        offset -= 1
    return offset


def _after(text: str, offset: int, lines: list[str]) -> str:
    end = line_end(text, offset)
    return spliced(text, [Splice(start=end, end=end, text="".join(newline_of(text) + line for line in lines))])


def _new_key(text: str, key: str, lines: list[str]) -> str:
    newline = newline_of(text)
    gap = "" if not text or text.endswith(("\n", "\r")) else newline
    return f"{text}{gap}{key}:{newline}{newline.join(lines)}{newline}"


def _without_empty(text: str, node: Node, key: str | None) -> str:
    """Return the text without a top-level list that holds nothing (`chapters: []`)."""
    for name in ("parts", *([key] if key else [])):
        child = node.get(name)
        if child is not None:
            names = [entry for entry, _ in node.entries]
            start = node.keys[names.index(name)]
            end = line_end(text, child.end)
            return spliced(text, [Splice(start=start, end=min(end + len(newline_of(text)), len(text)), text="")])
    return text
