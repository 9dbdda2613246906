"""The one YAML loader: YAML to plain values, with the place of every key and value.

It follows the core schema of YAML 1.2 (yaml.org/spec/1.2.2, section 10.3) and goes one step further: a
scalar stays the text that stands in the file, so that `no`, `1:30`, `1.10` and `007` are never read as
something else.  `files.decode` turns text into a number or a boolean where the record asks for one.
Anchors, aliases and tags are refused: our files need none, and they are how YAML hangs programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import msgspec
import yaml

from builder.files.lines import Lines, lines_of
from builder.findings import Finding, Where, error

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is absent where libyaml is
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_MAX_DEPTH = 40

#: What YAML does not allow (section 5.1).
_CONTROL = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

Value = dict[str, "Value"] | list["Value"] | str | None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A value with its place: offsets [start, end) in the text, comments and blank lines after it left out.

    keys: of a mapping, the offsets of its keys.
    """

    kind: Literal["mapping", "sequence", "scalar"]
    start: int
    end: int
    flow: bool = False
    scalar: str | None = None
    entries: tuple[tuple[str, Node], ...] = ()
    items: tuple[Node, ...] = ()
    keys: tuple[int, ...] = ()

    def get(self, key: str) -> Node | None:
        """Return the value under a key of a mapping, None where there is none."""
        return next((node for name, node in self.entries if name == key), None)

    def value(self) -> Value:
        """Return the plain value: dictionaries, lists, texts and None."""
        if self.kind == "mapping":
            return {name: node.value() for name, node in self.entries}
        if self.kind == "sequence":
            return [node.value() for node in self.items]
        return self.scalar


class _RefusedError(Exception):
    def __init__(self, message: str, offset: int, help_: str) -> None:
        super().__init__(message)
        self.message, self.offset, self.help = message, offset, help_


