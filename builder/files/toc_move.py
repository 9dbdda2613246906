"""`_toc.yml` with entries in another place: an entry takes its own lines along, every other line stays.

An entry is its lines from the dash on: title, remarks behind it, pages nested under it.  A comment on a line of its
own above an entry may be about more than the entry, so it stays.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from builder.files.lines import Lines, Splice, lines_of, newline_of, spliced
from builder.files.toc import FILE, Toc, page_name, read_toc, with_entry
from builder.files.toc_edit import CHILDREN, Step, cut, first_line, path_to
from builder.files.yaml_read import Node, read_yaml
from builder.findings import BuilderError, Finding, Where, error

_IN_ONE_LINE = "the list there is written in one line"
_ON_LINES = "write its entries on lines of their own first"


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where entries go: the end of a part, its beginning, or beside a page."""

    part: str | None = None
    first: bool = False
    before: str | None = None
    after: str | None = None


def with_moved(toc: Toc, pages: tuple[str, ...], target: Target) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text with the pages at the target in the order given; a finding where there is no such place.

    Where each stands there already nothing changes.  A table that does not read back as it should is not returned.
    """
    now = toc
    try:
        for number, page in enumerate(pages):
            place = target if number == 0 else Target(after=pages[number - 1])
            now = _moved(now, page, place)
    except BuilderError as problem:
        return None, (problem.finding,)
    same = _shape(_root(now.text)) == _shape(_root(toc.text))
    return (toc.text if same else now.text), ()


def _moved(toc: Toc, page: str, target: Target) -> Toc:
    root = _root(toc.text)
    path = path_to(root, page)
    anchor = _anchor(toc, root, page, path, target)
    if anchor == page:
        return toc
    block, text = _out(toc.text, path, page)
    if anchor is not None:
        step = path_to(_root(text), anchor)[-1]
        after = _put(text, step, block, before=target.before is not None or target.first)
    else:
        rest = _read(text)
        added, problems = with_entry(rest, page, target.part)
        if added is None:
            raise BuilderError(problems[0])
        after = _instead(added, path_to(_root(added), page)[-1], block)
    moved = _read(after)
    _sure(toc, moved, page, target, anchor)
    return moved


def _anchor(toc: Toc, root: Node, page: str, path: tuple[Step, ...], target: Target) -> str | None:
    """Return the page beside which an entry is put: itself where it is there, None for a part without pages."""
    beside = target.before or target.after
    if beside is not None:
        there = path_to(root, beside)
        if not there:
            raise BuilderError(_nowhere(toc, f"_toc.yml has no entry for {beside}", "name a page that it has"))
        if beside != page and path and path[-1].item in [step.item for step in there]:
            raise BuilderError(_nowhere(toc, f"{beside} is nested under {page}", "name a page outside of it"))
        caption = next(entry.caption for entry in toc.entries if entry.file == beside)
        if target.part is not None and target.part.casefold() != (caption or "").casefold():
            raise BuilderError(_nowhere(toc, f"{beside} is not in the part “{target.part}”", "name that part, or none"))
        return beside
    listed = _of_part(root, target.part or "")
    items = [item for item in listed.items if item.get("file") is not None] if listed is not None else []
    others = [item for item in items if not (path and item == path[-1].item)]
    if not others:
        return page if items else None
    chosen = others[0] if target.first else others[-1]
    file = chosen.get("file")
    return page_name(file.scalar or "") if file is not None else None


def _of_part(root: Node, caption: str) -> Node | None:
    parts = root.get("parts")
    for part in parts.items if parts is not None else ():
        name = part.get("caption")
        if name is not None and (name.scalar or "").casefold() == caption.casefold():
            return part.get("chapters")
    return None


def _out(text: str, path: tuple[Step, ...], page: str) -> tuple[list[str], str]:
    """Return the lines of an entry, its dash in the first column, and the text without them."""
    if not path:
        return [f"- file: {page}"], text
    step = path[-1]
    if step.listed.flow:
        return [f"- {text[step.item.start : step.item.end]}"], cut(text, path, nested=True).text
    lines, first, last = _span(text, step)
    rows = [text[lines.starts[n - 1] : lines.starts[n]].rstrip("\r\n") for n in range(first, last + 1)]
    indent = rows[0].index("-")
    return [row[min(indent, len(row) - len(row.lstrip())) :] for row in rows], cut(text, path, nested=True).text


def _span(text: str, step: Step) -> tuple[Lines, int, int]:
    lines = lines_of(text)
    return lines, first_line(text, lines, step.item.start), lines.number(max(step.item.start, step.item.end - 1))


def _put(text: str, step: Step, block: list[str], *, before: bool) -> str:
    """Return the text with an entry's lines beside an item of a list."""
    if step.listed.flow:
        raise BuilderError(_finding(_IN_ONE_LINE, 1, _ON_LINES))
    lines, first, last = _span(text, step)
    newline = newline_of(text)
    indent = " " * text[lines.starts[first - 1] : lines.starts[first]].index("-")
    words = [f"{indent}{row}" if row else row for row in block]
    if before:
        while first > 1 and text[lines.starts[first - 2] : lines.starts[first - 1]].lstrip().startswith("#"):
            first -= 1  # a comment right above an entry is about the entry
        at = lines.starts[first - 1]
        return spliced(text, [Splice(start=at, end=at, text=_rows(words, newline))])
    at = lines.starts[last]
    if text[:at].endswith(("\n", "\r")):
        return spliced(text, [Splice(start=at, end=at, text=_rows(words, newline))])
    return spliced(text, [Splice(start=at, end=at, text=newline + newline.join(words))])


