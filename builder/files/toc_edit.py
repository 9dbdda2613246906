"""`_toc.yml` with an entry taken out: its lines go, and every other line a person wrote stays.

An entry goes with what is written on its own lines (a title, a comment behind it).  A part that is left without
a page goes too, since Jupyter Book refuses one; comments on lines of their own stay.
"""

from __future__ import annotations

import msgspec

from builder.files.lines import Lines, Splice, lines_of, spliced
from builder.files.toc import FILE, Toc, page_name, read_toc
from builder.files.yaml_read import Node, read_yaml
from builder.findings import Finding, Where, error

CHILDREN = ("parts", "subtrees", "chapters", "sections", "entries", "items")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step down in a table of contents: a mapping, the key of a list in it, and the number of an item there."""

    parent: Node
    key: str
    number: int

    @property
    def listed(self) -> Node:
        """The list."""
        return self.parent.entries[[name for name, _ in self.parent.entries].index(self.key)][1]

    @property
    def item(self) -> Node:
        """The item of the list."""
        return self.listed.items[self.number]

    @property
    def key_start(self) -> int:
        """The offset of the list's key."""
        return self.parent.keys[[name for name, _ in self.parent.entries].index(self.key)]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A table of contents without an entry: its text, the lines that went, the caption of a part that went along."""

    text: str
    lines: str
    part: str | None = None


def path_to(root: Node, page: str) -> tuple[Step, ...]:
    """Return the steps from the top of a table to the entry of a page; none where it has no entry."""
    for key, child in root.entries:
        for number, item in enumerate(child.items if key in CHILDREN else ()):
            step = Step(parent=root, key=key, number=number)
            file = item.get("file")
            if file is not None and page_name(file.scalar or "") == page:
                return (step,)
            below = path_to(item, page)
            if below:
                return (step, *below)
    return ()


def without_entry(toc: Toc, page: str) -> tuple[Taken | None, tuple[Finding, ...]]:
    """Return a table without a page; a finding where the page has others nested under it, or is the front page.

    Lists can be written in more ways than an editor of lines foresees: a table that does not read back as before
    with one page less is not returned.
    """
    where = Where(file=FILE, line=next((entry.line for entry in (toc.front, *toc.entries) if entry.file == page), 1))
    if toc.root == page:
        message = f"{page} is the front page of the book"
        return None, (error("toc-entry-stays", message, where, "name another page behind `root:` first"),)
    root, _ = read_yaml(toc.text, FILE)
    path = path_to(root, page) if root is not None else ()
    if not path:
        return Taken(text=toc.text, lines=""), ()
    if any(child.items for key, child in path[-1].item.entries if key in CHILDREN):
        message = f"other pages are nested under {page}"
        return None, (error("toc-entry-stays", message, where, "put them elsewhere in _toc.yml first"),)
    taken = cut(toc.text, path)
    if _reads_back(toc, taken.text, page):
        return taken, ()
    message = f"_toc.yml is written so that the entry of {page} cannot be taken out safely"
    return None, (error("toc-entry-stays", message, where, "take it out by hand, then run the command again"),)


def _reads_back(toc: Toc, text: str, page: str) -> bool:
    after, findings = read_toc(text)
    kept = [(entry.file, entry.caption) for entry in toc.entries if entry.file != page]
    known = {(finding.code, finding.message) for finding in read_toc(toc.text)[1]}
    return (
        after is not None
        and [(entry.file, entry.caption) for entry in after.entries] == kept
        and after.root == toc.root
        and all((finding.code, finding.message) in known for finding in findings)
    )


def cut(text: str, path: tuple[Step, ...], *, nested: bool = False) -> Taken:
    """Return the text without the entry at the end of a path, nor the lists and parts that it alone filled.

    nested: what stands between the lines of the entry, comments too, goes along.
    """
    level, part = len(path) - 1, None
    while level and len(path[level].listed.items) == 1 and path[level - 1].item.get("file") is None:
        level -= 1
        caption = path[level].item.get("caption")
        part = (caption.scalar or "") if caption is not None else part
    step = path[level]
    kept = path[-1].item if nested and not path[-1].listed.flow else None
    if len(step.listed.items) == 1:
        splices = _whole_lines(text, step.key_start, step.listed.end, kept)
    elif step.listed.flow:
        splices = [_between_commas(step)]
    else:
        splices = _whole_lines(text, step.item.start, step.item.end, kept)
    gone = "".join(text[splice.start : splice.end] for splice in splices)
    return Taken(text=spliced(text, splices), lines=gone, part=part)


def _between_commas(step: Step) -> Splice:
    """Return the cut of an item of a list in brackets, with the comma that parts it from a neighbour."""
    items = step.listed.items
    if step.number:
        return Splice(start=items[step.number - 1].end, end=step.item.end, text="")
    return Splice(start=step.item.start, end=items[1].start, text="")


def _whole_lines(text: str, start: int, end: int, whole: Node | None) -> list[Splice]:
    """Return the cuts of the lines from `start` to `end`, all but blank ones and comments outside of one node."""
    lines = lines_of(text)
    first, last = first_line(text, lines, start), lines.number(max(start, end - 1))
    cuts = []
    for number in range(first, last + 1):
        span = lines.starts[number - 1], lines.starts[number]
        words = text[span[0] : span[1]].strip()
        inside = whole is not None and whole.start <= span[0] < whole.end
        if inside or (words and not words.startswith("#")):
            cuts.append(Splice(start=span[0], end=span[1], text=""))
    return cuts


def first_line(text: str, lines: Lines, start: int) -> int:
    """Return the line of the dash before an item: its own, or one above it; of a key its own line."""
    line = lines.number(start)
    if text[lines.starts[line - 1] : start].strip() == "" and line > 1:
        above = line - 1
        while above > 1 and not text[lines.starts[above - 1] : lines.starts[above]].strip():
            above -= 1
        if text[lines.starts[above - 1] : lines.starts[above]].strip() == "-":
            return above
    return line