def read_yaml(text: str, file: str, first_line: int = 1) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the root of a YAML text, or a finding with file and line; an empty text is an empty mapping.

    `first_line` is the line of `file` on which `text` begins (front matter stands inside a file).
    """
    lines = lines_of(text)
    control = _CONTROL.search(text)
    if control is not None:
        message = f"not YAML: a character that does not print (U+{ord(control.group()):04X})"
        return None, (_finding(message, control.start(), "delete it", lines, file, first_line),)
    try:
        root = _Composer(text).root()
    except _RefusedError as problem:
        return None, (_finding(problem.message, problem.offset, problem.help, lines, file, first_line),)
    except (yaml.YAMLError, RecursionError) as problem:
        message, help_, mark = _fault(problem)
        return None, (_finding(f"not YAML: {message}", _offset(mark, text), help_, lines, file, first_line),)
    return root, ()


class _Fault(NamedTuple):
    """What the parser says, and what to say to a person; `begins`: whether the place is where the part begins."""

    said: str
    message: str
    help: str
    begins: bool = False


_FAULTS = (
    _Fault(
        "while scanning a quoted scalar",
        "a quotation mark is opened here and never closed",
        "close it; around a text that holds one kind of quotation marks use the other",
        begins=True,
    ),
    _Fault(
        "while parsing a flow sequence", "a bracket is opened here and not closed", "close it with `]`", begins=True
    ),
    _Fault("while parsing a flow mapping", "a brace is opened here and not closed", "close it with `}`", begins=True),
    _Fault(
        "mapping values are not allowed",
        "a colon stands where none can",
        "put a text that holds a colon into quotation marks; give the keys of one list one indentation",
    ),
    _Fault(
        "cannot start any token",
        "a tab, or a sign that cannot begin a text",
        "indent with blanks; put a text that begins with a sign into quotation marks",
    ),
    _Fault(
        "did not find expected '-' indicator",
        "this line is in no line with the entry it belongs to",
        "give all dashes of one list the same indentation, and all keys of one entry theirs",
    ),
    _Fault(
        "did not find expected key",
        "this is no `key: value`, or a quotation mark inside a text ended it too early",
        "around a text that holds one kind of quotation marks use the other",
    ),
)


def _fault(problem: Exception) -> tuple[str, str, Any]:
    """Return (message, help, mark) for what the parser could not read."""
    context, said = getattr(problem, "context", None) or "", getattr(problem, "problem", None) or ""
    place, start = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    for fault in _FAULTS:
        if fault.said in context or fault.said in said:
            return fault.message, fault.help, (start or place) if fault.begins else (place or start)
    help_ = "look at this line and the one before it: indentation, a missing quote, a colon in the text"
    return said or "it cannot be read as YAML", help_, place or start


def _offset(mark: Any, text: str) -> int:
    return min(int(getattr(mark, "index", 0) or 0), len(text))


def _finding(message: str, offset: int, help_: str, lines: Lines, file: str, first_line: int) -> Finding:
    line = lines.number(offset)
    return error(
        "yaml-broken", message, Where(file=file, line=line + first_line - 1, column=lines.column(offset)), help_
    )


class _Composer:
    """Builds nodes from the parser's events, so that depth is bounded and spans are ours."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._shift = 1 if text.startswith("\ufeff") else 0  # the parser drops the mark and counts without it
        self._events: Iterator[Any] = iter(yaml.parse(text[self._shift :], Loader=_LOADER))

    def root(self) -> Node:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                raise _RefusedError("a second document begins here", self._at(event), "keep one document in the file")
            if isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        return node or Node(kind="mapping", start=len(self._text), end=len(self._text))

    def _at(self, event: Any) -> int:
        return int(event.start_mark.index) + self._shift

    def _end(self, event: Any) -> int:
        return int(event.end_mark.index) + self._shift

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise _RefusedError("anchors and aliases are not read", self._at(event), "write the value out")
        if depth > _MAX_DEPTH:
            raise _RefusedError("the nesting is too deep", self._at(event), f"use at most {_MAX_DEPTH} levels")
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(f"the tag {event.tag} is not read", self._at(event), "remove the tag")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        return self._collection(event, depth)

    def _scalar(self, event: Any) -> Node:
        plain = event.implicit[0]
        text = None if plain and event.value in _NULLS else str(event.value)
        start, end = self._at(event), self._end(event)
        if event.style in ("|", ">"):  # the parser's end lies behind the blank lines
            end = start + len(self._text[start:end].rstrip())
        return Node(kind="scalar", start=start, end=end, scalar=text)

    def _collection(self, event: Any, depth: int) -> Node:
        mapping = isinstance(event, yaml.MappingStartEvent)
        children: list[Node] = []
        closing = None
        for inner in self._events:
            if isinstance(inner, yaml.CollectionEndEvent):
                closing = inner
                break
            children.append(self._node(inner, depth + 1))
        start = self._at(event)
        end = children[-1].end if children else start
        if event.flow_style and closing is not None:
            end = self._end(closing)
        flow = bool(event.flow_style)
        if not mapping:
            return Node(kind="sequence", start=start, end=end, flow=flow, items=tuple(children))
        names, values = children[::2], children[1::2]
        return Node(
            kind="mapping",
            start=start,
            end=end,
            flow=flow,
            entries=tuple((_key(name), value) for name, value in zip(names, values, strict=True)),
            keys=self._distinct(names),
        )

    def _distinct(self, names: list[Node]) -> tuple[int, ...]:
        seen: set[str] = set()
        for name in names:
            if name.kind != "scalar":
                raise _RefusedError("a key must be a word", name.start, "write `key: value`")
            key = _key(name)
            if key in seen:
                raise _RefusedError(f"the key `{key}` stands twice", name.start, "keep one of them")
            seen.add(key)
        return tuple(name.start for name in names)


def _key(node: Node) -> str:
    return node.scalar if node.scalar is not None else "null"