def _instead(text: str, step: Step, block: list[str]) -> str:
    """Return the text with an entry's lines in the place of the bare entry that was put there for it."""
    if step.listed.flow:
        raise BuilderError(_finding(_IN_ONE_LINE, 1, _ON_LINES))
    lines, first, last = _span(text, step)
    start, end = lines.starts[first - 1], lines.starts[last]
    row = text[start:end]
    indent = " " * row.index("-")
    tail = row[len(row.rstrip("\r\n")) :]
    words = newline_of(text).join(f"{indent}{line}" if line else line for line in block)
    return spliced(text, [Splice(start=start, end=end, text=words + tail)])


def _rows(words: list[str], newline: str) -> str:
    return "".join(f"{word}{newline}" for word in words)


def _sure(before: Toc, after: Toc, page: str, target: Target, anchor: str | None) -> None:
    """Raise BuilderError where a table does not hold what it held, each entry but the moved one in its place."""
    root = _root(before.text)
    path = path_to(root, page)
    own = {file for file, _, _ in _shape(path[-1].item)} if path else {page}
    rest = [row for row in _shape(root) if row[0] not in own]
    there = [row for row in _shape(_root(after.text)) if row[0] not in own]
    files = [entry.file for entry in after.entries]
    known = {(finding.code, finding.message) for finding in read_toc(before.text)[1]}
    new = [finding for finding in read_toc(after.text)[1] if (finding.code, finding.message) not in known]
    same = rest == there and sorted(own) == sorted(file for file in files if file in own) and before.root == after.root
    caption = next((entry.caption for entry in after.entries if entry.file == page), None)
    wanted = next((entry.caption for entry in after.entries if entry.file == anchor), target.part)
    if not same or new or (caption or "").casefold() != (wanted or "").casefold():
        message = f"_toc.yml is written so that {page} cannot be moved safely"
        raise BuilderError(_finding(message, 1, "move its lines by hand"))


def _shape(node: Node, caption: str | None = None, depth: int = 0) -> list[tuple[str, str | None, int]]:
    return list(_rows_of(node, caption, depth))


def _rows_of(node: Node, caption: str | None, depth: int) -> Iterator[tuple[str, str | None, int]]:
    """Yield each page with its caption and its depth, in order."""
    named = node.get("caption")
    caption = named.scalar if named is not None else caption
    for key, child in node.entries:
        if key in ("file", "glob", "url") and child.scalar is not None:
            yield page_name(child.scalar) if key == "file" else child.scalar, caption, depth
    for key, child in node.entries:
        for item in child.items if key in CHILDREN else ():
            yield from _rows_of(item, caption, depth + 1)


def _root(text: str) -> Node:
    root, problems = read_yaml(text, FILE)
    if root is None:
        raise BuilderError(problems[0])
    return root


def _read(text: str) -> Toc:
    toc, problems = read_toc(text)
    if toc is None:
        raise BuilderError(problems[0])
    return toc


def _nowhere(toc: Toc, message: str, help_: str) -> Finding:
    return _finding(message, toc.front.line, help_)


def _finding(message: str, line: int, help_: str) -> Finding:
    return error("toc-move", message, Where(file=FILE, line=line), help_)
