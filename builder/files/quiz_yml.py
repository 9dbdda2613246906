"""quiz.yml both ways: items one by one, each with its line; changed by splices, comments kept."""

from __future__ import annotations

from typing import cast

import msgspec

from builder.files.decode import decode
from builder.files.lines import Lines, Splice, line_end, lines_of, newline_of, spliced
from builder.files.yaml_read import Node, read_yaml
from builder.files.yaml_write import Plain, to_yaml
from builder.findings import BuilderError, Finding, Where, error
from builder.model.item import Cloze, Id, Item, Matching, MultipleChoice, MultipleResponse, Ordering, kind_of
from builder.wording import phrase

GAP = "____"


class QuizItem(msgspec.Struct, frozen=True, kw_only=True):
    """An item with its place: the span of its mapping and the line it begins on."""

    item: Item
    start: int
    end: int
    line: int


class QuizFile(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz.yml as read; items that could not be read are missing here and told as findings.

    rejected: the ids of drafts that a person rejected.
    """

    text: str
    file: str
    entries: tuple[QuizItem, ...]
    rejected: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items in the order of the file."""
        return tuple(entry.item for entry in self.entries)


def read_quiz(text: str, file: str) -> tuple[QuizFile | None, tuple[Finding, ...]]:
    """Return the items of a quiz.yml; a bad item gives its findings and the others are still read."""
    root, findings = read_yaml(text, file)
    if root is None:
        return None, findings
    lines = lines_of(text)
    if root.kind != "mapping":
        where = Where(file=file, line=lines.number(root.start))
        return None, (error("bad-value", "a quiz is `format: 1` and `items:`", where, "see the README"),)
    problems = [*_head(root, lines, file)]
    listed = root.get("items")
    entries: list[QuizItem] = []
    for index, node in enumerate(listed.items if listed is not None else ()):
        path = f"$.items[{index}]"
        item, found = decode(node, Item, lines, file, root=path)
        problems += found
        if item is not None:
            entry = QuizItem(item=item, start=node.start, end=node.end, line=lines.number(node.start))
            problems += _beyond_the_schema(entry, path, file)
            entries.append(entry)
    rejected: tuple[str, ...] | None = ()
    named = root.get("rejected")
    if named is not None:
        rejected, found = decode(named, tuple[Id, ...], lines, file, root="$.rejected")
        problems += found
    quiz = QuizFile(text=text, file=file, entries=tuple(entries), rejected=rejected or ())
    return quiz, (*problems, *_doubled(entries, file))


def _head(root: Node, lines: Lines, file: str) -> list[Finding]:
    """Return findings about what stands beside the items: an unknown key, no or another format, no list."""
    found = []
    for (key, _), offset in zip(root.entries, root.keys, strict=True):
        if key not in ("format", "items", "rejected"):
            where = Where(file=file, line=lines.number(offset), path=f"$.{key}")
            found.append(error("unknown-key", f"unknown key `{key}`", where, "keys here: format, items, rejected"))
    form = root.get("format")
    if form is None or form.scalar != "1":
        line = lines.number(form.start) if form is not None else 1
        found.append(error("bad-format", "the file must say `format: 1`", Where(file=file, line=line), "add the line"))
    listed = root.get("items")
    if listed is not None and listed.kind != "sequence" and listed.scalar is not None:
        where = Where(file=file, line=lines.number(listed.start), path="$.items")
        found.append(error("bad-value", "items must be a list", where, "write each item after a dash"))
    return found


def _beyond_the_schema(entry: QuizItem, path: str, file: str) -> list[Finding]:
    where = Where(file=file, line=entry.line, path=path)
    item, found = entry.item, []
    if isinstance(item, MultipleChoice | MultipleResponse):
        keys = sum(option.key for option in item.options)
        if isinstance(item, MultipleChoice) and keys != 1:
            help_ = "put `key: true` under exactly one option"
            found.append(error("item-key", f"item {item.id} has {keys} right options", where, help_))
        if isinstance(item, MultipleResponse) and not keys:
            help_ = "put `key: true` under each right option"
            found.append(error("item-key", f"item {item.id} has no right option", where, help_))
    twice = _twice(item)
    if twice is not None:
        message = f"item {item.id} has “{twice}” twice, and no answer could tell one from the other"
        found.append(error("item-options", message, where, "change or remove one"))
    if isinstance(item, Cloze) and item.stem.count(GAP) != len(item.answers):
        message = f"item {item.id} has {item.stem.count(GAP)} gaps and {len(item.answers)} answers"
        found.append(error("item-gaps", message, where, f"write {GAP} once for each entry of `answers`"))
    return found


def _twice(item: Item) -> str | None:
    """Return a text that an item gives twice to choose, to match or to put in order, read case-blind."""
    texts: tuple[str, ...] = ()
    if isinstance(item, MultipleChoice | MultipleResponse):
        texts = tuple(option.text for option in item.options)
    elif isinstance(item, Matching):
        texts = tuple(pair.left for pair in item.pairs)
    elif isinstance(item, Ordering):
        texts = item.answers
    folded = [" ".join(text.split()).casefold() for text in texts]
    return next((text for text, key in zip(texts, folded, strict=True) if folded.count(key) > 1), None)


def _doubled(entries: list[QuizItem], file: str) -> list[Finding]:
    first: dict[str, QuizItem] = {}
    found = []
    for entry in entries:
        before = first.setdefault(entry.item.id, entry)
        if before is not entry:
            message = f"the id {entry.item.id} stands twice, first on line {before.line}"
            where = Where(file=file, line=entry.line)
            found.append(error("item-id-doubled", message, where, "give one of them another id"))
    return found


def write_quiz(items: tuple[Item, ...], language: str, schema: str | None = None) -> str:
    """Return the text of a quiz.yml: whole, once, at the first import.

    `schema` is the address of the JSON Schema by which editors complete the file (the comment is that of
    the YAML language server, "Using inlined schema").
    """
    body = to_yaml([_plain(item) for item in items], indent=2) if items else ""
    line = f"# yaml-language-server: $schema={schema}\n" if schema is not None else ""
    return f"{line}# {phrase(language, 'draft.quiz_comment')}\nformat: 1\nitems:{'' if items else ' []'}\n{body}"


def _plain(item: Item) -> Plain:
    values = msgspec.to_builtins(item)
    values.pop("kind")
    ordered = {"id": values.pop("id"), "kind": kind_of(item), "stem": values.pop("stem")}
    head = {name: values.pop(name) for name in ("options", "pairs", "spare", "answers", "answer") if name in values}
    return cast("Plain", {**ordered, **head, **values})


def with_item(file: QuizFile, id_: str, item: Item) -> str:
    """Return the text with one item replaced, all other bytes kept.

    Raises KeyError for an unknown id, BuilderError where the file is written so that it cannot be changed safely.
    """
    entry = next((entry for entry in file.entries if entry.item.id == id_), None)
    if entry is None:
        raise KeyError(id_)
    if entry.item == item:
        return file.text
    indent = lines_of(file.text).column(entry.start) - 1
    words = _indented(to_yaml(_plain(item)), indent, newline_of(file.text))
    text = spliced(file.text, [Splice(start=entry.start, end=entry.end, text=words)])
    return _sure(file, text, tuple(item if known.id == id_ else known for known in file.items))


def with_more(file: QuizFile, items: tuple[Item, ...]) -> str:
    """Return the text with items added after the last one, all other bytes kept.

    Raises BuilderError where the file is written so that it cannot be changed safely.
    """
    if not items:
        return file.text
    newline = newline_of(file.text)
    root, _ = read_yaml(file.text, file.file)
    listed = root.get("items") if root is not None else None
    if listed is not None and listed.items and not listed.flow:
        indent = lines_of(file.text).column(listed.start) - 1
        at = line_end(file.text, listed.end)
        words = "".join(newline + _indented(to_yaml([_plain(item)]), indent, newline, first=True) for item in items)
        return _sure(file, spliced(file.text, [Splice(start=at, end=at, text=words)]), (*file.items, *items))
    block = "".join(newline + _indented(to_yaml([_plain(item)]), 2, newline, first=True) for item in items)
    if listed is None:
        gap = "" if not file.text or file.text.endswith(("\n", "\r")) else newline
        return _sure(file, f"{file.text}{gap}items:{block}{newline}", items)
    if listed.items or listed.scalar:
        raise BuilderError(unsure(file))
    text = spliced(file.text, [Splice(start=listed.start, end=listed.end, text=block)])
    return _sure(file, text, items)


def _sure(file: QuizFile, text: str, items: tuple[Item, ...]) -> str:
    """Return the text if it reads back as these items, and what could not be read before is still there."""
    before, after = read_quiz(file.text, file.file), read_quiz(text, file.file)
    if after[0] is None or after[0].items != items or len(after[1]) != len(before[1]):
        raise BuilderError(unsure(file))
    return text


def unsure(file: QuizFile) -> Finding:
    help_ = "write `items:` as a list with a dash and lines of `key: value` for each item"
    return error(
        "quiz-unchanged", "the quiz is written so that no item can be changed safely", Where(file=file.file), help_
    )


def _indented(text: str, indent: int, newline: str, *, first: bool = False) -> str:
    lines = text.rstrip("\n").split("\n")
    head = " " * indent if first else ""
    return newline.join([head + lines[0], *(" " * indent + line for line in lines[1:])])


def with_origins(items: tuple[Item, ...], drafted: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return the items, those that a person changed since the import counted as authored.

    `drafted` are the items of the last import.  A person need not say that they edited one.
    """
    base = {item.id: item for item in drafted}
    return tuple(
        item if item.origin == "authored" or base.get(item.id) == _unaccepted(item) else _authored(item)
        for item in items
    )


def _unaccepted(item: Item) -> Item:
    return msgspec.structs.replace(item, accepted=False)


def _authored(item: Item) -> Item:
    return msgspec.structs.replace(item, origin="authored")
